/** One ticket, alive: the only writer of its entries, state, assignee, clocks and replies. After every change it writes one summary row to
 *  D1 and tells whoever is looking that something changed; a summary that could not be written is written later. It wires pure parts. */
import { type Kit, openKit } from "../env.ts";
import type { ChatMessage } from "../tiktok/chat.ts";
import { type Act, afterAct, afterRetag } from "../timeline/acts.ts";
import { isByRule, type Opinion, type ReplyBody } from "../timeline/entries.ts";
import type { Overtaken } from "../timeline/guard.ts";
import type { HandedMessage, ThreadRules } from "../timeline/timeline.ts";
import * as timeline from "../timeline/timeline.ts";
import { WholeRoom } from "../whole-room.ts";
import { carryOut } from "./acting.ts";
import { type Aid, type AidErrand, Aids } from "./aids.ts";
import { Album } from "./album.ts";
import { Attendance } from "./attendance.ts";
import { type DraftErrand, Drafts } from "./drafts.ts";
import { type Copied, type ForgetErrand, Forgetting, type Forgotten } from "./forgetting.ts";
import type { HandOrder } from "./handable.ts";
import { type Delivery, type HandAnswer, Handing, type Taken } from "./handing.ts";
import { type BulkAnswer, type BulkErrand, InBulk } from "./in-bulk.ts";
import { claimReplies, takeMessages } from "./intake.ts";
import { takeOpinion } from "./judging.ts";
import { ANNOUNCED, Keeper } from "./keeper.ts";
import { openKept } from "./kept.ts";
import { AT_ONCE, type Decision, type Leaving, returnOvertaken } from "./leaving.ts";
import { type Mentioned, NOBODY_MENTIONED, writeNote } from "./note.ts";
import { type MailAnswer, type MailErrand, Postbox } from "./postbox.ts";
import { isQuiet } from "./quiet.ts";
import { Replies } from "./replies.ts";
import { Sockets, type Viewer } from "./sockets.ts";
import { type TicketHead, TicketStorage } from "./storage.ts";
import type { Handed, Person, TicketView } from "./view.ts";
import { bringBack, rouse, tellEvent, wakeTicket } from "./waking.ts";

export type { Handed, Person, TicketView } from "./view.ts";

export class TicketRoom extends WholeRoom {
  readonly #storage = new TicketStorage(this.ctx.storage);
  readonly #sockets = new Sockets(this.ctx);
  readonly #keeper = new Keeper(this.ctx, this.env, this.#storage, this.#sockets);
  readonly #postbox = new Postbox(this.ctx, this.env, this.#storage, this.#keeper);
  readonly #attendance = new Attendance(this.ctx, this.env, this.#storage, this.#sockets);
  readonly #drafts = new Drafts(this.ctx.storage);
  readonly #album = new Album(this.ctx.storage, this.#storage);
  readonly #aids = new Aids(this.ctx.storage, this.#storage);
  readonly #inBulk = new InBulk(this.ctx.storage, this.#storage, this.#keeper);
  readonly #replies = new Replies(this.ctx, this.#storage, this.#keeper, this.#attendance, this.#drafts);
  readonly #forgetting = new Forgetting(this.ctx.storage, this.#storage, this.#keeper, this.#drafts);
  readonly #handing = new Handing(this.ctx, this.env, this.#storage, this.#keeper, this.#drafts, this.#album);

  /** What is on its way to another ticket gets there first: between the question whether anything is and the work nothing is awaited. */
  async #when<Result>(work: (kit: Kit) => Promise<Result>): Promise<Result> {
    const kit = await openKit(this.env);
    while (this.#storage.isHanding()) await this.#handing.carry(kit);
    return work(kit);
  }

  /** Messages of the conversation, oldest first. Those already here are taken without effect. Throws while D1 cannot be told: whoever hands
   *  messages comes again until it has been. */
  async append(head: TicketHead, messages: HandedMessage[], rules: ThreadRules): Promise<Handed> {
    return this.#when(async (kit) => {
      const kept = openKept(this.#storage, head);
      if (kept.merged && !kept.merged.isOver) return { taken: 0, followUp: false, about: null, leadsTo: kept.merged.into };
      const { successor } = kept;
      const own = successor ? messages.filter(({ index }) => timeline.isBefore(index, successor.openingIndex)) : messages;
      const { facts, taken, fresh, confirmed, about } = takeMessages(this.#storage, kept, own, rules, kit.now());
      if (facts.state !== "snoozed") this.#storage.schedule("snooze", null);
      if (fresh.length > 0) returnOvertaken(this.#storage);
      this.#album.expect(fresh, kit.now());
      const news = { unsearched: fresh.map((message) => message.id), untold: confirmed };
      await this.#keeper.keepOrTell(kit, fresh.length > 0 || confirmed.length > 0 ? facts : null, news);
      if (successor && taken === own.length && own.length < messages.length)
        return { taken, followUp: false, about: null, leadsTo: successor.id };
      return { taken, followUp: taken < own.length, about };
    });
  }

  /** Answers another ticket of the conversation would take for its own: which of them are replies from here. */
  async claimEchoes(messages: ChatMessage[]): Promise<string[]> {
    return this.#when(async (kit) => {
      const kept = this.#storage.readLive();
      if (!kept) return [];
      const { facts, own, confirmed } = claimReplies(this.#storage, kept.facts, messages);
      await this.#keeper.keepOrTell(kit, confirmed.length > 0 ? facts : null, { untold: confirmed });
      return [...own, ...confirmed];
    });
  }

  /** An agent opens the ticket, before or instead of a buyer; one that is open already is told of the order. */
  async begin(head: TicketHead, orderId: string | null, rules: ThreadRules, person: Person): Promise<void> {
    const kit = await openKit(this.env);
    if (this.#storage.read()) {
      if (orderId) await this.act({ do: "link-order", orderId }, rules, person);
      return;
    }
    const { facts } = openKept(this.#storage, head);
    tellEvent(this.#storage, "started", person, kit.now(), orderId ? { order: orderId } : {});
    const orders = orderId ? [orderId] : [];
    await this.#keeper.keep(kit, { ...facts, lastBy: "us", orders, assigneeId: person.id, touched: true }, ANNOUNCED);
  }

  /** Whoever opened the ticket never came to say what is in it. */
  async fill(head: TicketHead): Promise<void> {
    await this.#keeper.keep(await openKit(this.env), openKept(this.#storage, head).facts, ANNOUNCED);
  }

  async open(): Promise<TicketView | null> {
    const kept = this.#storage.readLive();
    if (!kept) return null;
    const { facts, version } = kept;
    const entries = this.#storage.entries().filter((entry) => entry.kind !== "reply" || entry.state !== "withdrawn");
    const people = { drafts: this.#drafts.all(), followers: this.#storage.followers.all() };
    return { facts, entries, version, newest: this.#storage.newestArrival(), ...people, joined: this.#handing.joined(facts) };
  }

  /** Answers the words where some were taken over. */
  async draft(errand: DraftErrand): Promise<string | null> {
    return this.#when(async (kit) => {
      const kept = this.#storage.readLive();
      if (!kept) return null;
      const { text, isNews } = this.#drafts.do(errand, kit.now());
      if (isNews) this.#sockets.send({ t: "changed", version: kept.version });
      return text;
    });
  }

  /** The same id twice is one reply. Answers why it was not taken: there is no such ticket, or somebody was faster. */
  async reply(
    id: string,
    body: ReplyBody,
    person: Person,
    leaving: Leaving = AT_ONCE,
    takes = true,
  ): Promise<"taken" | "missing" | Overtaken> {
    return this.#when((kit) => this.#replies.write(kit, id, body, person, leaving, takes));
  }

  /** False where the reply no longer waits for a decision. */
  async decideReply(id: string, decision: Decision, person: Person): Promise<boolean> {
    return this.#when((kit) => this.#replies.decide(kit, id, decision, person));
  }

  async note(id: string, text: string, person: Person, to: Mentioned = NOBODY_MENTIONED): Promise<boolean> {
    return this.#when(async (kit) => {
      const kept = this.#storage.readLive();
      if (!kept) return false;
      if (!this.#storage.entry(id)) writeNote(this.#storage, { id, at: kit.now(), text }, person, to);
      await this.#keeper.keepAsked(kit, { ...kept.facts, touched: true }, isByRule(person.id));
      return true;
    });
  }

  /** An agent thinks otherwise about whether an answer counts. False where there is no such answer. */
  async takeOpinion(id: string, opinion: Pick<Opinion, "counts" | "reason">, person: Person): Promise<boolean> {
    return this.#when(async (kit) => {
      const kept = this.#storage.readLive();
      const facts = kept && takeOpinion(this.#storage, kept.facts, id, opinion, person, kit.now());
      if (facts) await this.#keeper.keep(kit, facts, ANNOUNCED);
      return facts !== null;
    });
  }

  /** Keeps what a model made of a message or of the ticket; answers what is kept of the ticket. */
  async aids(errand: AidErrand | null): Promise<Aid[]> {
    const aids = await this.#when(async () => this.#aids.do(errand));
    if (errand && "made" in errand) this.#sockets.send({ t: "changed", version: this.#storage.read()?.version ?? 0 });
    return aids;
  }

  /** Nobody is told but those who look at the ticket. */
  async follow(person: Person, wanted: boolean): Promise<void> {
    if (wanted) this.#storage.followers.add(person);
    else this.#storage.followers.drop(person.id);
    this.#sockets.send({ t: "changed", version: this.#storage.read()?.version ?? 0 });
  }

  async bulk(errand: BulkErrand): Promise<BulkAnswer> {
    return this.#when((kit) => this.#inBulk.do(kit, errand));
  }

  async mail(errand: MailErrand): Promise<MailAnswer> {
    return this.#when((kit) => this.#postbox.do(kit, errand));
  }

  /** Its buyer is erased, or its time is over. */
  async forget(errand: ForgetErrand): Promise<Forgotten> {
    return this.#when((kit) => this.#forgetting.do(kit, errand));
  }

  async copy(): Promise<Copied> {
    return this.#when(async () => this.#forgetting.copy());
  }

  /** Entries go to another ticket, or come back from one. */
  async hand(order: HandOrder): Promise<HandAnswer> {
    return this.#when((kit) => this.#handing.start(kit, order));
  }

  async take(delivery: Delivery): Promise<Taken> {
    return this.#handing.take(delivery);
  }

  async act(act: Act, rules: ThreadRules, person: Person): Promise<boolean> {
    return this.#when((kit) => carryOut(kit, this.#storage, this.#keeper, act, rules, { person }));
  }

  /** A job's act: done once by its name, however often it is asked for. Throws while D1 cannot be told: the job comes again. */
  async actOnce(id: string, act: Act, rules: ThreadRules, person: Person | null): Promise<boolean> {
    return this.#when((kit) => carryOut(kit, this.#storage, this.#keeper, act, rules, { person, id }));
  }

  /** Nobody has come back for so long; false where that is not so. */
  async resolveQuiet(until: number, days: number, rules: ThreadRules): Promise<boolean> {
    return this.#when(async (kit) => {
      const facts = this.#storage.readLive()?.facts;
      if (!facts || !isQuiet(this.#storage, facts, until)) return false;
      tellEvent(this.#storage, "resolved", null, kit.now(), { days });
      await this.#keeper.keepOrTell(kit, afterAct(facts, { do: "resolve" }, rules, kit.now()).facts, {});
      return true;
    });
  }

  /** D1 shows this room overdue, or its store came back: does what is due, as the alarm would, and tells D1 all anew. False: nothing to wake. */
  async wakeUp(isReconnected: boolean): Promise<boolean> {
    const kit = await openKit(this.env);
    if (!rouse(this.#storage, isReconnected, kit.now())) return false;
    await this.alarm();
    // Whoever woke us comes again: the next alarm may be as lost as the last one was.
    await this.#keeper.keepOrTell(kit, null, {});
    return true;
  }

  override async alarm(): Promise<void> {
    const kit = await openKit(this.env);
    const kept = this.#storage.read();
    if (!kept) return;
    if (this.#storage.isHanding() && !(await this.#handing.carryOn(kit))) return;
    if (this.#storage.isDue("claim", kit.now())) {
      this.#attendance.expire(kit.now());
      await this.#attendance.tell();
    }
    await this.#replies.wake(kit);
    if (this.#storage.isDue("snooze", kit.now())) await wakeTicket(kit, this.#storage, this.#keeper, kept.head);
    if (this.#storage.isDue("unsent", kit.now())) await bringBack(kit, this.#storage, this.#keeper, kept.head);
    if (this.#storage.isDue("sla", kit.now())) await this.#keeper.keep(kit, (this.#storage.read() ?? kept).facts, ANNOUNCED);
    if (this.#storage.isDue("mail", kit.now())) await this.#postbox.drain(kit);
    if (this.#storage.isTellingDue(kit.now())) await this.#keeper.project(kit);
    if (this.#storage.isDue("pictures", kit.now())) await this.#album.collect(kit, kept.head.storeId);
    await this.#keeper.arm();
  }

  /** The store promises something else now: what runs is computed again from where it began. */
  async recompute(rules: ThreadRules): Promise<void> {
    return this.#when(async (kit) => {
      const before = this.#storage.readLive()?.facts;
      const facts = before && timeline.retime(before, kit.now(), rules);
      if (facts) await this.#keeper.keepOrTell(kit, JSON.stringify(facts) === JSON.stringify(before) ? null : facts, {});
    });
  }

  /** A tag has become another one. Throws while D1 cannot be told: whoever walks comes again. */
  async retag(from: string, into: string, rules: ThreadRules): Promise<void> {
    const kit = await openKit(this.env);
    const kept = this.#storage.read();
    if (kept && !(await this.#keeper.keep(kit, afterRetag(kept.facts, from, into, rules, kit.now()), ANNOUNCED)))
      throw new Error("the ticket's summary could not be written");
  }

  override async fetch(request: Request): Promise<Response> {
    const viewer = JSON.parse(request.headers.get("x-viewer") ?? "null") as Viewer | null;
    if (!viewer || !this.#storage.read()) return new Response(null, { status: 404 });
    const response = this.#sockets.accept(viewer);
    await this.#attendance.tell();
    // The page was asked for a moment before its line stood.
    if (this.#drafts.isFresh((await openKit(this.env)).now())) this.#sockets.send({ t: "changed", version: 0 });
    return response;
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const kit = await openKit(this.env);
    if (!this.#attendance.hear(socket, message, kit.now())) return;
    await this.#keeper.arm();
    await this.#attendance.tell();
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    // 1005 and 1006 mean that no code came; they may not be sent.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
    await this.#attendance.tell(socket);
  }

  async dropPerson(personId: string): Promise<void> {
    this.#sockets.drop(personId);
    this.#attendance.release(personId);
    await this.#attendance.tell();
  }
}
