// Split attributes and Split Orders; combinable packages, Combine and Uncombine. Refuses what TikTok refuses, for combining one parcel
// at a time: a batch succeeds in part, inside code 0.
import { combinableOf, combineOrders, combiningObstacle, uncombine } from "../orders/combine.ts";
import type { Order } from "../orders/order.ts";
import { ordersOf, waitingPackages } from "../orders/package.ts";
import { mustSplit, openLines, splitOrder, splitsUnits, tearsSku } from "../orders/split.ts";
import { badParameter, missingField, WireFailure } from "./failure.ts";
import { objectIn, pageSize, texts } from "./input.ts";
import { slicePage } from "./paging.ts";
import { handlingObstacle, type Obstacle, orderOfCall, packageOfCall, refusal, refuseIf, refuseLines } from "./parcels.ts";
import type { Call, Route } from "./route.ts";

const IDS_MAX = 50;
const GROUPS_MAX = 100;
const PAGE_MAX = 50;
const SAME_SKU = "Items of the same SKU cannot be split into different packages.";

/** Why an order may not be split; the sentences of `reason` are ours but for the one on units of one SKU. */
function splittingObstacle(call: Call, order: Order): Obstacle | null {
  const open = openLines(order);
  if (order.asksCancel) return [21011007, "An after-sale request is pending on an item."];
  const obstacle = handlingObstacle(order);
  if (obstacle) return obstacle;
  if (open.length === 0) return [21008099, "The order has already been shipped."];
  if (waitingPackages(call.core, order).some((parcel) => parcel.orderIds.length > 1))
    return [21011046, "The order is part of a combined package."];
  if (open.length === 1) return [21011035, "The order has only one item left to ship."];
  return !splitsUnits(call.core, order) && new Set(open.map((line) => line.skuId)).size === 1 ? [21011036, SAME_SKU] : null;
}

function attributesOf(call: Call, orderId: string) {
  const order = orderOfCall(call, orderId);
  const obstacle = splittingObstacle(call, order);
  const must = order.fbt ? [] : mustSplit(call.core, order);
  return {
    order_id: order.id,
    can_split: obstacle === null,
    ...(obstacle ? { reason: obstacle[1] } : {}),
    must_split: obstacle === null && must.length > 0,
    ...(obstacle === null && must.length > 0
      ? { must_split_reasons: must.map(({ type, categoryId, max }) => ({ type, category_id: categoryId, max_count: max })) }
      : {}),
  };
}

function readSplitAttributes(call: Call) {
  const ids = (call.query.get("order_ids") ?? "").split(",").filter(Boolean);
  if (ids.length === 0) throw missingField("order_ids");
  if (ids.length > IDS_MAX) throw badParameter(`Invalid request: order_ids takes at most ${IDS_MAX} entries`);
  return { split_attributes: [...new Set(ids)].map((id) => attributesOf(call, id)) };
}

interface Group {
  id: string;
  lineIds: string[];
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

function rowsIn(call: Call, name: string): Record<string, unknown>[] {
  const value = call.body[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badParameter(`Invalid request: ${name} must be a list`);
  return value.map((row) => objectIn(row, name) ?? {});
}

/** The second spelling also names the parts of bundles; those are taken with their line. */
function groupsOf(call: Call): Group[] {
  const plain = rowsIn(call, "splittable_groups").map(({ id, order_line_item_ids: ids }) => ({ id, lineIds: ids }));
  const second = rowsIn(call, "splittable_groups_v2").map(({ id, order_line_list: lines }) => ({
    id,
    lineIds: Array.isArray(lines) ? lines.map((line: unknown) => objectIn(line, "order_line_list")?.order_line_id) : lines,
  }));
  const groups = plain.length > 0 ? plain : second;
  if (groups.length === 0) throw missingField("splittable_groups");
  return groups.map(({ id, lineIds }) => {
    if (!isText(id) || !Array.isArray(lineIds) || lineIds.length === 0 || !lineIds.every(isText))
      throw badParameter("Invalid request: a group needs an id and order lines");
    return { id, lineIds };
  });
}

function groupingObstacle(call: Call, order: Order, groups: readonly Group[]): Obstacle | null {
  const named = groups.flatMap((group) => group.lineIds);
  const open = openLines(order).length;
  const isWhole = named.length === open || !call.core.state.doubts.splitNamesAllLines;
  const ids = new Set(groups.map((group) => group.id));
  if (new Set(named).size !== named.length || ids.size !== groups.length || groups.length > GROUPS_MAX || !isWhole)
    return [21011005, "The groups must hold every order line to be shipped exactly once."];
  if (groups.length === 1 && named.length === open) return [21011005, "At least two groups are required."];
  const all = groups.map((group) => group.lineIds);
  const rest = openLines(order).flatMap((line) => (named.includes(line.id) ? [] : [line.id]));
  return tearsSku(call.core, order, [...all, rest]) ? [21011036, SAME_SKU] : null;
}

function split(call: Call) {
  const order = orderOfCall(call);
  const groups = groupsOf(call);
  refuseIf(call, splittingObstacle(call, order));
  const named = groups.flatMap((group) => group.lineIds);
  refuseLines(call, order, named);
  refuseIf(call, groupingObstacle(call, order, groups));
  const parcels = splitOrder(
    call.core,
    order.id,
    groups.map((group) => group.lineIds),
  );
  return { packages: groups.map((group, at) => ({ splittable_group_id: group.id, id: parcels[at]?.id })) };
}

function listCombinable(call: Call) {
  const page = slicePage(call, combinableOf(call.core, call.shop.id), pageSize(call, PAGE_MAX));
  const packages = page.rows.map(({ id, orderIds }) => ({ id, order_ids: orderIds }));
  return { combinable_packages: packages, next_page_token: page.next, total_count: page.total };
}

/** The draft's parcel, or the failure that goes into the list of errors. */
function combineOne(call: Call, draftId: string, orderIds: readonly string[]) {
  const orders = orderIds.map((id) => orderOfCall(call, id));
  for (const order of orders) {
    refuseIf(call, handlingObstacle(order));
    if (order.asksCancel) throw refusal(call, [21011007, "An after-sale request is pending on an item."]);
    if (openLines(order).length === 0) throw refusal(call, [21008099, "The order has already been shipped."]);
    if (waitingPackages(call.core, order).some((parcel) => parcel.orderIds.length > 1))
      throw refusal(call, [21011046, "The order is part of a combined package."]);
  }
  const words = combiningObstacle(call.core, orders);
  // No page names a code for orders that do not match.
  if (words !== null) throw refusal(call, [21001001, words]);
  const parcel = combineOrders(call.core, orderIds, call.core.state.doubts.combineKeepsDraftId ? draftId : undefined);
  return { id: parcel.id, order_ids: parcel.orderIds };
}

function combine(call: Call) {
  const drafts = rowsIn(call, "combinable_packages").map(({ id, order_ids: orderIds }) => {
    if (!isText(id) || !Array.isArray(orderIds) || !orderIds.every(isText)) throw missingField("combinable_packages");
    return { id, orderIds };
  });
  if (drafts.length === 0) throw missingField("combinable_packages");
  const packages: { id: string; order_ids: string[] }[] = [];
  const errors: { code: number; message: string; detail: { package_id: string } }[] = [];
  for (const { id, orderIds } of drafts) {
    try {
      packages.push(combineOne(call, id, orderIds));
    } catch (error) {
      if (!(error instanceof WireFailure)) throw error;
      errors.push({ code: error.code, message: error.message, detail: { package_id: id } });
    }
  }
  return { packages, errors };
}

function takeApart(call: Call) {
  const parcel = packageOfCall(call);
  const orderIds = texts(call, "order_ids", IDS_MAX);
  if (!orderIds) throw missingField("order_ids");
  if (parcel.status !== "TO_FULFILL") throw refusal(call, [21011040, "The package has already been shipped."]);
  if (ordersOf(call.core, parcel).length < 2) throw refusal(call, [21001001, "The package is not combined."]);
  if (orderIds.some((id) => !parcel.orderIds.includes(id))) throw refusal(call, [21008111, "An order is not in the package."]);
  return { packages: uncombine(call.core, parcel.id, orderIds).map(({ id, orderIds: ids }) => ({ id, order_ids: ids })) };
}

const V = { versions: ["202309"], cipher: true, scope: "seller.fulfillment.package.write" } as const;

export const SPLIT_ROUTES: Route[] = [
  {
    ...V,
    name: "orders.split_attributes",
    method: "GET",
    path: "/fulfillment/{v}/orders/split_attributes",
    query: ["order_ids"],
    run: readSplitAttributes,
  },
  { ...V, name: "orders.split", method: "POST", path: "/fulfillment/{v}/orders/{order_id}/split", run: split },
  { ...V, name: "packages.combinable", method: "GET", path: "/fulfillment/{v}/combinable_packages/search", run: listCombinable },
  { ...V, name: "packages.combine", method: "POST", path: "/fulfillment/{v}/packages/combine", run: combine },
  { ...V, name: "packages.uncombine", method: "POST", path: "/fulfillment/{v}/packages/{package_id}/uncombine", run: takeApart },
];
