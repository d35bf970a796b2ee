// What an object forgets when nobody calls it for a while, and what survives: sockets, tags, attachments,
// automatic answers. Slow on workerd, which waits ten real seconds before it lets an object sleep.
import { type Behaviour, behaves, pause } from "./behaviour.ts";
import { messages, open } from "./sockets.ts";

const IDLE_MS = 12_500;

export const sleeps: Behaviour[] = [
  behaves(
    "a sleeping object forgets memory, not sockets, tags or attachments",
    async ({ room }) => {
      const heard = await open(room(), "tag=a");
      for (const line of ["memory", "attach", "memory"]) heard.end.send(line);
      await messages(heard, 2);
      await pause(IDLE_MS);
      for (const line of ["memory", "attachment", "tag a"]) heard.end.send(line);
      return messages(heard, 5);
    },
    ["memory 1", "memory 2", "memory 1", '{"name":"Ann","at":"1970-01-01T00:00:00.005Z","list":[1,2]}', "to a"],
  ),
  behaves(
    "an automatic answer during sleep wakes nobody and survives it",
    async ({ room }) => {
      const heard = await open(room(), "answer");
      heard.end.send("memory");
      await messages(heard, 1);
      await pause(IDLE_MS);
      heard.end.send("ping");
      await messages(heard, 2);
      heard.end.send("memory");
      return messages(heard, 3);
    },
    ["memory 1", "pong", "memory 1"],
  ),
  behaves(
    "an object without sockets forgets memory too when idle",
    async ({ room }) => {
      await room().remember();
      await pause(IDLE_MS);
      return room().remember();
    },
    1,
  ),
];
