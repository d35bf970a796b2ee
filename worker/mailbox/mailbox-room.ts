/** The one place lists listen to. It carries pokes ("ticket … of store … changed") and who is looking at what; a page that hears one asks
 *  D1, and a page that heard nothing for a while asks once. It holds no facts of its own. */
import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import { type Presence, Sockets, type Viewer } from "../tickets/sockets.ts";

/** What changed, by name. `tickets` and `orders` may be empty when only counts did. */
export interface Poke {
  store: string;
  tickets?: string[];
  orders?: string[];
  /** Cancellations and returns. */
  aftersales?: string[];
  /** The store's own connection or progress. */
  self?: boolean;
}

interface Looking {
  store: string;
  people: Presence[];
}

const LOOKING = "looking:";

const STOCK_NAMED_MAX = 100;

export class MailboxRoom extends DurableObject<Env> {
  readonly #sockets = new Sockets(this.ctx);

  /** The door has already asked who this is and which stores are theirs. */
  override async fetch(request: Request): Promise<Response> {
    const viewer = JSON.parse(request.headers.get("x-viewer") ?? "null") as Viewer | null;
    if (!viewer) return new Response(null, { status: 400 });
    const response = this.#sockets.accept(viewer);
    const looking = await this.ctx.storage.list<Looking>({ prefix: LOOKING });
    for (const [key, { store, people }] of looking) {
      this.#sockets.send(
        { t: "looking", ticket: key.slice(LOOKING.length), people },
        (other) => other.tab === viewer.tab && hears(other, store),
      );
    }
    return response;
  }

  async poke(poke: Poke): Promise<void> {
    this.#sockets.send({ t: "changed", ...poke }, (viewer) => hears(viewer, poke.store));
  }

  /** Items belong to no store: whoever reads any may see what lies of them. Too many to name are named as all. */
  async pokeStock(items: string[]): Promise<void> {
    const named = items.length > STOCK_NAMED_MAX ? null : items;
    this.#sockets.send({ t: "stock", items: named }, ({ stores }) => stores === null || stores.length > 0);
  }

  /** These people have something new, or have read it elsewhere. */
  async pokePeople(people: string[]): Promise<void> {
    this.#sockets.send({ t: "told" }, (viewer) => people.includes(viewer.personId));
  }

  /** For whoever has something of their own under way, whatever store it is in. */
  async pokeJobs(personId: string): Promise<void> {
    this.#sockets.send({ t: "changed", store: "", what: "bulk" }, (viewer) => viewer.personId === personId);
  }

  /** Told by a ticket's room whenever its viewers change. */
  async look(ticket: string, store: string, people: Presence[]): Promise<void> {
    if (people.length === 0) await this.ctx.storage.delete(LOOKING + ticket);
    else await this.ctx.storage.put<Looking>(LOOKING + ticket, { store, people });
    this.#sockets.send({ t: "looking", ticket, people }, (viewer) => hears(viewer, store));
  }

  /** A person's rights changed or ended: every socket of theirs closes, here and in the tickets they look at. */
  async dropPerson(personId: string): Promise<void> {
    this.#sockets.drop(personId);
    const looking = await this.ctx.storage.list<Looking>({ prefix: LOOKING });
    for (const [key, { people }] of looking) {
      if (people.some((one) => one.id === personId)) await this.env.TICKET.getByName(key.slice(LOOKING.length)).dropPerson(personId);
    }
  }

  /** Pages say nothing here; a frame is a mistake and is ignored. */
  override async webSocketMessage(): Promise<void> {}

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    // 1005 and 1006 mean that no code came; they may not be sent.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }
}

const hears = (viewer: Viewer, store: string) => viewer.stores === null || viewer.stores.includes(store);
