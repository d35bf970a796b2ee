// A browser's push service and the browser behind it: takes what the desk sends, checks by RFC 8292 who sent it, and opens it by RFC 8291 as
// the browser would. It shares no code with the desk. It can be told to answer otherwise.
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";

export interface Pushed {
  items: { kind: string; ticket: string; entry: string; number: number; store: string; count: number; buyer?: string; words?: string }[];
  more: number;
}

export interface PushService {
  origin: string;
  /** What the browser at this address was shown, in order. */
  shown(device: Device): Pushed[];
  /** How often the desk came, whatever the answer was. */
  calls: number;
  /** Statuses of the next answers; 201 once they are used up. */
  answers: { status: number; headers?: Record<string, string> }[];
  subscribe(key: string): Device;
  close(): Promise<void>;
}

export interface Device {
  endpoint: string;
  p256dh: string;
  auth: string;
}

interface Kept extends Device {
  pair: ReturnType<typeof createECDH>;
  /** The key it was subscribed with: nobody else may send to it. */
  key: string;
  shown: Pushed[];
}

const bytes = (text: string) => Buffer.from(text, "base64url");
const TOKEN_SECONDS_MAX = 86_400;

export async function openPostman(now: () => number): Promise<PushService> {
  const devices = new Map<string, Kept>();
  const state = { calls: 0, answers: [] as PushService["answers"] };
  let origin = "";
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      state.calls += 1;
      const device = devices.get(origin + (request.url ?? ""));
      const told = state.answers.shift();
      const refused = device ? (told ?? faultOf(device, request, origin, now())) : { status: 404 };
      if (!refused && device) device.shown.push(JSON.parse(openMessage(device, body)) as Pushed);
      response.writeHead(refused?.status ?? 201, refused?.headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return Object.assign(state, {
    origin,
    shown: (device: Device) => devices.get(device.endpoint)?.shown ?? [],
    subscribe: (key: string) => {
      const pair = createECDH("prime256v1");
      const endpoint = `${origin}/to/${devices.size + 1}`;
      const device = { endpoint, p256dh: pair.generateKeys("base64url"), auth: randomBytes(16).toString("base64url") };
      devices.set(endpoint, { ...device, pair, key, shown: [] });
      return device;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** RFC 8030 §5 and RFC 8292 §4.2; null where there is nothing to object to. */
function faultOf(
  device: Kept,
  { headers, method }: IncomingMessage,
  origin: string,
  now: number,
): { status: number; headers?: Record<string, string> } | null {
  const [, token = "", key = ""] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? "") ?? [];
  const [head = "", claims = "", signature = ""] = token.split(".");
  const point = bytes(key);
  if (method !== "POST" || key !== device.key || point.length !== 65) return { status: 403 };
  const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
  const open = { key: createPublicKey({ format: "jwk", key: jwk }), dsaEncoding: "ieee-p1363" } as const;
  const { aud, exp, sub } = JSON.parse(bytes(claims).toString()) as { aud: string; exp: number; sub: string };
  const isFresh = exp > now / 1000 && exp <= now / 1000 + TOKEN_SECONDS_MAX;
  const isSigned = verify("sha256", Buffer.from(`${head}.${claims}`), open, bytes(signature));
  if (!isSigned || aud !== origin || !isFresh || !/^(mailto|https?):/.test(sub)) return { status: 401 };
  return headers["content-encoding"] === "aes128gcm" && Number(headers.ttl) >= 0 ? null : { status: 400 };
}

function openMessage({ pair, auth }: Kept, body: Buffer): string {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + (body[20] ?? 0));
  const sealed = body.subarray(21 + sender.length);
  const derive = (secret: Buffer, grain: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync("sha256", secret, grain, info, length));
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), pair.getPublicKey(), sender]);
  const shared = derive(pair.computeSecret(sender), bytes(auth), info, 32);
  const decipher = createDecipheriv(
    "aes-128-gcm",
    derive(shared, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16),
    derive(shared, salt, Buffer.from("Content-Encoding: nonce\0"), 12),
  );
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
}
