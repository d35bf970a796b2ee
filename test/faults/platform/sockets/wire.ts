// The connection between two sides. Frames travel as events in the order sent; what an object wrote before
// sending must be durable first; and a connection may break, which both sides see as code 1006.
import type { Core } from "../core.ts";
import { presentIn } from "../life.ts";
import { SocketEnd } from "./end.ts";
import { BROKEN, type Frame, Side } from "./side.ts";

export class Wire {
  private readonly core: Core;
  readonly sides: readonly [Side, Side];
  private dropped = false;

  constructor(core: Core) {
    this.core = core;
    this.sides = [new Side(this, 0), new Side(this, 1)];
  }

  transmit(from: Side, frame: Frame): void {
    const { core } = this;
    const { life } = presentIn(core);
    if (!life.alive) return;
    const to = this.sides[from.index === 0 ? 1 : 0];
    const gate = life.unwritten();
    from.lane.last = Math.max(core.now + core.delay(), from.lane.last, gate?.at ?? 0);
    core.timeline.schedule(from.lane.last, life.name, `frame ${describe(frame)}`, () => {
      if (gate && !gate.done) return;
      if (!this.dropped && core.faults.strikes("socket-dropped")) this.drop();
      else to.arrive(frame);
    });
  }

  soon(act: () => void): void {
    this.core.timeline.schedule(this.core.now, "network", "socket is read", act);
  }

  /** Breaks the connection; both sides learn of it a little later, unless they have closed already. */
  drop(): void {
    if (this.dropped) return;
    this.dropped = true;
    const { core } = this;
    for (const side of this.sides) {
      if (side.readyState === 3) continue;
      core.timeline.schedule(core.now + core.delay(), "network", "socket breaks", () => side.arrive({ kind: "close", ...BROKEN }));
    }
  }
}

/** Two connected ends: what `new WebSocketPair()` holds. */
export function joinEnds(core: Core): [SocketEnd, SocketEnd] {
  const { sides } = new Wire(core);
  return [new SocketEnd(sides[0]), new SocketEnd(sides[1])];
}

function describe(frame: Frame): string {
  if (frame.kind === "close") return `close ${frame.code}`;
  return typeof frame.data === "string" ? frame.data.slice(0, 60) : `${frame.data.byteLength} bytes`;
}
