/** Answering what a buyer asks for: to cancel, to return, to be refunded. Which answers are open is TikTok's to say (decision eligibility); the desk
 *  adds the right, what FBT and the US forbid, and the amount a partial offer may have.
 *  https://partner.tiktokshop.com/docv2/page/get-decision-eligibility-202601, …/approve-return-202309, …/reject-cancellation-202309. */
import * as z from "zod";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { openShop } from "../stores/shop.ts";
import { type Can, cannot, RIGHTS } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import { answerAftersale, isRefusal } from "../tiktok/aftersale-acts.ts";
import { type Decision, listDecisions, type RejectReason } from "../tiktok/aftersale-answers.ts";
import { toAmount } from "../tiktok/money.ts";
import { type Acted, act, recallAct } from "./acts.ts";
import { PHASES } from "./case.ts";
import { insist } from "./ordered.ts";
import { openCase, type SeenCase } from "./page.ts";
import { EVIDENCE_PHOTOS_MAX, findPhotos, PHOTO_FILE } from "./photos.ts";

const COMMENT_CHARACTERS_MAX = 500;

export const answerWish = z
  .object({
    id: z.string().min(8).max(80),
    decision: z.string().min(1).max(60),
    reason: z.string().max(160).optional(),
    comment: z.string().trim().max(COMMENT_CHARACTERS_MAX).optional(),
    /** A partial offer, in the currency's smallest unit. */
    amountMinor: z.number().int().positive().optional(),
    /** The buyer keeps the goods. */
    keepsItem: z.boolean().optional(),
    /** Photos that were put in before, by their files: only with a refusal. */
    photos: z.array(z.string().regex(PHOTO_FILE)).max(EVIDENCE_PHOTOS_MAX).optional(),
  })
  .strict();
export type AnswerWish = z.infer<typeof answerWish>;

const REJECT_CANCEL = "REJECT_REQUEST_CANCEL";

export interface Answerable {
  decision: string;
  can: Can;
  rejectReasons: RejectReason[];
  /** What a partial offer may have at most. */
  mostMinor: number | null;
}

/** Whether anything may be answered at all. */
export function mayAnswer({ row, store, bits }: SeenCase): Can {
  if ((bits & RIGHTS.fulfil) === 0) return cannot("right-missing", { right: "fulfil" });
  if (store.state !== "connected") return cannot("store-disconnected");
  if (PHASES[row.phase] === "over") return cannot("aftersale-over");
  if (row.arbitration === "IN_PROGRESS") return cannot("aftersale-arbitrated");
  // Money may be given back while the goods are still with the buyer: TikTok's list says what is open.
  return row.action || row.kind === "return" ? { ok: true } : cannot("aftersale-not-ours");
}

/** TikTok's list of answers, each with whether it is open and why not. */
export async function offerAnswers(kit: Kit, signedIn: SignedIn, id: string): Promise<Answerable[]> {
  const seen = await openCase(kit, signedIn, id);
  const can = mayAnswer(seen);
  if (!can.ok) return [];
  return listAnswers(kit, seen);
}

async function listAnswers(kit: Kit, seen: SeenCase): Promise<Answerable[]> {
  const { row, store } = seen;
  const shop = openShop(kit, store);
  const decisions = await shop.call("person", (line) => listDecisions(line, row.id));
  const open = decisions.filter(({ isForeign }) => !isForeign).map((one) => answerableOf(one, row.refund_minor));
  if (row.kind === "return" || store.marketplace !== "US") return open;
  // TikTok asks sellers in the US to ship what they will not cancel, and takes no refusal there.
  const refusal: Answerable = { decision: REJECT_CANCEL, can: cannot("cancel-answered-by-shipping"), rejectReasons: [], mostMinor: null };
  return [...open.filter(({ decision }) => decision !== REJECT_CANCEL), refusal];
}

const answerableOf = ({ decision, eligible, because, rejectReasons }: Decision, mostMinor: number | null): Answerable => ({
  decision,
  can: eligible ? { ok: true } : cannot("tiktok-says", { words: because ?? "" }),
  rejectReasons,
  mostMinor: decision === "OFFER_PARTIAL_REFUND" ? mostMinor : null,
});

export async function answer(kit: Kit, signedIn: SignedIn, id: string, wish: AnswerWish): Promise<Acted> {
  const seen = await openCase(kit, signedIn, id);
  const { row, store, person } = seen;
  const known = await recallAct(kit, { id: wish.id, by_id: person.id, order_id: row.order_id });
  if (known) return known;
  insist(mayAnswer(seen));
  await refuseBadAnswer(kit, seen, wish);
  const photos = await findPhotos(kit, row.id, wish.photos ?? []);
  const partial =
    wish.amountMinor !== undefined && row.currency
      ? { currency: row.currency, amount: toAmount(wish.amountMinor, row.currency) }
      : undefined;
  const said = {
    id: wish.id,
    kind: "decide" as const,
    store_id: row.store_id,
    order_id: row.order_id,
    aftersale_id: row.id,
    decision: wish.decision,
    reason: wish.reason ?? null,
    note: wish.comment ?? null,
    amount_minor: wish.amountMinor ?? null,
    currency: row.currency,
    by_id: person.id,
    photos: wish.photos ?? [],
  };
  return act(kit, openShop(kit, store), said, async (line) => {
    const { decision, reason, comment, keepsItem } = wish;
    await answerAftersale(line, { kind: row.kind, id: row.id, key: wish.id, decision, reason, comment, partial, keepsItem, photos });
    return null;
  });
}

/** What TikTok would refuse is refused before it is asked. */
async function refuseBadAnswer(kit: Kit, seen: SeenCase, wish: AnswerWish): Promise<void> {
  const open = (await listAnswers(kit, seen)).find(({ decision }) => decision === wish.decision);
  if (!open) throw new Problem("invalid", "decision-unknown");
  insist(open.can);
  if (isRefusal(wish.decision) && open.rejectReasons.length > 0 && !open.rejectReasons.some(({ name }) => name === wish.reason))
    throw new Problem("invalid", "reject-reason");
  if (!isRefusal(wish.decision) && wish.photos?.length) throw new Problem("invalid", "photo-refusal-only");
  const isOffer = wish.decision === "OFFER_PARTIAL_REFUND";
  if (isOffer !== (wish.amountMinor !== undefined)) throw new Problem("invalid", "offer-amount");
  if (isOffer && open.mostMinor !== null && (wish.amountMinor ?? 0) >= open.mostMinor) throw new Problem("invalid", "offer-too-much");
}
