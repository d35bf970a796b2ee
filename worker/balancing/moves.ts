/** Which numbers may be sent now. TikTok takes a number as it is and knows nothing of what was sold while it was on its way, so a number leaves room for
 *  that, a listing whose number falls by itself with its own orders is left alone, and nobody is raised by what another may still be selling. Pure. */
import type { Listing, Told } from "./numbers.ts";
import { type Dial, soldUnseen } from "./speed.ts";

/** While stock is divided, a share that differs by less of what is shown is not worth a word. */
const SHARE_DIFFERENCE = 0.25;

/** What TikTok shows of one listing, as far as is known. */
export interface Shown {
  id: string;
  /** Read last, less what was ordered since; null until it was read. */
  number: number | null;
  /** On its way and not seen yet. */
  sent: number | null;
}

export interface Move {
  id: string;
  number: number;
  kind: "zero" | "cut" | "raise";
}

export interface Moves {
  /** In the order in which they are to be sent. */
  moves: Move[];
  /** Listings that get less than they are to show until others show less, and how much is waited for. */
  waiting: Map<string, number>;
}

/** A number just read says nothing of orders TikTok has taken and the desk has not yet heard of. */
const UNHEARD_UNITS = 2;

const ORDER: Move["kind"][] = ["zero", "cut", "raise"];

interface Place {
  listing: Listing;
  told: Told;
  /** Zero where it was never read: such a listing is not spoken to before it is. */
  shown: number;
  sent: number | null;
  isKnown: boolean;
  /** Units that may be sold before a new number is seen. */
  unseen: number;
  /** The most that may still be sold; of a listing that was never read, everything. */
  exposed: number;
}

export function chooseMoves(listings: Listing[], told: Told[], shown: Shown[], dial: Dial): Moves {
  const places = listings.flatMap((listing) => {
    const plan = told.find(({ id }) => id === listing.id);
    return plan
      ? [
          standsAt(
            listing,
            plan,
            shown.find(({ id }) => id === listing.id),
            dial,
          ),
        ]
      : [];
  });
  const moves: Move[] = [];
  const waiting = new Map<string, number>();
  for (const place of places) {
    if (!place.isKnown || place.sent !== null) continue;
    const move = cutOf(place, places) ?? raiseOf(place, places, waiting);
    if (move) moves.push(move);
  }
  return { moves: moves.toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind)), waiting };
}

function standsAt(listing: Listing, told: Told, shown: Shown | undefined, dial: Dial): Place {
  const number = shown?.number ?? 0;
  const sent = shown?.sent ?? null;
  const unseen = Math.min(number + UNHEARD_UNITS, soldUnseen(dial, listing.lagMinutes, listing.perMinute));
  const isKnown = typeof shown?.number === "number";
  const exposed = isKnown ? number : told.pool;
  return { listing, told, shown: number, sent, isKnown, unseen, exposed: sent === null ? exposed : Math.max(exposed, sent + unseen) };
}

const qtyIn = ({ listing }: Place, item: string) => listing.parts.find((part) => part.item === item)?.qty ?? 0;
const slackOf = ({ told, listing }: Place) =>
  told.mode === "shared" ? Math.floor(told.guard / 2 / (listing.parts.find(({ item }) => item === told.item)?.qty ?? 1)) : 0;

function cutOf(place: Place, places: Place[]): Move | null {
  const { told, shown, unseen } = place;
  if (shown <= told.number + slackOf(place)) return null;
  const isSlight = told.guard > 0 && shown - told.number <= Math.max(1, told.number * SHARE_DIFFERENCE);
  if (told.mode === "divided" && told.number > 0 && isSlight && !isTooMuchOut(place, places)) return null;
  const number = Math.max(0, told.number - unseen);
  return { id: told.id, number, kind: number === 0 ? "zero" : "cut" };
}

/** Whether all who sell the item show more of it than there is. */
function isTooMuchOut({ told }: Place, places: Place[]): boolean {
  return places.reduce((sum, other) => sum + other.exposed * qtyIn(other, told.item), 0) > told.pool;
}

function raiseOf(place: Place, places: Place[], waiting: Map<string, number>): Move | null {
  const { told, listing, shown, unseen } = place;
  const wanted = told.number - unseen;
  if (wanted <= shown) return null;
  const owed = Math.max(0, ...listing.parts.map(({ item, qty }) => Math.ceil(overhangOf(place, places, item) / qty)));
  if (owed > 0) waiting.set(told.id, owed);
  const number = wanted - owed;
  const difference = told.mode === "divided" && told.guard > 0 ? Math.ceil(shown * SHARE_DIFFERENCE) : slackOf(place);
  if (number <= shown || (shown > 0 && number - shown <= difference)) return null;
  return { id: told.id, number, kind: "raise" };
}

/** Pieces of the item that others may still sell beyond what is theirs. */
function overhangOf(place: Place, places: Place[], item: string): number {
  return places
    .filter((other) => other !== place && qtyIn(other, item) > 0)
    .reduce((sum, other) => sum + Math.max(0, other.exposed - other.told.number - slackOf(other)) * qtyIn(other, item), 0);
}
