// The sockets an object accepted for hibernation: who sits where, under which tags, and the answer given
// without waking the object. Seats outlive the object in memory; a crash breaks their connections.
import type { Core } from "../core.ts";
import { SocketEnd } from "../sockets/end.ts";
import type { Frame, Side } from "../sockets/side.ts";

// https://developers.cloudflare.com/durable-objects/api/state/#acceptwebsocket
const TAGS_MAX = 10;
const TAG_CHARACTERS_MAX = 256;

export interface Seat {
  readonly side: Side;
  readonly tags: string[];
  /** The WebSocket the object is handed; a new one after every sleep. */
  end: SocketEnd;
  answeredAt: number | null;
}

export interface AutoResponse {
  readonly request: string;
  readonly response: string;
}

export class Seats {
  autoResponse: AutoResponse | null = null;
  private readonly core: Core;
  private readonly hear: (seat: Seat, frame: Frame) => void;
  private taken: Seat[] = [];

  constructor(core: Core, hear: (seat: Seat, frame: Frame) => void) {
    this.core = core;
    this.hear = hear;
  }

  accept(end: SocketEnd, tags: string[]): void {
    const { side } = end;
    if (side.mode !== "fresh") throw new Error("Cannot call `acceptWebSocket()` if the WebSocket was already accepted via `accept()`");
    const distinct = [...new Set(tags)];
    if (distinct.length > TAGS_MAX) throw new Error(`a Hibernatable WebSocket cannot have more than ${TAGS_MAX} tags`);
    const long = distinct.find((tag) => tag.length > TAG_CHARACTERS_MAX);
    if (long !== undefined) throw new Error(`"${long}" is longer than the max tag length (${TAG_CHARACTERS_MAX} characters).`);
    const seat: Seat = { side, tags: distinct, end, answeredAt: null };
    this.taken.push(seat);
    side.listen("seated", (frame) => this.receive(seat, frame));
  }

  of(end: SocketEnd): Seat | undefined {
    return this.taken.find((seat) => seat.side === end.side);
  }

  ends(tag?: string): SocketEnd[] {
    return this.taken.filter(({ tags }) => tag === undefined || tags.includes(tag)).map(({ end }) => end);
  }

  leave(seat: Seat): void {
    this.taken = this.taken.filter((other) => other !== seat);
  }

  /** The object leaves memory and keeps its connections. */
  sleep(): void {
    for (const seat of this.taken) seat.end = new SocketEnd(seat.side);
  }

  /** The object is gone, and its connections with it. */
  scatter(): void {
    for (const { side } of this.taken) side.wire.drop();
    this.taken = [];
    this.autoResponse = null;
  }

  /** The automatic answer is the network's: the object neither wakes nor knows, but for the time of it. */
  private receive(seat: Seat, frame: Frame): void {
    if (!this.taken.includes(seat)) return;
    if (frame.kind === "message" && this.autoResponse && frame.data === this.autoResponse.request) {
      seat.answeredAt = this.core.timeline.clock.now();
      seat.side.wire.transmit(seat.side, { kind: "message", data: this.autoResponse.response });
      return;
    }
    this.hear(seat, frame);
  }
}
