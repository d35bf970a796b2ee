/** What a summary may state besides the orders' facts: whatever was said in the ticket, with the days it was said on and the days it meant. What the
 *  buyer alone has said is kept apart, because a summary must not make it ours. Pure. */
import { findClaims, type Read, type Said, statedIn, type Unsupported, unsupportedOn } from "../claims/claims.ts";
import type { When } from "../claims/dates.ts";
import { addDays, type CivilDay, civilDay, type Fact } from "../claims/facts.ts";
import { asksFor } from "./asked-for.ts";
import { detectLanguage } from "./detect.ts";
import type { ThreadLine } from "./thread-lines.ts";

/** nobody: it stands nowhere · buyer: only the buyer speaks of it. */
export interface Mark extends Unsupported {
  by: "nobody" | "buyer";
}

/** The store's. */
export interface Place {
  zone: string;
  marketplace: string;
}

const HOURS_PER_DAY = 24;
const DAYS_PER_WEEK = 7;

const isTheirs = ({ by }: ThreadLine) => by === "buyer" || by === "outside";

function readLine(line: ThreadLine, { zone, marketplace }: Place): Read {
  const day = civilDay(line.at, zone);
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(line.at);
  const stated = findClaims(line.text, detectLanguage(line.text, marketplace).language);
  const meant = stated.flatMap((claim) => (claim.kind === "date" ? daysMeant(claim.when, day) : []));
  const text = line.name === "" ? line.text : `${line.name}: ${line.text}`;
  const facts: Fact[] = [
    { id: `${line.id}.text`, kind: "text", shown: text, value: text },
    { id: `${line.id}.day`, kind: "date", shown: `${day} ${time}`, value: day },
    ...meant.map((one): Fact => ({ id: `${line.id}.${one}`, kind: "date", shown: one, value: one })),
  ];
  return { facts, stated };
}

const readLines = (lines: ThreadLine[], place: Place): Read => {
  const read = lines.map((line) => readLine(line, place));
  return { facts: read.flatMap(({ facts }) => facts), stated: read.flatMap(({ stated }) => stated) };
};

const join = (one: Read, other: Read): Read => ({ facts: [...one.facts, ...other.facts], stated: [...one.stated, ...other.stated] });

/** Which days somebody may have meant who said it on this one. */
function daysMeant(when: When, said: CivilDay): CivilDay[] {
  switch (when.is) {
    case "offset":
      return range(addDays(said, when.from), addDays(said, when.to));
    case "weekday":
      return range(addDays(said, -DAYS_PER_WEEK), addDays(said, DAYS_PER_WEEK)).filter(
        (day) => new Date(`${day}T00:00:00Z`).getUTCDay() === when.weekday,
      );
    case "day":
      return when.options.flatMap(({ year, month, day }) =>
        day === null ? [] : [nearest(said, year, month, day)].filter((one) => one !== null),
      );
    case "period":
      return when.unit === "hour" ? [addDays(said, Math.round(when.most / HOURS_PER_DAY))] : [];
    case "time":
      return [];
  }
}

const DAYS_MEANT_MAX = 40;

function range(from: CivilDay, to: CivilDay): CivilDay[] {
  const days: CivilDay[] = [];
  for (let day = from; day <= to && days.length < DAYS_MEANT_MAX; day = addDays(day, 1)) days.push(day);
  return days;
}

/** "The 24th" is the next or the last one, "24 November" that of the year it is nearest to. */
function nearest(said: CivilDay, year: number | null, month: number | null, day: number): CivilDay | null {
  const [saidYear = 0, saidMonth = 0] = said.split("-").map(Number);
  const years = year === null ? [saidYear - 1, saidYear, saidYear + 1] : [year];
  const months = month === null ? [saidMonth - 1, saidMonth, saidMonth + 1].map((one) => ((one + 11) % 12) + 1) : [month];
  const two = (number: number) => String(number).padStart(2, "0");
  const days = years
    .flatMap((one) => months.map((other) => `${one}-${two(other)}-${two(day)}`))
    .filter((one) => !Number.isNaN(Date.parse(one)));
  const apart = (one: CivilDay) => Math.abs(Date.parse(one) - Date.parse(said));
  return days.sort((one, other) => apart(one) - apart(other))[0] ?? null;
}

/** What of a summary nobody has said and no fact bears out, and what only the buyer has said. */
export function judgeSummary(text: string, lines: ThreadLine[], known: Fact[], said: Said, marketplace: string): Mark[] {
  const place = { zone: said.zone, marketplace };
  const theirLines = lines.filter(isTheirs);
  const ours = join(
    { facts: known, stated: statedIn(known, said.language) },
    readLines(
      lines.filter((line) => !isTheirs(line)),
      place,
    ),
  );
  const asked = asksFor(theirLines.map((line) => line.text).join("\n"));
  const isAsked = (one: Unsupported) =>
    one.kind === "promise" && findClaims(one.words, said.language).some((claim) => claim.kind === "promise" && asked.has(claim.what));
  const nowhere = unsupportedOn(text, join(ours, readLines(theirLines, place)), said).filter((one) => !isAsked(one));
  const isNowhere = ({ from, to, kind }: Unsupported) => nowhere.some((one) => one.from === from && one.to === to && one.kind === kind);
  const buyers = unsupportedOn(text, ours, said).filter((one) => !isNowhere(one));
  return [...nowhere.map((one): Mark => ({ ...one, by: "nobody" })), ...buyers.map((one): Mark => ({ ...one, by: "buyer" }))].sort(
    (one, other) => one.from - other.from,
  );
}
