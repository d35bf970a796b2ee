// The Durable Object the conformance list acts upon: one method for each thing a stub can do to it, and
// `inside`, which runs a line of the list within the object. It keeps nothing the list does not ask for.
import { DurableObject } from "cloudflare:workers";
import type { D1Database, DurableObjectState } from "@cloudflare/workers-types";

export type Inside = (room: Room) => unknown;
export const insides = new Map<string, Inside>();

/** An error of our own, to see what is left of its class on the other side. */
class RoomFull extends Error {
  override name = "RoomFull";
  seats = 3;
}

export class Room extends DurableObject<{ DB: D1Database }> {
  declare ctx: DurableObjectState;
  memory = 0;
  heard: string[] = [];

  constructor(ctx: DurableObjectState, env: { DB: D1Database }) {
    super(ctx, env);
    this.start(ctx.id.name ?? "");
    ctx.storage.sql.exec("create table if not exists log(id integer primary key, line text)");
  }

  /** A room's name may say how it begins. */
  private start(name: string): void {
    if (name.endsWith("breaks")) throw new Error("no room here");
    if (name.endsWith("begins slowly")) {
      void this.ctx.blockConcurrencyWhile(async () => {
        await new Promise((resolve) => setTimeout(resolve, 40));
        this.heard.push("begun");
      });
    }
    if (name.endsWith("breaks slowly")) {
      void this.ctx.blockConcurrencyWhile(async () => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        throw new Error("no room yet");
      });
    }
  }

  write(line: string): void {
    this.ctx.storage.sql.exec("insert into log(line) values(?)", line);
  }

  lines(): string[] {
    return this.ctx.storage.sql
      .exec<{ line: string }>("select line from log order by id")
      .toArray()
      .map(({ line }) => line);
  }

  remember(): number {
    this.memory += 1;
    return this.memory;
  }

  echo(value: unknown): unknown {
    return value;
  }

  kindOf(value: unknown): string {
    return Object.prototype.toString.call(value);
  }

  mutate(value: { list: number[] }): { list: number[] } {
    value.list.push(99);
    return value;
  }

  fail(kind: string): never {
    if (kind === "type") throw new TypeError("not that type");
    if (kind === "range") throw new RangeError("out of range");
    if (kind === "own") throw new RoomFull("no seat");
    if (kind === "cause") throw new Error("outer", { cause: new Error("inner") });
    if (kind === "string") throw "only words";
    if (kind === "object") throw { code: 7 };
    throw new Error("plain words");
  }

  async failLater(): Promise<never> {
    await Promise.resolve();
    throw new Error("later words");
  }

  give(kind: string): unknown {
    if (kind === "function") return () => 1;
    if (kind === "undefined") return undefined;
    if (kind === "symbol") return Symbol("s");
    if (kind === "class") return new RoomFull("as a value");
    if (kind === "instance") return new (class Own {})();
    return null;
  }

  async interleave(name: string, waitMs: number): Promise<string[]> {
    this.heard.push(`${name} in`);
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    this.heard.push(`${name} out`);
    return this.heard;
  }

  async askDatabase(name: string): Promise<void> {
    this.heard.push(`${name} in`);
    await this.env.DB.prepare("select 1").run();
    this.heard.push(`${name} out`);
  }

  async holdDoor(name: string, waitMs: number): Promise<string[]> {
    await this.ctx.blockConcurrencyWhile(async () => {
      this.heard.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      this.heard.push(`${name} out`);
    });
    return this.heard;
  }

  async holdDoorAndFail(): Promise<void> {
    await this.ctx.blockConcurrencyWhile(async () => {
      throw new Error("door broke");
    });
  }

  writeThenFail(): never {
    this.write("before the throw");
    throw new Error("after the write");
  }

  writeThenAbort(): void {
    this.write("before the abort");
    this.ctx.abort("room closed");
  }

  async writeSyncThenAbort(): Promise<void> {
    this.write("kept");
    await this.ctx.storage.sync();
    this.ctx.abort("room closed");
  }

  async armAlarm(inMs: number, mode = "plain"): Promise<void> {
    this.ctx.storage.sql.exec("create table if not exists mode(mode text)");
    this.ctx.storage.sql.exec("delete from mode");
    this.ctx.storage.sql.exec("insert into mode values(?)", mode);
    await this.ctx.storage.setAlarm(Date.now() + inMs);
  }

  override async alarm(info?: { retryCount: number; isRetry: boolean; scheduledTime: number }): Promise<void> {
    const { mode } = this.ctx.storage.sql.exec<{ mode: string }>("select mode from mode").one();
    const pending = await this.ctx.storage.getAlarm();
    this.write(`alarm ${info?.retryCount} ${info?.isRetry} ${pending === null ? "none pending" : "pending"}`);
    if (mode === "again" && this.lines().length < 3) await this.ctx.storage.setAlarm(Date.now() + 100);
    if (mode === "fail once" && info?.retryCount === 0) throw new Error("first time");
    if (mode === "rearm and fail" && this.lines().length === 1) {
      await this.ctx.storage.setAlarm(Date.now() + 300);
      throw new Error("after arming");
    }
  }

  override async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname === "/socket") return this.openSocket(url.searchParams);
    if (url.pathname === "/throw") throw new Error("fetch words");
    return Response.json(
      { method: request.method, path: url.pathname, body: await request.text(), said: request.headers.get("x-said") },
      { status: 201 },
    );
  }

  private openSocket(wishes: URLSearchParams): Response {
    const [client, server] = Object.values(new WebSocketPair()) as [unknown, RoomSocket];
    const tags = wishes.getAll("tag");
    if (wishes.has("answer")) this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong") as never);
    if (wishes.has("accept")) {
      server.accept();
      server.addEventListener("message", (event) => server.send(`heard ${event.data}`));
    } else this.ctx.acceptWebSocket(server as never, tags);
    if (wishes.has("greet")) server.send("hello");
    return new Response(null, { status: 101, webSocket: client } as ResponseInit);
  }

  override async webSocketMessage(ws: RoomSocket, message: string | ArrayBuffer): Promise<void> {
    const words = typeof message === "string" ? message : `bytes ${new Uint8Array(message).join(",")}`;
    if (words === "memory") ws.send(`memory ${this.remember()}`);
    else if (words === "attach") ws.serializeAttachment({ name: "Ann", at: new Date(5), list: [1, 2] });
    else if (words === "attachment") ws.send(JSON.stringify(ws.deserializeAttachment()));
    else if (words === "close me") ws.close(4001, "as you wish");
    else if (words === "throw") throw new Error("message words");
    else if (words === "all") for (const other of this.ctx.getWebSockets()) other.send("to all");
    else if (words === "late") {
      await new Promise((resolve) => setTimeout(resolve, 100));
      ws.send("late answer");
    } else if (words.startsWith("tag ")) for (const other of this.ctx.getWebSockets(words.slice(4))) other.send(`to ${words.slice(4)}`);
    else ws.send(`heard ${words}`);
  }

  override webSocketClose(ws: RoomSocket, code: number, reason: string, wasClean: boolean): void {
    this.write(`closed ${code} ${reason} ${wasClean} ${ws.readyState} ${this.ctx.getWebSockets().length}`);
    if (this.ctx.getTags(ws as never).includes("polite")) ws.close(code, reason);
  }

  override webSocketError(_ws: RoomSocket, error: unknown): void {
    this.write(`socket error ${String(error)}`);
  }

  inside(line: string): unknown {
    const act = insides.get(line);
    if (!act) throw new Error(`nothing to do for ${line}`);
    return act(this);
  }
}

export interface RoomSocket {
  readyState: number;
  accept(): void;
  send(message: string | ArrayBuffer): void;
  close(code?: number, reason?: string): void;
  serializeAttachment(value: unknown): void;
  deserializeAttachment(): unknown;
  addEventListener(kind: "message", hear: (event: { data: string }) => void): void;
}
