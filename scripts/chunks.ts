// Which files the browser's build is cut into: what every page begins with is one, and so are the controls that several rooms lean on, and what a
// ticket shows that other rooms show too. Left alone, the bundler makes a file of every set of rooms that share a module: each is a request, and
// packed by itself.
import path from "node:path";

interface Modules {
  getModuleInfo(id: string): { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null;
}

const web = path.resolve(import.meta.dirname, "../web");
const MAIN = path.join(web, "main.tsx");
const TICKET = path.join(web, "tickets/ticket.tsx");

/** What is fetched with a module, whoever fetches it. */
function reachFrom(start: string, modules: Modules): Set<string> {
  const found = new Set([start]);
  for (const id of found) for (const next of modules.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

/** What comes with any of the other rooms. */
function reachFromRooms(modules: Modules): Set<string> {
  const pages = modules.getModuleInfo(MAIN)?.dynamicallyImportedIds ?? [];
  return new Set(pages.flatMap((id) => [...reachFrom(id, modules)]));
}

let first: Set<string> | undefined;
let ticket: Set<string> | undefined;
let rooms: Set<string> | undefined;

function nameChunk(id: string, modules: Modules): string | null {
  first ??= reachFrom(MAIN, modules);
  if (first.has(id)) return "app";
  if (/^ui[\\/]/.test(path.relative(web, id))) return "ui";
  ticket ??= reachFrom(TICKET, modules);
  rooms ??= reachFromRooms(modules);
  if (!ticket.has(id)) return null;
  return rooms.has(id) ? "beside" : "ticket";
}

export const codeSplitting = { groups: [{ name: nameChunk, includeDependenciesRecursively: false }] };
