// The simulator's README is where the project holds the wire contract: every call, fault, doubt and rule must stand in it.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { DOUBTS, usualDoubts } from "../../simulator/doubts.ts";
import { FAULT_KINDS } from "../../simulator/faults.ts";
import { ROUTES } from "../../simulator/wire/routes.ts";
import { TOKEN_CALLS } from "../../simulator/wire/token.ts";

const text = await readFile(path.join(import.meta.dirname, "../../simulator/README.md"), "utf8");
const missing = (names: readonly string[]) => names.filter((name) => !text.includes(`\`${name}\``));

describe("the simulator's README", () => {
  it("names every call, every fault and every doubt", () => {
    expect(missing([...ROUTES.map((route) => route.name), ...Object.values(TOKEN_CALLS)])).toEqual([]);
    expect(missing(Object.keys(FAULT_KINDS))).toEqual([]);
    expect(missing(Object.keys(DOUBTS))).toEqual([]);
  });

  it("gives every doubt the default it has", () => {
    const rows = text.split("\n").filter((line) => line.startsWith("| `"));
    for (const [name, value] of Object.entries(usualDoubts())) {
      const row = rows.find((line) => line.split("|")[1]?.includes(`\`${name}\``));
      expect([name, row?.split("|")[2]?.replaceAll(" ", "")]).toEqual([name, String(value)]);
    }
  });

  it("knows no doubt without a setting among its choices", () => {
    for (const [name, value] of Object.entries(usualDoubts())) {
      const [choices] = DOUBTS[name as keyof typeof DOUBTS];
      if (choices !== "seconds") expect((choices as readonly unknown[]).includes(value)).toBe(true);
    }
  });
});
