// One press is one act until it is known what became of it.
import { expect, test } from "vitest";
import { nameClicks } from "../../web/click.ts";

const says = (kind: string) => Promise.reject(Object.assign(new Error("not done"), { kind }));

/** Presses one after the other: what each asks for, and how it ends. The names under which they were sent. */
async function press(...presses: [what: unknown, ends: "answered" | "unavailable" | "broken" | "conflict"][]): Promise<string[]> {
  const named = nameClicks();
  const ids: string[] = [];
  for (const [what, ends] of presses) {
    const send = (id: string) => {
      ids.push(id);
      return ends === "answered" ? Promise.resolve() : says(ends);
    };
    await named(what, send).catch(() => undefined);
  }
  return ids.map((id) => String(ids.indexOf(id)));
}

test.each(["unavailable", "broken"] as const)("after %s the next press is the same act", async (ends) => {
  expect(await press([10, ends], [10, "answered"])).toEqual(["0", "0"]);
});

test("after an answer or a refusal the next press is another act", async () => {
  expect(await press([10, "answered"], [10, "conflict"], [10, "answered"])).toEqual(["0", "1", "2"]);
});

test("who asks for something else means another act", async () => {
  expect(await press([10, "unavailable"], [12, "answered"])).toEqual(["0", "1"]);
});
