// Chance inside a platform comes from the seed; digests and signatures are Node's own, but the next event
// waits for them, one after the other, so that they cost no virtual time and change no order.
import { present } from "../life.ts";
import { replace } from "./replace.ts";

const SUBTLE = [
  "decrypt",
  "deriveBits",
  "deriveKey",
  "digest",
  "encrypt",
  "exportKey",
  "generateKey",
  "importKey",
  "sign",
  "verify",
] as const;

export function installChance(): void {
  const realRandom = Math.random;
  replace(Math, "random", () => {
    const here = present.getStore();
    return here ? streamOf(here.core).fraction() : realRandom();
  });
  installRandomValues();
  installSubtle();
}

const streams = new WeakMap<object, ReturnType<typeof makeStream>>();
type CoreOf = NonNullable<ReturnType<typeof present.getStore>>["core"];

function makeStream(core: CoreOf) {
  return core.chance.stream("worker");
}

function streamOf(core: CoreOf) {
  const stream = streams.get(core) ?? makeStream(core);
  streams.set(core, stream);
  return stream;
}

function installRandomValues(): void {
  const realValues = crypto.getRandomValues.bind(crypto);
  const realId = crypto.randomUUID.bind(crypto);
  replace(crypto, "getRandomValues", <T extends ArrayBufferView>(view: T): T => {
    const here = present.getStore();
    if (!here) return realValues(view as never);
    streamOf(here.core).fill(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    return view;
  });
  replace(crypto, "randomUUID", () => {
    const here = present.getStore();
    if (!here) return realId();
    const bytes = new Uint8Array(16);
    streamOf(here.core).fill(bytes);
    // RFC 9562, section 5.4: version 4, variant 10.
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = Buffer.from(bytes).toString("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  });
}

function installSubtle(): void {
  const subtle = crypto.subtle as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  let last: Promise<unknown> = Promise.resolve();
  for (const name of SUBTLE) {
    const real = subtle[name]?.bind(subtle);
    if (!real) continue;
    const held = (...args: unknown[]) => {
      const here = present.getStore();
      if (!here) return real(...args);
      const { timeline } = here.core;
      timeline.held += 1;
      const work = last.then(() => real(...args));
      const release = () => {
        timeline.held -= 1;
      };
      last = work.then(release, release);
      return work;
    };
    replace(subtle, name, held);
  }
}
