// Reads the panel's forms into the input of an act: numbers, boxes that are ticked or not, quantities per SKU. Refuses to know what the act does.
import type { Core } from "../core/core.ts";
import { usualRules } from "../core/state.ts";
import { EVENT_TYPES } from "../webhooks/topics.ts";
import type { Input } from "./acts.ts";

const NUMBERS = new Set(["count", "after", "probability", "ms", "page", "code", "quantity", "days", "score", "retryScale"]);
const LIMITS = ["requestsPerSecond", "burst", "chatRequestsPerDay", "pageTokenSeconds"];

/** Text fields as they are, numbers as numbers, empty ones left out. */
function plainInput(form: URLSearchParams): Input {
  const input: Input = {};
  for (const [name, value] of form) if (value !== "" && name !== "back") input[name] = NUMBERS.has(name) ? Number(value) : value;
  return input;
}

function orderInput(form: URLSearchParams): Input {
  const lines = [...form].flatMap(([name, value]) =>
    name.startsWith("quantity:") && Number(value) > 0 ? [{ skuId: name.slice("quantity:".length), quantity: Number(value) }] : [],
  );
  const boxes = Object.fromEntries(["fbt", "gift", "sample", "cod", "paid"].map((name) => [name, form.get(name) === "true"]));
  const words = Object.fromEntries(
    ["shopId", "buyerId", "message", "shipping"].flatMap((name) => (form.get(name) ? [[name, form.get(name)]] : [])),
  );
  return { ...words, ...boxes, lines };
}

function clockworkInput(form: URLSearchParams): Input {
  const rules = Object.fromEntries(Object.keys(usualRules()).map((name) => [name, form.get(name) === "true"]));
  const limits = Object.fromEntries(LIMITS.map((name) => [name, form.get(name) ? Number(form.get(name)) : null]));
  limits.documentSeconds = Number(form.get("documentSeconds") ?? 0);
  const words = (form.get("sensitiveWords") ?? "")
    .split(",")
    .map((word) => word.trim().toLowerCase())
    .filter(Boolean);
  return { rules, limits, words, retryScale: Number(form.get("retryScale") ?? 1) };
}

/** The name of the act and its input; some forms stand for an act of another name. */
export function readForm(core: Core, name: string, form: URLSearchParams): { name: string; input: Input } {
  if (name === "placeOrder") return { name, input: orderInput(form) };
  if (name === "setClockwork") return { name, input: clockworkInput(form) };
  if (name === "changeTopics") {
    const muted = Object.keys(EVENT_TYPES).filter((topic) => form.get(`topic:${topic}`) !== "true");
    const known = core.state.apps[form.get("appKey") ?? ""]?.mutedTopics ?? [];
    const others = known.filter((topic) => !Object.hasOwn(EVENT_TYPES, topic));
    return { name: "changeApp", input: { appKey: form.get("appKey"), mutedTopics: [...others, ...muted.map(Number)] } };
  }
  if (name === "registerApp" || name === "changeApp")
    return { name, input: { ...plainInput(form), webhookUrl: form.get("webhookUrl") ?? "" } };
  return { name, input: plainInput(form) };
}
