// What a run draws for its Worker: one stream per platform, and random ids made of it.
import type { Chance } from "../chance.ts";
import type { Core } from "../core.ts";

const streams = new WeakMap<Core, Chance>();

export function chanceIn(core: Core): Chance {
  const stream = streams.get(core) ?? core.chance.stream("worker");
  streams.set(core, stream);
  return stream;
}

export function drawId(core: Core): `${string}-${string}-${string}-${string}-${string}` {
  const bytes = new Uint8Array(16);
  chanceIn(core).fill(bytes);
  // RFC 9562, section 5.4: version 4, variant 10.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
