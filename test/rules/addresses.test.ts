// Addresses the browser reads and writes: which page a path belongs to, and what a call of the API amounts to on the wire.
import { afterEach, expect, it, vi } from "vitest";
import { callerOf } from "../../web/caller.ts";
import { matchPath } from "../../web/router/match.ts";

const REPORTS = { report: /^(sales|service)$/ };

it.each([
  ["/mailbox/:view?/:ticket?", "/mailbox", {}],
  ["/mailbox/:view?/:ticket?", "/mailbox/todo", { view: "todo" }],
  ["/mailbox/:view?/:ticket?", "/mailbox/todo/tkt_1/", { view: "todo", ticket: "tkt_1" }],
  ["/mailbox/:view?/:ticket?", "/mailbox/todo/tkt_1/more", null],
  ["/orders/:id", "/orders", null],
  ["/orders/:id", "/orders/5%2F7", { id: "5/7" }],
  ["/orders/:id", "/orders/5%", { id: "5%" }],
  ["/orders", "/orders/", {}],
  ["/orders", "/returns", null],
  ["/", "/", {}],
  ["/", "/mailbox", null],
  ["*", "/anything/at/all", {}],
])("%s and %s: %j", (path, pathname, params) => {
  expect(matchPath({ path }, pathname)).toEqual(params);
});

it("takes only what a name may look like", () => {
  const pattern = { path: "/insights/:report?", matchFilters: REPORTS };
  expect([matchPath(pattern, "/insights/sales"), matchPath(pattern, "/insights/gaps"), matchPath(pattern, "/insights")]).toEqual([
    { report: "sales" },
    null,
    {},
  ]);
});

interface Caller {
  tickets: {
    $get(asked: object): Promise<Response>;
    ":id": { acts: { $post(asked: object, how?: object): Promise<Response> }; $delete(asked: object): Promise<Response> };
  };
}

afterEach(() => void vi.unstubAllGlobals());

async function calledAs(act: (caller: Caller) => Promise<Response>): Promise<[string, RequestInit]> {
  const wire = vi.fn(async () => new Response("{}"));
  vi.stubGlobal("fetch", wire);
  await act(callerOf("/api", (_, send) => send({})) as Caller);
  return wire.mock.calls[0] as unknown as [string, RequestInit];
}

it("writes a call as its route is named, leaves out what is undefined, and never lets a name change the path", async () => {
  const query = { view: "todo", after: undefined, tag: ["a b", "c"] };
  expect(await calledAs((caller) => caller.tickets.$get({ query }))).toEqual([
    "/api/tickets?view=todo&tag=a+b&tag=c",
    { method: "GET", headers: {} },
  ]);
  const [address, init] = await calledAs((caller) =>
    caller.tickets[":id"].acts.$post({ param: { id: "../me?x" }, json: { do: "resolve" } }, { init: { keepalive: true } }),
  );
  expect([address, init]).toEqual([
    "/api/tickets/..%2Fme%3Fx/acts",
    { method: "POST", body: '{"do":"resolve"}', headers: { "content-type": "application/json" }, keepalive: true },
  ]);
  const [, deleting] = await calledAs((caller) => caller.tickets[":id"].$delete({ param: { id: "tkt_1" } }));
  expect(deleting).toEqual({ method: "DELETE", headers: {} });
});
