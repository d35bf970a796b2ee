/** A ticket's e-mail, in its room: received once by its Message-ID, sent once by the id the agent's browser chose. Each step of a sending is
 *  written down before the next; one that was cut off is not repeated alone but left to the agent, for nobody can say whether it left. */
import { sql } from "drizzle-orm";
import type { Env, Kit } from "../env.ts";
import type { Dispatch, MailEntry } from "../mail/entry.ts";
import { mailId } from "../mail/letter.ts";
import { sendMail } from "../mail/send.ts";
import { afterDispatch, afterMail } from "../timeline/mail-facts.ts";
import { ANNOUNCED, type Keeper } from "./keeper.ts";
import type { TicketStorage } from "./storage.ts";

export const MAIL_ATTEMPTS_MAX = 6;
const BACKOFF_FIRST_MS = 60_000;
/** A room that vanished while sending looks this long afterwards. */
const SENDING_WAKE_MS = 60_000;
const TELL_RETRY_MS = 30_000;
const REFERENCES_MAX = 20;

export type MailErrand =
  | { do: "seek"; id: string; at: number }
  | { do: "take"; mail: MailEntry }
  | { do: "write"; mail: MailEntry }
  | { do: "decide"; id: string; decision: "resend" | "discard"; by: { id: string; name: string } };
/** twice: it came before, at another moment. */
export type MailAnswer = "done" | "missing" | "settled" | "twice";

type Sent = MailEntry & { dispatch: Dispatch };

const isOurs = (mail: MailEntry): mail is Sent => mail.dispatch !== null;

export class Postbox {
  readonly #ctx: DurableObjectState;
  readonly #env: Env;
  readonly #storage: TicketStorage;
  readonly #keeper: Keeper;
  #sending: Promise<void> | null = null;

  constructor(ctx: DurableObjectState, env: Env, storage: TicketStorage, keeper: Keeper) {
    this.#ctx = ctx;
    this.#env = env;
    this.#storage = storage;
    this.#keeper = keeper;
  }

  async do(kit: Kit, errand: MailErrand): Promise<MailAnswer> {
    if (!this.#storage.readLive()) return "missing";
    switch (errand.do) {
      case "seek":
        return this.#isTwice(errand) ? "twice" : "done";
      case "take":
        return this.#take(kit, errand.mail);
      case "write":
        return this.#write(kit, errand.mail);
      case "decide":
        return this.#decide(kit, errand);
    }
  }

  #isTwice({ id, at }: { id: string; at: number }): boolean {
    const kept = this.#storage.entry(id);
    return kept !== null && kept.at !== at;
  }

  async #take(kit: Kit, mail: MailEntry): Promise<MailAnswer> {
    const kept = this.#storage.read();
    if (!kept) return "missing";
    const isNew = this.#storage.entry(mail.id) === null;
    const { facts, event } = isNew ? afterMail(kept.facts, mail) : { facts: kept.facts, event: null };
    if (isNew) this.#storage.putEntry(mail);
    if (event) {
      this.#storage.putEntry({ kind: "event", id: `${event}:${mail.id}`, at: mail.at, by: null, byName: null, name: event, facts: {} });
      this.#storage.schedule("snooze", null);
    }
    await this.#keeper.keepOrTell(kit, isNew ? facts : null, {});
    return this.#isTwice(mail) ? "twice" : "done";
  }

  async #write(kit: Kit, mail: MailEntry): Promise<MailAnswer> {
    const kept = this.#storage.read();
    if (!kept) return "missing";
    if (this.#storage.entry(mail.id) === null && mail.dispatch) {
      this.#put({ ...mail, dispatch: { ...mail.dispatch, references: this.#references(mail) } }, kit.now());
      this.#tellShared(mail, mail.dispatch);
    }
    if (mail.dispatch) this.#storage.followers.add({ id: mail.dispatch.by, name: mail.dispatch.byName });
    await this.#keepAndSend(kit, { ...kept.facts, touched: true, assigneeId: kept.facts.assigneeId || (mail.dispatch?.by ?? "") });
    return "done";
  }

  /** Whom the conversation was shown to, and how much of it. The address TikTok lends a buyer is not repeated. */
  #tellShared({ id, at, to, relayOf, shared }: MailEntry, { by, byName }: Dispatch): void {
    if (!shared) return;
    const facts = { to: relayOf ? "" : (to[0]?.address ?? ""), messages: shared.messages, open: Number(shared.open) };
    this.#storage.putEntry({ kind: "event", id: `shared:${id}`, at, by, byName, name: "shared", facts });
  }

  async #decide(kit: Kit, { id, decision, by }: MailErrand & { do: "decide" }): Promise<MailAnswer> {
    const kept = this.#storage.read();
    const mail = this.#storage.entry(id);
    if (!kept || mail?.kind !== "email" || !isOurs(mail)) return "missing";
    if (mail.dispatch.state !== "failed" && mail.dispatch.state !== "unconfirmed") return "settled";
    const again = { by: by.id, byName: by.name, state: "queued", attempts: 0, notBefore: kit.now(), trouble: null } as const;
    if (decision === "resend") this.#put({ ...mail, at: kit.now(), dispatch: { ...mail.dispatch, ...again } }, kit.now());
    else this.#put({ ...mail, dispatch: { ...mail.dispatch, state: "discarded" } }, kit.now());
    await this.#keepAndSend(kit, kept.facts);
    return "done";
  }

  async #keepAndSend(kit: Kit, facts: Parameters<Keeper["keep"]>[1]): Promise<void> {
    await this.#keeper.keep(kit, facts, ANNOUNCED);
    this.#ctx.waitUntil(this.drain(kit));
  }

  /** Sends what waits; one caller at a time, the others wait for it. */
  drain(kit: Kit): Promise<void> {
    this.#sending ??= this.#drainOnce(kit).finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async #drainOnce(kit: Kit): Promise<void> {
    for (const mail of this.#mails()) {
      const { state, notBefore, isTold } = mail.dispatch;
      // Found while sending: whoever was sending is gone, and took the answer along.
      if (state === "sending") await this.#settle(kit, mail, { state: "unconfirmed", trouble: null });
      else if (state === "queued" && notBefore <= kit.now()) await this.#send(kit, mail);
      else if (state === "sent" && !isTold) await this.#tell(kit, mail);
    }
    this.#schedule(kit.now());
    await this.#keeper.arm();
  }

  async #send(kit: Kit, mail: Sent): Promise<void> {
    const trying = {
      ...mail,
      dispatch: { ...mail.dispatch, state: "sending", attempts: mail.dispatch.attempts + 1, trouble: null } as const,
    };
    await this.#settle(kit, mail, trying.dispatch);
    const became = await sendMail(this.#env, trying);
    const { attempts } = trying.dispatch;
    if (became.is === "sent") {
      const sent: Sent = { ...trying, at: kit.now(), messageId: became.messageId, dispatch: { ...trying.dispatch, state: "sent" } };
      await this.#settle(kit, sent, {});
      await this.#tell(kit, sent);
    } else if (became.is === "unknown") await this.#settle(kit, trying, { state: "unconfirmed" });
    else if (became.is === "later" && attempts < MAIL_ATTEMPTS_MAX) {
      const notBefore = kit.now() + BACKOFF_FIRST_MS * 2 ** (attempts - 1);
      await this.#settle(kit, trying, { state: "queued", notBefore, trouble: became.words });
    } else await this.#settle(kit, trying, { state: "failed", trouble: became.words });
  }

  async #settle(kit: Kit, mail: Sent, change: Partial<Dispatch>): Promise<void> {
    const changed: Sent = { ...mail, dispatch: { ...mail.dispatch, ...change } };
    this.#put(changed, kit.now());
    const facts = this.#storage.read()?.facts;
    if (facts) await this.#keeper.keep(kit, changed.dispatch.state === "sent" ? afterDispatch(facts, changed) : facts);
  }

  /** An answer that names this e-mail belongs to this ticket. Its address says so as well, so this may come late. */
  async #tell(kit: Kit, mail: Sent): Promise<void> {
    const ticketId = this.#storage.read()?.head.id ?? "";
    if (mail.messageId)
      await kit.db.run(sql`INSERT OR IGNORE INTO mail_thread (id, ticket_id) VALUES (${mailId(mail.messageId)}, ${ticketId})`);
    this.#put({ ...mail, dispatch: { ...mail.dispatch, isTold: true } }, kit.now());
  }

  #put(mail: MailEntry, now: number): void {
    this.#storage.putEntry(mail);
    this.#schedule(now);
  }

  /** When this room has something to do about e-mail, read off the e-mails themselves. */
  #schedule(now: number): void {
    const times = this.#mails().flatMap(({ dispatch }) => {
      if (dispatch.state === "queued") return [dispatch.notBefore];
      if (dispatch.state === "sending") return [now + SENDING_WAKE_MS];
      return dispatch.state === "sent" && !dispatch.isTold ? [now + TELL_RETRY_MS] : [];
    });
    this.#storage.schedule("mail", times.length > 0 ? Math.min(...times) : null);
  }

  #mails(): Sent[] {
    return this.#storage.mails().filter(isOurs);
  }

  /** What was written to and fro with the same person, oldest first (RFC 5322 §3.6.4). */
  #references(mail: MailEntry): string[] {
    const other = mail.to[0]?.address.toLowerCase();
    const between = this.#storage.mails().filter((one) => [one.from, ...one.to].some(({ address }) => address.toLowerCase() === other));
    return between.flatMap(({ messageId }) => (messageId ? [messageId] : [])).slice(-REFERENCES_MAX);
  }
}
