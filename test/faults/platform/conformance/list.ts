// The whole conformance list in order. Its place in the list is a behaviour's number, the same on workerd
// and on the shims.
import { alarms } from "./alarms.ts";
import { batches } from "./batches.ts";
import type { Behaviour } from "./behaviour.ts";
import { buckets } from "./buckets.ts";
import { calls } from "./calls.ts";
import { deliveries } from "./deliveries.ts";
import { ends } from "./ends.ts";
import { functions } from "./functions.ts";
import { invocations } from "./invocations.ts";
import { keys } from "./keys.ts";
import { lives } from "./lives.ts";
import { parameters } from "./parameters.ts";
import { refusals } from "./refusals.ts";
import { sleeps } from "./sleeps.ts";
import { sockets } from "./sockets.ts";
import { storage } from "./storage.ts";
import { values } from "./values.ts";
import { writes } from "./writes.ts";

export const topics: Record<string, Behaviour[]> = {
  values,
  parameters,
  writes,
  refusals,
  functions,
  batches,
  deliveries,
  calls,
  lives,
  storage,
  keys,
  alarms,
  sockets,
  ends,
  sleeps,
  buckets,
  invocations,
};
export const list: Behaviour[] = Object.values(topics).flat();
