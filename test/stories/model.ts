// Machine help as a story switches it on: asked of the model server that the simulator is as well.
import { expect } from "vitest";
import { MODEL_KEY, MODEL_PATH, MODELS } from "../../simulator/model/server.ts";
import type { Desk } from "./desk.ts";
import type { World } from "./world.ts";

/** By its number, for a name may lead elsewhere inside the Worker's own network. */
export const simulatorOrigin = (world: World) => world.hosted.url.replace("localhost", "127.0.0.1");
export const modelAddress = (world: World) => simulatorOrigin(world) + MODEL_PATH;

export const SMALL = { name: MODELS[0], in: 1_000_000, out: 4_000_000, sees: false };

interface Setting {
  isOn?: boolean;
  /** Which model does what. */
  tasks: Record<string, string>;
  /** Absent: all of them, free and blind. */
  models?: { name: string; in: number; out: number; sees: boolean }[];
  budget?: number;
}

export async function setModel(world: World, given: Setting): Promise<void> {
  const { setting: former } = await world.admin.get<{ setting: { version: number } }>("/api/assist");
  const models = MODELS.map((name) => ({ name, in: 0, out: 0, sees: false }));
  const setting = { isOn: true, address: modelAddress(world), key: MODEL_KEY, models, budget: 20_000_000, ...given };
  await world.admin.put("/api/assist", { version: former.version, setting });
}

export async function untilRead(world: World): Promise<void> {
  await world.settle();
  await world.until("everything is read", async () => (await world.rows("SELECT 1 FROM reading_due")).length === 0);
}

/** What comes bit by bit, a line of JSON each. */
export async function linesOf<Line>(desk: Desk, path: string, body: object): Promise<Line[]> {
  const response = await desk.send("POST", path, body);
  expect(response.headers.get("content-type")).toContain("ndjson");
  return (await response.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}
