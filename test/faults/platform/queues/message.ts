// A queue's message between send and acknowledgement: its body as bytes of the content type it was sent
// with, and how often it has failed.
import { deserialize, serialize } from "node:v8";

export type ContentType = "json" | "text" | "bytes" | "v8";

export interface StoredMessage {
  readonly id: string;
  /** Epoch milliseconds at which it was sent. */
  readonly timestamp: number;
  readonly contentType: ContentType;
  readonly bytes: Uint8Array;
  failures: number;
}

export function pack(body: unknown, contentType: ContentType): Uint8Array {
  if (body === undefined) throw new TypeError("Message body cannot be undefined");
  if (contentType === "v8") return serialize(body);
  if (contentType === "bytes") {
    if (!ArrayBuffer.isView(body) && !(body instanceof ArrayBuffer))
      throw new TypeError('The content type "bytes" requires a value of type ArrayBuffer or ArrayBufferView');
    return new Uint8Array(
      body instanceof ArrayBuffer ? body.slice(0) : body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength),
    );
  }
  return Buffer.from(contentType === "text" ? (body as string) : JSON.stringify(body));
}

/** A body of its own for every delivery. */
export function unpack({ bytes, contentType }: StoredMessage): unknown {
  if (contentType === "v8") return deserialize(bytes);
  if (contentType === "bytes") return bytes.slice().buffer;
  const text = Buffer.from(bytes).toString();
  return contentType === "text" ? text : JSON.parse(text);
}
