// The browser's side of a socket in a run: what arrived, in order, and the ways to speak, close and break.
// As browsers do, it answers a close with the same code.
import type { SocketEnd } from "./end.ts";
import type { Closing, Data, Frame } from "./side.ts";

export interface ClientSocket {
  /** Everything received, oldest first; a test may take from it. */
  readonly messages: Data[];
  readonly closed: Closing | null;
  onmessage: ((data: Data) => void) | null;
  onclose: ((closing: Closing) => void) | null;
  send(message: string | ArrayBuffer): void;
  close(code?: number, reason?: string): void;
  /** The connection is gone without a word. */
  drop(): void;
}

export function clientOf(end: SocketEnd): ClientSocket {
  const { side } = end;
  let closed: Closing | null = null;
  const client: ClientSocket = {
    messages: [],
    get closed() {
      return closed;
    },
    onmessage: null,
    onclose: null,
    send: (message) => end.send(message),
    close: (code, reason) => end.close(code, reason),
    drop: () => side.wire.drop(),
  };
  side.listen("accepted", (frame: Frame) => {
    if (frame.kind === "message") {
      client.messages.push(frame.data);
      client.onmessage?.(frame.data);
      return;
    }
    closed = { code: frame.code, reason: frame.reason, wasClean: frame.wasClean };
    side.replyTo(frame);
    client.onclose?.(closed);
  });
  return client;
}
