/** One thing that will cost points, and the place it has among all of them. Pure: the soonest first; of one second by kind and then by id, so that a
 *  place is the same place in every source. */
import type { Cursor } from "../team/pages.ts";

/** In the order they have within one second. */
export const POINT_KINDS = ["cancellation", "chat", "collection", "dispatch", "return"] as const;
export type PointKind = (typeof POINT_KINDS)[number];

export interface Point {
  kind: PointKind;
  /** Of the ticket, the order or the case. */
  id: string;
  store: string;
  /** Epoch seconds. */
  deadline: number;
  order: string | null;
  who: string | null;
  about: string;
  todo: "reply" | "ship" | "review" | "release" | "wait" | "hand-over" | "answer";
  /** Which of TikTok's rates it counts against and the limit; what it refunds, where silence is a yes. */
  costs:
    | { rate: "response"; percent: number; hours: number }
    | { rate: "late-dispatch"; percent: number }
    | { rate: "late-collection" }
    | { rate: "granted"; refundMinor: number | null; currency: string | null };
}

export type PointCursor = Pick<Point, "deadline" | "kind" | "id">;

export const comparePoints = (a: PointCursor, b: PointCursor): number =>
  a.deadline - b.deadline || POINT_KINDS.indexOf(a.kind) - POINT_KINDS.indexOf(b.kind) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Comes after every id. */
const AFTER_IDS = "~";

/** Where a source of one kind goes on after a place among all kinds. */
export function placeIn(kind: PointKind, after: PointCursor): Cursor {
  const rank = POINT_KINDS.indexOf(kind) - POINT_KINDS.indexOf(after.kind);
  if (rank === 0) return { key: after.deadline, id: after.id };
  return { key: rank < 0 ? after.deadline : after.deadline - 1, id: AFTER_IDS };
}

export const writePlace = (place: PointCursor | null) => place && `${place.deadline}.${place.kind}.${place.id}`;

export function readPlace(text: string | undefined): PointCursor | null {
  const match = /^(\d{1,12})\.([a-z]+)\.([\w-]{1,60})$/.exec(text ?? "");
  const kind = POINT_KINDS.find((one) => one === match?.[2]);
  return match && kind ? { deadline: Number(match[1]), kind, id: match[3] ?? "" } : null;
}
