/** A socket that comes back by itself. What it carries are names and presence, never facts: after a silence the page asks once, and then
 *  knows as much as one that heard everything. */
import { newest } from "./api.ts";

/** The Worker's room answers this text without waking up; silence tells the browser that the line is dead. */
const PING = "ping";
const PING_MS = 30_000;
const RECONNECT_MS_MIN = 500;
const RECONNECT_MS_MAX = 15_000;
const RECONNECT_GROWTH = 1.5;
/** Whoever is neither let in nor refused by then tries again. */
const CONNECT_MS_MAX = 4_000;
/** A line that stood for this long is no failure; one that is let in and thrown out at once must not be tried ever faster. */
const STANDS_MS = 5_000;
/** The session or a right changed (the Worker's word for it, in the range RFC 6455 §7.4.2 leaves to applications). */
const CLOSED_BY_RIGHTS = 4401;
/** Frames that say who is there; every other one says that something changed. */
const PRESENCE = new Set<unknown>(["looking", "present"]);

export interface Listening {
  say(frame: object): void;
  stop(): void;
}

interface Hearing {
  hear(frame: Record<string, unknown>): void;
  /** Open again after having been away: whatever was said meanwhile was not heard. */
  back(): void;
  /** The line is down, or up. */
  line?(isUp: boolean): void;
  /** Not let in, or let out. The line tries again, ever more slowly, until it is stopped. */
  refused(): void;
}

interface OneLine {
  isOpen(): boolean;
  send(text: string): void;
  /** Ends it as if it had broken: a dead one may take minutes to say so itself. */
  drop(): void;
}

/** One socket, told of at most once that it opened and exactly once that it is gone. */
function connect(address: string, told: { opened(): void; heard(data: unknown): void; gone(code?: number): void }): OneLine {
  const socket = new WebSocket(address);
  let isGone = false;
  const end = (code?: number) => {
    if (isGone) return;
    isGone = true;
    clearTimeout(waiting);
    socket.close();
    told.gone(code);
  };
  const waiting = setTimeout(end, CONNECT_MS_MAX);
  socket.onopen = () => {
    clearTimeout(waiting);
    if (!isGone) told.opened();
  };
  socket.onmessage = ({ data }) => void (isGone || told.heard(data));
  socket.onclose = ({ code }) => end(code);
  return { isOpen: () => !isGone && socket.readyState === WebSocket.OPEN, send: (text) => socket.send(text), drop: () => end() };
}

export function listen(path: string, hearing: Hearing): Listening {
  const address = `${location.origin.replace(/^http/, "ws")}/api${path}`;
  let line: OneLine;
  let failures = 0;
  let wasOpen = false;
  let isHeard = true;
  let isStopped = false;
  let next: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    let openedAt: number | null = null;
    line = connect(address, {
      opened: () => {
        openedAt = Date.now();
        isHeard = true;
        hearing.line?.(true);
        newest.forget();
        if (wasOpen) hearing.back();
        wasOpen = true;
      },
      heard: (data) => {
        isHeard = true;
        if (typeof data !== "string" || !data.startsWith("{")) return;
        const frame = JSON.parse(data) as Record<string, unknown>;
        if (!PRESENCE.has(frame.t)) newest.forget();
        hearing.hear(frame);
      },
      gone: (code) => {
        if (isStopped) return;
        hearing.line?.(false);
        if (openedAt !== null && Date.now() - openedAt >= STANDS_MS) failures = 0;
        // All of a person's lines end with any one of their sessions, and when a right is given: most go on at once.
        next = setTimeout(open, Math.min(RECONNECT_MS_MIN * RECONNECT_GROWTH ** failures, RECONNECT_MS_MAX));
        failures += 1;
        // A browser does not say why it was not let in: whoever listens asks who they are, and finds out.
        if (code === CLOSED_BY_RIGHTS || openedAt === null) {
          newest.forget();
          hearing.refused();
        }
      },
    });
  };
  open();
  const ping = setInterval(() => {
    if (!line.isOpen()) return;
    if (!isHeard) return line.drop();
    isHeard = false;
    line.send(PING);
  }, PING_MS);
  return {
    say: (frame) => {
      if (line.isOpen()) line.send(JSON.stringify(frame));
    },
    stop: () => {
      isStopped = true;
      clearTimeout(next);
      clearInterval(ping);
      line.drop();
    },
  };
}
