// The web platform as Workers have it: a Response may be an upgrade and carry a socket, WebSocketPair
// exists, and fetch inside a platform goes to the world the run was given.

import { present } from "../life.ts";
import { callOut } from "../outgoing.ts";
import type { SocketEnd } from "../sockets/end.ts";
import { joinEnds } from "../sockets/wire.ts";
import { replace } from "./replace.ts";

const UPGRADE = 101;

interface UpgradeInit extends ResponseInit {
  webSocket?: SocketEnd | null;
}

export function installWeb(): void {
  installResponse();
  installFetch();
  installSockets();
}

function installResponse(): void {
  const RealResponse = Response;
  const AnyResponse = new Proxy(RealResponse, {
    construct(target, [body, init]: [BodyInit | null | undefined, UpgradeInit | undefined], newTarget) {
      if (init?.status !== UPGRADE) return Reflect.construct(target, [body, init], newTarget);
      const answer = Reflect.construct(target, [null, { headers: init.headers, status: 200 }], newTarget) as Response;
      Object.defineProperties(answer, {
        status: { value: UPGRADE },
        ok: { value: false },
        webSocket: { value: init.webSocket ?? null },
      });
      return answer;
    },
  });
  replace(globalThis, "Response", AnyResponse);
}

function installFetch(): void {
  const realFetch = globalThis.fetch;
  replace(globalThis, "fetch", (input, init) => {
    const here = present.getStore();
    if (!here) return realFetch(input, init);
    const { internet } = here.core;
    // Workers tell an unreachable host apart by nothing but this.
    if (!internet) return Promise.reject(new Error("internal error; reference = no internet in this run"));
    return callOut(here.core, "fetch", internet, new Request(input, init), init?.signal ?? null);
  });
}

class SocketPair {
  readonly 0: SocketEnd;
  readonly 1: SocketEnd;

  constructor() {
    const here = present.getStore();
    if (!here) throw new Error("WebSocketPair exists inside a platform only");
    [this[0], this[1]] = joinEnds(here.core);
  }
}

class RequestResponsePair {
  readonly request: string;
  readonly response: string;

  constructor(request: string, response: string) {
    this.request = request;
    this.response = response;
  }
}

function installSockets(): void {
  const world = globalThis as unknown as Record<string, unknown>;
  replace(world, "WebSocketPair", SocketPair);
  replace(world, "WebSocketRequestResponsePair", RequestResponsePair);
}
