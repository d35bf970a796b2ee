// Loads the Worker's own files as they are: Node strips their types, and `cloudflare:workers` resolves to
// the module next to this one. The test runner's transforms stay out of it.
import { createRequire, registerHooks } from "node:module";

const workers = new URL("./workers.ts", import.meta.url).href;
let hooked = false;

/** The namespace of the module at `url`; it must not await at top level. */
export function loadWorker<T>(url: URL): T {
  if (!hooked) {
    hooked = true;
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier === "cloudflare:workers" ? { url: workers, format: "module-typescript", shortCircuit: true } : next(specifier, context),
    });
  }
  return createRequire(import.meta.url)(url.pathname) as T;
}
