// What must hold at any moment, not only when all is quiet. D1's tables watch themselves by triggers of this connection alone, so that no write
// passes unseen; ticket rooms are looked at now and then, for reading them all after each event would cost more than the history.
import { messagesIn, readRooms, repliesIn } from "./truth/rooms.ts";
import type { World } from "./world.ts";

const EVENTS_BETWEEN_LOOKS = 1_000;
const TOLD_MAX = 20;

/** [what is broken, the table, and when an update of a row breaks it] */
const NEVER_IN_D1: [what: string, table: string, when: string][] = [
  ["an order goes back behind a newer version of itself", "orders", "NEW.update_time < OLD.update_time"],
  ["an order goes back behind what was asked for later", "orders", "NEW.update_time = OLD.update_time AND NEW.sent_at < OLD.sent_at"],
  ["an order changes its store", "orders", "NEW.store_id <> OLD.store_id"],
  ["a ticket changes its store or conversation", "ticket", "NEW.store_id <> OLD.store_id OR NEW.conversation_id <> OLD.conversation_id"],
  ["a conversation changes its store", "conversation", "NEW.store_id <> OLD.store_id"],
  ["a conversation forgets what it handed on", "conversation", "CAST(NEW.handed_index AS INTEGER) < CAST(OLD.handed_index AS INTEGER)"],
  ["a store passes to another shop", "store", "OLD.shop_id IS NOT NULL AND NEW.shop_id <> OLD.shop_id"],
  ["a backfill that is done begins again", "backfill", "OLD.state = 'done' AND NEW.state <> 'done'"],
];
const NEVER_DELETED = ["orders", "order_line", "conversation", "ticket", "store", "sent_reply"];

/** Answers what was broken, when asked at the end. */
export function watchInvariants(world: World): () => string[] {
  const { database } = world.platform;
  const broken: string[] = [];
  database.exec("CREATE TEMP TABLE broken (line TEXT NOT NULL)");
  NEVER_IN_D1.forEach(([what, table, when], at) => {
    const say = `INSERT INTO broken VALUES ('${what}: ' || OLD.${table === "backfill" ? "store_id" : "id"})`;
    database.exec(`CREATE TEMP TRIGGER never_${at} BEFORE UPDATE ON main.${table} WHEN ${when} BEGIN ${say}; END`);
  });
  for (const table of NEVER_DELETED) {
    const say = `INSERT INTO broken VALUES ('a row of ${table} is deleted')`;
    database.exec(`CREATE TEMP TRIGGER keep_${table} BEFORE DELETE ON main.${table} BEGIN ${say}; END`);
  }
  watchLines(database);
  let events = 0;
  const seen: Seen = { messages: new Set(), sent: new Set() };
  world.platform.onEvent(() => {
    events += 1;
    if (events % EVENTS_BETWEEN_LOOKS === 0) broken.push(...lookAtRooms(world, seen));
  });
  return () => [
    ...world.rows<{ line: string }>("SELECT line FROM temp.broken LIMIT ?", TOLD_MAX).map(({ line }) => line),
    ...broken.slice(0, TOLD_MAX),
    ...lookAtRooms(world, seen),
  ];
}

/** A line is told of with its order: it changes in the moment in which its order does. */
function watchLines({ exec }: World["platform"]["database"]): void {
  const now = "julianday('now')";
  exec("CREATE TEMP TABLE won (order_id TEXT NOT NULL, at REAL NOT NULL)");
  exec("CREATE INDEX temp.won_of_order ON won (order_id, at)");
  exec(`CREATE TEMP TRIGGER order_won AFTER UPDATE OF sent_at ON main.orders
    BEGIN INSERT INTO won VALUES (NEW.id, ${now}); END`);
  exec(`CREATE TEMP TRIGGER line_alone BEFORE UPDATE OF status ON main.order_line WHEN NEW.status <> OLD.status
      AND NOT EXISTS (SELECT 1 FROM won WHERE order_id = OLD.order_id AND at = ${now})
    BEGIN INSERT INTO broken VALUES ('a line changes without its order: ' || OLD.id); END`);
}

interface Seen {
  messages: Set<string>;
  sent: Set<string>;
}

/** No message disappears, and what was sent stays sent. */
function lookAtRooms(world: World, seen: Seen): string[] {
  const rooms = readRooms(world);
  const messages = new Set(rooms.flatMap((room) => messagesIn(room).map(({ id }) => id)));
  const sent = new Set(rooms.flatMap((room) => repliesIn(room).flatMap(({ id, state }) => (state === "sent" ? [id] : []))));
  // What was another app's message at first may turn out to be a reply of ours.
  const ours = new Set(rooms.flatMap((room) => repliesIn(room).map(({ messageId }) => messageId)));
  const found = [
    ...[...seen.messages].filter((id) => !messages.has(id) && !ours.has(id)).map((id) => `message ${id} has disappeared`),
    ...[...seen.sent].filter((id) => !sent.has(id)).map((id) => `reply ${id} is no longer sent`),
  ];
  seen.messages = messages;
  seen.sent = sent;
  return found;
}
