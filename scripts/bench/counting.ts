// The Worker with a meter on everything Cloudflare sends a bill for: rows of D1 and of rooms, calls of rooms, messages of queues, objects of R2,
// requests and lines of the log. What it counts it says in the log; it slows things down, so nothing is timed with it.
import type { Stand } from "./stand.ts";

export interface Usage {
  requests: number;
  d1Read: number;
  d1Written: number;
  roomRead: number;
  roomWritten: number;
  roomCalls: number;
  queued: number;
  putObjects: number;
  logLines: number;
}

const DOOR = "meter";

export const COUNTING_ENTRY = `
import * as product from "./index.js";
const say = (what, n) => n > 0 && console.log(JSON.stringify({ door: "${DOOR}", what, count: n }));
const through = (target, more) => new Proxy(target, {
  get: (_, name) => more[name] ?? (typeof target[name] === "function" ? target[name].bind(target) : target[name]),
});
const session = (made) => through(made, {
  batch: async (statements) => {
    const results = await made.batch(statements);
    for (const { meta } of results) { say("d1Read", meta.rows_read); say("d1Written", meta.rows_written); }
    return results;
  },
});
const queue = (made) => through(made, {
  send: (...message) => (say("queued", 1), made.send(...message)),
  sendBatch: (messages) => (say("queued", messages.length), made.sendBatch(messages)),
});
const rooms = (made) => through(made, {
  getByName: (name) => {
    const stub = made.getByName(name);
    return new Proxy(stub, { get: (_, call) => (...values) => (say("roomCalls", 1), stub[call](...values)) });
  },
});
const bucket = (made) => through(made, { put: (...object) => (say("putObjects", 1), made.put(...object)) });
const metered = (env) => ({ ...env,
  DB: through(env.DB, { withSession: (bookmark) => session(env.DB.withSession(bookmark)) }),
  LIVE: queue(env.LIVE), LONG: queue(env.LONG), EVIDENCE: bucket(env.EVIDENCE), MAIL: bucket(env.MAIL),
  TICKET: rooms(env.TICKET), MAILBOX: rooms(env.MAILBOX), AUTHORIZATION: rooms(env.AUTHORIZATION), QUOTA: rooms(env.QUOTA) });
const cursors = [];
const tell = () => { for (const { rowsRead, rowsWritten } of cursors.splice(0)) { say("roomRead", rowsRead); say("roomWritten", rowsWritten); } };
const room = (Room) => class extends Room {
  constructor(state, env) {
    const { sql } = state.storage;
    const exec = sql.exec.bind(sql);
    sql.exec = (...query) => { const cursor = exec(...query); if (cursors.push(cursor) === 1) setTimeout(tell); return cursor; };
    super(state, metered(env));
  }
};
${["AuthorizationRoom", "QuotaRoom", "TicketRoom", "MailboxRoom"].map((name) => `export const ${name} = room(product.${name});`).join("\n")}
export default {
  fetch: (request, env, context) => (say("requests", 1), product.default.fetch(request, metered(env), context)),
  queue: (batch, env, context) => (say("requests", 1), product.default.queue(batch, metered(env), context)),
  scheduled: (controller, env, context) => product.default.scheduled(controller, metered(env), context),
};
`;

/** What `act` and all that follows from it used. */
export async function meter(stand: Stand, act: () => Promise<unknown>): Promise<Usage> {
  await stand.settle();
  const from = stand.log.length;
  await act();
  await stand.settle();
  const lines = stand.log.slice(from);
  const sum = (what: string) =>
    lines.reduce((total, line) => total + (line.door === DOOR && line.what === what ? (line.count ?? 0) : 0), 0);
  return {
    requests: sum("requests"),
    d1Read: sum("d1Read"),
    d1Written: sum("d1Written"),
    roomRead: sum("roomRead"),
    roomWritten: sum("roomWritten"),
    roomCalls: sum("roomCalls"),
    queued: sum("queued"),
    putObjects: sum("putObjects"),
    logLines: lines.filter(({ door }) => door !== DOOR).length,
  };
}
