// What finding decides without asking anybody: which words of a message a search shows, which rows a filter lets through, and when two
// commands want the same key.
import fc from "fast-check";
import { expect, test } from "vitest";
import { COMMAND_NAMES, COMMANDS, type Command, takenBy } from "../../web/ui/commands.ts";
import { passes, type TicketFilter } from "../../worker/mailbox/filters.ts";
import { snippetOf } from "../../worker/mailbox/snippet.ts";
import { askedTokens } from "../../worker/orders/words.ts";

const NO_FILTER: TicketFilter = {
  assignee: null,
  team: null,
  due: null,
  tag: null,
  priority: null,
  class: null,
  burst: null,
  unread: false,
};

const marked = (text: string, asked: string) =>
  (snippetOf(text, askedTokens(asked)) ?? []).map((part) => (part.isHit ? `[${part.text}]` : part.text)).join("");

test.each([
  ["Where is my parcel?", "parcel", "Where is my [parcel]?"],
  ["Where is my parcel?", "par", "Where is my [parcel]?"],
  ["My parcels, my parcel", "parcel my", "[My] parcels, [my] [parcel]"],
  ["Ein schönes Café", "cafe SCHONES", "Ein [schönes] [Café]"],
  ["สินค้าถึงเมื่อไหร่", "ถึง", "สินค้า[ถึง]เมื่อไหร่"],
  ["我的包裹在哪里", "包裹", "我的[包裹]在哪里"],
  ["<b>bold</b> & more", "bold", "<b>[bold]</b> & more"],
  ["Nothing of it", "parcel", ""],
])("%s, looked for by %s, shows %s", (text, asked, shown) => expect(marked(text, asked)).toBe(shown));

test("a snippet is a part of the text, whatever is asked, and never longer than its limit", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400, unit: "grapheme" }), fc.string({ maxLength: 40, unit: "grapheme" }), (text, asked) => {
      const parts = snippetOf(text, askedTokens(asked));
      if (!parts) return;
      const shown = parts
        .map((part) => part.text)
        .join("")
        .replace(/^… | …$/g, "");
      expect(text).toContain(shown);
      expect(parts.some((part) => part.isHit)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

const HOUR_MS = 3_600_000;
const row: Parameters<typeof passes>[0] = {
  state: "open",
  assignee_id: "usr_a",
  team_id: "tea_a",
  due_at: 10 * HOUR_MS,
  tags: ["tag_a", "tag_b"],
  priority: "high",
  reading: null,
  burst: "bst_a",
  unread: false,
};

test.each([
  ["everything, where nothing is asked", {}, 0, true],
  ["the one who asks", { assignee: "me" }, 0, true],
  ["nobody", { assignee: "nobody" }, 0, false],
  ["a colleague", { assignee: "usr_b" }, 0, false],
  ["a team", { team: "tea_a" }, 0, true],
  ["another team", { team: "tea_b" }, 0, false],
  ["another state", { state: "resolved" }, 0, false],
  ["a burst it is in", { burst: "bst_a" }, 0, true],
  ["another burst", { burst: "bst_b" }, 0, false],
  ["a tag it bears", { tag: "tag_b" }, 0, true],
  ["a tag it does not bear", { tag: "tag_c" }, 0, false],
  ["its priority", { priority: "high" }, 0, true],
  ["another priority", { priority: "normal" }, 0, false],
  ["unread, where all is read", { unread: true }, 0, false],
  ["late, before the hour", { due: "late" }, 9 * HOUR_MS, false],
  ["late, after the hour", { due: "late" }, 11 * HOUR_MS, true],
  ["soon, hours before", { due: "soon" }, 7 * HOUR_MS, false],
  ["soon, just before", { due: "soon" }, 9 * HOUR_MS, true],
  ["soon, after the hour", { due: "soon" }, 11 * HOUR_MS, false],
] as const)("a filter by %s", (_, asked, now, isShown) =>
  expect(passes(row, { ...NO_FILTER, state: null, ...asked }, "usr_a", now)).toBe(isShown),
);

test("no two commands that can be meant at once have the same key, and no key begins another", () => {
  const ours = (command: Command) => COMMANDS[command].key;
  expect(COMMAND_NAMES.filter((command) => takenBy(command, ours(command), ours) !== null)).toEqual([]);
  expect(takenBy("reply", "j", ours)).toBe("next");
  expect(takenBy("reply", "g", ours)).toBe("go-mailbox");
  expect(takenBy("reply", "y", ours)).toBeNull();
  expect(takenBy("take-back", "z", ours)).toBeNull();
});
