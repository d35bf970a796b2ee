/** A wish told to TikTok, once, and what came of it. Nothing here decides whether it may be told; nothing here tells it twice. */
import type { Line } from "../tiktok/client.ts";
import { failureOf } from "../tiktok/failure.ts";
import {
  combinePackages,
  correctTracking,
  type Handover,
  markShipped,
  shipPackage,
  splitOrder,
  uncombinePackage,
} from "../tiktok/fulfilment.ts";
import { buyLabel, type LabelQuestion } from "../tiktok/labels.ts";
import type { Scene } from "./scene.ts";
import { usesPounds } from "./ways.ts";
import type { ShipWish } from "./wish.ts";

/** What the act brought, for its row and the page. */
export interface ActOutcome {
  packages: string[];
  /** Other orders that changed with this one. */
  orders?: string[];
  label?: { name: string; carrier: string | null; priceMinor: number; currency: string };
  warning?: string;
}

type Asked = Pick<Scene, "order" | "store" | "packages">;

export const labelQuestion = ({ order, store }: Asked, units: readonly string[], measures: LabelQuestion["measures"]): LabelQuestion => ({
  orderId: order.id,
  lines: units,
  measures,
  isImperial: usesPounds(store.marketplace),
  currency: order.currency,
});

export async function carryOut(line: Line, asked: Asked, wish: ShipWish): Promise<ActOutcome> {
  const { order } = asked;
  switch (wish.do) {
    case "split":
      return { packages: await splitOrder(line, order.id, wish.groups) };
    case "combine": {
      const { packages, refused } = await combinePackages(line, { id: wish.draft, orders: wish.orders });
      const [no] = refused;
      if (no && packages.length === 0) throw failureOf(no.code, no.words, null);
      return { packages, orders: wish.orders };
    }
    case "uncombine":
      await uncombinePackage(line, wish.package, wish.orders);
      return { packages: [], orders: wish.orders };
    case "buy-label": {
      const { packageId, service } = await buyLabel(line, {
        ...labelQuestion(asked, wish.units, wish.measures),
        serviceId: wish.service,
      });
      return { packages: [packageId], ...(service ? { label: labelOf(service) } : {}) };
    }
    case "mark-shipped": {
      const { packageId, warning } = await markShipped(line, order.id, {
        lines: wish.units,
        trackingNumber: wish.number,
        carrierId: wish.carrier.id,
      });
      return { packages: [packageId], ...(warning ? { warning } : {}) };
    }
    case "hand-over":
    case "self-ship":
      await shipPackage(line, wish.package, handoverOf(wish));
      return { packages: [wish.package] };
    case "correct":
      await correctTracking(line, asked.packages.length > 1 ? { package: wish.package } : { order: order.id }, {
        trackingNumber: wish.number,
        carrierId: wish.carrier.id,
      });
      return { packages: [wish.package] };
  }
}

const labelOf = ({
  name,
  carrier,
  priceMinor,
  currency,
}: {
  name: string;
  carrier: string | null;
  priceMinor: number;
  currency: string;
}) => ({
  name,
  carrier,
  priceMinor,
  currency,
});

const handoverOf = (wish: Extract<ShipWish, { do: "hand-over" | "self-ship" }>): Handover =>
  wish.do === "hand-over" ? wish.handover : { trackingNumber: wish.number, carrierId: wish.carrier.id };
