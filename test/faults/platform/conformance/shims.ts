// The conformance list's subject on the shims: virtual time, so its sleeps cost nothing.
import { createPlatform, type Platform } from "../index.ts";
import { bundleWorker } from "../isolates.ts";
import { consumers } from "./bindings.ts";

type Subject = typeof import("./subject.ts");
type List = typeof import("./list.ts");

const START = Date.UTC(2026, 10, 21, 12);

const subjects = await bundleWorker<Subject>(new URL("./subject.ts", import.meta.url));
export const list = (await bundleWorker<List>(new URL("./list.ts", import.meta.url))).open().exports;

export async function openOnShims(seed: number): Promise<Platform> {
  const { exports: subject } = subjects.open();
  const platform = createPlatform({
    seed,
    startAt: START,
    worker: subject.default,
    objects: { ROOM: subject.Room },
    config: {
      database: { binding: "DB" },
      buckets: ["BUCKET"],
      // Lines that wait do so for tens of milliseconds, as on workerd, which is faster than a network.
      latency: { minMs: 0.1, maxMs: 3, tailChance: 0 },
      queues: { producers: { LIVE: "live", SLOW: "slow" }, consumers },
    },
  });
  await platform.fetch(new Request("https://subject/setup"));
  return platform;
}
