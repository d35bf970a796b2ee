/** Counts TikTok's daily chat quota (10 000 calls; code 45101004), shared by everything that reads or writes chats under one app. The last
 *  tenth of a day belongs to agents' replies: a sweep that ate it would leave buyers waiting until tomorrow. */
import { openKit } from "../env.ts";
import { DAY_MS } from "../units.ts";
import { WholeRoom } from "../whole-room.ts";

const CHAT_CALLS_PER_DAY_MAX = 10_000;
/** Who is calling, and up to which share of the day they may. */
const CHAT_SHARES = { backfill: 0.4, sync: 0.9, person: 1 } as const;
export type ChatCaller = keyof typeof CHAT_SHARES;

/** Counts are written down this often: a lost object forgets at most this many calls. */
const CALLS_BETWEEN_WRITES = 20;

export interface QuotaAnswer {
  ok: boolean;
  used: number;
  /** Seconds until the count starts again. */
  retrySeconds: number;
}

export class QuotaRoom extends WholeRoom {
  #day = -1;
  #used = 0;
  #written = 0;

  async take(caller: ChatCaller, calls = 1): Promise<QuotaAnswer> {
    const { now } = await openKit(this.env);
    const day = Math.floor(now() / DAY_MS);
    await this.#open(day);
    const retrySeconds = Math.ceil(((day + 1) * DAY_MS - now()) / 1000);
    if (this.#used + calls > CHAT_CALLS_PER_DAY_MAX * CHAT_SHARES[caller]) return { ok: false, used: this.#used, retrySeconds };
    this.#used += calls;
    if (this.#used - this.#written >= CALLS_BETWEEN_WRITES) await this.#write();
    return { ok: true, used: this.#used, retrySeconds };
  }

  /** TikTok counts more than we do: the day is used up. */
  async exhaust(): Promise<void> {
    const { now } = await openKit(this.env);
    await this.#open(Math.floor(now() / DAY_MS));
    this.#used = CHAT_CALLS_PER_DAY_MAX;
    await this.#write();
  }

  /** Calls of today, and how many a day has. */
  async count(): Promise<{ used: number; most: number }> {
    const { now } = await openKit(this.env);
    await this.#open(Math.floor(now() / DAY_MS));
    return { used: this.#used, most: CHAT_CALLS_PER_DAY_MAX };
  }

  async #open(day: number): Promise<void> {
    if (this.#day === day) return;
    const kept = await this.ctx.storage.get<{ day: number; used: number }>("count");
    this.#day = day;
    this.#used = kept?.day === day ? kept.used : 0;
    this.#written = this.#used;
  }

  async #write(): Promise<void> {
    this.#written = this.#used;
    await this.ctx.storage.put("count", { day: this.#day, used: this.#used });
  }
}
