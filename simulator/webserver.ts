// Hosts a `fetch` on node:http: turns Node's requests into web ones and back. Refuses nothing; a `fetch` that throws breaks the connection,
// which is how a lost answer looks to the caller.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isBrokenConnection } from "./wire/broken.ts";

type Fetch = (request: Request) => Promise<Response>;

const BODY_BYTES_MAX = 32 * 1024 * 1024;

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > BODY_BYTES_MAX) throw new Error("The body is too large.");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2)
    headers.append(incoming.rawHeaders[at] ?? "", incoming.rawHeaders[at + 1] ?? "");
  return headers;
}

async function answer(fetch: Fetch, origin: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const method = incoming.method ?? "GET";
  const body = await readBody(incoming);
  const init: RequestInit = { method, headers: headersOf(incoming) };
  // Node drops the connection header's hop-by-hop kin itself; a GET must not have a body.
  if (method !== "GET" && method !== "HEAD") init.body = new Uint8Array(body);
  const response = await fetch(new Request(new URL(incoming.url ?? "/", origin), init));
  if (response.headers.get("content-type") === "text/event-stream" && response.body) return answerBitByBit(response, outgoing);
  const bytes = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(method === "HEAD" ? undefined : bytes);
}

/** A body that breaks off breaks the connection, with what had left. */
async function answerBitByBit({ status, headers, body }: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(status, Object.fromEntries(headers));
  for await (const bytes of body as ReadableStream<Uint8Array>) outgoing.write(bytes);
  outgoing.end();
}

/** Listens and resolves with the server once it does. */
export async function serve(fetch: Fetch, origin: string, port: number, hostname: string): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    answer(fetch, origin, incoming, outgoing).catch((error: unknown) => {
      if (!isBrokenConnection(error)) console.error(error);
      outgoing.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, hostname, resolve);
  });
  return server;
}
