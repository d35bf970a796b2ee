// Hundreds of texts that mean harm, by the doors words come in by and on the pages they are shown on: all of them stand there as words. No dialog opens,
// nothing is asked of a host that is not ours, the policy has nothing to refuse, and the page holds no element that is not the desk's own.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cleanLetters } from "../stories/cleaner.ts";
import { PAYLOADS } from "../stories/payloads.ts";
import { Buyer, openShop, sellUnits } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, thread, type Visitor, visit } from "./browser.ts";

const STANDS_MS_MAX = 15_000;
const texts = PAYLOADS.map(({ text }) => text);
/** Names are one line and short. */
const NAME_CHARACTERS_MAX = 40;
const names = texts.filter((text) => text.length <= NAME_CHARACTERS_MAX && !/[\p{Cc}\p{Cf}\p{Zl}]|\{\{/u.test(text));
/** Every `of`th of them, so that each door has some of every family. */
const some = (of: number, from = 0) => names.filter((_, at) => at % of === from);
const PER_MESSAGE = 12;
const NOTED = 48;
const inPacks = (all: string[], size: number) =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size).join("\n"));

let world: World;
let browser: Browser;
let admin: Visitor;
let ticket = "";
let order = "";
let asked: string[];
const dialogs: string[] = [];
const outside: string[] = [];

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  const store = await world.connect("US", "GlowLab", "GlowLab US");
  const buyer = new Buyer(world, shop, some(9).join(" "));
  for (const text of inPacks(texts, PER_MESSAGE)) buyer.writes(text);
  const skus = some(9, 1).map((name) => ({ name, sellerSku: name, price: 900, stock: 9 }));
  const product = world.shop.addProduct({ shopId: shop.id, title: some(9, 2).join(" "), skus });
  const [name = "", street = "", city = ""] = [some(9, 3), some(9, 4), some(9, 5)].map((all) => all.join(" "));
  const address = { firstName: name, line1: street, town: city, phone: some(9, 6)[0] ?? "" };
  const lines = product.skus.slice(0, 4).map((sku) => ({ skuId: sku.id, quantity: 1 }));
  const bought = sellUnits(world, shop, 1, { buyerId: buyer.id, lines, message: some(9, 7).join(" "), address });
  world.shop.endHold(bought.id);
  order = bought.id;
  await world.settle();
  ticket = (await world.rows<{ id: string }>("SELECT id FROM ticket"))[0]?.id ?? "";
  await nameEverything(store);
  await writeMail(store);
  admin = await visit(browser, world.tillside.url, { as: world.admin });
  admin.page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  admin.page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    const ours = [new URL(world.tillside.url).host, new URL(world.hosted.url).host];
    if (/^(https?|wss?):$/.test(protocol) && !ours.includes(host)) outside.push(request.url());
  });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

async function nameEverything(store: string): Promise<void> {
  const { post } = world.admin;
  const ask = (path: string, body: object) => post.call(world.admin, `/api/${path}`, body);
  const filters = { view: "todo", stores: null, market: null, assignee: null, due: null };
  const template = { folder: "", tags: [], kind: "reply", shared: true, actions: [], pictures: [] };
  const conditions = { stores: [], marketplaces: [], stages: [], hours: null };
  asked = some(12);
  for (const [at, text] of asked.entries()) {
    await Promise.all([
      ask("tags", { name: text, colour: "teal" }),
      ask("templates", { ...template, name: text, variants: [{ language: "en", text }], conditions }),
      ask("teams", { name: text, members: [], stores: null }),
      ask("views", { name: text, filters, shared: true }),
      ask("items", { kind: "standard", sku: `X-${at}`, name: text, barcode: null }),
      ask("warehouses", { name: text, country: null, postalCode: null, timeZone: "UTC" }),
      ask("orders/views", { name: text, filters: {}, columns: null, shared: true }),
    ]);
  }
  for (const [at, text] of inPacks(texts.filter((text) => !text.includes("\0")).slice(0, NOTED), PER_MESSAGE).entries())
    await ask(`tickets/${ticket}/notes`, { id: `payload-note-${at}`, text });
  const [{ version } = { version: 0 }] = await world.rows<{ version: number }>("SELECT version FROM store WHERE id = ?", store);
  await world.admin.patch(`/api/stores/${store}`, { version, change: { name: names[0], mailAddress: "care@glowlab.example" } });
}

/** One to a supplier, which is answered with everything there is. */
async function writeMail(store: string): Promise<void> {
  const to = { address: "supplier@example.net" };
  await world.admin.post(`/api/tickets/${ticket}/mails`, { id: "payload-mail-1", to, subject: store, text: "Is there more?" });
  const sent = () => Object.values(world.hosted.simulator.snapshot().mails).find(({ subject }) => subject === store);
  await world.until("the e-mail is sent", () => sent() !== undefined);
  world.shop.writeMail({
    from: "Mallory <mallory@example.net>",
    to: sent()?.replyTo ?? "",
    subject: names[1] ?? "",
    text: texts.join("\n"),
    html: `<p>Begins here</p>${texts.filter((text) => !/<(select|plaintext|title|textarea|script|style|iframe|xmp|no)|x="$|\b400|<!--/i.test(text)).join("<p>\n")}`,
    attachments: some(12).map((filename) => ({ filename, type: "text/html", base64: btoa("<script>hacked=1</script>") })),
  });
  await world.hosted.simulator.tick();
}

const OURS =
  "a address article aside b bdi body br button canvas code col colgroup dd del details dialog div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 head header hr html i iframe img input ins kbd label legend li link main mark meta meter nav noscript ol optgroup option output p path progress q rect script section select small span strong sub summary sup svg table tbody td textarea tfoot th thead time title tr ul use".split(
    " ",
  );

/** Whatever the desk itself would not have put there. */
const aliensOn = (page: Page) =>
  page.evaluate((ours) => {
    const isOurs = (element: Element) => {
      const tag = element.localName;
      if (!ours.includes(tag) || [...element.attributes].some(({ name }) => /^(on|formaction|srcdoc)/i.test(name))) return false;
      if (["script", "link", "meta"].includes(tag)) return element.parentElement === document.head;
      if (tag === "noscript") return element.parentElement === document.body;
      if (element instanceof HTMLIFrameElement) return element.matches(".mail-frame[sandbox]") && element.src.startsWith(location.origin);
      if (element instanceof HTMLImageElement) return /^(blob|http):/.test(element.src);
      if (element instanceof HTMLFormElement) return !element.hasAttribute("action");
      if (element instanceof HTMLAnchorElement)
        return (
          element.origin === location.origin || (/^https?:$/.test(element.protocol) && element.matches("[rel~=noopener][target=_blank]"))
        );
      return tag !== "use" || (element.getAttribute("href") ?? "").startsWith("/assets/");
    };
    return [...document.querySelectorAll("*")].filter((element) => !isOurs(element)).map(({ outerHTML }) => outerHTML.slice(0, 120));
  }, OURS);

const missingOn = (page: Page, wanted: string[]) =>
  page.evaluate((all) => {
    const said = `${document.body.textContent}${[...document.querySelectorAll("input")].map(({ value }) => value).join(" ")}`;
    return all.filter((text) => !said.includes(text));
  }, wanted);

/** All of `wanted` is shown, and nothing of it is more than words. */
async function expectWords(page: Page, wanted: string[]): Promise<void> {
  await expect.poll(() => missingOn(page, wanted), { timeout: STANDS_MS_MAX }).toEqual([]);
  expect(await aliensOn(page)).toEqual([]);
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
}

test("in a conversation, its notes and its e-mail every one of them is words", async () => {
  const { page } = admin;
  await page.goto(`/mailbox/todo/${ticket}`);
  await thread(page).getByRole("article").filter({ hasText: "mallory@example.net" }).waitFor();
  await expectWords(page, [...texts, ...some(9)]);
  const mail = thread(page).getByRole("article").filter({ hasText: "mallory@example.net" });
  await mail.getByRole("button", { name: "Show all of it" }).click();
  await expectWords(page, texts);
  await mail.getByRole("button", { name: "Show as designed" }).click();
  await mail.frameLocator("iframe").getByText("Begins here").waitFor();
  await mail.getByRole("button", { name: "Load pictures from the web" }).click();
  await expectWords(page, []);
});

test("on every other page names, addresses and words to search are words", async () => {
  const { page } = admin;
  const search = encodeURIComponent(names.slice(0, 3).join(" "));
  const pages: [address: string, wanted: string[]][] = [
    ["/mailbox", []],
    [`/mailbox?q=${search}`, []],
    [`/orders?q=${search}`, []],
    [`/orders/${order}`, [...some(9, 3), ...some(9, 4), ...some(9, 7)]],
    ["/orders", []],
    ["/inventory", asked],
    ["/inventory/listings", []],
    ["/inventory/warehouses", asked],
    ["/settings/tags", asked],
    ["/settings/teams", asked],
    ["/settings/templates", asked],
    ["/settings/audit", asked.slice(-1)],
    ["/stores", names.slice(0, 1)],
  ];
  for (const [address, wanted] of pages) {
    await page.goto(address);
    await page.getByRole("main").locator("h1, h2, a, button").first().waitFor();
    await expectWords(page, wanted);
  }
});

test("the cleaner alone leaves nothing that acts or fetches, in a page that has no policy", async () => {
  const page = await browser.newPage();
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(request.url()));
  const letters = (await cleanLetters(texts, false)).filter((one) => typeof one === "string");
  expect(letters.length).toBeGreaterThan(texts.length - 3);
  const harmful = await page.evaluate((all) => {
    const kept =
      /^(a|abbr|b|blockquote|body|br|caption|center|code|col|colgroup|dd|del|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|li|ol|p|pre|q|s|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|tt|u|ul)$/;
    return all.filter((letter) => {
      const read = new DOMParser().parseFromString(letter, "text/html");
      document.body.innerHTML += letter;
      return [...read.querySelectorAll("*")].some(
        (one) =>
          !kept.test(one.localName) ||
          [...one.attributes].some(({ name }) => /^on|^srcset$/.test(name)) ||
          (one instanceof HTMLAnchorElement && one.hasAttribute("href") && !/^(https?|mailto|tel):$/.test(one.protocol)) ||
          (one instanceof HTMLImageElement && one.hasAttribute("src")),
      );
    });
  }, letters);
  expect(harmful).toEqual([]);
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  expect(fetched).toEqual([]);
});

test("no dialog, no request, no complaint in all of it", () => {
  expect({ dialogs, outside, complaints: admin.complaints }).toEqual({ dialogs: [], outside: [], complaints: [] });
});
