// The WebSocket that code holds, with Cloudflare's own methods and words of refusal. It keeps nothing itself:
// after hibernation an object is handed a new one for the same side.
import { deserialize } from "node:v8";
import { type Present, present } from "../life.ts";
import { frozen } from "../objects/crossing.ts";
import type { Frame, Side } from "./side.ts";

// https://developers.cloudflare.com/durable-objects/best-practices/websockets/ and RFC 6455, section 5.5.
const ATTACHMENT_BYTES_MAX = 16_384;
const REASON_BYTES_MAX = 123;
const UNSENDABLE_CODES = new Set([1004, 1005, 1006, 1015]);
const NO_CODE = 1005;

type Listener = (event: unknown) => void;
type EventKind = "message" | "close" | "error";

export class SocketEnd {
  readonly side: Side;
  private readonly listeners = new Map<string, Set<Listener>>();

  constructor(side: Side) {
    this.side = side;
  }

  get readyState(): number {
    return this.side.readyState;
  }

  /** Ordinary events instead of hibernation: the accepting life hears them, and stays awake for them. */
  accept(): void {
    if (this.side.mode === "seated") throw new TypeError("Can't accept() WebSocket after enabling hibernation.");
    if (this.side.mode === "accepted") return;
    const here = present.getStore();
    const release = here?.life.stayAwake();
    here?.life.onEnd(() => this.side.wire.drop());
    this.side.listen("accepted", (frame) => {
      if (frame.kind === "close") release?.();
      this.side.replyTo(frame);
      this.dispatch(frame, here);
    });
  }

  addEventListener(kind: EventKind, hear: Listener): void {
    const heard = this.listeners.get(kind) ?? new Set();
    this.listeners.set(kind, heard.add(hear));
  }

  removeEventListener(kind: EventKind, hear: Listener): void {
    this.listeners.get(kind)?.delete(hear);
  }

  send(message: string | ArrayBuffer | ArrayBufferView): void {
    if (this.side.mode === "fresh") {
      throw new TypeError("You must call one of accept() or state.acceptWebSocket() on this WebSocket before sending messages.");
    }
    if (this.side.closeSent) throw new TypeError("Can't call WebSocket send() after close().");
    const data = typeof message === "string" ? message : bytesOf(message);
    if (!this.side.broken) this.side.wire.transmit(this.side, { kind: "message", data });
  }

  close(code?: number, reason = ""): void {
    if (code === undefined && reason) {
      throw new DOMException("If you specify a WebSocket close reason, you must also specify a code.", "InvalidAccessError");
    }
    if (code !== undefined && (code < 1000 || code > 4999 || UNSENDABLE_CODES.has(code))) {
      throw new DOMException(`Invalid WebSocket close code: ${code}.`, "InvalidAccessError");
    }
    if (Buffer.byteLength(reason) > REASON_BYTES_MAX) {
      throw new DOMException(`WebSocket close reason must not be longer than ${REASON_BYTES_MAX} bytes when UTF-8 encoded.`, "SyntaxError");
    }
    if (this.side.closeSent || this.side.broken) return;
    this.side.closeSent = true;
    this.side.wire.transmit(this.side, { kind: "close", code: code ?? NO_CODE, reason, wasClean: true });
  }

  serializeAttachment(value: unknown): void {
    const bytes = frozen(value);
    if (bytes.byteLength > ATTACHMENT_BYTES_MAX) {
      throw new Error(
        `A WebSocket 'attachment' cannot be larger than ${ATTACHMENT_BYTES_MAX} bytes.'attachment' was ${bytes.byteLength} bytes.`,
      );
    }
    this.side.attachment = bytes;
  }

  deserializeAttachment(): unknown {
    return this.side.attachment ? deserialize(this.side.attachment) : null;
  }

  private dispatch(frame: Frame, here: Present | undefined): void {
    const event = frame.kind === "message" ? { type: "message", data: frame.data } : { ...frame, type: "close" };
    for (const hear of this.listeners.get(frame.kind) ?? []) {
      if (!here) hear(event);
      else if (here.life.alive) here.life.whenOpenTo(here.section, () => present.run(here, () => hear(event)));
    }
  }
}

function bytesOf(message: ArrayBuffer | ArrayBufferView): ArrayBuffer {
  if (message instanceof ArrayBuffer) return message.slice(0);
  return new Uint8Array(message.buffer, message.byteOffset, message.byteLength).slice().buffer;
}
