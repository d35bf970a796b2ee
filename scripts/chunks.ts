// Which files the browser's build is cut into: what every page begins with is one, and so are the controls that several rooms lean on. Left alone,
// the bundler makes a file of every set of rooms that share a module, and each of them is a request.
import path from "node:path";

interface Modules {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

const web = path.resolve(import.meta.dirname, "../web");
const MAIN = path.join(web, "main.tsx");

/** What is fetched with a module, whoever fetches it. */
function reachFrom(start: string, modules: Modules): Set<string> {
  const found = new Set([start]);
  for (const id of found) for (const next of modules.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

let first: Set<string> | undefined;

function nameChunk(id: string, modules: Modules): string | null {
  first ??= reachFrom(MAIN, modules);
  if (first.has(id)) return "app";
  return /^ui[\\/]/.test(path.relative(web, id)) ? "ui" : null;
}

export const codeSplitting = { groups: [{ name: nameChunk, includeDependenciesRecursively: false }] };
