// What a story hears of the Worker beside its log: each statement it runs, and what it has still to do. Quiet is then known and not guessed from
// silence, which on a busy machine means nothing.

const STATEMENT = "SQL ";
const UNDER_WAY = "JOB ";

/** Milliseconds, at most, by which each batch of jobs and each alarm begins late: `SLOW_JOBS=500 npx vitest run --project stories …` finds stories
 *  that trust silence. */
const SLOW_JOBS_MS = Number(process.env.SLOW_JOBS ?? 0);

/** Stories told as if it were later by so many hours (HOURS_AHEAD), up to eleven: sessions begin
 *  by the machine's own clock, and are over after twelve hours in which nobody did anything. Alarms ring by it, too. */
export const AHEAD_AT_START_MS = Number(process.env.HOURS_AHEAD ?? 0) * 3_600_000;

/** The Worker's entry with an ear on its database (each statement once, with how many values are bound to it), on its queues (each job sent to be
 *  done at once, and taken), and on what it does beyond an answer: alarms, and work that was to go on. */
export const LISTENING_ENTRY = `
import * as product from "./index.js";
const heard = new Set();
function say(sql, values) {
  if (heard.has(sql)) return;
  heard.add(sql);
  console.log("${STATEMENT}" + JSON.stringify({ sql, values: values.length }));
}
function listen(database) {
  return new Proxy(database, {
    get(target, name) {
      if (name === "withSession") return (bookmark) => listen(target.withSession(bookmark));
      if (name === "prepare") return (sql) => {
        const statement = target.prepare(sql);
        const bind = statement.bind.bind(statement);
        statement.bind = (...values) => (say(sql, values), bind(...values));
        return statement;
      };
      return typeof target[name] === "function" ? target[name].bind(target) : target[name];
    },
  });
}
const tell = (what, change) => console.log("${UNDER_WAY}" + JSON.stringify({ what, change }));
const during = async (what, work) => {
  tell(what, 1);
  try {
    return await work;
  } finally {
    tell(what, -1);
  }
};
const late = () => ${SLOW_JOBS_MS} && new Promise((resolve) => setTimeout(resolve, Math.random() * ${SLOW_JOBS_MS}));
const attend = (queue) => ({
  send: (body, options) => {
    if (!options?.delaySeconds) tell(JSON.stringify(body), 1);
    return queue.send(body, options);
  },
  sendBatch: (messages, options) => {
    for (const { body, delaySeconds } of messages) if (!delaySeconds) tell(JSON.stringify(body), 1);
    return queue.sendBatch(messages, options);
  },
});
const environment = (env) => ({ ...env, DB: listen(env.DB), LIVE: attend(env.LIVE), LONG: attend(env.LONG) });
const following = (context) => {
  const waitUntil = context.waitUntil.bind(context);
  context.waitUntil = (work) => waitUntil(during("work", work));
  return context;
};
const listening = (Room) => class extends Room {
  #ownName;
  #isDue = false;
  constructor(state, env) {
    super(following(state), environment(env));
    this.#ownName = "alarm of " + state.id;
    const { storage } = state;
    const [set, get, remove] = [storage.setAlarm, storage.getAlarm, storage.deleteAlarm].map((one) => one.bind(storage));
    storage.setAlarm = (at) => {
      const here = at - ${AHEAD_AT_START_MS};
      this.#beDue(here <= Date.now());
      return set(here);
    };
    storage.getAlarm = async () => ((at) => at && at + ${AHEAD_AT_START_MS})(await get());
    storage.deleteAlarm = () => (this.#beDue(false), remove());
  }
  #beDue(isDue) {
    if (isDue !== this.#isDue) tell(this.#ownName, isDue ? 1 : -1);
    this.#isDue = isDue;
  }
  alarm(...told) {
    return during("alarm", (async () => {
      this.#beDue(false);
      await late();
      await super.alarm(...told);
    })());
  }
};
${["AuthorizationRoom", "QuotaRoom", "TicketRoom", "MailboxRoom"].map((name) => `export const ${name} = listening(product.${name});`).join("\n")}
export default {
  fetch: (request, env, context) => product.default.fetch(request, environment(env), following(context)),
  queue: async (batch, env, context) => {
    await late();
    await product.default.queue(batch, environment(env), following(context));
    for (const { body, attempts } of batch.messages) if (attempts === 1) tell(JSON.stringify(body), -1);
  },
  scheduled: (controller, env, context) => product.default.scheduled(controller, environment(env), following(context)),
  email: (message, env, context) => product.default.email(message, environment(env), following(context)),
};
`;

export interface Heard {
  sql: string;
  values: number;
}

/** The statement in a line of the Worker's output, if it is one. */
export const heardIn = (line: string): Heard | null =>
  line.startsWith(STATEMENT) ? (JSON.parse(line.slice(STATEMENT.length)) as Heard) : null;

/** What the Worker has begun, or been given to do at once, and not ended. What was sent with a delay is nobody's to wait for; when it is taken
 *  nothing of its name is under way. */
export class UnderWay {
  readonly #counts = new Map<string, number>();

  /** False where the line says something else. */
  hear(line: string): boolean {
    if (!line.startsWith(UNDER_WAY)) return false;
    const { what, change } = JSON.parse(line.slice(UNDER_WAY.length)) as { what: string; change: number };
    const count = (this.#counts.get(what) ?? 0) + change;
    if (count > 0) this.#counts.set(what, count);
    else this.#counts.delete(what);
    return true;
  }

  get names(): string[] {
    return [...this.#counts.keys()];
  }

  /** The Worker ended, and its queues with it. */
  forget(): void {
    this.#counts.clear();
  }
}
