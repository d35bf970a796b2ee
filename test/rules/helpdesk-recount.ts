// The helpdesk's numbers counted from entries alone, by questions asked of the whole history instead of a walk through it: written without the
// product's rules and SQL, so that both must be right to agree.
import type { Entry } from "../../worker/timeline/entries.ts";

const MINUTE = 60_000;

export interface History {
  id: string;
  store: string;
  entries: Entry[];
  broken: { kind: string; at: number; since: number }[];
}

type Said = { at: number; id: string; by: string; template?: { id: string; isEdited: boolean } | undefined };

const said = (entries: Entry[], role: string): Said[] =>
  entries.flatMap((entry) => (entry.kind === "message" && entry.role === role ? [{ at: entry.at, id: entry.id, by: "" }] : []));
const events = (entries: Entry[], name: string) =>
  entries.flatMap((entry) => (entry.kind === "event" && entry.name === name ? [{ at: entry.at, by: entry.by }] : []));

/** What one ticket adds: a line per thing, with its day to be told by the zone. */
function linesOf({ entries }: History, from: number) {
  const questions = said(entries, "BUYER");
  const sent = entries.flatMap((entry) =>
    entry.kind === "reply" && entry.state === "sent"
      ? [{ at: entry.triedAt ?? entry.at, id: entry.id, by: entry.by, template: entry.template }]
      : [],
  );
  const answers = [...sent.filter(({ by }) => !by.startsWith("rul_")), ...said(entries, "CUSTOMER_SERVICE")].sort((a, b) => a.at - b.at);
  const resolved = events(entries, "resolved");
  const reopened = events(entries, "reopened");
  const lines: { at: number; person: string; adds: string[]; template?: Said["template"]; took?: [string, number] }[] = [];
  for (const [at, one] of questions.sort((a, b) => a.at - b.at).entries())
    lines.push({ at: one.at, person: "", adds: at === 0 ? ["opened", "asked"] : ["asked"] });
  for (const one of [...said(entries, "ROBOT"), ...sent.filter(({ by }) => by.startsWith("rul_"))])
    lines.push({ at: one.at, person: "", adds: ["auto"] });
  for (const [at, one] of answers.entries()) {
    const since = answers[at - 1]?.at ?? Number.NEGATIVE_INFINITY;
    const open = questions.filter((asked) => asked.at > since && asked.at <= one.at);
    const newest = open.at(-1)?.at ?? 0;
    // Whoever asked before an end that more words came after waits no more.
    const goneOn = [newest, ...reopened.filter((again) => again.at <= one.at).map((again) => again.at)];
    const ends = resolved.filter((end) => goneOn.some((again) => end.at < again)).map((end) => end.at);
    const began = open.filter((asked) => asked.at > Math.max(Number.NEGATIVE_INFINITY, ...ends))[0]?.at;
    const isFirst = !answers.slice(0, at).some((earlier) => questions.some((asked) => asked.at <= earlier.at));
    const deed = began === undefined ? "also" : isFirst ? "first" : "next";
    lines.push({
      at: one.at,
      person: one.by,
      adds: [deed],
      template: one.template,
      ...(began === undefined ? {} : { took: [deed, Math.max(began, from)] }),
    });
  }
  for (const [at, one] of resolved.entries()) {
    const person = one.by?.startsWith("rul_") ? "" : (one.by ?? "");
    const last = resolved[at - 1]?.at ?? Number.NEGATIVE_INFINITY;
    const works = [...questions, ...reopened].filter((each) => each.at > last && each.at <= one.at).map((each) => each.at);
    const isSingle =
      answers.length === 1 && reopened.length === 0 && at === resolved.length - 1 && !questions.some((asked) => asked.at > one.at);
    const began = works.length === 0 ? undefined : Math.min(...works);
    lines.push({
      at: one.at,
      person,
      adds: isSingle ? ["resolved", "single"] : ["resolved"],
      ...(began === undefined ? {} : { took: ["resolved", Math.max(began, from)] }),
    });
  }
  for (const one of reopened) {
    const by = resolved.findLast((end) => end.at < one.at)?.by ?? "";
    lines.push({ at: one.at, person: by.startsWith("rul_") ? "" : by, adds: ["reopened"] });
  }
  return lines.filter(({ at }) => at >= from);
}

const NAMES = ["opened", "asked", "first", "next", "also", "auto", "resolved", "single", "reopened", "templated", "edited"];
const PROMISES = ["kept_first", "kept_next", "kept_resolution", "missed_first", "missed_next", "missed_resolution"];

export function countFromNothing(histories: History[], zones: Record<string, string>, from: number) {
  const days = new Map<string, Record<string, number | string>>();
  const hours = new Map<string, { store_id: string; period: string; slot: number; messages: number; tickets: number }>();
  const durations: Record<string, number[]> = {};
  const wall = (at: number, zone: string) => {
    const text = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(at);
    const weekday = (new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
    return { day: text.slice(0, 10), slot: weekday * 24 + Number(text.slice(11, 13)) };
  };
  const dayOf = (store: string, day: string, person: string) => {
    const key = `${store} ${day} ${person}`;
    const none = Object.fromEntries([...NAMES, ...PROMISES].map((name) => [name, 0]));
    const row = days.get(key) ?? { store_id: store, day, person_id: person, ...none };
    days.set(key, row);
    return (name: string) => {
      row[name] = Number(row[name]) + 1;
    };
  };
  for (const history of histories) {
    const { store, broken } = history;
    const zone = zones[store] ?? "UTC";
    for (const { at, person, adds, template, took } of linesOf(history, from)) {
      const { day, slot } = wall(at, zone);
      const add = dayOf(store, day, person);
      for (const name of adds) add(name);
      if (template) add("templated");
      if (template?.isEdited) add("edited");
      if (adds.includes("asked"))
        for (const period of [day, `m${day.slice(0, 7)}`]) {
          const key = `${store} ${period} ${String(slot).padStart(3, "0")}`;
          const row = hours.get(key) ?? { store_id: store, period, slot, messages: 0, tickets: 0 };
          hours.set(key, { ...row, messages: row.messages + 1, tickets: row.tickets + Number(adds.includes("opened")) });
        }
      if (!took) continue;
      const [deed, since] = took;
      durations[`${store} ${deed}`] = [...(durations[`${store} ${deed}`] ?? []), at - since];
      const isLate = broken.some((one) => deed !== "resolved" && since - one.since >= 0 && since - one.since <= MINUTE);
      if (deed !== "resolved" && !isLate) add(`kept_${deed}`);
      if (deed === "resolved" && store === "sto_1") add("kept_resolution");
    }
    for (const { kind, at } of broken) dayOf(store, wall(at, zone).day, "")(`missed_${kind}`);
  }
  const sorted = <Row>(rows: Map<string, Row>) => [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  return { days: sorted(days), hours: sorted(hours), durations };
}

/** The shortest of them within which such a share was done, as coarse as durations are counted. */
export function medianOf(durations: number[], share: number): number | null {
  const steps = durations.map((ms) => {
    const minutes = Math.floor(ms / MINUTE);
    const step = minutes < 60 ? 1 : minutes < 1_440 ? 5 : 60;
    return Math.floor(minutes / step) * step;
  });
  return steps.sort((one, other) => one - other)[Math.ceil(share * steps.length) - 1] ?? null;
}
