/** Tickets of the same store that asked the like and were answered and resolved: how the shop answers. They are found by their class, off the index of labels, and by
 *  their words in the search there is; the same class first, and among those whoever shares most words. Of other buyers nothing goes along that says who they are, whatever the store's setting, and no number that could be an order of theirs. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type KnownOfBuyer, redact } from "../letters/redact.ts";
import { findKnownOf } from "../letters/share.ts";
import { storeToken, wordsOf } from "../orders/words.ts";
import { mayIn } from "../team/rights.ts";
import { type SignedIn, who } from "../team/session.ts";
import { openTicket } from "../tickets/opened.ts";
import { classLabel } from "../timeline/reading.ts";
import { STATES } from "../timeline/timeline.ts";
import { classOf } from "./classes.ts";
import { type Said, saidIn } from "./conversation.ts";

export interface SimilarTicket {
  number: number;
  asked: string;
  answered: string;
}

const SIMILAR_MAX = 3;
/** Messages with any of the words, the newest first. */
const HITS_LOOKED_AT_MAX = 80;
/** Of the same class, the last resolved first. */
const CLASS_LOOKED_AT_MAX = 40;
/** Rooms that are opened to find three with an answer. */
const ROOMS_OPENED_MAX = 5;
const LETTERS_MIN = 4;
const TOKENS_MAX = 8;
/** Fewer common words are chance. */
const SHARED_TOKENS_MIN = 2;
const ASKED_CHARACTERS_MAX = 600;
const STATE_RESOLVED = STATES.indexOf("resolved");

export interface Hit {
  id: string;
  number: number;
  buyer_name: string;
  says: string | null;
  class: string | null;
}

interface Wanted {
  ticketId: string;
  storeId: string;
  text: string;
  /** What the ticket is about, both levels; null where nobody has read it. */
  class: string | null;
}

const tokensOf = (text: string) => wordsOf(text).split(" ");

/** Words that are likely to tell one question from another: no numbers, no short ones; where words have no spaces, any pair of letters. */
function tellingTokens(text: string): string[] {
  const isTelling = (token: string) => !/\d/u.test(token) && ([...token].length >= LETTERS_MIN || /^[^\p{ASCII}]{2}$/u.test(token));
  return [...new Set(tokensOf(text).filter(isTelling))].slice(0, TOKENS_MAX);
}

export async function findSimilar(kit: Kit, signedIn: SignedIn, wanted: Wanted): Promise<SimilarTicket[]> {
  const tokens = tellingTokens(wanted.text);
  const isTelling = tokens.length >= SHARED_TOKENS_MIN;
  const asked = [
    ...(wanted.class === null ? [] : [askClass(signedIn, wanted, wanted.class)]),
    ...(isTelling ? [askHits(signedIn, wanted, tokens)] : []),
  ];
  if (asked.length === 0) return [];
  const ranked = rank((await kit.db.batch<Hit[]>(asked)).flat(), tokens, wanted.class);
  const opened = await Promise.all(ranked.slice(0, ROOMS_OPENED_MAX).map((hit) => openAnswered(kit, hit)));
  const answered = opened.filter((one) => one !== null).slice(0, SIMILAR_MAX);
  const known = await findKnownOf(kit, answered);
  return answered.map((one, at) => nameless(one, known[at]));
}

/** Of the person's, resolved, and not the one that is asked about. */
const isFitting = ({ ticketId, storeId }: Wanted) =>
  sql`t.id <> ${ticketId} AND t.store_id = ${storeId} AND t.state = ${STATE_RESOLVED} AND t.merged_into IS NULL AND ${mayIn(sql`t.store_id`, "read")}`;

const askClass = (signedIn: SignedIn, wanted: Wanted, given: string): SQL =>
  sql`WITH ${who(signedIn)} SELECT t.id, t.number, t.buyer_name, NULL AS says, t.reading->>'class' AS class
    FROM who CROSS JOIN (SELECT ticket_id FROM ticket_label INDEXED BY ticket_label_of_store_by_turn
      WHERE label = ${classLabel(given)} AND store_id = ${wanted.storeId} AND state = ${STATE_RESOLVED} ORDER BY turn LIMIT ${CLASS_LOOKED_AT_MAX}) f
    CROSS JOIN ticket t ON t.id = f.ticket_id WHERE ${isFitting(wanted)}`;

function askHits(signedIn: SignedIn, wanted: Wanted, tokens: string[]): SQL {
  const match = `"${storeToken(wanted.storeId)}" AND (${tokens.map((token) => `"${token}"`).join(" OR ")})`;
  return sql`WITH ${who(signedIn)} SELECT t.id, t.number, t.buyer_name, x.says, t.reading->>'class' AS class
    FROM who CROSS JOIN (SELECT rowid AS hit, ticket_id FROM message_search WHERE message_search MATCH ${match}
      ORDER BY rowid DESC LIMIT ${HITS_LOOKED_AT_MAX}) f
    CROSS JOIN ticket t ON t.id = f.ticket_id CROSS JOIN message_text x ON x.row = f.hit
    WHERE ${isFitting(wanted)}`;
}

/** Each ticket once: both levels of the class, then its first, then none; among those by the message that shares most, the newest of equals first. */
export function rank(hits: Hit[], tokens: string[], given: string | null): Hit[] {
  const nearness = (other: string | null) =>
    given === null || other === null ? 0 : other === given ? 2 : classOf(other) === classOf(given) ? 1 : 0;
  const best = new Map<string, { hit: Hit; near: number; shared: number }>();
  for (const hit of hits) {
    const within = new Set(tokensOf(hit.says ?? ""));
    const shared = tokens.filter((token) => within.has(token)).length;
    const near = nearness(hit.class);
    const isLike = near > 0 || shared >= SHARED_TOKENS_MIN;
    if (isLike && shared > (best.get(hit.id)?.shared ?? -1)) best.set(hit.id, { hit, near, shared });
  }
  return [...best.values()].sort((one, other) => other.near - one.near || other.shared - one.shared).map(({ hit }) => hit);
}

interface Answered extends Pick<Hit, "id" | "number" | "buyer_name"> {
  asked: Said[];
  answer: Said;
}

async function openAnswered(kit: Kit, { id, number, buyer_name }: Hit): Promise<Answered | null> {
  const view = await openTicket(kit, id);
  const said = view ? saidIn(view.entries) : [];
  const first = said.findIndex(({ by }) => by === "buyer");
  const answer = said.findLast(({ by, text }, at) => by === "shop" && at > first && !text.startsWith("("));
  if (first < 0 || !answer) return null;
  return { id, number, buyer_name, asked: said.slice(first, said.indexOf(answer)).filter(({ by }) => by === "buyer"), answer };
}

/** Beyond these digits a number is an order, a parcel or a telephone. */
const LONG_NUMBER = /\d(?:[\d\s-]{3,}\d)/gu;

/** A shop writes to whoever the parcel is for: a nickname in TikTok's chat is seldom the name an answer begins with. */
function nameless({ number, buyer_name, asked, answer }: Answered, known: KnownOfBuyer | undefined): SimilarTicket {
  const named = buyer_name
    .trim()
    .split(/\s+/u)
    .filter((part) => [...part].length > 1);
  const shown = (all: Said[]) => {
    const whole = all.map(({ text }) => text).join("\n");
    const masked = known ? redact(whole, known) : whole;
    const bare = named.reduce((left, part) => left.replaceAll(part, "…"), masked);
    return bare
      .replaceAll(/\S+@\S+/gu, "…")
      .replaceAll(LONG_NUMBER, "…")
      .slice(0, ASKED_CHARACTERS_MAX);
  };
  return { number, asked: shown(asked), answered: shown([answer]) };
}
