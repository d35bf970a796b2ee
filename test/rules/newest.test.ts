// Which questions a copy of the database may answer: what the door lets through, what ARCHITECTURE.md says of it, and what a page carries.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { keepNewest } from "../../web/newest.ts";
import { door } from "../../worker/api.ts";
import { bookmarkOf, PRIMARY_QUESTIONS } from "../../worker/door.ts";

const BOOKMARK = "00000085-0000024c-00004c6d-8e61117bf38d7adb71b934ebbf891683";

test.each([
  ["GET", "/api/tickets", BOOKMARK, BOOKMARK],
  ["POST", "/api/tickets", BOOKMARK, undefined],
  ["GET", "/api/tickets", undefined, undefined],
  ["GET", "/api/tickets", "first-unconstrained", undefined],
  ["GET", "/api/tickets", "", undefined],
  ["GET", "/api/tickets", "0".repeat(200), undefined],
  ["GET", "/api/tickets/tkt_1/live", BOOKMARK, undefined],
  ["GET", "/api/tickets/tkt_1", BOOKMARK, BOOKMARK],
  ["GET", "/api/orders/exports/exp_1/file", BOOKMARK, undefined],
])("%s %s carrying %s is answered no older than %s", (method, address, carried, is) => {
  expect(bookmarkOf(method, address, carried)).toBe(is);
});

test("questions that are always the primary's are routes, and ARCHITECTURE.md lists them", () => {
  const routes = new Set(door.routes.filter(({ method }) => method === "GET").map((route) => route.path));
  expect(PRIMARY_QUESTIONS.filter((question) => !routes.has(question))).toEqual([]);
  const page = readFileSync(path.resolve(import.meta.dirname, "../../ARCHITECTURE.md"), "utf8");
  const [, told = ""] = /^\*\*Copies\.\*\*(.*?)^$/ms.exec(page) ?? [];
  expect([...told.matchAll(/`GET (\S+)`/g)].map(([, route]) => route)).toEqual(PRIMARY_QUESTIONS);
});

/** A desk that says what it was asked with, and answers when it is told to. */
function answering() {
  const asked: (string | undefined)[] = [];
  const send = (says: string, until?: Promise<void>) => async (carried: Record<string, string>) => {
    asked.push(carried["x-tillside-bookmark"]);
    await until;
    return new Response("", { headers: { "x-tillside-bookmark": says } });
  };
  return { asked, send };
}

test("a page carries the newest it read, and nothing once it changed something or heard of a change", async () => {
  const { asked, send } = answering();
  let told = 0;
  const newest = keepNewest(() => {
    told += 1;
  });
  for (const says of ["02", "03", "01"]) await newest.carry("GET", send(says));
  await newest.carry("GET", send("03"));
  await newest.carry("POST", send("09"));
  await newest.carry("GET", send("05"));
  newest.forget();
  await newest.carry("GET", send("06"));
  await newest.carry("GET", send("06"));
  expect(asked).toEqual([undefined, "02", "03", "03", undefined, undefined, undefined, "06"]);
  expect(told).toBe(1);
});

test("what was asked before a change and answered after it is no newer, and a change without an answer may have been made", async () => {
  const { asked, send } = answering();
  const newest = keepNewest(() => {});
  const gate = Promise.withResolvers<void>();
  const late = newest.carry("GET", send("03", gate.promise));
  await newest.carry("PUT", () => Promise.reject(new TypeError("Failed to fetch"))).catch(() => null);
  gate.resolve();
  await late;
  await newest.carry("GET", send("04"));
  expect(asked).toEqual([undefined, undefined]);
});
