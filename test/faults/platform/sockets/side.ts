// One side of a WebSocket connection, as the network sees it: what it has said and heard of closing, and who
// receives its frames. It outlives the object that holds it, which is how hibernation keeps connections.
import type { Lane } from "../operation.ts";
import type { Wire } from "./wire.ts";

export type Data = string | ArrayBuffer;

export interface Closing {
  code: number;
  reason: string;
  wasClean: boolean;
}

export type Frame = { kind: "message"; data: Data } | ({ kind: "close" } & Closing);

export type SocketMode = "fresh" | "accepted" | "seated";

const [OPEN, CLOSING, CLOSED] = [1, 2, 3];

// RFC 6455, section 7.4.1: 1006 is never sent, it stands for a connection that broke.
export const BROKEN: Closing = { code: 1006, reason: "WebSocket disconnected without sending Close frame.", wasClean: false };

export class Side {
  readonly wire: Wire;
  readonly index: 0 | 1;
  readonly lane: Lane = { last: 0 };
  mode: SocketMode = "fresh";
  closeSent = false;
  closeReceived = false;
  broken = false;
  /** What the object wrote on it, as bytes. */
  attachment: Uint8Array | null = null;
  private receiver: ((frame: Frame) => void) | null = null;
  private readonly backlog: Frame[] = [];

  constructor(wire: Wire, index: 0 | 1) {
    this.wire = wire;
    this.index = index;
  }

  get readyState(): number {
    if (this.broken || (this.closeSent && this.closeReceived)) return CLOSED as number;
    return (this.closeSent || this.closeReceived ? CLOSING : OPEN) as number;
  }

  /** From here on frames go to `receive`; those that came before go first, after the accepting turn. */
  listen(mode: SocketMode, receive: (frame: Frame) => void): void {
    this.mode = mode;
    this.wire.soon(() => {
      this.receiver = receive;
      for (const frame of this.backlog.splice(0)) receive(frame);
    });
  }

  /** Completes the closing handshake, as browsers and accepted sockets do by themselves. */
  replyTo(frame: Frame): void {
    if (frame.kind !== "close" || !frame.wasClean || this.closeSent) return;
    this.closeSent = true;
    this.wire.transmit(this, frame);
  }

  arrive(frame: Frame): void {
    if (this.broken || this.closeReceived) return;
    if (frame.kind === "close") this.closeReceived = true;
    if (frame.kind === "close" && !frame.wasClean) this.broken = true;
    if (this.receiver) this.receiver(frame);
    else this.backlog.push(frame);
  }
}
