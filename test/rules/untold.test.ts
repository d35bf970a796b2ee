// What a ticket's room has still to tell once one of its tellings was answered.
import { expect, test } from "vitest";
import { stillUntold } from "../../worker/tickets/kept.ts";

test.each<[what: string, ids: string[], told: string[], left: string[]]>([
  ["what was told is told", ["a", "b"], ["a", "b"], []],
  ["what came meanwhile is left", ["a", "b", "c"], ["a", "b"], ["c"]],
  ["what left and came back meanwhile is told once more", ["a", "b", "a"], ["a", "b"], ["a"]],
  ["a newer telling was answered first", [], ["a"], []],
])("%s", (_, ids, told, left) => {
  expect(stillUntold(ids, told)).toEqual(left);
});
