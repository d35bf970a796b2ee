/** What only the shop may promise, in somebody's words: money back, a replacement, a discount, something free, a cancellation, a guarantee,
 *  keeping the goods. Said of what is done ("I have refunded you") or of what will be. A request ("your refund request") and a refusal ("we
 *  cannot refund") are none. Rather once too often: an agent can still say it in their own words. Pure. */

import { type Found, findAll } from "./plain.ts";
import { PROMISES, type Promised } from "./promise-words.ts";

export type { Promised } from "./promise-words.ts";

const PATTERNS = Object.entries(PROMISES).flatMap(([what, languages]) =>
  Object.values(languages).map((words) => ({ what: what as Promised, pattern: new RegExp(words, "giu") })),
);

/** Where what is said before cannot turn the meaning any more. */
const CLAUSE = /[.!?;:,\n—–。！？，]|\s(?:and|but|und|aber|y|pero|et|mais|e|ma|mas|en|maar|แต่|และ)\s/giu;
const NO_REFUSAL =
  /\b(?:no (?:problem|worries|doubt|need to worry|matter)|not only|not just|kein problem|keine sorge|nicht nur|no hay problema|sin (?:ningún )?problema|no solo|no te preocupes|no se preocupe|pas de (?:problème|souci)|non seulement|nessun problema|non solo|non si preoccupi|não se preocupe|sem problema|geen probleem)\b|ไม่เป็นไร|ไม่ต้องกังวล|没问题/giu;
const REFUSAL =
  /(?<!\p{L})(?:not|\p{L}+n['’]t|cannot|never|unable|without|unless|neither|no|nicht|kein\p{L}*|nie|niemals|ohne|weder|nunca|jamás|sin|ne|n['’]\p{L}+|pas|jamais|sans|aucun\p{L}*|non|mai|senza|nessun\p{L}*|não|nem|sem|niet|geen|nooit|bez|tidak|bukan|belum|không|chưa)(?!\p{L})/iu;
/** Where words are not parted, a refusal stands right before what it refuses. */
const REFUSED_BEFORE = /(?:ไม่|不|没|無|未)\S{0,8}$/u;
const REFUSED_AFTER = /^[^.!?;:,\n]{0,24}?(?<!\p{L})(?:nicht|niet)(?!\p{L})|^\S{0,6}(?:ไม่ได้|できません|いたしかねます)/iu;
/** Whoever begins a clause of their own is not refused by what stands before it. */
const SUBJECT = /^(?:we|i|you|it|your|wir|ich|sie|du|nous|je|vous|on|tu)(?!\p{L})/iu;
/** A refusal further away belongs to something else. */
const WORDS_BEFORE = /(?:\S+\s+){0,4}$/u;
/** "No charge", "you need not send it back": their no is what is promised. */
const SAID_BY_NO = new Set<Promised>(["free", "keep"]);

export function findPromises(text: string): Found<Promised>[] {
  return PATTERNS.flatMap(({ what, pattern }) => findAll(text, pattern, (match) => (isRefused(what, text, match) ? null : what)));
}

function isRefused(what: Promised, text: string, match: RegExpExecArray): boolean {
  const [own] = match;
  const before = text.slice(0, match.index);
  const clause = before.slice(lastEnd(before)).replace(NO_REFUSAL, "");
  const near = WORDS_BEFORE.exec(clause)?.[0] ?? "";
  if (REFUSED_AFTER.test(text.slice(match.index + own.length)) || REFUSED_BEFORE.test(clause)) return true;
  return (!SUBJECT.test(own) && REFUSAL.test(near)) || (!SAID_BY_NO.has(what) && REFUSAL.test(own.replace(NO_REFUSAL, "")));
}

function lastEnd(before: string): number {
  let end = 0;
  for (const found of before.matchAll(CLAUSE)) end = found.index + found[0].length;
  return end;
}
