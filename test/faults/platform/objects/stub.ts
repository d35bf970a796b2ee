// What a caller holds of a Durable Object: any method of its class by name, and fetch. Calls on one stub
// arrive in the order made; values and errors cross as copies. A stub whose object was reset or crashed is
// broken from then on, as Cloudflare's are: the caller has to get a new one.
import type { Core } from "../core.ts";
import { connectionLost } from "../crashes.ts";
import type { Life } from "../life.ts";
import { type Lane, perform } from "../operation.ts";
import { wholeOf } from "../outgoing.ts";
import { cloneAcross, thrownAcross } from "./crossing.ts";
import type { Instance, ObjectHost } from "./host.ts";

/** Never methods of a stub: what a promise or an inspector would look for, and what only the platform calls. */
const NO_METHODS = new Set([
  "then",
  "catch",
  "finally",
  "toJSON",
  "constructor",
  "alarm",
  "webSocketMessage",
  "webSocketClose",
  "webSocketError",
]);

type Act<T> = (instance: Instance) => T | Promise<T>;

class Line {
  private readonly core: Core;
  private readonly host: ObjectHost;
  private readonly lane: Lane = { last: 0 };
  /** The life it last spoke to. */
  private met: Life | null = null;

  constructor(core: Core, host: ObjectHost) {
    this.core = core;
    this.host = host;
  }

  ask<T>(what: string, act: Act<T>, copy: (value: T) => T): Promise<T> {
    const { id } = this.host;
    return perform(this.core, {
      what: `${what} on ${id.name ?? id.toString().slice(0, 8)}`,
      effect: () => this.speak(act, copy),
      before: [["object-before", connectionLost]],
      after: ["object-after", connectionLost],
      lane: this.lane,
    });
  }

  private async speak<T>(act: Act<T>, copy: (value: T) => T): Promise<T> {
    try {
      if (this.met?.endedBy) throw this.met.endedBy;
      const meet = (life: Life) => {
        this.met = life;
      };
      return copy(await this.host.enter(act, meet));
    } catch (error) {
      throw thrownAcross(error);
    }
  }
}

export function stubOf(core: Core, host: ObjectHost): object {
  const line = new Line(core, host);
  const own: Record<string, unknown> = {
    id: host.id,
    name: host.id.name,
    fetch: (input: Request | string, init?: RequestInit) => {
      const request = new Request(input, init);
      const what = `fetch ${request.method} ${new URL(request.url).pathname}`;
      return line.ask(
        what,
        (instance) => fetchFrom(instance, request),
        (answer) => answer,
      );
    },
  };
  return new Proxy(own, {
    get: (target, name) => {
      if (typeof name === "symbol" || name in target) return Reflect.get(target, name);
      return NO_METHODS.has(name) ? undefined : methodOf(line, name);
    },
  });
}

function methodOf(line: Line, name: string) {
  const call = async (...args: unknown[]) => {
    const sent = args.map((value) => cloneAcross(value));
    return line.ask(`call ${name}`, (instance) => callOn(instance, name, sent), cloneAcross);
  };
  // Awaiting the property itself asks for a field, and fields do not cross.
  const refuse = (_: unknown, reject?: (error: unknown) => void) => {
    const refused = line.ask(`read ${name}`, () => Promise.reject(missing(name)), cloneAcross);
    return refused.catch((error: unknown) => reject?.(error));
  };
  return new Proxy(call, { get: (target, key) => (key === "then" ? refuse : Reflect.get(target, key)) });
}

function callOn(instance: Instance, name: string, args: unknown[]): unknown {
  const method: unknown = Object.hasOwn(instance, name) || name in Object.prototype ? undefined : Reflect.get(instance, name);
  if (typeof method !== "function") throw missing(name);
  return Reflect.apply(method, instance, args);
}

async function fetchFrom(instance: Instance, request: Request): Promise<Response> {
  if (!instance.fetch) throw new TypeError("Handler does not export a fetch() function.");
  return wholeOf(await instance.fetch(request));
}

function missing(name: string): TypeError {
  return new TypeError(`The RPC receiver does not implement the method "${name}".`);
}
