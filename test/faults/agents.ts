// What agents do at the desk, by the product's own routes, and what they clicked: the promise of each reply is held against TikTok later.
import { ADMIN } from "./desk.ts";
import type { Chance } from "./platform/chance.ts";
import { MINUTE, type World } from "./world.ts";

export interface Click {
  /** Chosen by the browser. */
  id: string;
  ticketId: string;
  words: string;
  /** The Worker said that it has it. */
  accepted: boolean;
  /** How often an agent wanted it to leave: once, and once more for each resend. */
  wanted: number;
}

interface TicketPage {
  ticket: { id: string };
  entries: { kind: string; id: string; state?: string; role?: string }[];
  joined: { id: string; undo: { ok: boolean } }[];
}

const SENSITIVE = "write to me on whatsapp";

export class Agents {
  readonly clicks = new Map<string, Click>();
  private readonly world: World;
  private readonly chance: Chance;
  private count = 0;

  constructor(world: World, chance: Chance) {
    this.world = world;
    this.chance = chance;
  }

  /** One agent does one thing to one ticket. */
  async act(): Promise<void> {
    const { chance } = this;
    const tickets = this.world.rows<{ id: string; trouble: string | null }>("SELECT id, trouble FROM ticket ORDER BY id");
    if (tickets.length === 0) return;
    const troubled = tickets.filter(({ trouble }) => trouble === "failed" || trouble === "unconfirmed");
    if (troubled.length > 0 && chance.happens(0.3)) return this.decide(chance.pick(troubled).id);
    const { id } = chance.pick(tickets);
    const until = this.world.now() + Math.round((1 + chance.whole(30)) * MINUTE);
    const acts = [
      ...Array.from({ length: 6 }, () => () => this.reply(id)),
      () => this.note(id),
      () => this.do(id, { do: "assign", assigneeId: chance.pick([ADMIN.id, ""]) }),
      () => this.do(id, { do: "snooze", until, keepSnoozed: chance.happens(0.3) }),
      () => this.do(id, { do: "resolve" }),
      () => this.do(id, { do: "resolve" }),
      () => this.do(id, { do: "reopen" }),
      () => this.do(id, { do: "spam" }),
      () => this.start(),
      () => this.merge(id),
      () => this.takeApart(id),
      () => this.takeApart(id),
    ];
    await chance.pick(acts)();
  }

  /** Words that are given leave at once. */
  async reply(ticketId: string, given?: string): Promise<Click> {
    const text = given ?? this.wordsOfReply();
    const click: Click = { id: `click-${++this.count}-0000`, ticketId, words: text, accepted: false, wanted: 1 };
    this.clicks.set(click.id, click);
    const answer = await this.world.admin.insist("POST", `/api/tickets/${ticketId}/replies`, {
      id: click.id,
      body: { type: "TEXT", text },
      ...(given === undefined ? this.leaving() : {}),
    });
    click.accepted = answer.status === 200;
    return click;
  }

  /** At once, after the seconds of an undo, or some minutes later; now and then by somebody who has not looked for a while. */
  private leaving(): object {
    const { chance } = this;
    const seen = chance.happens(0.1) ? { seen: chance.whole(4) } : {};
    if (chance.happens(0.2)) return { ...seen, sendAt: this.world.now() + (1 + chance.whole(20)) * MINUTE };
    return chance.happens(0.3) ? { ...seen, holdSeconds: chance.whole(10) } : seen;
  }

  private wordsOfReply(): string {
    if (this.chance.happens(0.1)) return `reply ${this.count} ${SENSITIVE}`;
    return this.chance.happens(0.1) ? "ok" : `reply ${this.count} is on its way`;
  }

  async note(ticketId: string): Promise<void> {
    await this.world.admin.insist("POST", `/api/tickets/${ticketId}/notes`, { id: `note-${++this.count}-0000`, text: "careful here" });
  }

  async do(ticketId: string, what: object): Promise<void> {
    await this.world.admin.insist("POST", `/api/tickets/${ticketId}/acts`, what);
  }

  /** Looks at a reply that failed or is unconfirmed, and sends it once more or lets it go. */
  async decide(ticketId: string): Promise<void> {
    const page = await this.world.admin.ask<TicketPage>("GET", `/api/tickets/${ticketId}`);
    if (page.status !== 200) return;
    const open = page.body.entries.filter(
      ({ kind, state }) => kind === "reply" && ["failed", "unconfirmed", "returned"].includes(state ?? ""),
    );
    if (open.length === 0) return;
    const reply = this.chance.pick(open);
    await this.decideOn(ticketId, reply.id, this.chance.pick(["resend", "discard"]));
  }

  /** Not repeated when the answer is lost: the person looks again first. */
  async decideOn(ticketId: string, replyId: string, decision: "resend" | "discard"): Promise<void> {
    const click = this.clicks.get(replyId);
    if (click && decision === "resend") click.wanted += 1;
    await this.world.admin.ask("POST", `/api/tickets/${ticketId}/replies/${replyId}`, { decision });
  }

  /** With another ticket of the same buyer, whichever that is by now. */
  async merge(ticketId: string): Promise<void> {
    const others = this.world.rows<{ id: string }>(
      "SELECT o.id FROM ticket t JOIN ticket o ON o.conversation_id = t.conversation_id WHERE t.id = ? ORDER BY o.id",
      ticketId,
    );
    const [id, other] = [this.clickId("merge"), this.chance.pick(others).id];
    await this.world.admin.insist("POST", `/api/tickets/${ticketId}/merge`, { id, with: other });
  }

  /** Undoes a merge, or splits the ticket, or moves a message to the buyer's other one. */
  async takeApart(ticketId: string): Promise<void> {
    const page = await this.world.admin.ask<TicketPage>("GET", `/api/tickets/${ticketId}`);
    if (page.status !== 200) return;
    const { ticket, entries, joined } = page.body;
    const path = `/api/tickets/${ticket.id}`;
    const undoable = joined.filter(({ undo }) => undo.ok);
    if (undoable.length > 0 && this.chance.happens(0.5)) {
      const merge = this.chance.pick(undoable).id;
      await this.world.admin.insist("POST", `${path}/unmerge`, { id: this.clickId("unmerge"), merge });
      return;
    }
    const said = entries.filter(({ kind, role }) => kind === "message" && role === "BUYER");
    if (said.length === 0) return;
    const entry = this.chance.pick(said).id;
    const others = this.world.rows<{ id: string }>(
      "SELECT o.id FROM ticket t JOIN ticket o ON o.conversation_id = t.conversation_id WHERE t.id = ? AND o.id <> t.id ORDER BY o.id",
      ticket.id,
    );
    const only = this.chance.happens(0.5);
    if (others.length > 0 && this.chance.happens(0.4)) {
      const to = this.chance.pick(others).id;
      await this.world.admin.insist("POST", `${path}/move`, { id: this.clickId("move"), entry, to });
    } else await this.world.admin.insist("POST", `${path}/split`, { id: this.clickId("split"), entry, only });
  }

  private clickId(what: string): string {
    return `${what}-${++this.count}-0000`;
  }

  /** Opens a conversation from an order. */
  private async start(): Promise<void> {
    const orders = this.world.rows<{ id: string }>("SELECT id FROM orders ORDER BY create_time, id");
    if (orders.length === 0) return;
    await this.world.admin.insist("POST", `/api/orders/${this.chance.pick(orders).id}/conversation`, {});
  }
}
