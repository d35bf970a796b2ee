/** Nothing is said to a buyer by a machine that no fact holds: every date, amount, link, number, name in a greeting and promise of a text, and
 *  those of them that are in no fact. Code decides this, not a model; what it cannot read (a status told in plain words) is for the agent's eye,
 *  beside whom the facts stand. Pure. */
import { type Amount, findAmounts, findPercentages, isSameMoney } from "./amounts.ts";
import { type Day, findDates, type When } from "./dates.ts";
import { addDays, type CivilDay, civilDay, type Fact } from "./facts.ts";
import { findGreeted } from "./greeted.ts";
import { bareLink, bareNumber, findLinks, findNumbers } from "./links.ts";
import { type Found, keepApart, plainOf } from "./plain.ts";
import { findPromises, type Promised } from "./promises.ts";

type Meaning =
  | { kind: "date"; when: When }
  | { kind: "amount"; amount: Amount }
  | { kind: "amount"; percent: number }
  | { kind: "link"; link: string }
  | { kind: "number"; number: string }
  | { kind: "name"; name: string }
  | { kind: "promise"; what: Promised };

/** What a text claims: the words as they stand in it, and where. */
export type Claim = Meaning & { words: string; from: number; to: number };
export type ClaimKind = Claim["kind"];

export interface Unsupported {
  /** As they stand in the text. */
  words: string;
  from: number;
  to: number;
  kind: ClaimKind;
  /** Why it is blocked: a code for the browser's dictionary. */
  because: `${ClaimKind}-in-no-fact`;
}

export interface Said {
  /** Epoch milliseconds: what "tomorrow" goes by. */
  today: number;
  /** The store's. */
  zone: string;
  language: string;
}

export function findClaims(text: string, language: string): Claim[] {
  const plain = plainOf(text);
  const as = <Raw>(found: Found<Raw>[], read: (raw: Raw) => Meaning) =>
    found.map(({ from, to, meaning }) => ({ from, to, meaning: read(meaning) }));
  const stated = keepApart<Meaning>([
    ...as(findLinks(plain.text), (link) => ({ kind: "link", link })),
    ...as(findAmounts(plain.text), (amount) => ({ kind: "amount", amount })),
    ...as(findPercentages(plain.text), (percent) => ({ kind: "amount", percent })),
    ...as(findDates(plain.text, language), (when) => ({ kind: "date", when })),
    ...as(findNumbers(plain.text), (number) => ({ kind: "number", number })),
    ...as(findGreeted(plain.text), (name) => ({ kind: "name", name })),
  ]);
  // A promise may hold an amount, a date or another promise; each is judged by itself.
  const promises = Map.groupBy(findPromises(plain.text), ({ meaning }) => meaning);
  const promised = [...promises.values()].flatMap((found) => keepApart<Meaning>(as(found, (what) => ({ kind: "promise", what }))));
  return [...stated, ...promised]
    .sort((one, other) => one.from - other.from)
    .map(({ from, to, meaning }) => ({ ...meaning, words: plain.original(from, to), ...plain.place(from, to) }));
}

/** What the facts do not bear out. An empty list is no proof that the text is right, only that nothing checkable in it is made up. */
export const unsupported = (text: string, facts: Fact[], said: Said): Unsupported[] =>
  unsupportedOn(text, { facts, stated: statedIn(facts, said.language) }, said);

/** What facts' own sentences claim. */
export const statedIn = (facts: Fact[], language: string): Claim[] =>
  facts.flatMap((fact) => (fact.kind === "text" ? findClaims(fact.value, language) : []));

/** The same where the facts' sentences have been read, each in its own language. */
export function unsupportedOn(text: string, read: Read, said: Said): Unsupported[] {
  const ground = { ...read, today: civilDay(said.today, said.zone) };
  return findClaims(text, said.language)
    .filter((claim) => !isBorneOut(claim, ground))
    .map(({ words, from, to, kind }) => ({ words, from, to, kind, because: `${kind}-in-no-fact` as const }));
}

/** Facts with what their sentences claim. */
export interface Read {
  facts: Fact[];
  stated: Claim[];
}

interface Ground extends Read {
  today: CivilDay;
}

function isBorneOut(claim: Claim, ground: Ground): boolean {
  switch (claim.kind) {
    case "date":
      return isDayKnown(claim.when, ground);
    case "amount":
      return "percent" in claim ? isPercentKnown(claim.percent, ground) : isAmountKnown(claim.amount, ground);
    case "link":
      return ground.facts.some((fact) => wordsOf(fact).some((words) => holdsLink(words, claim.link, fact.kind === "link")));
    case "number":
      return ground.facts.some((fact) => wordsOf(fact).some((words) => numbersIn(words).has(bareNumber(claim.number))));
    case "name":
      return claim.name.split(/\s+/).every((part) => ground.facts.some((fact) => wordsOf(fact).some((words) => holdsWord(words, part))));
    case "promise":
      return ground.stated.some((one) => one.kind === "promise" && one.what === claim.what);
  }
}

const wordsOf = (fact: Fact): string[] => [fact.shown, String(fact.kind === "money" ? "" : fact.value)];

function isAmountKnown(amount: Amount, { facts, stated }: Ground): boolean {
  if (facts.some((fact) => fact.kind === "money" && isSameMoney(amount, fact.value))) return true;
  return stated.some(
    (one) =>
      one.kind === "amount" &&
      "amount" in one &&
      one.amount.value === amount.value &&
      one.amount.currencies.some((currency) => amount.currencies.includes(currency)),
  );
}

const isPercentKnown = (percent: number, { facts, stated }: Ground) =>
  facts.some((fact) => fact.kind === "number" && fact.unit === "percent" && fact.value === percent) ||
  stated.some((one) => one.kind === "amount" && "percent" in one && one.percent === percent);

/** A whole address of a fact, to the letter but for its scheme: a page of a shop's site does not allow its other pages. */
function holdsLink(words: string, link: string, isLink: boolean): boolean {
  const wanted = bareLink(link.replace(/^\]\(\s*|\s*\)$/g, ""));
  if (isLink) return bareLink(words) === wanted;
  return findLinks(plainOf(words).text).some(({ meaning }) => bareLink(meaning) === wanted);
}

const numbersIn = (words: string) =>
  new Set([
    bareNumber(words),
    ...words.split(/[\s,;()#]+/).map(bareNumber),
    ...findNumbers(words).map(({ meaning }) => bareNumber(meaning)),
  ]);

const holdsWord = (words: string, part: string) =>
  words
    .toLowerCase()
    .split(/[^\p{L}\p{M}'’-]+/u)
    .includes(part.toLowerCase());

function isDayKnown(when: When, { facts, stated, today }: Ground): boolean {
  const days = facts.flatMap((fact) => (fact.kind === "date" ? [fact.value] : []));
  const told = stated.flatMap((one) => (one.kind === "date" ? [one.when] : []));
  const among = (from: CivilDay, to: CivilDay) => days.some((day) => day >= from && day <= to);
  switch (when.is) {
    case "day":
      return when.options.some((option) => days.some((day) => isDay(option, day))) || told.some((one) => isSameDay(when, one));
    case "offset":
      return among(addDays(today, when.from), addDays(today, when.to)) || told.some((one) => isSame(when, one));
    case "weekday":
      return (
        days.some((day) => weekday(day) === when.weekday && between(addDays(today, -7), day, addDays(today, 13))) ||
        told.some((one) => isSame(when, one))
      );
    case "time":
      return (
        told.some((one) => isSame(when, one)) ||
        facts.some((fact) => fact.kind === "date" && findDates(fact.shown, "en").some(({ meaning }) => isSame(when, meaning)))
      );
    case "period":
      return isPeriodKnown(when, { days, told, facts, today });
  }
}

/** "3 days" holds where a sentence or a number says so, or where it ends on a day that is known. */
function isPeriodKnown(
  when: When & { is: "period" },
  { days, told, facts, today }: { days: CivilDay[]; told: When[]; facts: Fact[]; today: CivilDay },
): boolean {
  const hours = (fact: Fact & { kind: "number" }) => (fact.unit === "day" ? fact.value * 24 : fact.value);
  const isCounted = facts.some(
    (fact) => fact.kind === "number" && unitOf(fact) === when.unit && when.least === when.most && hours(fact) === when.most,
  );
  const ends = [when.least, when.most].map((one) => addDays(today, when.unit === "hour" ? Math.round(one / 24) : Math.round(one)));
  const isDated = when.unit === "hour" && when.most >= 24 && ends.every((end) => days.includes(end));
  return isCounted || isDated || told.some((one) => isSame(when, one));
}

const unitOf = (fact: Fact & { kind: "number" }) => (fact.unit === "day" ? "hour" : fact.unit);
const isSame = (one: When, other: When) => JSON.stringify(one) === JSON.stringify(other);
const between = (from: CivilDay, day: CivilDay, to: CivilDay) => day >= from && day <= to;
const weekday = (day: CivilDay) => new Date(`${day}T00:00:00Z`).getUTCDay();

function isDay(option: Day, day: CivilDay): boolean {
  const [year, month, date] = day.split("-").map(Number);
  return (option.year ?? year) === year && (option.month ?? month) === month && (option.day ?? date) === date;
}

const isSameDay = (when: When & { is: "day" }, other: When) =>
  other.is === "day" &&
  when.options.some((one) =>
    other.options.some((two) => one.month === two.month && one.day === two.day && (one.year ?? two.year) === (two.year ?? one.year)),
  );
