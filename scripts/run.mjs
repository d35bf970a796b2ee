// Runs a script of ours on the Node that the project pins, whatever Node the shell has. Installs nothing; says what to do when
// the install is missing.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const node = path.join(root, "node_modules/.bin/node");
if (!existsSync(node)) {
  console.error("The packages are not installed yet. Run `npm ci` first (`npm start` and `npm test` do it by themselves).");
  process.exit(1);
}
const env = { ...process.env, PATH: `${path.join(root, "node_modules/.bin")}${path.delimiter}${process.env.PATH}` };
const ran = spawnSync(node, process.argv.slice(2), { stdio: "inherit", cwd: root, env });
process.exit(ran.status ?? 1);
