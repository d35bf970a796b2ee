// The first route that fits answers: rooms are hung up one after another, and none may stand where another takes all that is asked of it.
import { expect, test } from "vitest";
import { door } from "../../worker/api.ts";

/** Whether every address of `narrow` is also one of `wide`. */
function takesAllOf(wide: string, narrow: string): boolean {
  const asked = narrow.split("/");
  const parts = wide.split("/");
  return parts.length === asked.length && parts.every((part, index) => part.startsWith(":") || part === asked[index]);
}

/** Each route once: its validators stand next to it under the same name. */
const routes = door.routes
  .filter(({ method }) => method !== "ALL")
  .filter(({ method, path }, index, all) => method !== all[index - 1]?.method || path !== all[index - 1]?.path);

test("no route stands behind one that takes all its addresses", () => {
  expect(routes.length).toBeGreaterThan(300);
  const unreached = routes.flatMap(({ method, path }, index) =>
    routes
      .slice(0, index)
      .filter((earlier) => earlier.method === method && takesAllOf(earlier.path, path))
      .map((earlier) => `${method} ${path} is answered by ${earlier.path}`),
  );
  expect(unreached).toEqual([]);
});
