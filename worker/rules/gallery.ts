/** Six rules to begin with. They are copied into the editor and belong to whoever saves them; the names and words are the editor's to change. */
import type { RuleForm } from "./rule.ts";

const DAY_MINUTES = 1_440;
const base = { kind: "rule", stores: null, stops: false, quietMinutes: 0 } as const;

export const GALLERY: { code: string; form: RuleForm }[] = [
  {
    code: "order-question",
    form: {
      ...base,
      name: "Where is my order, already on its way",
      trigger: { on: "buyer-wrote" },
      condition: {
        all: [
          { field: "message.text", is: "contains", values: ["where is", "tracking", "not arrived"] },
          { field: "order.stage", is: "is", values: ["shipped"] },
        ],
      },
      actions: [{ do: "reply", text: "Hello {{buyer.nickname}}, your order is on its way. We look into it and write to you today." }],
      quietMinutes: DAY_MINUTES,
    },
  },
  {
    code: "thanks",
    form: {
      ...base,
      name: "Thanks after an answer needs no answer",
      trigger: { on: "buyer-wrote" },
      condition: {
        all: [
          { field: "message.text", is: "equals", values: ["thanks", "thank you", "thx", "ok", "ok thanks", "👍"] },
          { field: "ticket.answered", is: "yes", values: [] },
        ],
      },
      actions: [{ do: "resolve" }],
    },
  },
  {
    code: "late",
    form: {
      ...base,
      name: "Nobody has taken it for four hours",
      trigger: { on: "waiting", minutes: 240 },
      condition: { all: [{ field: "ticket.assigned", is: "no", values: [] }] },
      actions: [{ do: "note", text: "Waiting for four hours, and nobody has taken it." }],
    },
  },
  {
    code: "silent",
    form: {
      ...base,
      name: "Resolve after seven days of silence",
      trigger: { on: "silent", minutes: 7 * DAY_MINUTES },
      condition: { all: [{ field: "ticket.lastBy", is: "is", values: ["us"] }] },
      actions: [{ do: "resolve" }],
    },
  },
  {
    code: "back",
    form: {
      ...base,
      name: "A buyer who comes back goes to the front",
      trigger: { on: "reopened" },
      condition: { all: [{ field: "ticket.reopened", is: "at-least", values: ["2"] }] },
      actions: [{ do: "note", text: "Came back for the second time: read the whole conversation before you answer." }],
    },
  },
  {
    code: "cancelled",
    form: {
      ...base,
      name: "The order was cancelled while the buyer waits",
      trigger: { on: "order-moved" },
      condition: {
        all: [
          { field: "order.stage", is: "is", values: ["cancelled"] },
          { not: { field: "ticket.state", is: "is", values: ["resolved", "spam"] } },
        ],
      },
      actions: [{ do: "note", text: "The order was cancelled. Say so before anything else." }],
    },
  },
];
