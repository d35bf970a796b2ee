// Returns of the seeded shops, in every state a person at the panel may want to meet. Lived through with the acts a test would use, after
// everything else, so that the trade and talk before them stay as they were. Refuses to leave anything overdue.
import { bringBack, grantReturn, refuseReturn, sendBack, takeOverReturn, withdrawReturn } from "../aftersales/moves.ts";
import { askForReturn } from "../aftersales/open.ts";
import type { ReturnType } from "../aftersales/return-reasons.ts";
import { at, type Core } from "../core/core.ts";
import type { Shop } from "../sellers/account.ts";

type Step = (core: Core, returnId: string) => unknown;

/** What was asked for, and what happened since. */
const FATES: readonly (readonly [ReturnType, readonly Step[]])[] = [
  ["RETURN_AND_REFUND", []],
  ["REFUND", []],
  ["RETURN_AND_REFUND", [grantReturn, sendBack, bringBack]],
  ["REPLACEMENT", []],
  ["RETURN_AND_REFUND", [grantReturn]],
  ["REFUND", [grantReturn]],
  ["RETURN_AND_REFUND", [grantReturn, sendBack]],
  ["REFUND", [refuseReturn]],
  ["RETURN_AND_REFUND", [grantReturn, sendBack, bringBack, grantReturn]],
  ["REFUND", [refuseReturn, takeOverReturn]],
  ["RETURN_AND_REFUND", [withdrawReturn]],
];

const NOTES: Record<string, string> = {
  US: "It came with a crack in the lid, see the picture.",
  GB: "Arrived with a crack in the lid, please see the photo.",
  DE: "Der Deckel hat einen Riss, siehe Foto.",
  TH: "ฝาแตกค่ะ ดูรูปได้เลย",
};

const HOUR = 3_600_000;
/** Asked less long ago than the seller may take to answer. */
const ASKED_HOURS_MAX = 40;
const ASKED_HOURS_MIN = 6;
const RETURNS_OF_SHOP_MAX = 14;

export function seedReturns(core: Core, shops: readonly Shop[]): void {
  const now = core.now();
  for (const shop of shops) {
    const delivered = core.orders(shop.id).sorted("updateTime", "DELIVERED");
    const settled = delivered.filter((order) => !order.fbt && order.deliveryTime * 1000 < now - ASKED_HOURS_MAX * HOUR);
    for (const [turn, order] of settled.slice(-RETURNS_OF_SHOP_MAX).entries()) {
      const [type, steps] = FATES[turn % FATES.length] ?? ["REFUND", []];
      const hours = ASKED_HOURS_MIN + ((turn * 11) % (ASKED_HOURS_MAX - ASKED_HOURS_MIN));
      const moment = (step: number) => Math.floor(now - (hours * HOUR * (steps.length + 1 - step)) / (steps.length + 1));
      const lineIds = order.lines.slice(0, 1).map((line) => line.id);
      const words = { note: NOTES[shop.region] ?? "", photos: ["jar with a dented lid"] };
      const one = askForReturn(at(core, moment(0)), { orderId: order.id, type, lineIds, ...words });
      for (const [step, act] of steps.entries()) act(at(core, moment(step + 1)), one.id);
    }
  }
}
