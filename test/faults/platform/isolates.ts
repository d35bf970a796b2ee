// The Worker's own modules, bundled once and begun anew as often as wanted: each beginning is an isolate,
// with module state of its own (caches, counters), as Cloudflare's are. Without that a run would depend on
// the runs before it. Packages are shared; they keep no state of a run. Beginning costs as much as a hundred
// events, so an isolate nobody needs any more forgets and begins again.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { build, type ESTree, type Plugin, type Rolldown } from "vite";

/** Evaluates every module; each adds what makes it forget. */
type Begin = (require: NodeJS.Require, module: { exports: unknown }, exports: unknown, forgets: (() => void)[]) => void;

const FORGETS = "__forgets";

export interface Isolate<T> {
  /** The entry's exports. */
  exports: T;
  forgets: (() => void)[];
}

/** Where isolates come from, and where they go when nothing of theirs runs any more. */
export interface Isolates<T> {
  open(): Isolate<T>;
  reuse(isolate: Isolate<T>): void;
}

const bundles = new Map<string, Promise<Begin>>();

export async function bundleWorker<T>(entry: URL, plugins: Plugin[] = []): Promise<Isolates<T>> {
  const file = fileURLToPath(entry);
  const kind = [file, ...plugins.map(({ name }) => name)].join("\n");
  const bundle = bundles.get(kind) ?? compile(file, plugins);
  bundles.set(kind, bundle);
  const begin = await bundle;
  const require = createRequire(file);
  const free: Isolate<T>[] = [];
  return {
    open: () => {
      const again = free.pop();
      if (again) return again;
      const module = { exports: {} };
      const forgets: (() => void)[] = [];
      begin(require, module, module.exports, forgets);
      return { exports: module.exports as T, forgets };
    },
    reuse: (isolate) => {
      for (const forget of isolate.forgets) forget();
      free.push(isolate);
    },
  };
}

async function compile(file: string, plugins: Plugin[]): Promise<Begin> {
  const built = await build({
    configFile: false,
    plugins: [...plugins, forgetting],
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
  const script = new vm.Script(`(function (require, module, exports, ${FORGETS}) {${output[0].code}\n})`, {
    filename: `${file}.bundle.cjs`,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext() as Begin;
}

const COLLECTIONS = new Set(["Map", "Set", "WeakMap", "WeakSet"]);

/** What a module keeps between two requests is in a variable or in a collection that begins empty; each is given its first value again. */
const forgetting: Plugin = {
  name: "forgetting",
  enforce: "post",
  transform(code, id) {
    if (id.includes("/node_modules/")) return null;
    const kept = this.parse(code).body.flatMap(variablesOf);
    const again = kept.flatMap(({ declarations }) =>
      declarations.map(({ id, init }) => `${code.slice(id.start, id.end)} = ${init ? code.slice(init.start, init.end) : "undefined"};`),
    );
    if (again.length === 0) return null;
    let [opened, from] = ["", 0];
    for (const { start, kind } of kept) {
      // A constant is given a value once.
      opened += `${code.slice(from, start)}let`;
      from = start + kind.length;
    }
    return { code: `${opened}${code.slice(from)}\n${FORGETS}.push(() => {${again.join(" ")}});`, map: null };
  },
};

function variablesOf(node: ESTree.Statement | ESTree.ModuleDeclaration): ESTree.VariableDeclaration[] {
  const declared = node.type === "ExportNamedDeclaration" ? node.declaration : node;
  if (declared?.type !== "VariableDeclaration") return [];
  return declared.kind === "let" || declared.declarations.every(({ init }) => isEmpty(init)) ? [declared] : [];
}

function isEmpty(init: ESTree.Expression | null): boolean {
  return (
    init?.type === "NewExpression" && init.arguments.length === 0 && init.callee.type === "Identifier" && COLLECTIONS.has(init.callee.name)
  );
}
