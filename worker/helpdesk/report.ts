/** Service: what buyers asked and when, how soon people answered, what was resolved and came back, which promises were kept, who did it, and what waits
 *  now. A reply belongs to whoever sent it; rules and robots are nobody's. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { findReportStores, headOf, listDays, type PeriodQuery, periodOf, type ReportHead, type ReportStore } from "../insights/period.ts";
import type { Asker } from "../team/session.ts";
import { type Backlog, readBacklog } from "./backlog.ts";
import { hasUnplaced } from "./place.ts";
import {
  askCounts,
  askHours,
  askSpeeds,
  askTemplates,
  type Both,
  type Counts,
  compare,
  type DayCounts,
  type HourRow,
  type PersonCounts,
  type SpeedRow,
  type Speeds,
  type StoreCounts,
  speedsOf,
  sumOf,
  type TemplateUse,
  type Took,
  tookOf,
} from "./sums.ts";

export interface Agent {
  person: string;
  name: string;
  counts: Counts;
  /** Of next replies, by the calendar. */
  next: Took;
}

export interface ServiceReport extends ReportHead {
  all: Both<Counts>;
  speeds: Both<Speeds>;
  days: { day: string; now: Counts; before: Counts }[];
  byStore: { store: string; counts: Both<Counts>; speeds: Speeds }[];
  /** Only hours in which something came. */
  hours: HourRow[];
  agents: Agent[];
  /** Replies written in Seller Center: TikTok does not say by whom. */
  elsewhere: number;
  templates: TemplateUse[];
  backlog: Backlog;
}

const ALL = "";

export async function reportHelpdesk(kit: Kit, asker: Asker, query: PeriodQuery): Promise<ServiceReport> {
  const period = periodOf(query);
  const stores = await findServiceStores(kit, asker, query.stores);
  const [counts, dayCounts, personCounts, hours, speeds, templates] = await kit.db.batch<
    [StoreCounts, DayCounts, PersonCounts, HourRow, SpeedRow, TemplateUse]
  >([...askCounts(stores, period), askHours(stores, period), askSpeeds(stores, period, [ALL]), askTemplates(stores, period)]);
  const before = listDays(period.before);
  const days = new Map(dayCounts.map(({ day, ...row }) => [day, row]));
  const onDay = (day: string) => days.get(day) ?? sumOf([]);
  const of = <Row extends { store_id: string }>(rows: Row[], id: string) => rows.filter(({ store_id }) => store_id === id);
  return {
    ...headOf(period, stores),
    all: compare(counts, sumOf),
    speeds: compare(speeds, speedsOf),
    days: listDays(period.now).map((day, at) => ({ day, now: onDay(day), before: onDay(before[at] ?? "") })),
    byStore: stores.map(({ id }) => ({
      store: id,
      counts: compare(of(counts, id), sumOf),
      speeds: compare(of(speeds, id), speedsOf).now,
    })),
    hours,
    agents: await readAgents(kit, stores, personCounts, (people) => askSpeeds(stores, period, people)),
    elsewhere: personCounts.filter(({ person_id }) => person_id === ALL).reduce((sum, row) => sum + repliesOf(row), 0),
    templates,
    backlog: await readBacklog(kit, stores),
  };
}

/** Deeds are placed apart from orders: a store is behind where its own are. */
export async function findServiceStores(kit: Kit, asker: Asker, asked: string[] | null): Promise<ReportStore[]> {
  const stores = await findReportStores(kit, asker, asked);
  const given = JSON.stringify(stores.map(({ id, time_zone }) => ({ id, zone: time_zone })));
  const behind = await kit.db.all<{ id: string }>(
    sql`SELECT k.value->>'id' AS id FROM json_each(${given}) k WHERE ${hasUnplaced(sql`k.value->>'id'`, sql`k.value->>'zone'`)}`,
  );
  return stores.map((store) => ({ ...store, is_behind: Number(behind.some(({ id }) => id === store.id)) }));
}

/** Whoever did something, the most replies first. */
async function readAgents(
  kit: Kit,
  stores: ReportStore[],
  counts: PersonCounts[],
  ask: (people: string[]) => ReturnType<typeof askSpeeds>,
): Promise<Agent[]> {
  const people = counts.filter(({ person_id, ...row }) => person_id !== ALL && repliesOf(row) + row.resolved + row.reopened > 0);
  const ids = people.map(({ person_id }) => person_id);
  if (stores.length === 0 || ids.length === 0) return [];
  const [speeds, names] = await kit.db.batch<[SpeedRow, { id: string; name: string }]>([
    ask(ids),
    sql`SELECT u.id, u.name FROM json_each(${JSON.stringify(ids)}) k CROSS JOIN user u ON u.id = k.value`,
  ]);
  return people
    .map(({ person_id: person, ...row }) => ({
      person,
      name: names.find(({ id }) => id === person)?.name ?? "",
      counts: row,
      next: tookOf(speeds.filter(({ at, person_id, is_open }) => at === "now" && person_id === person && is_open === 0)),
    }))
    .sort((one, other) => repliesOf(other.counts) - repliesOf(one.counts));
}

const repliesOf = ({ first, next, also }: Counts) => first + next + also;
