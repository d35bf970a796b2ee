// What the object's end of a socket refuses, limits and tells, without a client on the other side.
import { type Behaviour, behaves, type Json, outcomeOf } from "./behaviour.ts";
import { insides, type Room, type RoomSocket } from "./room.ts";

/** Something done with a server's end inside the object, without a client. */
function within(says: string, act: (room: Room, server: RoomSocket) => unknown, expect: Json): Behaviour {
  insides.set(says, (room) => act(room, Object.values(new WebSocketPair())[1] as RoomSocket));
  return behaves(says, ({ freshRoom }) => outcomeOf(() => freshRoom().inside(says)), expect);
}

export const ends: Behaviour[] = [
  within(
    "eleven tags",
    (room, server) =>
      room.ctx.acceptWebSocket(
        server as never,
        Array.from({ length: 11 }, (_, i) => `t${i}`),
      ),
    "Error: a Hibernatable WebSocket cannot have more than 10 tags",
  ),
  within(
    "a tag of 257 characters",
    (room, server) => room.ctx.acceptWebSocket(server as never, ["t".repeat(257)]),
    'Error: "ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt" is longer than the max tag length (256 characters).',
  ),
  within(
    "tags are given back",
    (room, server) => {
      room.ctx.acceptWebSocket(server as never, ["x", "y", "x"]);
      return room.ctx.getTags(server as never);
    },
    ["x", "y"],
  ),
  within(
    "accepting twice",
    (room, server) => {
      room.ctx.acceptWebSocket(server as never);
      room.ctx.acceptWebSocket(server as never);
    },
    "Error: Cannot call `acceptWebSocket()` if the WebSocket was already accepted via `accept()`",
  ),
  within(
    "an attachment of 16,384 bytes and less",
    (room, server) => {
      room.ctx.acceptWebSocket(server as never);
      server.serializeAttachment("x".repeat(16_000));
      return (server.deserializeAttachment() as string).length;
    },
    16000,
  ),
  within(
    "a larger one",
    (room, server) => {
      room.ctx.acceptWebSocket(server as never);
      server.serializeAttachment("x".repeat(17_000));
    },
    "Error: A WebSocket 'attachment' cannot be larger than 16384 bytes.'attachment' was 17006 bytes.",
  ),
  within(
    "no attachment yet",
    (room, server) => {
      room.ctx.acceptWebSocket(server as never);
      return server.deserializeAttachment() ?? null;
    },
    null,
  ),
  within(
    "sending before accepting",
    (_room, server) => server.send("x"),
    "TypeError: You must call one of accept() or state.acceptWebSocket() on this WebSocket before sending messages.",
  ),
  within(
    "sending after closing",
    (room, server) => {
      room.ctx.acceptWebSocket(server as never);
      server.close(1000, "done");
      server.send("x");
    },
    "TypeError: Can't call WebSocket send() after close().",
  ),
  within(
    "closing twice",
    (room, server) => {
      room.ctx.acceptWebSocket(server as never);
      server.close(1000, "done");
      server.close(1000, "done");
      return server.readyState;
    },
    2,
  ),
  within(
    "a code nobody may send",
    (room, server) => {
      room.ctx.acceptWebSocket(server as never);
      server.close(1005, "x");
    },
    "InvalidAccessError: Invalid WebSocket close code: 1005.",
  ),
  within(
    "a reason without a code",
    (room, server) => {
      room.ctx.acceptWebSocket(server as never);
      server.close(undefined, "x");
    },
    "InvalidAccessError: If you specify a WebSocket close reason, you must also specify a code.",
  ),
  within(
    "a reason longer than 123 bytes",
    (room, server) => {
      room.ctx.acceptWebSocket(server as never);
      server.close(1000, "x".repeat(124));
    },
    "SyntaxError: WebSocket close reason must not be longer than 123 bytes when UTF-8 encoded.",
  ),
  within(
    "the automatic answer can be read and taken back",
    (room) => {
      const { ctx } = room;
      const before = ctx.getWebSocketAutoResponse();
      ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong") as never);
      const set = ctx.getWebSocketAutoResponse();
      ctx.setWebSocketAutoResponse();
      return [before, set?.request ?? null, set?.response ?? null, ctx.getWebSocketAutoResponse()];
    },
    [null, "ping", "pong", null],
  ),
  within(
    "ready states",
    (room, server) => {
      const fresh = server.readyState;
      room.ctx.acceptWebSocket(server as never);
      return [fresh, server.readyState];
    },
    [1, 1],
  ),
];
