// What Cloudflare's runtime offers as globals and Node does not, or offers on real time and real chance.
// Installed once per process; each of them acts only for code that runs inside a platform and leaves
// everybody else with Node's own.
import { installChance } from "./chance.ts";
import { installConsole } from "./console.ts";
import { installTime } from "./time.ts";
import { installWeb } from "./web.ts";

let installed = false;

export function installGlobals(): void {
  if (installed) return;
  installed = true;
  installTime();
  installChance();
  installWeb();
  installConsole();
}
