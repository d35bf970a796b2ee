// Held after every event of the platform: what must be true at any moment, not only when all is quiet.
import type { Agents } from "./agents.ts";
import type { World } from "./world.ts";
export function watchInvariants(_world: World, _agents: Agents): { broken: string[] } {
  return { broken: [] };
}
