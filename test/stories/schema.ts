// State to begin with: the schema and nothing else. The migrations are applied once for all worlds on this machine and copied from then on, for
// applying them is a quarter of what a world costs.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrationNames, writeSchema } from "../../scripts/workerd.ts";

let written: Promise<string> | null = null;

/** Fills the folder; one that holds something already stays as it is. */
export async function beginState(folder: string): Promise<void> {
  if (existsSync(path.join(folder, "d1"))) return;
  written ??= findOrWrite();
  cpSync(await written, folder, { recursive: true });
}

async function findOrWrite(): Promise<string> {
  const hash = createHash("sha256");
  for (const name of migrationNames()) hash.update(readFileSync(path.join(import.meta.dirname, "../../migrations", name)));
  const folder = path.join(tmpdir(), `tillside-schema-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  const own = mkdtempSync(`${folder}-`);
  await writeSchema(own);
  try {
    renameSync(own, folder);
  } catch {
    // Another process was faster.
    rmSync(own, { recursive: true });
  }
  return folder;
}
