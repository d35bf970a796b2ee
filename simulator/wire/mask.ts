// What of a recipient TikTok shows to whom: developer docs, "Order address masking" and the United States changelog of 2025-07-21.
// Refuses a fixed number of stars as a promise; the shape is a guess and nobody may match customers on it.
import type { Address } from "../buyers/buyer.ts";
import type { Core } from "../core/core.ts";
import { seconds } from "../core/core.ts";
import type { Order, OrderStatus } from "../orders/order.ts";

/** The United States show an address until this long after completion. */
const US_SHOWN_SECONDS = 30 * 86_400;

type Masking = "nothing" | "person" | "us" | "us_fbt";

const words = (text: string, mask: (word: string) => string) => text.split(" ").map(mask).join(" ");
const maskName = (name: string) => words(name, (word) => (word ? `${Array.from(word)[0]}***` : ""));
const maskStreet = (line: string) => (line ? `${line[0]}*** ${line.split(" ").slice(1).join(" ")}`.trim() : "");

/** "(+44)7700900123" → "(+44)7*********1"; the United States keep two digits at the end. */
function maskPhone(phone: string, isUs: boolean): string {
  const [, dial = "", digits = ""] = /^(\([^)]*\))?(.*)$/.exec(phone) ?? [];
  if (isUs) return `${dial}${digits.slice(0, 1)}**-***-**${digits.slice(-2)}`;
  return `${dial}${digits.slice(0, 1)}${"*".repeat(Math.max(0, digits.length - 2))}${digits.slice(-1)}`;
}

const COUNTY_SHOWN: OrderStatus[] = [
  "AWAITING_SHIPMENT",
  "PARTIALLY_SHIPPING",
  "AWAITING_COLLECTION",
  "IN_TRANSIT",
  "DELIVERED",
  "COMPLETED",
];

function maskingOf(core: Core, order: Order): Masking {
  if (order.address.region !== "US") return order.shipping === "TIKTOK" && core.state.doubts.masksOutsideUs ? "person" : "nothing";
  if (order.fbt) return "us_fbt";
  const isLongOver = order.status === "COMPLETED" && order.completeTime + US_SHOWN_SECONDS < seconds(core);
  return order.status === "CANCELLED" || order.status === "UNPAID" || order.status === "ON_HOLD" || isLongOver ? "us" : "nothing";
}

const STARS = "****";

interface Shown {
  name: string;
  firstName: string;
  lastName: string;
  phone: string;
  postcode: string;
  line1: string;
  line2: string;
  deliverTo: string;
  levels: Address["levels"];
}

function shownOf(core: Core, order: Order): Shown {
  const { address } = order;
  const { firstName, lastName, phone, postcode, line1, line2, deliverTo, levels } = address;
  const name = `${firstName} ${lastName}`.trim();
  const masking = maskingOf(core, order);
  if (masking === "nothing") return { name, firstName, lastName, phone, postcode, line1, line2, deliverTo, levels };
  const person = { name: maskName(name), firstName: maskName(firstName), lastName: maskName(lastName) };
  if (masking === "person")
    return { ...person, phone: maskPhone(phone, false), postcode, line1: maskStreet(line1), line2: line2 && STARS, deliverTo, levels };
  const kept = masking === "us_fbt" && COUNTY_SHOWN.includes(order.status) ? 4 : 3;
  return {
    ...person,
    phone: maskPhone(phone, true),
    postcode: "*".repeat(postcode.length),
    line1: STARS,
    line2: STARS,
    deliverTo: deliverTo && STARS,
    levels: levels.map((level, at) => (at < kept ? level : { ...level, value: STARS })),
  };
}

function addressOnWire(address: Address, shown: Shown) {
  const detail = `${shown.line1} ${shown.line2}`.trim();
  return {
    name: shown.name,
    first_name: shown.firstName,
    last_name: shown.lastName,
    phone_number: shown.phone,
    region_code: address.region,
    postal_code: shown.postcode,
    ...(address.region === "GB" ? { post_town: address.town } : {}),
    address_line1: shown.line1,
    address_line2: shown.line2,
    address_line3: "",
    address_line4: "",
    address_detail: detail,
    full_address: [detail, address.town, shown.levels[1]?.value, shown.postcode, address.country].filter(Boolean).join(", "),
    district_info: shown.levels.map((level, at) => ({
      address_level_name: level.name,
      address_name: level.value,
      address_level: `L${at}`,
    })),
    ...(address.region === "US" ? { delivery_preferences: { drop_off_location: shown.deliverTo } } : {}),
  };
}

/** An unpaid or resting order has no address yet; what stands in its place is a doubt. Undefined leaves the key out. */
export function recipientOnWire(core: Core, order: Order): Record<string, unknown> | null | undefined {
  if (order.status !== "UNPAID" && order.status !== "ON_HOLD") return addressOnWire(order.address, shownOf(core, order));
  switch (core.state.doubts.hiddenAddress) {
    case "null":
      return null;
    case "missing":
      return undefined;
    case "empty": {
      const blank = { name: "", firstName: "", lastName: "", phone: "", postcode: "", line1: "", line2: "", deliverTo: "", levels: [] };
      return { ...addressOnWire({ ...order.address, town: "", country: "" }, blank), region_code: order.address.region };
    }
  }
}
