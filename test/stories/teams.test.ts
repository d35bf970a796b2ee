// Teams and whose turn it is: tickets go to those who are here, may reply and have room, one after the other and none twice; whoever goes away
// gives theirs back; and being in a team shows nobody anything they may not see.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, refusal } from "./desk.ts";
import { openShop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

let world: World;

let store = "";
let ben: Desk;
let mia: Desk;
let vera: Desk;
const ids: Record<string, string> = {};

beforeAll(async () => {
  world = await openWorld();
  openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeLimits({ requestsPerSecond: 200, burst: 400 });
  const worker = [{ store, rights: ["read", "reply"] }];
  ben = await world.agent("Ben Agent", worker);
  mia = await world.agent("Mia Agent", worker);
  vera = await world.agent("Vera Viewer", [{ store, rights: ["read"] }]);
  for (const { id, name } of await world.rows<{ id: string; name: string }>("SELECT id, name FROM user"))
    ids[name.split(" ")[0] ?? ""] = id;
  await world.settle();
});
afterAll(() => world.close());

test("a team has a name of its own, members and stores; it is listed for whoever sees one of its stores, and goes with its name kept", async () => {
  const form = { name: "Returns", members: [ids.Ben, ids.Mia, "usr_nobody"], stores: [store] };
  const { id } = await world.admin.post<{ id: string }>("/api/teams", form);
  expect(await refusal(world.admin.post("/api/teams", { ...form, name: "returns" }))).toMatchObject({ code: "team-name-taken" });
  const teams = async (desk: Desk) => (await desk.get<{ teams: object[] }>("/api/teams")).teams;
  expect(await teams(ben)).toEqual([{ id, name: "Returns", mine: true, gone: false, stores: [store] }]);
  expect(await teams(vera)).toEqual([{ id, name: "Returns", mine: false, gone: false, stores: [store] }]);
  expect(await teams(await world.agent("Otto Outside", []))).toEqual([]);
  const change = { version: 1, team: { ...form, name: "Refunds", stores: null } };
  await world.admin.put(`/api/teams/${id}`, change);
  expect(await refusal(world.admin.put(`/api/teams/${id}`, change))).toMatchObject({ code: "team-changed-meanwhile" });
  await world.admin.delete(`/api/teams/${id}`);
  expect(await teams(mia)).toEqual([{ id, name: "Refunds", mine: false, gone: true, stores: [store] }]);
  expect(await refusal(world.admin.delete(`/api/teams/${id}`))).toMatchObject({ status: 404, code: "team-missing" });
  const { rows } = await world.admin.get<{ rows: { action: string }[] }>(`/api/audit?subject=${id}`);
  expect(rows.map((row) => row.action)).toEqual(["delete-team", "change-team", "create-team"]);
});
