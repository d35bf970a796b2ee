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
const NODE_MAJOR_MIN = 20;
/** As the pinned one: from here on the machine's own will do where none is built for it. */
const NODE_MAJOR_ENOUGH = 24;

/** Why nothing of ours would run on such a machine; nothing further on could say it as clearly.
 * @param {string} platform
 * @param {string} version */
export function troubleOf(platform, version) {
  if (platform === "win32") return "On Windows, Tillside runs inside WSL (https://learn.microsoft.com/windows/wsl/install).";
  if (Number.parseInt(version, 10) < NODE_MAJOR_MIN) return `Tillside needs Node ${NODE_MAJOR_MIN} or newer; this is ${version}.`;
  return null;
}

/** @param {string} words
 * @returns {never} */
function refuse(words) {
  console.error(words);
  process.exit(1);
}

/** The Node our scripts run on: the pinned one, or the machine's own if that is as new. */
export function findNode() {
  const pinned = path.join(binaries, "node");
  if (existsSync(pinned)) return pinned;
  return Number.parseInt(process.versions.node, 10) >= NODE_MAJOR_ENOUGH ? process.execPath : null;
}

export function install() {
  const trouble = troubleOf(process.platform, process.versions.node);
  if (trouble) refuse(trouble);
  const lock = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock && findNode()) return;
  tell("Installing packages …");
  // A shell that says production leaves out what builds and runs all this.
  const words = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel", "error"];
  const ran = spawnSync("npm", words, { cwd: root, encoding: "utf8" });
  if (ran.status !== 0) {
    console.error(ran.error ? ran.error.message : `${ran.stdout}${ran.stderr}`);
    refuse("The packages could not be installed. Is the npm registry within reach? Nothing else was changed.");
  }
  // One of the packages fetches the pinned Node as it is installed, which npm can be told not to let it do; and not every build reaches the registry.
  if (!findNode())
    refuse(
      `The packages are there, but not the Node that one of them brings along. Run: npm ci --include=dev --ignore-scripts=false
If it is not there after that, none is built for this machine: install Node ${NODE_MAJOR_ENOUGH} and start again.`,
    );
  writeFileSync(stamp, lock);
  tell("");
}

/** One passing line for whoever is watching; a log gets none of it.
 * @param {string} words */
export function tell(words) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${words}`);
}

/** The environment in which our scripts and their tools run on that Node. */
export function pinnedEnvironment() {
  return { ...process.env, PATH: [binaries, path.dirname(findNode() ?? process.execPath), process.env.PATH].join(path.delimiter) };
}
