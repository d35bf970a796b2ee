// Chance inside a platform comes from the seed; digests and signatures are Node's own, but the next event
// waits for them, one after the other, so that they cost no virtual time and change no order.
import { present } from "../life.ts";
import { chanceIn, drawId } from "./draw.ts";
import { installNodeCrypto } from "./node-crypto.ts";
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
    return here ? chanceIn(here.core).fraction() : realRandom();
  });
  installRandomValues();
  installSubtle();
  installNodeCrypto();
}

function installRandomValues(): void {
  const realValues = crypto.getRandomValues.bind(crypto);
  const realId = crypto.randomUUID.bind(crypto);
  replace(crypto, "getRandomValues", <T extends ArrayBufferView>(view: T): T => {
    const here = present.getStore();
    if (!here) return realValues(view as never);
    chanceIn(here.core).fill(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    return view;
  });
  replace(crypto, "randomUUID", () => {
    const here = present.getStore();
    if (!here) return realId();
    return drawId(here.core);
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
