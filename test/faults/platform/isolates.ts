// The Worker's own modules, bundled once and begun anew as often as wanted: each beginning is an isolate,
// with module state of its own (caches, counters), as Cloudflare's are. Without that a run would depend on
// the runs before it. Packages are shared; they keep no state of a run.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { build, type Plugin, type Rolldown } from "vite";

type Begin = (require: NodeJS.Require, module: { exports: unknown }, exports: unknown) => void;

const bundles = new Map<string, Promise<Begin>>();

/** Resolves to a function that begins an isolate and gives the entry's exports. */
export async function bundleWorker<T>(entry: URL, plugins: Plugin[] = []): Promise<() => T> {
  const file = fileURLToPath(entry);
  const kind = [file, ...plugins.map(({ name }) => name)].join("\n");
  const bundle = bundles.get(kind) ?? compile(file, plugins);
  bundles.set(kind, bundle);
  const begin = await bundle;
  const require = createRequire(file);
  return () => {
    const module = { exports: {} };
    begin(require, module, module.exports);
    return module.exports as T;
  };
}

async function compile(file: string, plugins: Plugin[]): Promise<Begin> {
  const built = await build({
    configFile: false,
    plugins,
    logLevel: "warn",
    resolve: { alias: { "cloudflare:workers": fileURLToPath(new URL("./workers.ts", import.meta.url)) } },
    build: {
      ssr: file,
      write: false,
      minify: false,
      sourcemap: "inline",
      rolldownOptions: { output: { format: "cjs", codeSplitting: false, exports: "named" } },
    },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rolldown.RolldownOutput;
  const script = new vm.Script(`(function (require, module, exports) {${output[0].code}\n})`, {
    filename: `${file}.bundle.cjs`,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext() as Begin;
}
