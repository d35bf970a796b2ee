/** One ticket, alive: the only writer of its entries, state, assignee, clocks and replies. After every change it writes one summary row to
 *  D1 and tells whoever is looking that something changed; a summary that could not be written is written later. It wires pure parts. */
import { DurableObject } from "cloudflare:workers";
import { type Env, type Kit, openKit } from "../env.ts";
import { writeLog } from "../log.ts";
import { findStore, openShop } from "../stores/shop.ts";
import { type Act, afterAct } from "./acts.ts";
import type { Entry, EventEntry, EventName, ReplyBody, ReplyEntry } from "./entries.ts";
import { confirmReply, takeMessages } from "./intake.ts";
import { drainOutbox, type Pending } from "./outbox.ts";
import { projectTicket, type Trouble } from "./projection.ts";
import { outboxVerbs } from "./sending.ts";
import { readFrame, Sockets, type Viewer } from "./sockets.ts";
import { type Kept, type TicketHead, TicketStorage } from "./storage.ts";
import type { HandedMessage, ThreadRules, TicketFacts } from "./timeline.ts";
import * as timeline from "./timeline.ts";

export interface Person {
  id: string;
  name: string;
}

export interface Handed {
  /** How many of the messages are here now. */
  taken: number;
  /** True when the next one begins a ticket of its own. */
  followUp: boolean;
}

export interface TicketView {
  facts: TicketFacts;
  entries: Entry[];
  version: number;
}

const PROJECT_RETRY_MS = 5_000;
const FIRST_TRY: Omit<Pending, "replyId"> = { attempts: 0, looks: 0, notBefore: 0, afterIndex: "0", sentAt: 0 };

export class TicketRoom extends DurableObject<Env> {
  readonly #storage = new TicketStorage(this.ctx.storage);
  readonly #sockets = new Sockets(this.ctx);
  #draining: Promise<void> | null = null;

  /** Messages of the conversation, oldest first. Those already here are taken without effect. */
  async append(head: TicketHead, messages: HandedMessage[], rules: ThreadRules): Promise<Handed> {
    const kit = await openKit(this.env);
    const kept = this.#openKept(head);
    const { facts, taken, fresh } = takeMessages(this.#storage, kept, messages, rules, kit.now());
    if (facts.state !== "snoozed") this.#storage.schedule("snooze", null);
    if (facts !== kept.facts || fresh.length > 0) await this.#keep(kit, facts, { unsearched: fresh.map((message) => message.id) });
    return { taken, followUp: taken < messages.length };
  }

  /** An answer that another ticket of the conversation would otherwise take for its own: true when it was a reply from here. */
  async claimEcho(message: HandedMessage): Promise<boolean> {
    const kit = await openKit(this.env);
    const kept = this.#storage.read();
    if (!kept || !confirmReply(this.#storage, message)) return false;
    const isLast = timeline.isBefore(kept.facts.questionIndex, message.index);
    await this.#keep(kit, timeline.afterAnswer(kept.facts, message.createTime * 1000, isLast), { untold: [message.id] });
    return true;
  }

  /** An agent opens the ticket, before or instead of a buyer. */
  async begin(head: TicketHead, orderId: string | null, person: Person): Promise<void> {
    const kit = await openKit(this.env);
    if (this.#storage.read() !== null) return;
    const { facts } = this.#openKept(head);
    this.#tell("started", person, kit.now(), orderId ? { order: orderId } : {});
    await this.#keep(kit, { ...facts, lastBy: "us", orders: orderId ? [orderId] : [], assigneeId: person.id, touched: true });
  }

  async open(): Promise<TicketView | null> {
    const kept = this.#storage.read();
    return kept && { facts: kept.facts, entries: this.#storage.entries(), version: kept.version };
  }

  /** The same id twice is one reply. False where there is no such ticket. */
  async reply(id: string, body: ReplyBody, person: Person): Promise<boolean> {
    const kit = await openKit(this.env);
    const kept = this.#storage.read();
    if (!kept || this.#storage.entry(id)) return kept !== null;
    const state = { state: "queued", messageId: null, index: null, triedAt: null, trouble: null, code: null } as const;
    const reply: ReplyEntry = { kind: "reply", id, at: kit.now(), by: person.id, byName: person.name, body, ...state };
    await this.#queue(kit, reply, { ...kept.facts, touched: true, assigneeId: kept.facts.assigneeId || person.id });
    return true;
  }

  /** An agent decides about a reply that failed or could not be confirmed: once more, or never. */
  async decideReply(id: string, decision: "resend" | "discard", person: Person): Promise<boolean> {
    const kit = await openKit(this.env);
    const kept = this.#storage.read();
    const reply = this.#storage.entry(id);
    if (!kept || reply?.kind !== "reply" || !["failed", "unconfirmed"].includes(reply.state)) return false;
    if (decision === "resend") {
      await this.#queue(
        kit,
        { ...reply, at: kit.now(), state: "queued", trouble: null, code: null, by: person.id, byName: person.name },
        kept.facts,
      );
    } else {
      this.#storage.putEntry({ ...reply, state: "discarded" });
      await this.#keep(kit, kept.facts);
    }
    return true;
  }

  async #queue(kit: Kit, reply: ReplyEntry, facts: TicketFacts): Promise<void> {
    this.#storage.putEntry(reply);
    this.#storage.putPending({ ...FIRST_TRY, replyId: reply.id });
    this.#storage.schedule("outbox", kit.now());
    await this.#keep(kit, facts);
    this.ctx.waitUntil(this.#drain(kit));
  }

  async note(id: string, text: string, person: Person): Promise<boolean> {
    const kit = await openKit(this.env);
    const kept = this.#storage.read();
    if (!kept) return false;
    if (!this.#storage.entry(id)) this.#storage.putEntry({ kind: "note", id, at: kit.now(), by: person.id, byName: person.name, text });
    await this.#keep(kit, { ...kept.facts, touched: true });
    return true;
  }

  async act(act: Act, rules: ThreadRules, person: Person): Promise<boolean> {
    const kit = await openKit(this.env);
    const kept = this.#storage.read();
    if (!kept) return false;
    const { facts, event, told } = afterAct(kept.facts, act, rules, kit.now());
    if (!event) return true;
    this.#tell(event, person, kit.now(), told);
    this.#storage.schedule("snooze", facts.state === "snoozed" ? facts.snoozedUntil : null);
    await this.#keep(kit, facts);
    return true;
  }

  /** The cron found this room's schedule overdue, or its store came back: does what is due, as the alarm would. */
  async wakeUp(isReconnected: boolean): Promise<void> {
    const open = isReconnected ? this.#storage.openReplies() : [];
    for (const { pending } of open) this.#storage.putPending({ ...pending, notBefore: 0 });
    if (open.length > 0) this.#storage.schedule("outbox", 0);
    await this.alarm();
  }

  override async alarm(): Promise<void> {
    const kit = await openKit(this.env);
    const kept = this.#storage.read();
    if (!kept) return;
    const due = this.#storage.dueErrands(kit.now());
    if (due.includes("snooze")) {
      this.#storage.schedule("snooze", null);
      this.#tell("woke", null, kit.now(), {});
      await this.#keep(kit, timeline.wake(kept.facts));
    }
    if (due.includes("outbox")) await this.#drain(kit);
    if (due.includes("project")) await this.#project(kit);
    await this.#arm();
  }

  override async fetch(request: Request): Promise<Response> {
    const viewer = JSON.parse(request.headers.get("x-viewer") ?? "null") as Viewer | null;
    if (!viewer || !this.#storage.read()) return new Response(null, { status: 404 });
    const response = this.#sockets.accept(viewer);
    await this.#tellPresence();
    return response;
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const frame = readFrame(message);
    if (frame?.t !== "mode" || (frame.mode !== "viewing" && frame.mode !== "typing")) return;
    if (this.#sockets.viewerOf(socket)?.mode === frame.mode) return;
    this.#sockets.change(socket, { mode: frame.mode });
    await this.#tellPresence();
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    // 1005 and 1006 mean that no code came; they may not be sent.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
    await this.#tellPresence(socket);
  }

  async dropPerson(personId: string): Promise<void> {
    this.#sockets.drop(personId);
    await this.#tellPresence();
  }

  async #tellPresence(except?: WebSocket): Promise<void> {
    const kept = this.#storage.read();
    if (!kept) return;
    const people = this.#sockets.present(except);
    this.#sockets.send({ t: "present", people });
    await this.env.MAILBOX.getByName("mailbox").look(kept.head.id, kept.head.storeId, people);
  }

  #openKept(head: TicketHead) {
    const kept = this.#storage.read();
    if (kept) return kept;
    const opened = { head, facts: timeline.openFacts(head.createdAt), version: 0, shown: null, unsearched: [], untold: [] };
    this.#storage.write(opened);
    return opened;
  }

  #tell(name: EventName, person: Person | null, at: number, facts: EventEntry["facts"]): void {
    const id = `${name}:${at}:${this.#storage.read()?.version ?? 0}`;
    this.#storage.putEntry({ kind: "event", id, at, by: person?.id ?? null, byName: person?.name ?? null, name, facts });
  }

  /** Writes the facts down, then the summary, then says so. Nothing may be awaited between reading facts and handing them here. The errand
   *  of telling D1 is written with the facts: should the room vanish now, its alarm tells. */
  async #keep(kit: Kit, facts: TicketFacts, news: { unsearched?: string[]; untold?: string[] } = {}): Promise<void> {
    const kept = this.#storage.read();
    if (!kept) return;
    const unsearched = [...kept.unsearched, ...(news.unsearched ?? [])];
    const untold = [...kept.untold, ...(news.untold ?? [])];
    this.#storage.write({ ...kept, facts, version: kept.version + 1, unsearched, untold });
    this.#storage.schedule("project", kit.now() + PROJECT_RETRY_MS);
    await this.#arm();
    await this.#project(kit);
  }

  async #project(kit: Kit): Promise<void> {
    const kept = this.#storage.read();
    if (!kept) return;
    const unsearched = kept.unsearched.flatMap((id) => {
      const entry = this.#storage.entry(id);
      return entry?.kind === "message" && entry.type !== "HIDDEN" ? [entry] : [];
    });
    let isNews = true;
    try {
      const shown = await projectTicket(kit, kept, { unsearched, trouble: this.#troubleOf(), wakeAt: this.#storage.nextDutyAt() });
      isNews = shown !== kept.shown;
      this.#told(kept, shown);
    } catch (error) {
      // D1 may be away, or may have written and not said so: the whole summary goes again.
      writeLog({ door: "room", job: "project", storeId: kept.head.storeId, verdict: "retry", error });
      const now = this.#storage.read();
      if (now) this.#storage.write({ ...now, shown: null });
      this.#storage.schedule("project", kit.now() + PROJECT_RETRY_MS);
    }
    await this.#arm();
    this.#sockets.send({ t: "changed", version: kept.version });
    if (isNews) await this.env.MAILBOX.getByName("mailbox").poke({ store: kept.head.storeId, tickets: [kept.head.id] });
  }

  /** D1 has taken what `told` held. What came in the meantime is told by whoever brought it. */
  #told(told: Kept, shown: string): void {
    const now = this.#storage.read();
    if (!now) return;
    const isNewest = now.version === told.version;
    const rest = (ids: string[], gone: string[]) => ids.filter((id) => !gone.includes(id));
    this.#storage.write({
      ...now,
      shown: isNewest ? shown : null,
      unsearched: rest(now.unsearched, told.unsearched),
      untold: rest(now.untold, told.untold),
    });
    if (isNewest) this.#storage.schedule("project", null);
  }

  /** The worst that stands in the timeline and waits for an agent. */
  #troubleOf(): Trouble | null {
    const replies = this.#storage.replies();
    if (replies.some((reply) => reply.state === "failed")) return "failed";
    if (replies.some((reply) => reply.state === "unconfirmed")) return "unconfirmed";
    return replies.some((reply) => reply.trouble === "disconnected") ? "disconnected" : null;
  }

  /** One alarm serves the whole schedule. */
  async #arm(): Promise<void> {
    const at = this.#storage.nextErrandAt();
    if (at === null) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(at);
  }

  #drain(kit: Kit): Promise<void> {
    this.#draining ??= this.#drainOnce(kit).finally(() => {
      this.#draining = null;
    });
    return this.#draining;
  }

  async #drainOnce(kit: Kit): Promise<void> {
    const kept = this.#storage.read();
    const store = kept && (await findStore(kit, kept.head.storeId));
    if (!kept || !store) return;
    const next = await drainOutbox(
      outboxVerbs(kit, this.#storage, kept.head, openShop(kit, store), (facts, untold) => this.#keep(kit, facts, { untold })),
    );
    this.#storage.schedule("outbox", next);
    await this.#arm();
  }
}
