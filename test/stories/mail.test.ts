// E-mail from tickets and into them: what an agent sends reaches the pretend mailbox once, what comes back finds its ticket, machines open
// nothing, and whatever a stranger writes is shown as words.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Mail } from "../../simulator/mail/mail.ts";
import type { MailEntry } from "../../worker/mail/entry.ts";
import { refusal } from "./desk.ts";
import { Buyer, openShop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let store: string;
let ticket: string;
let order: string;
let clicks = 0;
const click = () => `mail-click-${++clicks}`;

beforeAll(async () => {
  world = await openWorld();
  const shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  const buyer = new Buyer(world, shop, "jennifer");
  const bought = buyer.buys();
  world.shop.endHold(bought.id);
  buyer.comesFrom(bought);
  buyer.writes("My parcel never came");
  await world.settle();
  const [row] = await world.rows<{ id: string }>("SELECT id FROM ticket");
  ticket = row?.id ?? "";
  order = bought.id;
}, 60_000);
afterAll(() => world.close());

interface Page {
  facts: { state: string; mailSince: number | null; waitingSince: number | null };
  entries: { kind: string; name?: string }[];
  can: { mail: { ok: boolean; because?: { code: string } } };
}

const page = () => world.admin.get<Page>(`/api/tickets/${ticket}`);
const mails = async () => (await page()).entries.filter((entry) => entry.kind === "email") as unknown as MailEntry[];
const write = (change: object = {}) =>
  world.admin.post(`/api/tickets/${ticket}/mails`, {
    id: click(),
    to: { address: "supplier@example.net" },
    subject: "Where is the parcel?",
    text: "Please look into it.",
    ...change,
  });
const outside = () => Object.values(world.hosted.simulator.snapshot().mails);
const received = (subject: string) => outside().filter((mail) => mail.direction === "received" && mail.subject === subject);
const arrived = async (mail: Mail) => {
  await world.hosted.simulator.tick();
  expect(outside().find(({ id }) => id === mail.id)?.outcome).toBe("taken");
  const count = (door: string, verdict: string) =>
    world.log.filter((line) => line.door === door && line.verdict === verdict && (door === "email" || line.job === "take-mail"));
  const read = () => count("consumer", "done").reduce((sum, line) => sum + (line.count ?? 0), 0);
  await world.until("the e-mail is read", () => read() >= count("email", "taken").length);
};
const state = async (subject: string) => (await mails()).find((mail) => mail.subject === subject)?.dispatch?.state;
const change = async (mailAddress: string | null) => {
  const [{ version } = { version: 0 }] = await world.rows<{ version: number }>("SELECT version FROM store WHERE id = ?", store);
  await world.admin.patch(`/api/stores/${store}`, { version, change: { mailAddress } });
};

describe("e-mail out of a ticket", () => {
  test("is refused with a reason until the store has an address of its own", async () => {
    expect((await page()).can.mail.because?.code).toBe("mail-address-missing");
    expect((await refusal(write())).code).toBe("mail-address-missing");
    await change("care@glowlab.example");
    expect((await page()).can.mail.ok).toBe(true);
    const [audit] = await world.rows<{ before: string; after: string }>(
      "SELECT before, after FROM audit WHERE action = 'change-store' ORDER BY id DESC LIMIT 1",
    );
    expect([audit?.before, audit?.after]).toEqual(['{"mailAddress":null}', '{"mailAddress":"care@glowlab.example"}']);
  });

  test("leaves once however often it is asked for, from the store's address, with a way back to the ticket", async () => {
    const id = click();
    await Promise.all([write({ id, subject: "Once" }), write({ id, subject: "Once" })]);
    await world.until("it is sent", async () => (await state("Once")) === "sent");
    expect(received("Once")).toHaveLength(1);
    expect(received("Once")[0]?.from).toBe("care@glowlab.example");
    expect(received("Once")[0]?.replyTo).toMatch(/^t\+\d+\.[0-9a-z]{20}@glowlab\.example$/);
  });

  test("carries files, and says which it does not", async () => {
    const upload = (name: string, bytes: string) =>
      fetch(`${world.admin.origin}/api/tickets/${ticket}/mail-files?name=${name}`, {
        method: "POST",
        headers: {
          origin: world.admin.origin,
          cookie: world.admin.cookieHeader(),
          "content-type": "application/octet-stream",
          "x-tillside": "upload",
        },
        body: bytes,
      }).then((answer) => answer.json() as Promise<{ key: string; type: string; code: string }>);
    const { key, type } = await upload("../label.pdf", "%PDF-1.7 label");
    expect(type).toBe("application/pdf");
    expect((await upload("label.exe", "MZ")).code).toBe("mail-file-runs");
    await write({ subject: "Label", files: [key] });
    await world.until("it is sent", async () => (await state("Label")) === "sent");
    expect(received("Label")[0]?.attachments).toEqual([
      { filename: "_label.pdf", type: "application/pdf", base64: Buffer.from("%PDF-1.7 label").toString("base64") },
    ]);
    expect((await refusal(write({ files: ["out/tkt_other/fil_1"] }))).code).toBe("mail-file-gone");
  });

  test("quotes the conversation without who the buyer is, as it was previewed, and the ticket says whom it was shown to", async () => {
    const [recipient] = await world.rows<{ name: string; email: string }>("SELECT name, email FROM recipient WHERE order_id = ?", order);
    const { buyer_name: nickname } =
      (await world.rows<{ buyer_name: string }>("SELECT buyer_name FROM ticket WHERE id = ?", ticket))[0] ?? {};
    await world.admin.post(`/api/tickets/${ticket}/notes`, { id: click(), text: "She is difficult" });
    const spoken = ((await page()).entries as { id: string; kind: string }[]).map(({ id }) => id);
    const quote = { entries: spoken, open: false };
    const preview = await world.admin.post<{ text: string; messages: number }>(`/api/tickets/${ticket}/quote`, quote);
    expect(preview.text).toContain("> My parcel never came");
    expect(preview.text).toContain("Buyer, ");
    for (const secret of [recipient?.name, recipient?.email, nickname, "difficult"]) expect(preview.text).not.toContain(secret ?? "?");
    await write({ subject: "Quoted", quote });
    await world.until("it is sent", async () => (await state("Quoted")) === "sent");
    expect(received("Quoted")[0]?.text).toBe(`Please look into it.\n\n${preview.text}`);
    expect((await page()).entries.filter(({ name }) => name === "shared")).toMatchObject([
      { byName: "Ana Admin", facts: { to: "supplier@example.net", messages: preview.messages, open: 0 } },
    ]);
    const open = await world.admin.post<{ text: string }>(`/api/tickets/${ticket}/quote`, { ...quote, open: true });
    expect(open.text).toContain(`${nickname}, `);
    const agent = await world.agent("Quinn Quoter", [{ store, rights: ["read", "reply"] }]);
    expect((await refusal(agent.post(`/api/tickets/${ticket}/quote`, { ...quote, open: true }))).facts).toEqual({ right: "personal" });
    expect(
      (
        await refusal(
          agent.post(`/api/tickets/${ticket}/mails`, {
            id: click(),
            to: { address: "x@example.net" },
            subject: "Open",
            text: "See",
            quote: { ...quote, open: true },
          }),
        )
      ).facts,
    ).toEqual({ right: "personal" });
    expect((await refusal(world.admin.post(`/api/tickets/${ticket}/quote`, { entries: ["of-another-ticket"] }))).code).toBe("quote-empty");
  });

  test("goes to the buyer by the address TikTok lends them, which only those see who may", async () => {
    const agent = await world.agent("Rita Reply", [{ store, rights: ["read", "reply"] }]);
    await agent.post(`/api/tickets/${ticket}/mails`, { id: click(), to: { order }, subject: "Relay", text: "Hello" });
    await world.until("it is sent", async () => (await state("Relay")) === "sent");
    const seen = (await agent.get<Page>(`/api/tickets/${ticket}`)).entries as unknown as MailEntry[];
    expect(seen.find((mail) => mail.subject === "Relay")?.to[0]?.address).toBe("");
    expect((await mails()).find((mail) => mail.subject === "Relay")?.to[0]?.address).toBe(received("Relay")[0]?.to);
  });

  test("that is refused says why; one that may have left is left to the agent; one that came too soon is tried again", async () => {
    world.shop.breakMail({ fault: "refused" });
    await write({ subject: "Refused" });
    await world.until("it failed", async () => (await state("Refused")) === "failed");
    world.shop.breakMail({ fault: "silent" });
    await write({ subject: "Silent" });
    await world.until("nobody knows", async () => (await state("Silent")) === "unconfirmed");
    expect(received("Silent")).toHaveLength(1);
    const [row] = await world.rows<{ trouble: string }>("SELECT trouble FROM ticket");
    expect(row?.trouble).toBe("failed");
    const refused = (await mails()).find((mail) => mail.subject === "Refused");
    await world.admin.post(`/api/tickets/${ticket}/mails/${refused?.id}`, { decision: "resend" });
    await world.until("it is sent", async () => (await state("Refused")) === "sent");
    world.shop.breakMail({ fault: "limit" });
    await write({ subject: "Too soon" });
    await world.until("it waits", async () => (await mails()).some((mail) => mail.dispatch?.trouble?.includes("E_RATE_LIMIT")));
    await world.later(120_000);
    await world.tillside.cron("* * * * *");
    await world.until("it is sent", async () => (await state("Too soon")) === "sent");
    expect(received("Too soon")).toHaveLength(1);
  });
});

describe("e-mail into a ticket", () => {
  test("finds its ticket by the address, opens it again, and is there once", async () => {
    await world.admin.post(`/api/tickets/${ticket}/acts`, { do: "resolve" });
    const answer = world.shop.answerMail({ mailId: received("Once")[0]?.id ?? "", text: "It is found." });
    await arrived(answer);
    expect((await page()).facts).toMatchObject({ state: "open", waitingSince: null });
    expect((await page()).facts.mailSince).not.toBeNull();
    await arrived(world.shop.writeMail({ from: answer.from, to: answer.to, raw: answer.raw }));
    expect((await mails()).filter((mail) => mail.text === "It is found.")).toHaveLength(1);
  });

  test("by two ways, or repeated by a sender who heard nothing, is kept as it came once", async () => {
    const bucket = await world.tillside.miniflare.getR2Bucket("MAIL");
    const raws = async (from: string) => {
      const { objects } = await bucket.list({ prefix: "raw/", include: ["customMetadata"] });
      return objects.flatMap(({ customMetadata }) => (customMetadata?.from === from ? Number(customMetadata.at) : []));
    };
    const [to, store] = [received("Once")[0]?.replyTo ?? "", "care@glowlab.example"];
    const send = async (more: { from: string; to: string; messageId: string; raw?: string }) => {
      await world.later(1_000);
      const mail = world.shop.writeMail({ subject: "Twice", text: "Both ways", ...more });
      await arrived(mail);
      return mail;
    };
    const [copied, late, strange] = ["copied@example.net", "late@example.net", "strange@example.net"];
    const first = await send({ from: copied, to, messageId: "copied@example.net" });
    await send({ from: copied, to: store, messageId: "copied@example.net" });
    await send({ from: copied, to, messageId: "copied@example.net", raw: first.raw });
    const mailOf = async (address: string) => (await mails()).filter(({ from }) => from.address === address);
    expect(await raws(copied)).toEqual((await mailOf(copied)).map(({ at }) => at));
    expect(await raws(copied)).toHaveLength(1);
    // Of one that nobody could place at first, what the ticket took is kept.
    await send({ from: late, to: store, messageId: "late@example.net" });
    await send({ from: late, to, messageId: "late@example.net" });
    expect(await raws(late)).toEqual((await mailOf(late)).map(({ at }) => at));
    expect(await raws(late)).toHaveLength(1);
    for (const address of [store, "help@glowlab.example"]) await send({ from: strange, to: address, messageId: "strange@example.net" });
    const rows = await world.rows<{ at: number }>("SELECT at FROM unmatched_mail WHERE from_address = ? AND settled_at IS NULL", strange);
    expect(await raws(strange)).toEqual(rows.map(({ at }) => at));
    await world.rows("UPDATE unmatched_mail SET settled_at = 1 WHERE from_address = ?", strange);
  });

  test("finds it by the message it answers where the address was lost", async () => {
    const { messageId } = received("Once")[0] as Mail;
    await arrived(
      world.shop.writeMail({
        from: "supplier@example.net",
        to: "care@glowlab.example",
        subject: "Re",
        text: "By reference",
        inReplyTo: messageId,
      }),
    );
    expect((await mails()).some((mail) => mail.text === "By reference")).toBe(true);
  });

  test("by machines is told as such and opens nothing", async () => {
    await world.admin.post(`/api/tickets/${ticket}/acts`, { do: "resolve" });
    const mailId = received("Once")[0]?.id ?? "";
    await arrived(world.shop.autoAnswerMail({ mailId }));
    await arrived(world.shop.bounceMail({ mailId }));
    expect((await mails()).map((mail) => mail.nature)).toEqual(expect.arrayContaining(["automatic", "bounce"]));
    expect((await page()).facts.state).toBe("resolved");
  });

  test("with an address nobody gave out waits for an admin, who names its ticket", async () => {
    const forged = received("Once")[0]?.replyTo.replace(/\.[0-9a-z]{20}@/, `.${"0".repeat(20)}@`) ?? "";
    await arrived(world.shop.writeMail({ from: "carrier@example.net", to: forged, subject: "Parcel 12", text: "Lost in Hamburg" }));
    const list = () => world.admin.get<{ rows: { id: string; subject: string; says: string }[] }>("/api/unmatched-mail");
    const [row] = (await list()).rows;
    expect(row).toMatchObject({ subject: "Parcel 12", says: "Lost in Hamburg" });
    const [{ number } = { number: 0 }] = await world.rows<{ number: number }>("SELECT number FROM ticket");
    expect((await refusal(world.admin.post(`/api/unmatched-mail/${row?.id}`, { do: "assign", number: number + 1 }))).code).toBe(
      "mail-ticket-unknown",
    );
    await world.admin.post(`/api/unmatched-mail/${row?.id}`, { do: "assign", number });
    expect((await mails()).some((mail) => mail.subject === "Parcel 12")).toBe(true);
    expect((await list()).rows).toEqual([]);
  });

  test("that is too large is refused to its sender", async () => {
    const mail = world.shop.writeMail({
      from: "big@example.net",
      to: "care@glowlab.example",
      raw: `From: big@example.net\r\nMessage-ID: <big@example.net>\r\nSubject: big\r\n\r\n${"x".repeat(15 * 1024 * 1024)}`,
    });
    await world.hosted.simulator.tick();
    expect(outside().find(({ id }) => id === mail.id)?.outcome).toContain("15 MB");
  });

  test("with hostile words and markup arrives whole and does nothing", async () => {
    const to = received("Once")[0]?.replyTo ?? "";
    const text = `\u202eevil\u200b 👩‍👩‍👧 <script>alert(1)</script>\n${Array.from({ length: 10_000 }, (_, at) => `line ${at}`).join("\n")}`;
    const html = `<script>alert(1)</script><p onclick="x()" style="background:url(https://t.example/a)">Hi <a href="javascript:x()">there</a><img src="https://t.example/pixel.gif"><form action="/x"><input></form>`;
    const attachments = [
      { filename: "invoice.html", type: "text/html", base64: Buffer.from("<script>1</script>").toString("base64") },
      { filename: "invoice.pdf.exe", type: "application/pdf", base64: Buffer.from("MZ").toString("base64") },
    ];
    await arrived(world.shop.writeMail({ from: "mallory@example.net", to, subject: "\u202eHostile", text, html, attachments }));
    const mail = (await mails()).find((one) => one.from.address === "mallory@example.net");
    const part = (name: string) => world.admin.send("GET", `/api/tickets/${ticket}/mails/${mail?.id}/${name}`);
    expect(mail?.subject).toBe("Hostile");
    expect(await (await part("text")).text()).toBe(text);
    const shown = await part("html");
    expect(shown.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox/);
    expect(await shown.text()).not.toMatch(/script|onclick|url\(|javascript:|t\.example|form|input/);
    expect(await (await part("html?remote=1")).text()).toContain("https://t.example/pixel.gif");
    const file = await part("0");
    expect([file.headers.get("content-disposition"), file.headers.get("content-type"), file.headers.get("x-content-type-options")]).toEqual(
      ["attachment; filename*=UTF-8''invoice.html", "text/plain", "nosniff"],
    );
    const program = await part("1");
    expect([program.status, await program.json()]).toMatchObject([403, { code: "mail-file-withheld", facts: { name: "invoice.pdf.exe" } }]);
  });
});
