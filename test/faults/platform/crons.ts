// The cron table on virtual time, in UTC: five fields with lists, ranges and steps, no names. Ticks may be
// skipped or doubled, and nobody makes up for them (https://developers.cloudflare.com/workers/configuration/cron-triggers/).
import type { Core } from "./core.ts";

const MINUTE_MS = 60_000;
const FIELDS = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31 },
  { from: 1, to: 12 },
  { from: 0, to: 7 },
] as const;

type Matches = (date: Date) => boolean;

export interface Crons {
  /** Whether the table fires by itself. */
  on: boolean;
  /** Fires one expression now, as if it were due. */
  fire(cron: string): void;
}

export function createCrons(core: Core, table: string[], run: (cron: string, scheduledTime: number) => void): Crons {
  const entries = table.map((cron) => ({ cron, matches: matcherOf(cron) }));
  let on = false;
  let planned: { cancelled: boolean } | null = null;
  const fire = (cron: string, scheduledTime: number) => {
    if (core.faults.strikes("cron-skipped")) return;
    run(cron, scheduledTime);
    if (core.faults.strikes("cron-doubled")) run(cron, scheduledTime);
  };
  const plan = () => {
    const at = (Math.floor(core.now / MINUTE_MS) + 1) * MINUTE_MS;
    const tick = () => {
      plan();
      const date = new Date(at);
      for (const { cron, matches } of entries) if (matches(date)) fire(cron, at);
    };
    planned = core.timeline.schedule(at, "crons", "minute", tick, { patient: true });
  };
  return {
    get on() {
      return on;
    },
    set on(wanted) {
      if (planned) planned.cancelled = true;
      planned = null;
      on = wanted;
      if (on) plan();
    },
    fire: (cron) => fire(cron, core.timeline.clock.now()),
  };
}

export function matcherOf(cron: string): Matches {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) throw new Error(`a cron has five fields: ${cron}`);
  const [minute, hour, day, month, weekday] = fields.map((field, i) => valuesOf(field, FIELDS[i] as (typeof FIELDS)[number])) as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ];
  // Either day field may admit a day when both are restricted, as in every cron.
  const isEither = fields[2] !== "*" && fields[4] !== "*";
  return (date) => {
    const isDay = day.has(date.getUTCDate());
    const isWeekday = weekday.has(date.getUTCDay()) || (date.getUTCDay() === 0 && weekday.has(7));
    const isRight = isEither ? isDay || isWeekday : isDay && isWeekday;
    return isRight && minute.has(date.getUTCMinutes()) && hour.has(date.getUTCHours()) && month.has(date.getUTCMonth() + 1);
  };
}

function valuesOf(field: string, { from, to }: { from: number; to: number }): Set<number> {
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const [range = "", step = "1"] = part.split("/");
    const [first = "", last] = range.split("-");
    const start = range === "*" ? from : Number(first);
    const end = range === "*" || (part.includes("/") && last === undefined) ? to : Number(last ?? first);
    if (![start, end, Number(step)].every(Number.isInteger) || start < from || end > to || Number(step) < 1)
      throw new Error(`not a cron field: ${field}`);
    for (let value = start; value <= end; value += Number(step)) values.add(value);
  }
  return values;
}
