// Queues: what a consumer is given, what becomes of a message it acknowledges, sends back or drops, and
// the dead-letter queue. The subject's consumer does what each message's body says and writes down every
// delivery.
import { type Behaviour, behaves, outcomeOf, pause, type Stage, until } from "./behaviour.ts";

interface Delivery {
  n: number;
  attempts: number;
  queue: string;
  size: number;
  at: number;
  id: string;
}

async function deliveriesOf({ DB, own }: Stage, enough: number): Promise<Delivery[]> {
  const read = async () =>
    (await DB.prepare("select n, attempts, queue, size, at, id from deliveries where log = ? order by seq").bind(own).all<Delivery>())
      .results;
  await until(async () => ((await read()).length >= enough ? true : null), 12_000);
  return read();
}

const order = (list: Delivery[]) => list.map(({ n, attempts, queue }) => [n, attempts, queue]);

// https://developers.cloudflare.com/queues/configuration/batching-retries/#explicit-acknowledgement-and-retries
const acknowledgedAlone = {
  shims: [
    [1, 1, "slow"],
    [2, 1, "slow"],
    [2, 2, "slow"],
  ],
  because:
    "Cloudflare does not deliver an acknowledged message again even if its batch fails; the local broker forgets acknowledgements then",
};

const sorted = (list: Delivery[]) => order(list).toSorted((a, b) => a.join().localeCompare(b.join()));

export const deliveries: Behaviour[] = [
  behaves(
    "a message arrives once, with its body",
    async (stage) => {
      await stage.LIVE.send({ log: stage.own, n: 1 });
      return order(await deliveriesOf(stage, 1));
    },
    [[1, 1, "live"]],
  ),
  behaves("what send answers", async ({ LIVE, own }) => Object.keys((await LIVE.send({ log: own, n: 1 })) ?? {}), ["metadata"]),
  behaves(
    "a batch arrives as sent",
    async (stage) => {
      await stage.LIVE.sendBatch([1, 2, 3].map((n) => ({ body: { log: stage.own, n } })));
      return sorted(await deliveriesOf(stage, 3));
    },
    [
      [1, 1, "live"],
      [2, 1, "live"],
      [3, 1, "live"],
    ],
  ),
  behaves(
    "each message has an id, a Date and attempts from 1",
    async (stage) => {
      await stage.LIVE.send({ log: stage.own, n: 1, act: "describe" });
      await deliveriesOf(stage, 1);
      return stage.DB.prepare("select said from deliveries where log = ?").bind(stage.own).first("said");
    },
    '["string",true,true,1]',
  ),
  behaves(
    "retry brings it again with attempts counted",
    async (stage) => {
      await stage.LIVE.send({ log: stage.own, n: 1, act: "retry", times: 1 });
      const seen = await deliveriesOf(stage, 2);
      return [order(seen), seen[0]?.id === seen[1]?.id];
    },
    [
      [
        [1, 1, "live"],
        [1, 2, "live"],
      ],
      true,
    ],
  ),
  behaves(
    "after max_retries it goes to the dead-letter queue",
    async (stage) => {
      await stage.LIVE.send({ log: stage.own, n: 1, act: "retry", times: 99 });
      return order(await deliveriesOf(stage, 4));
    },
    [
      [1, 1, "live"],
      [1, 2, "live"],
      [1, 3, "live"],
      [1, 1, "live-dead"],
    ],
  ),
  behaves(
    "a dead letter keeps its id",
    async (stage) => {
      await stage.LIVE.send({ log: stage.own, n: 1, act: "retry", times: 99 });
      return new Set((await deliveriesOf(stage, 4)).map(({ id }) => id)).size;
    },
    1,
  ),
  behaves(
    "a consumer that throws sends all of its batch back",
    async (stage) => {
      await stage.SLOW.sendBatch([{ body: { log: stage.own, n: 1 } }, { body: { log: stage.own, n: 2, act: "throw", times: 1 } }]);
      return sorted(await deliveriesOf(stage, 4));
    },
    [
      [1, 1, "slow"],
      [1, 2, "slow"],
      [2, 1, "slow"],
      [2, 2, "slow"],
    ],
  ),
  behaves(
    "a message acknowledged before the throw does not come back",
    async (stage) => {
      await stage.SLOW.sendBatch([
        { body: { log: stage.own, n: 1, act: "ack" } },
        { body: { log: stage.own, n: 2, act: "throw", times: 1 } },
      ]);
      await deliveriesOf(stage, 3);
      await pause(1_500);
      return sorted(await deliveriesOf(stage, 3));
    },
    [
      [1, 1, "slow"],
      [1, 2, "slow"],
      [2, 1, "slow"],
      [2, 2, "slow"],
    ],
    acknowledgedAlone,
  ),
  behaves(
    "ack, then retry",
    async (stage) => {
      await stage.SLOW.send({ log: stage.own, n: 1, act: "ack-retry", times: 1 });
      await pause(2_500);
      return order(await deliveriesOf(stage, 1));
    },
    [[1, 1, "slow"]],
  ),
  behaves(
    "retry, then ack",
    async (stage) => {
      await stage.SLOW.send({ log: stage.own, n: 1, act: "retry-ack", times: 1 });
      await pause(2_500);
      return order(await deliveriesOf(stage, 1));
    },
    [
      [1, 1, "slow"],
      [1, 2, "slow"],
    ],
  ),
  behaves(
    "retryAll leaves out what was acknowledged",
    async (stage) => {
      await stage.SLOW.sendBatch([
        { body: { log: stage.own, n: 1, act: "ack" } },
        { body: { log: stage.own, n: 2, act: "retryAll", times: 1 } },
      ]);
      await deliveriesOf(stage, 3);
      await pause(1_500);
      return sorted(await deliveriesOf(stage, 3));
    },
    [
      [1, 1, "slow"],
      [1, 2, "slow"],
      [2, 1, "slow"],
      [2, 2, "slow"],
    ],
    acknowledgedAlone,
  ),
  behaves(
    "ackAll, and the one sent back before it",
    async (stage) => {
      await stage.SLOW.sendBatch([
        { body: { log: stage.own, n: 1, act: "retry", times: 1 } },
        { body: { log: stage.own, n: 2, act: "ackAll" } },
      ]);
      await deliveriesOf(stage, 2);
      await pause(2_500);
      return sorted(await deliveriesOf(stage, 2));
    },
    [
      [1, 1, "slow"],
      [1, 2, "slow"],
      [2, 1, "slow"],
    ],
  ),
  behaves(
    "retry with a delay waits that long",
    async (stage) => {
      await stage.LIVE.send({ log: stage.own, n: 1, act: "retry", times: 1, delay: 2 });
      const [first, second] = await deliveriesOf(stage, 2);
      const waited = (second?.at ?? 0) - (first?.at ?? 0);
      return [waited >= 1_900, waited < 5_000];
    },
    [true, true],
  ),
  behaves(
    "send with a delay waits that long",
    async (stage) => {
      const sent = Date.now();
      await stage.LIVE.send({ log: stage.own, n: 1 }, { delaySeconds: 2 });
      const [first] = await deliveriesOf(stage, 1);
      const waited = (first?.at ?? 0) - sent;
      return [waited >= 1_900, waited < 5_000];
    },
    [true, true],
  ),
  behaves(
    "a full batch does not wait for its timeout",
    async (stage) => {
      await stage.SLOW.sendBatch([1, 2, 3, 4, 5].map((n) => ({ body: { log: stage.own, n } })));
      return (await deliveriesOf(stage, 5)).filter(({ size }) => size > 4).length;
    },
    5,
  ),
  behaves(
    "the body is what JSON keeps of it",
    async (stage) => {
      await stage.LIVE.send({ log: stage.own, n: 1, act: "echo", date: new Date(0), gone: undefined, deep: { a: [1, null] } });
      await deliveriesOf(stage, 1);
      return JSON.parse(
        (await stage.DB.prepare("select said from deliveries where log = ?").bind(stage.own).first<string>("said")) ?? "null",
      ).date;
    },
    "1970-01-01T00:00:00.000Z",
  ),
  behaves("a body JSON cannot say", ({ LIVE }) => outcomeOf(() => LIVE.send(undefined)), "TypeError: Message body cannot be undefined"),
  behaves(
    "a body of more than 128 KB",
    ({ LIVE, own }) => outcomeOf(() => LIVE.send({ log: own, n: 1, much: "x".repeat(128_000) })),
    "Error: Unknown Internal Error (15000)",
  ),
  behaves(
    "a hundred and one in a batch",
    ({ LIVE, own }) => outcomeOf(() => LIVE.sendBatch(Array.from({ length: 101 }, (_, n) => ({ body: { log: own, n } })))),
    "Error: Unknown Internal Error (15000)",
  ),
  behaves("an empty batch", ({ LIVE }) => outcomeOf(() => LIVE.sendBatch([])), "TypeError: sendBatch() requires at least one message"),
  behaves(
    "a batch too large together",
    ({ LIVE, own }) => outcomeOf(() => LIVE.sendBatch([1, 2, 3].map((n) => ({ body: { log: own, n, much: "x".repeat(100_000) } })))),
    "Error: Unknown Internal Error (15000)",
  ),
  behaves(
    "a delay of more than a day",
    ({ LIVE, own }) => outcomeOf(() => LIVE.send({ log: own, n: 1 }, { delaySeconds: 86_401 })),
    "Error: Unknown Internal Error (15000)",
  ),
  behaves(
    "a body that is not an object",
    async (stage) => {
      await stage.LIVE.send([stage.own, "said"]);
      await deliveriesOf(stage, 1);
      const body = stage.DB.prepare("select said from deliveries where log = ?").bind(stage.own);
      return outcomeOf(() => body.first("said"), stage.own);
    },
    '["$t","said"]',
  ),
];
