// WebSockets a Durable Object accepts: messages, tags, attachments, automatic answers, closing, and what
// survives when the object sleeps.
import { type Behaviour, behaves, type ClientEnd, type Json, outcomeOf, pause, type RoomStub, type Stage, until } from "./behaviour.ts";
import { insides } from "./room.ts";

export interface Heard {
  end: ClientEnd;
  messages: string[];
  closed: (string | number | boolean)[] | null;
}

export async function open(room: RoomStub, wishes = ""): Promise<Heard> {
  const answer = await room.fetch(`https://room/socket?${wishes}`, { headers: { Upgrade: "websocket" } });
  if (!answer.webSocket) throw new Error(`no socket: ${answer.status}`);
  const heard: Heard = { end: answer.webSocket, messages: [], closed: null };
  heard.end.accept();
  heard.end.addEventListener("message", (event: { data: unknown }) =>
    heard.messages.push(typeof event.data === "string" ? event.data : `bytes ${new Uint8Array(event.data as ArrayBuffer).join(",")}`),
  );
  heard.end.addEventListener("close", (event: { code: number; reason: string; wasClean: boolean }) => {
    heard.closed = [event.code, event.reason, event.wasClean];
  });
  return heard;
}

export async function messages(heard: Heard, enough: number): Promise<string[]> {
  await until(async () => (heard.messages.length >= enough ? true : null));
  return heard.messages;
}

/** Opens one socket, says the lines, and gives what came back. */
function talk(says: string, wishes: string, lines: (string | Uint8Array)[], enough: number, expect: Json): Behaviour {
  const act = async ({ room }: Stage) => {
    const heard = await open(room(), wishes);
    for (const line of lines) heard.end.send(line);
    return messages(heard, enough);
  };
  return behaves(says, act, expect);
}

export const sockets: Behaviour[] = [
  talk("a message is heard and answered", "", ["hello"], 1, ["heard hello"]),
  talk("bytes arrive as an ArrayBuffer", "", [new Uint8Array([1, 2, 3])], 1, ["heard bytes 1,2,3"]),
  talk("messages keep their order", "", ["1", "2", "3", "4"], 4, ["heard 1", "heard 2", "heard 3", "heard 4"]),
  talk("a greeting sent before the answer left arrives", "greet", [], 1, ["hello"]),
  talk("an automatic answer never wakes the object", "answer", ["ping", "memory", "ping"], 3, ["pong", "memory 1", "pong"]),
  talk("a failing message closes nothing", "", ["throw", "after"], 1, ["heard after"]),
  talk("a message answered late", "", ["late", "now"], 2, ["heard now", "late answer"]),
  talk("an ordinary accepted socket hears its own events", "accept", ["one"], 1, ["heard one"]),
  behaves(
    "the status of an upgrade is 101",
    async ({ room }) => (await room().fetch("https://room/socket", { headers: { Upgrade: "websocket" } })).status,
    101,
  ),
  behaves(
    "tags choose whom to tell",
    async ({ room }) => {
      const [ann, ben] = [await open(room(), "tag=a&tag=both"), await open(room(), "tag=b&tag=both")];
      ann.end.send("tag a");
      ben.end.send("tag both");
      return [(await messages(ann, 2)).toSorted(), await messages(ben, 1)];
    },
    [["to a", "to both"], ["to both"]],
  ),
  behaves(
    "everyone is told",
    async ({ room }) => {
      const [ann, ben] = [await open(room()), await open(room())];
      ann.end.send("all");
      return [await messages(ann, 1), await messages(ben, 1)];
    },
    [["to all"], ["to all"]],
  ),
  behaves(
    "an attachment is a copy that stays",
    async ({ room }) => {
      const heard = await open(room());
      heard.end.send("attach");
      heard.end.send("attachment");
      return messages(heard, 1);
    },
    ['{"name":"Ann","at":"1970-01-01T00:00:00.005Z","list":[1,2]}'],
  ),
  behaves(
    "the object closes with code and reason",
    async ({ room }) => {
      const heard = await open(room());
      heard.end.send("close me");
      await until(async () => (heard.closed ? true : null));
      return heard.closed;
    },
    [4001, "as you wish", true],
  ),
  behaves(
    "the client closes: what the object is told, and what the client",
    async ({ room }) => {
      const heard = await open(room());
      heard.end.close(4002, "bye");
      await until(async () => ((await room().lines()).length > 0 ? true : null));
      await until(async () => (heard.closed ? true : null), 1_000);
      return [await room().lines(), heard.closed];
    },
    [["closed 4002 bye true 2 1"], null],
  ),
  behaves(
    "an object that closes in return completes the handshake",
    async ({ room }) => {
      const heard = await open(room(), "tag=polite");
      heard.end.close(4002, "bye");
      await until(async () => (heard.closed ? true : null));
      return [heard.closed, await room().inside("count sockets")];
    },
    [[4002, "bye", true], 0],
  ),
  behaves(
    "the object closes, the client answers: the object is told",
    async ({ room }) => {
      const heard = await open(room());
      heard.end.addEventListener("close", () => heard.end.close(4001, "as you wish"));
      heard.end.send("close me");
      await until(async () => ((await room().lines()).length > 0 ? true : null), 1_000);
      return [await room().lines(), await room().inside("count sockets")];
    },
    [["closed 4001 as you wish true 3 1"], 0],
  ),
  behaves(
    "a frame after the object closed is not heard",
    async ({ room }) => {
      const heard = await open(room());
      heard.end.send("close me");
      await until(async () => (heard.closed ? true : null));
      await outcomeOf(() => heard.end.send("memory"));
      await pause(100);
      return [heard.messages, heard.end.readyState, await room().lines()];
    },
    [[], 3, ["closed 4001 as you wish true 3 1"]],
  ),
  behaves(
    "a client closing without a code",
    async ({ room }) => {
      const heard = await open(room());
      heard.end.close();
      await until(async () => ((await room().lines()).length > 0 ? true : null));
      return room().lines();
    },
    ["closed 1005  true 2 1"],
  ),
  behaves(
    "closed sockets are no longer listed",
    async ({ room }) => {
      const [ann] = [await open(room()), await open(room())];
      ann.end.close(1000, "done");
      await until(async () => ((await room().lines()).length > 0 ? true : null));
      return (await room().inside("count sockets")) as Json;
    },
    1,
  ),
  behaves(
    "an abort drops its sockets",
    async ({ room }) => {
      const heard = await open(room());
      await outcomeOf(() => room().writeSyncThenAbort());
      await until(async () => (heard.closed ? true : null), 2_000);
      return [heard.closed, await room().inside("count sockets")];
    },
    [[1006, "WebSocket disconnected without sending Close frame.", false], 0],
  ),
];

insides.set("count sockets", ({ ctx }) => ctx.getWebSockets().length);
