/** How a ticket's room keeps what it knows: facts are written down together with the hour at which D1 is told again, D1 is told, and whoever looks hears
 *  that something changed. What D1 could not be told is told later; nothing here decides what the facts are. */
import type { Env, Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import { mailId } from "../mail/letter.ts";
import type { Notice } from "../notifications/write.ts";
import { type Bell, noticeOf } from "../timeline/bell.ts";
import type { Entry } from "../timeline/entries.ts";
import type { TicketFacts } from "../timeline/timeline.ts";
import { stillUntold } from "./kept.ts";
import { type Projection, projectTicket, type Trouble } from "./projection.ts";
import { tellClocks } from "./promises.ts";
import type { Sockets } from "./sockets.ts";
import type { Kept, TicketHead, TicketStorage } from "./storage.ts";

/** What D1 must hear besides the facts. */
export interface News {
  /** Entries whose words search does not hold. */
  unsearched?: string[];
  /** TikTok's ids of replies from here. */
  untold?: string[];
  /** D1 was told to expect this call (announceAct) and waits for its row, changed or not. */
  isAnnounced?: boolean;
}

export const ANNOUNCED: News = { isAnnounced: true };
const PROJECT_RETRY_MS = 5_000;

/** By the names D1 knows them by. */
const movedIn = (entries: Entry[]): Projection["moved"] => ({
  messages: entries.flatMap((entry) => (entry.kind === "message" && entry.type !== "HIDDEN" ? [entry] : [])),
  replies: entries.flatMap((entry) => (entry.kind === "reply" && entry.messageId !== null ? [entry.messageId] : [])),
  mails: entries.flatMap((entry) => (entry.kind === "email" && entry.messageId !== null ? [mailId(entry.messageId)] : [])),
});

export class Keeper {
  readonly #ctx: DurableObjectState;
  readonly #env: Env;
  readonly #storage: TicketStorage;
  readonly #sockets: Sockets;
  /** The last telling that was begun. */
  #telling = Promise.resolve(true);

  constructor(ctx: DurableObjectState, env: Env, storage: TicketStorage, sockets: Sockets) {
    this.#ctx = ctx;
    this.#env = env;
    this.#storage = storage;
    this.#sockets = sockets;
  }

  /** Writes the facts down, then the summary, then says so; answers whether D1 has it. Nothing may be awaited between reading facts and handing
   *  them here. That D1 is to be told is written with the facts: should the room vanish now, its alarm tells. */
  async keep(kit: Kit, given: TicketFacts, news: News = {}): Promise<boolean> {
    const kept = this.#storage.read();
    if (!kept) return true;
    const facts = tellClocks(this.#storage, given, kit.now());
    const unsearched = [...kept.unsearched, ...(news.unsearched ?? [])];
    const untold = [...kept.untold, ...(news.untold ?? [])];
    const shown = news.isAnnounced ? null : kept.shown;
    const tellAt = kit.now() + PROJECT_RETRY_MS;
    this.#storage.write({ ...kept, facts, version: kept.version + 1, shown, unsearched, untold, tellAt });
    await this.arm();
    return this.project(kit);
  }

  /** Answers whether D1 has all there is, which whoever told less learns from whoever has begun to tell more: that one may fail, and have nobody
   *  who comes again. */
  async project(kit: Kit): Promise<boolean> {
    this.#telling = this.#tell(kit);
    for (;;) {
      const telling = this.#telling;
      const isTold = await telling;
      if (telling === this.#telling) return isTold;
    }
  }

  async #tell(kit: Kit): Promise<boolean> {
    const kept = this.#storage.read();
    if (!kept) return true;
    const unsearched = [...new Set(kept.unsearched)].flatMap((id) => {
      const entry = this.#storage.entry(id);
      return entry?.kind === "message" && entry.type !== "HIDDEN" ? [entry] : [];
    });
    const news = this.#storage.news();
    const moved = movedIn([...new Set(kept.moved)].flatMap((id) => this.#storage.entry(id) ?? []));
    const rings = this.#storage.untoldRings();
    const deeds = this.#compareDeeds(kept);
    this.#storage.tally.begin(deeds);
    let shown: string | null = null;
    try {
      // Of what may have arrived the whole summary goes again.
      shown = await projectTicket(kit, deeds.whole === null ? kept : { ...kept, shown: null }, {
        unsearched,
        trouble: this.#troubleOf(),
        wakeAt: this.#storage.nextDutyAt(),
        news,
        moved,
        notices: this.#noticesOf(rings, kept.facts),
        deeds,
      });
      this.#storage.tally.end(deeds);
      this.#storage.dropNews(news);
      this.#told(kept, shown, rings.at(-1)?.number ?? 0);
    } catch (error) {
      // D1 may be away, or may have written and not said so: the whole summary goes again.
      writeLog(kit, { door: "room", job: "project", store: kept.head.storeId, verdict: "retry", error });
      const now = this.#storage.read();
      if (now) this.#storage.write({ ...now, shown: null, tellAt: kit.now() + PROJECT_RETRY_MS });
    }
    await this.arm();
    this.#sockets.send({ t: "changed", version: kept.version });
    if (shown !== kept.shown) await this.#pokeLists(kit, kept.head);
    return shown !== null;
  }

  #compareDeeds(kept: Kept) {
    const isCounted = kept.facts.state !== "spam" && !(kept.merged && !kept.merged.isOver);
    return this.#storage.tally.compare(this.#storage.entries(), isCounted, kept.version);
  }

  /** The facts once more where a reply has found its place in the conversation, and reports are to know. */
  #replaced(): TicketFacts | null {
    const kept = this.#storage.readLive();
    return kept && this.#compareDeeds(kept).changed.length > 0 ? kept.facts : null;
  }

  /** Lists ask again. One that hears nothing asks by itself after a while, so a lost poke undoes nothing. */
  async #pokeLists(kit: Kit, { id, storeId }: TicketHead): Promise<void> {
    try {
      await this.#env.MAILBOX.getByName("mailbox").poke({ store: storeId, tickets: [id] });
    } catch (error) {
      writeLog(kit, { door: "room", job: "poke", store: storeId, verdict: "dropped", error });
    }
  }

  /** D1 has taken what `told` held. What came in the meantime is told by whoever brought it. */
  #told(told: Kept, shown: string, rung: number): void {
    const now = this.#storage.read();
    if (!now) return;
    const isNewest = now.version === told.version;
    this.#storage.write({
      ...now,
      shown: isNewest ? shown : null,
      tellAt: isNewest ? null : now.tellAt,
      rung: Math.max(now.rung, rung),
      unsearched: stillUntold(now.unsearched, told.unsearched),
      untold: stillUntold(now.untold, told.untold),
      moved: stillUntold(now.moved, told.moved),
      merged: isNewest && now.merged?.isOver ? null : now.merged,
    });
  }

  #noticesOf(rings: ReturnType<Bell["untold"]>, { assigneeId, state }: TicketFacts): Notice[] {
    const followers = rings.length > 0 ? this.#storage.followers.all().map(({ id }) => id) : [];
    return rings.flatMap(({ number, entryId }) => {
      const entry = this.#storage.entry(entryId);
      return (entry && noticeOf(number, entry, { assigneeId, state, followers })) ?? [];
    });
  }

  /** The worst that stands in the timeline and waits for an agent. */
  #troubleOf(): Trouble | null {
    const replies = this.#storage.replies();
    if (replies.some((reply) => reply.state === "failed" || reply.state === "returned")) return "failed";
    if (replies.some((reply) => reply.state === "unconfirmed")) return "unconfirmed";
    if (replies.some((reply) => reply.trouble === "disconnected")) return "disconnected";
    const mails = this.#storage.mails().map(({ dispatch }) => dispatch?.state);
    return mails.includes("failed") ? "failed" : mails.includes("unconfirmed") ? "unconfirmed" : null;
  }

  /** One alarm serves the whole schedule. */
  async arm(): Promise<void> {
    const at = this.#storage.nextErrandAt();
    if (at === null) await this.#ctx.storage.deleteAlarm();
    else await this.#ctx.storage.setAlarm(at);
  }

  /** Keeps what was asked for, null where that changed nothing. D1 was told to expect a person's call; a job's it was not, and a job comes again. */
  async keepAsked(kit: Kit, facts: TicketFacts | null, isJob: boolean): Promise<void> {
    const kept = this.#storage.read();
    if (!kept) return;
    if (isJob) await this.keepOrTell(kit, facts, {});
    else await this.keep(kit, facts ?? kept.facts, ANNOUNCED);
  }

  /** Keeps what came, or tells what an earlier call could not; a call that leaves D1 behind has failed. */
  async keepOrTell(kit: Kit, facts: TicketFacts | null, news: News): Promise<void> {
    const changed = facts ?? this.#replaced();
    const isTold = changed ? await this.keep(kit, changed, news) : !this.#storage.isUntold() || (await this.project(kit));
    if (!isTold) throw new Error("the ticket's summary could not be written");
  }
}
