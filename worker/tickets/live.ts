/** The way from a page to a room's socket. */
import type { Context } from "hono";
import type { Door } from "../door.ts";
import { Problem } from "../problem.ts";
import type { Viewer } from "./sockets.ts";

/** Sockets are opened by our own pages only: browsers send cookies with a stranger's WebSocket too (RFC 6455 §10.2). */
export function joinRoom(c: Context<Door>, room: { fetch(request: Request): Promise<Response> }, viewer: Viewer): Promise<Response> {
  if (c.req.header("upgrade") !== "websocket") throw new Problem("invalid", "not-a-socket");
  if (c.req.header("origin") !== new URL(c.env.APP_URL).origin) throw new Problem("forbidden", "foreign-origin");
  const headers = new Headers(c.req.raw.headers);
  headers.set("x-viewer", JSON.stringify(viewer));
  return room.fetch(new Request("http://room/", { headers }));
}
