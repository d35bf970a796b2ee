/** Who has a ticket or the mailbox on screen. Sockets sleep with their room and wake with it; what they carry is a name ("changed") or
 *  presence, never facts, so that a lost frame costs one question and a leaked one tells nothing. */

/** Travels with the socket through hibernation (at most 16 384 bytes). */
export interface Viewer {
  /** One browser tab. */
  tab: string;
  personId: string;
  name: string;
  mode: "viewing" | "typing";
  /** Mailbox only: which stores' pokes this person may hear; null is all. */
  stores: string[] | null;
}

export interface Presence {
  id: string;
  name: string;
  /** answering: has begun an answer and rests, or looks elsewhere. */
  mode: Viewer["mode"] | "answering";
}

const PING = "ping";
const PONG = "pong";
/** 4401: the session or the right is gone; the page asks again and finds out which. */
const CLOSED_BY_RIGHTS = 4401;
const FRAME_BYTES_MAX = 4_096;

export class Sockets {
  readonly #ctx: DurableObjectState;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    // Answered without waking the room.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
  }

  accept(viewer: Viewer): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server, [viewer.personId]);
    server.serializeAttachment(viewer);
    return new Response(null, { status: 101, webSocket: client });
  }

  viewerOf(socket: WebSocket): Viewer | null {
    return socket.deserializeAttachment() as Viewer | null;
  }

  change(socket: WebSocket, change: Partial<Viewer>): void {
    const viewer = this.viewerOf(socket);
    if (viewer) socket.serializeAttachment({ ...viewer, ...change });
  }

  /** One row per person, typing before viewing. `except` is a socket that is just closing. */
  present(except?: WebSocket): Presence[] {
    const people = new Map<string, Presence>();
    for (const socket of this.#ctx.getWebSockets()) {
      const viewer = this.viewerOf(socket);
      if (!viewer || socket === except || socket.readyState !== WebSocket.OPEN) continue;
      const known = people.get(viewer.personId);
      const mode = known?.mode === "typing" ? "typing" : viewer.mode;
      people.set(viewer.personId, { id: viewer.personId, name: viewer.name, mode });
    }
    return [...people.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  send(frame: object, isFor: (viewer: Viewer) => boolean = () => true): void {
    const text = JSON.stringify(frame);
    for (const socket of this.#ctx.getWebSockets()) {
      const viewer = this.viewerOf(socket);
      if (viewer && isFor(viewer) && socket.readyState === WebSocket.OPEN) socket.send(text);
    }
  }

  drop(personId: string): void {
    for (const socket of this.#ctx.getWebSockets(personId)) socket.close(CLOSED_BY_RIGHTS, "rights changed");
  }
}

/** Frames from browsers are small JSON objects; anything else is ignored. */
export function readFrame(message: string | ArrayBuffer): Record<string, unknown> | null {
  if (typeof message !== "string" || message.length > FRAME_BYTES_MAX) return null;
  try {
    const frame: unknown = JSON.parse(message);
    return typeof frame === "object" && frame !== null ? (frame as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
