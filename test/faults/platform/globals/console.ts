// What the Worker logs is kept with its run instead of printed: a run has thousands of lines, and a check
// wants to read them.
import { format } from "node:util";
import { present } from "../life.ts";
import { replace } from "./replace.ts";

const METHODS = ["debug", "error", "info", "log", "warn"] as const;

export function installConsole(): void {
  for (const method of METHODS) {
    const real = console[method].bind(console);
    replace(console, method, (...args: unknown[]) => {
      const here = present.getStore();
      // Whoever drives the run is not the Worker and still wants to be read.
      if (!here || here.life.kind === "outside") real(...args);
      else here.core.log(format(...args));
    });
  }
}
