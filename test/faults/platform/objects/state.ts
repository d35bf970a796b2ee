// `ctx`, as a Durable Object's constructor is given it
// (https://developers.cloudflare.com/durable-objects/api/state/).
import type { Core } from "../core.ts";
import { type Life, present, type Section } from "../life.ts";
import type { SocketEnd } from "../sockets/end.ts";
import type { ObjectId } from "./id.ts";
import type { AutoResponse, Seats } from "./seats.ts";
import type { Storage } from "./storage.ts";

export class State {
  readonly id: ObjectId;
  readonly storage: Storage;
  readonly props: Record<string, never> = {};
  private readonly core: Core;
  private readonly life: Life;
  private readonly seats: Seats;

  constructor(core: Core, id: ObjectId, life: Life, storage: Storage, seats: Seats) {
    this.core = core;
    this.id = id;
    this.life = life;
    this.storage = storage;
    this.seats = seats;
  }

  waitUntil(work: Promise<unknown>): void {
    const release = this.life.stayAwake();
    const fail = (error: unknown) => this.core.trace.record(this.core.now, this.life.name, `waitUntil fails: ${String(error)}`);
    void Promise.resolve(work).catch(fail).finally(release);
  }

  /** Nothing else reaches the object until the act is done; if it fails, the object is reset. */
  blockConcurrencyWhile<T>(act: () => Promise<T>): Promise<T> {
    const done = this.closeDoorFor(act);
    // A constructor awaits nothing; the reset is what tells of the failure.
    done.catch(() => {});
    return done;
  }

  private async closeDoorFor<T>(act: () => Promise<T>): Promise<T> {
    const { life, core } = this;
    const asking = present.getStore()?.section ?? null;
    while (!life.isOpenTo(asking)) await new Promise<void>((resolve) => life.whenOpenTo(asking, resolve));
    const section: Section = { outer: life.section };
    life.section = section;
    try {
      return await present.run({ core, life, section }, act);
    } catch (error) {
      life.end(error instanceof Error ? error : new Error(String(error)));
      throw error;
    } finally {
      life.section = section.outer;
      life.openDoor();
    }
  }

  /** Resets the object: memory and what is not durable are lost, everybody waiting is told why. */
  abort(reason = "Application called abort() to reset Durable Object."): void {
    this.life.end(new Error(reason));
  }

  acceptWebSocket(end: SocketEnd, tags: string[] = []): void {
    this.seats.accept(end, tags);
  }

  getWebSockets(tag?: string): SocketEnd[] {
    return this.seats.ends(tag);
  }

  getTags(end: SocketEnd): string[] {
    return this.seats.of(end)?.tags ?? [];
  }

  setWebSocketAutoResponse(pair?: AutoResponse): void {
    this.seats.autoResponse = pair ?? null;
  }

  getWebSocketAutoResponse(): AutoResponse | null {
    return this.seats.autoResponse;
  }

  getWebSocketAutoResponseTimestamp(end: SocketEnd): Date | null {
    const at = this.seats.of(end)?.answeredAt;
    return at === null || at === undefined ? null : new Date(at);
  }
}
