// One buyer's tickets as they really are: the product on the platform, the shop's conversation behind it. Whatever is asked of a room is asked
// again, under the same name, when the answer was lost.
import type { Buyer } from "../../../simulator/buyers/buyer.ts";
import type { Message } from "../../../simulator/chat/conversation.ts";
import type { Leaving } from "../../../worker/tickets/leaving.ts";
import type { TicketRoom } from "../../../worker/tickets/room.ts";
import type { TicketHead } from "../../../worker/tickets/storage.ts";
import type { Person, TicketView } from "../../../worker/tickets/view.ts";
import type { HandedMessage, ThreadRules } from "../../../worker/timeline/timeline.ts";
import type { Click } from "../agents.ts";
import { ADMIN } from "../desk.ts";
import type { Scene } from "../drills/scene.ts";

export const ANA = { id: ADMIN.id, name: ADMIN.name };
export const BEN = { id: "usr_ben", name: "Ben Agent" };

/** A room that dies answers the next call. */
const TRIES_MAX = 6;
const TRY_AGAIN_MS = 1_500;
/** What D1 could not be told is told five seconds later, and alarms that fail ring again after two and four. */
const MENDED_MS = 15_000;

const POLICY = { firstMinutes: 720, nextMinutes: 720, resolutionMinutes: null, calendar: null, overrides: [] };
export const RULES: ThreadRules = { reopenDays: 7, orderOpensTicket: false, policy: POLICY, connectedAt: 0 };

export interface Row {
  id: string;
  store_id: string;
  buyer_name: string;
  created_at: number;
  opening_index: string;
  state: number;
  waiting_since: number | null;
  assignee_id: string;
  tags: string;
  priority: number;
  snoozed_until: number | null;
  merged_into: string | null;
  trouble: string | null;
}

interface Clicked {
  person?: Person;
  leaving?: Leaving;
  times?: number;
}

export class Talk {
  readonly scene: Scene;
  readonly buyer: Buyer;
  readonly ids: string[] = [];
  readonly clicks: Click[] = [];
  private static count = 0;

  constructor(scene: Scene) {
    this.scene = scene;
    this.buyer = scene.newBuyer();
  }

  get conversationId(): string {
    const { world, store } = this.scene;
    return world.shop.conversations(store.shop.id).find(({ buyerId }) => buyerId === this.buyer.id)?.id ?? "";
  }

  /** Ids that a browser would choose. */
  name(what: string): string {
    Talk.count += 1;
    return `${what}-${Talk.count}-0000`;
  }

  write(): Message {
    return this.scene.write(this.buyer);
  }

  /** One click of an agent's; a browser that got no answer clicks again. */
  async reply(at: number, text: string, { person = ANA, leaving, times = 1 }: Clicked = {}) {
    const id = this.name("reply");
    const click: Click = { id, ticketId: this.id(at), words: `${id} ${text}`, accepted: false, wanted: 1 };
    this.clicks.push(click);
    this.scene.agents.clicks.set(id, click);
    const send = () => this.insist(() => this.room(at).reply(id, { type: "TEXT", text: click.words }, person, leaving));
    const [is] = await Promise.all(Array.from({ length: times }, send));
    click.accepted = is === "taken";
    return { id, is, person, words: click.words };
  }

  /** As a webhook or a sweep has it pulled. */
  async pull(): Promise<void> {
    const { scene, conversationId } = this;
    await scene.queue({ do: "pull-conversation", store: scene.store.id, conversation: conversationId });
    await scene.settle();
    if (this.ids.length === 0) this.ids.push(scene.ticketOf(this.buyer));
  }

  id(at: number): string {
    return this.ids[at] ?? "";
  }

  room(at: number): TicketRoom {
    const { TICKET } = this.scene.world.platform.env as { TICKET: { getByName(name: string): TicketRoom } };
    return TICKET.getByName(this.id(at));
  }

  /** Whoever was slow hands what others have handed, in pieces that overlap. */
  async handOver(at: number, messages: Message[]): Promise<void> {
    const { conversationId } = this;
    const row = this.row(at);
    if (!row) throw new Error("no such ticket");
    const { id, store_id: storeId, buyer_name: buyerName, created_at: createdAt, opening_index: openingIndex } = row;
    const head: TicketHead = { id, storeId, conversationId, buyerName, createdAt, openingIndex, openingOrder: null };
    await this.insist(() => this.room(at).append(head, messages.map(handed), RULES));
  }

  async insist<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    for (let left = TRIES_MAX - 1; ; left -= 1) {
      try {
        return await call();
      } catch (error) {
        if (left === 0) throw error;
        await this.scene.world.platform.pause(TRY_AGAIN_MS);
      }
    }
  }

  async view(at: number): Promise<TicketView | null> {
    return this.room(at).open();
  }

  row(at: number): Row | undefined {
    return this.scene.world.rows<Row>("SELECT * FROM ticket WHERE id = ?", this.id(at))[0];
  }

  /** How often TikTok has these words of ours. */
  timesSent(words: string): number {
    return this.scene.world.shop.sentReplies(this.conversationId).filter(({ content }) => JSON.parse(content).content === words).length;
  }

  async mend(): Promise<void> {
    this.scene.world.platform.faults.clear();
    await this.scene.later(MENDED_MS);
    await this.scene.settle();
  }
}

function handed({ id, type, content, createTime, index, role }: Message): HandedMessage {
  return {
    id,
    type,
    content: JSON.parse(content) as Record<string, unknown>,
    createTime,
    index,
    isVisible: true,
    role,
    nickname: null,
    about: null,
  };
}
