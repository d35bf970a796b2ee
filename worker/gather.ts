/** One D1 for many who ask in the same moment: their batches go as one round trip. A statement that breaks takes only its own batch with it: what was
 *  rolled back for its sake goes once more, each by itself. Where the answer was lost all of it may have happened, and nothing is repeated. */
import { type Database, PRIMARY, type Session } from "./db.ts";

interface Asked {
  statements: D1PreparedStatement[];
  answer(results: D1Result[]): void;
  fail(error: unknown): void;
}

export function gather(database: Database): Database {
  let moment: { session: Session; asked: Asked[] } | null = null;

  const now = () => {
    moment ??= open();
    return moment;
  };

  function open() {
    const session = database.withSession(PRIMARY);
    const asked: Asked[] = [];
    queueMicrotask(() => {
      moment = null;
      void send(session, asked);
    });
    return { session, asked };
  }

  const batch = (statements: D1PreparedStatement[]) =>
    new Promise<D1Result[]>((answer, fail) => now().asked.push({ statements, answer, fail }));

  return {
    withSession: () => ({
      prepare: (statement) => now().session.prepare(statement),
      batch: <T>(statements: D1PreparedStatement[]) => batch(statements) as Promise<D1Result<T>[]>,
      getBookmark: () => null,
    }),
  };
}

/** SQLite's own word that a statement broke (https://developers.cloudflare.com/d1/observability/debug-d1/). */
const isRolledBack = (error: unknown) => /\bSQLITE_/.test(String(error));

async function send(session: Session, asked: Asked[]): Promise<void> {
  try {
    const results = await session.batch(asked.flatMap(({ statements }) => statements));
    let from = 0;
    for (const { statements, answer } of asked) {
      answer(results.slice(from, from + statements.length));
      from += statements.length;
    }
  } catch (error) {
    if (asked.length === 1 || !isRolledBack(error)) for (const { fail } of asked) fail(error);
    else for (const one of asked) await send(session, [one]);
  }
}
