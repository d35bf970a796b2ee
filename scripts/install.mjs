// Makes sure that the packages in node_modules are those of the lock file, on any Node from 20 on and with nothing installed yet. Says
// nothing when there is nothing to do, and shows what npm said when it fails.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
export const binaries = path.join(root, "node_modules/.bin");
const stamp = path.join(root, "node_modules/.installed-lock");

export function install() {
  const lock = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock && existsSync(path.join(binaries, "node"))) return;
  tell("Installing packages …");
  const ran = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel", "error"], {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (ran.status !== 0) {
    console.error(`${ran.stdout}${ran.stderr}`);
    console.error("The packages could not be installed. Is the npm registry within reach? Nothing else was changed.");
    process.exit(1);
  }
  writeFileSync(stamp, lock);
  tell("");
}

/** One passing line for whoever is watching; a log gets none of it.
 * @param {string} words */
export function tell(words) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${words}`);
}

/** The environment in which our scripts and their tools run on the Node that the project pins. */
export function pinnedEnvironment() {
  return { ...process.env, PATH: `${binaries}${path.delimiter}${process.env.PATH}` };
}
