// An object as one thread of many calls: who waits for whom, and what a reset or an abort leaves behind.
import { type Behaviour, behaves, outcomeOf } from "./behaviour.ts";

export const lives: Behaviour[] = [
  behaves(
    "two calls interleave at their awaits",
    async ({ room }) => {
      const stub = room();
      const [, second] = await Promise.all([stub.interleave("a", 60), stub.interleave("b", 20)]);
      return [second, await room().interleave("c", 1)];
    },
    [
      ["a in", "b in", "b out"],
      ["a in", "b in", "b out", "a out", "c in", "c out"],
    ],
  ),
  behaves(
    "blockConcurrencyWhile keeps others out",
    async ({ room }) => {
      const stub = room();
      await Promise.all([stub.holdDoor("a", 60), stub.holdDoor("b", 20)]);
      return room().interleave("c", 1);
    },
    ["a in", "a out", "b in", "b out", "c in", "c out"],
  ),
  behaves(
    "blockConcurrencyWhile keeps plain calls out too",
    async ({ room }) => {
      const stub = room();
      await Promise.all([stub.holdDoor("a", 60), stub.interleave("b", 1)]);
      return stub.interleave("c", 1);
    },
    ["a in", "a out", "b in", "b out", "c in", "c out"],
  ),
  behaves(
    "blockConcurrencyWhile holds back a call under way",
    async ({ room }) => {
      const stub = room();
      await Promise.all([stub.interleave("a", 40), stub.holdDoor("b", 80)]);
      return stub.interleave("c", 1);
    },
    ["a in", "b in", "b out", "a out", "c in", "c out"],
  ),
  behaves(
    "blockConcurrencyWhile holds back an answer on its way",
    async ({ room }) => {
      const stub = room();
      await Promise.all([stub.askDatabase("a"), stub.holdDoor("b", 80)]);
      return stub.interleave("c", 1);
    },
    ["a in", "b in", "b out", "a out", "c in", "c out"],
  ),
  behaves(
    "calls on one stub arrive in the order made",
    async ({ room }) => {
      const stub = room();
      await Promise.all([1, 2, 3, 4, 5].map((n) => stub.write(`${n}`)));
      return stub.lines();
    },
    ["1", "2", "3", "4", "5"],
  ),
  behaves(
    "a failing blockConcurrencyWhile resets the object",
    async ({ room }) => {
      await room().remember();
      const words = await outcomeOf(() => room().holdDoorAndFail());
      return [words, await room().remember()];
    },
    ["Error: door broke", 1],
  ),
  behaves(
    "an ordinary failure resets nothing",
    async ({ room }) => {
      await room().remember();
      await outcomeOf(() => room().fail("plain"));
      return room().remember();
    },
    2,
  ),
  behaves(
    "a write before a throw is kept",
    async ({ room }) => {
      const words = await outcomeOf(() => room().writeThenFail());
      return [words, await room().lines()];
    },
    ["Error: after the write", ["before the throw"]],
  ),
  behaves(
    "an abort forgets memory, keeps what was durable, and tells the caller",
    async ({ room }) => {
      await room().remember();
      const words = await outcomeOf(() => room().writeSyncThenAbort());
      return [words, await room().lines(), await room().remember()];
    },
    ["Error: room closed", ["kept"], 1],
  ),
  behaves(
    "a stub that saw an abort",
    async ({ room }) => {
      const stub = room();
      await outcomeOf(() => stub.writeSyncThenAbort());
      return [await outcomeOf(() => stub.remember()), await outcomeOf(() => room().remember())];
    },
    ["Error: room closed", 1],
  ),
  behaves(
    "a write in the same turn as an abort is lost",
    async ({ room }) => {
      await outcomeOf(() => room().writeThenAbort());
      return room().lines();
    },
    [],
  ),
  behaves(
    "an abort fails the other calls in flight",
    async ({ room }) => {
      const other = outcomeOf(() => room().interleave("a", 200));
      await outcomeOf(() => room().writeSyncThenAbort());
      return other;
    },
    "Error: room closed",
  ),
  behaves(
    "a constructor that throws fails its callers, each time anew",
    async ({ room }) => [await outcomeOf(() => room("breaks").remember()), await outcomeOf(() => room("breaks").remember())],
    ["Error: no room here", "Error: no room here"],
  ),
  behaves("calls wait for what a constructor began", ({ room }) => room("begins slowly").interleave("a", 1), ["begun", "a in", "a out"]),
  behaves(
    "a constructor that fails later fails its callers",
    ({ room }) => outcomeOf(() => room("breaks slowly").remember()),
    "Error: no room yet",
  ),
  behaves(
    "a write of a call that waits is seen by the next call",
    async ({ room }) => {
      const stub = room();
      const waiting = stub.interleave("a", 40);
      await stub.write("b");
      const lines = await stub.lines();
      await waiting;
      return lines;
    },
    ["b"],
  ),
];
