/** A socket that comes back by itself. What it carries are names and presence, never facts: after a silence the page asks once, and then
 *  knows as much as one that heard everything. */
import ReconnectingWebSocket from "partysocket/ws";

/** The Worker's room answers this text without waking up; silence tells the browser that the line is dead. */
const PING = "ping";
const PING_MS = 30_000;
const RECONNECT_MS_MIN = 500;
const RECONNECT_MS_MAX = 15_000;
/** The session or a right ended (the Worker's word for it, in the range RFC 6455 §7.4.2 leaves to applications). */
const CLOSED_BY_RIGHTS = 4401;

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
  /** Not let in, or let out. `isOver`: this line does not try again by itself. */
  refused(isOver: boolean): void;
}

export function listen(path: string, hearing: Hearing): Listening {
  const address = `${location.origin.replace(/^http/, "ws")}/api${path}`;
  const socket = new ReconnectingWebSocket(address, [], {
    minReconnectionDelay: RECONNECT_MS_MIN,
    maxReconnectionDelay: RECONNECT_MS_MAX,
    maxEnqueuedMessages: 0,
  });
  let wasOpen = false;
  let isOpen = false;
  let isHeard = true;
  socket.addEventListener("open", () => {
    isOpen = true;
    isHeard = true;
    hearing.line?.(true);
    if (wasOpen) hearing.back();
    wasOpen = true;
  });
  socket.addEventListener("message", ({ data }) => {
    isHeard = true;
    if (typeof data === "string" && data.startsWith("{")) hearing.hear(JSON.parse(data) as Record<string, unknown>);
  });
  socket.addEventListener("close", ({ code }) => {
    // A browser does not say why it was not let in: whoever listens asks who they are, and finds out.
    const wasLetIn = isOpen;
    isOpen = false;
    hearing.line?.(false);
    const isOver = code === CLOSED_BY_RIGHTS;
    if (isOver) socket.close();
    if (isOver || !wasLetIn) hearing.refused(isOver);
  });
  const ping = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (!isHeard) return socket.reconnect();
    isHeard = false;
    socket.send(PING);
  }, PING_MS);
  return {
    say: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    stop: () => {
      clearInterval(ping);
      socket.close();
    },
  };
}
