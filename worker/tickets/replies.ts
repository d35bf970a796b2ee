/** A ticket's replies, in its room: taken once by the id the agent's browser chose, held, let go, sent. What becomes of one on its way is the
 *  outbox's to say; this refuses what somebody has overtaken. */
import type { Kit } from "../env.ts";
import { findStore, openShop } from "../stores/shop.ts";
import { isByRule, type ReplyBody, type ReplyEntry } from "../timeline/entries.ts";
import type { Overtaken } from "../timeline/guard.ts";
import { drainOutbox } from "../timeline/outbox.ts";
import type { TicketFacts } from "../timeline/timeline.ts";
import type { Attendance } from "./attendance.ts";
import type { Drafts } from "./drafts.ts";
import type { Keeper } from "./keeper.ts";
import { type Decision, decideOn, type Leaving, putReply, refuseOvertaken, releaseHeld, whyClosed } from "./leaving.ts";
import { outboxVerbs } from "./sending.ts";
import type { TicketStorage } from "./storage.ts";
import type { Person } from "./view.ts";

export class Replies {
  readonly #ctx: DurableObjectState;
  readonly #storage: TicketStorage;
  readonly #keeper: Keeper;
  readonly #attendance: Attendance;
  readonly #drafts: Drafts;
  #draining: Promise<void> | null = null;

  constructor(ctx: DurableObjectState, storage: TicketStorage, keeper: Keeper, attendance: Attendance, drafts: Drafts) {
    this.#ctx = ctx;
    this.#storage = storage;
    this.#keeper = keeper;
    this.#attendance = attendance;
    this.#drafts = drafts;
  }

  /** `takes`: whoever answers a ticket nobody has takes it. */
  async write(
    kit: Kit,
    id: string,
    body: ReplyBody,
    person: Person,
    leaving: Leaving,
    takes: boolean,
  ): Promise<"taken" | "missing" | Overtaken> {
    const kept = this.#storage.readLive();
    if (!kept) return "missing";
    const isJob = isByRule(person.id) || leaving.bulk !== undefined;
    if (this.#storage.entry(id)) {
      await this.#keeper.keepAsked(kit, null, isJob);
      return "taken";
    }
    // One's own answer, seen in a composer, is no news there; a job knows nothing of it, nor of another job of the same person.
    const overtaken = refuseOvertaken(this.#storage, leaving.bulk === undefined ? person.id : "", leaving.seen);
    if (overtaken) return overtaken;
    const state = { state: "queued", messageId: null, index: null, triedAt: null, trouble: null, code: null } as const;
    const ofBulk = { ...(leaving.bulk ? { bulk: leaving.bulk } : {}), ...(leaving.original ? { original: leaving.original } : {}) };
    const whole = leaving.template ? { id: leaving.template, isEdited: false } : null;
    const template = whole ?? (body.type === "TEXT" ? this.#drafts.takeTemplate(person.id, body.text) : null);
    const from = template ? { ...ofBulk, template } : ofBulk;
    const reply: ReplyEntry = { kind: "reply", id, at: kit.now(), by: person.id, byName: person.name, body, ...state, ...from };
    putReply(this.#storage, reply, leaving, kit.now());
    const assigneeId = kept.facts.assigneeId || (takes ? person.id : "");
    const owned = isByRule(person.id) ? {} : { touched: true, assigneeId };
    if (!isByRule(person.id)) this.#storage.followers.add(person);
    const isDone = this.#attendance.release(person.id);
    try {
      await this.#keepAndSend(kit, { ...kept.facts, ...owned }, isJob);
    } finally {
      if (isDone) await this.#attendance.tell();
    }
    return "taken";
  }

  /** An agent decides about a reply that waits: failed, unconfirmed, held, or overtaken. False where it no longer does. */
  async decide(kit: Kit, id: string, decision: Decision, person: Person): Promise<boolean> {
    const kept = this.#storage.readLive();
    const reply = this.#storage.entry(id);
    if (!kept || reply?.kind !== "reply" || !decideOn(this.#storage, reply, decision, person, kit.now())) return false;
    await this.#keepAndSend(kit, kept.facts, false);
    return true;
  }

  /** Lets go what was held until now and sends what is due. */
  async wake(kit: Kit): Promise<void> {
    const at = this.#storage.outboxAt();
    if (at === null || at > kit.now()) return;
    await this.#release(kit);
    await this.#drain(kit);
  }

  async #keepAndSend(kit: Kit, facts: TicketFacts, isJob: boolean): Promise<void> {
    await this.#keeper.keepAsked(kit, facts, isJob);
    if (this.#storage.openReplies().length > 0) this.#ctx.waitUntil(this.#drain(kit));
  }

  async #release(kit: Kit): Promise<void> {
    const due = this.#storage.heldReplies().filter(({ pending }) => pending.notBefore <= kit.now());
    const head = this.#storage.read()?.head;
    if (due.length === 0 || !head) return;
    const closed = due.some(({ reply }) => reply.hold?.why === "later") ? await whyClosed(kit, head) : null;
    // What began to go to another ticket meanwhile is let go there.
    if (this.#storage.isHanding()) return;
    releaseHeld(this.#storage, kit.now(), closed);
    const facts = this.#storage.read()?.facts;
    if (facts) await this.#keeper.keep(kit, facts);
  }

  /** One caller at a time, the others wait for it. */
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
    const shop = openShop(kit, store);
    const keep = async (facts: TicketFacts, untold: string[]) => void (await this.#keeper.keep(kit, facts, { untold }));
    await drainOutbox(outboxVerbs(kit, this.#storage, kept.head, shop, keep));
    await this.#keeper.arm();
  }
}
