// Calling a Durable Object: ids, what crosses the wire and what does not, and how errors arrive.
import { type Behaviour, behaves, outcomeOf, wordsOf } from "./behaviour.ts";

const asked = (value: unknown) => JSON.stringify(value) ?? "undefined";

export const calls: Behaviour[] = [
  behaves("a method answers", ({ freshRoom }) => freshRoom().echo("hi"), "hi"),
  behaves(
    "the same name is the same object",
    async ({ room }) => [await room("a").remember(), await room("a").remember(), await room("b").remember()],
    [1, 2, 1],
  ),
  behaves(
    "an id is 64 hex digits, stable per name, and knows its name",
    ({ ids, own }) => {
      const id = ids.idFromName(own);
      return [
        /^[0-9a-f]{64}$/.test(id.toString()),
        id.toString() === ids.idFromName(own).toString(),
        id.equals(ids.idFromName(own)),
        id.name === own,
      ];
    },
    [true, true, true, true],
  ),
  behaves(
    "an id read back from its string",
    ({ ids, own }) => {
      const id = ids.idFromString(ids.idFromName(own).toString());
      return [id.equals(ids.idFromName(own)), id.name ?? null];
    },
    [true, null],
  ),
  behaves(
    "a string that is no id",
    ({ ids }) => outcomeOf(() => ids.idFromString("abc").toString()),
    "TypeError: Invalid Durable Object ID: must be 64 hex digits",
  ),
  behaves(
    "a hex string of another namespace",
    ({ ids }) => outcomeOf(() => ids.idFromString("0".repeat(64)).toString()),
    "TypeError: Durable Object ID is not valid for this namespace.",
  ),
  behaves(
    "unique ids differ and have no name",
    ({ ids }) => [new Set([1, 2, 3].map(() => ids.newUniqueId().toString())).size, ids.newUniqueId().name ?? null],
    [3, null],
  ),
  behaves("a stub knows its id and name", ({ room, own }) => [room("x").id.name === `${own}x`, room("x").name === `${own}x`], [true, true]),
  behaves(
    "the object knows its id and name",
    async ({ room, own }) => {
      const [id, name] = (await room("x").inside("who am I")) as string[];
      return [id === room("x").id.toString(), name === `${own}x`];
    },
    [true, true],
  ),
  behaves(
    "values cross as structured clones",
    async ({ freshRoom }) => {
      const back = (await freshRoom().echo({
        at: new Date(7),
        set: new Set([1]),
        map: new Map([["a", 1]]),
        bytes: new Uint8Array([1, 2]),
        none: undefined,
        big: 10n,
        re: /x/g,
      })) as Record<string, unknown>;
      return [
        back.at instanceof Date,
        back.set instanceof Set,
        back.map instanceof Map,
        back.bytes instanceof Uint8Array,
        "none" in back,
        typeof back.big,
        String(back.re),
      ];
    },
    [true, true, true, true, true, "bigint", "/x/g"],
  ),
  behaves(
    "the callee cannot change the caller's value",
    async ({ freshRoom }) => {
      const mine = { list: [1] };
      const theirs = await freshRoom().mutate(mine);
      return [mine, theirs];
    },
    [{ list: [1] }, { list: [1, 99] }],
  ),
  behaves(
    "undefined and null",
    async ({ freshRoom }) => [asked(await freshRoom().give("undefined")), asked(await freshRoom().give("null"))],
    ["undefined", "null"],
  ),
  behaves(
    "a symbol does not cross",
    ({ freshRoom }) => outcomeOf(() => freshRoom().give("symbol")),
    "DataCloneError: Symbol(s) could not be cloned.",
  ),
  behaves(
    "an instance of a class does not cross",
    ({ freshRoom }) => outcomeOf(() => freshRoom().give("instance")),
    'DataCloneError: Could not serialize object of type "Own". This type does not support serialization.',
  ),
  behaves(
    "an instance of a class does not cross as argument",
    ({ freshRoom }) => outcomeOf(() => freshRoom().echo(new (class Own {})())),
    'DataCloneError: Could not serialize object of type "Own". This type does not support serialization.',
  ),
  behaves(
    "an error crosses as a value",
    async ({ freshRoom }) => {
      const back = await freshRoom().give("class");
      return [back instanceof Error, wordsOf(back)];
    },
    [true, "RoomFull: as a value"],
  ),
  behaves("a thrown error keeps its words", ({ freshRoom }) => outcomeOf(() => freshRoom().fail("plain")), "Error: plain words"),
  behaves("a rejected promise keeps its words", ({ freshRoom }) => outcomeOf(() => freshRoom().failLater()), "Error: later words"),
  behaves(
    "a TypeError stays one",
    async ({ freshRoom }) => {
      const caught = await freshRoom()
        .fail("type")
        .catch((error: unknown) => error);
      return [caught instanceof TypeError, wordsOf(caught)];
    },
    [true, "TypeError: not that type"],
  ),
  behaves(
    "a RangeError stays one",
    async ({ freshRoom }) => {
      const caught = await freshRoom()
        .fail("range")
        .catch((error: unknown) => error);
      return [caught instanceof RangeError, wordsOf(caught)];
    },
    [true, "RangeError: out of range"],
  ),
  behaves(
    "an error of an own class",
    async ({ freshRoom }) => {
      const caught = (await freshRoom()
        .fail("own")
        .catch((error: unknown) => error)) as Error & { seats?: number };
      return [caught.constructor.name, wordsOf(caught), caught.seats ?? null];
    },
    ["Error", "RoomFull: no seat", 3],
  ),
  behaves(
    "an error's cause",
    async ({ freshRoom }) => {
      const caught = (await freshRoom()
        .fail("cause")
        .catch((error: unknown) => error)) as Error;
      return [caught.message, caught.cause instanceof Error ? caught.cause.message : String(caught.cause)];
    },
    ["outer", "inner"],
  ),
  behaves(
    "an error from an object says it is remote",
    async ({ freshRoom }) => {
      const caught = (await freshRoom()
        .fail("plain")
        .catch((error: unknown) => error)) as Record<string, unknown>;
      return [caught.remote ?? null, caught.retryable ?? null, caught.overloaded ?? null];
    },
    [true, null, null],
  ),
  behaves("a thrown string", ({ freshRoom }) => outcomeOf(() => freshRoom().fail("string")), "Error: only words"),
  behaves("a thrown object", ({ freshRoom }) => outcomeOf(() => freshRoom().fail("object")), "thrown object"),
  behaves(
    "a method that is not there",
    ({ freshRoom }) => outcomeOf(() => (freshRoom().nothing as () => unknown)()),
    'TypeError: The RPC receiver does not implement the method "nothing".',
  ),
  behaves("any method is callable by name", ({ freshRoom }) => outcomeOf(async () => typeof (await freshRoom().lines())), "object"),
  behaves(
    "a field of the instance is not reachable",
    ({ freshRoom }) => outcomeOf(async () => await freshRoom().memory),
    'TypeError: The RPC receiver does not implement the method "memory".',
  ),
  behaves(
    "a stub is no promise",
    async ({ freshRoom }) => {
      const stub = freshRoom();
      const awaited: unknown = await Promise.resolve(stub);
      return awaited === stub;
    },
    true,
  ),
  behaves(
    "fetch carries method, path, body, header and status",
    async ({ freshRoom }) => {
      const answer = await freshRoom().fetch("https://room/some/path", { method: "POST", body: "words", headers: { "x-said": "yes" } });
      return [answer.status, await answer.json()];
    },
    [201, { method: "POST", path: "/some/path", body: "words", said: "yes" }],
  ),
  behaves(
    "fetch takes a Request",
    async ({ freshRoom }) => (await freshRoom().fetch(new Request("https://room/p", { method: "PUT", body: "b" }))).json(),
    { method: "PUT", path: "/p", body: "b", said: null },
  ),
  behaves(
    "fetch of an object that throws",
    ({ freshRoom }) => outcomeOf(() => freshRoom().fetch("https://room/throw")),
    "Error: fetch words",
  ),
];
