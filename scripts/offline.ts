// Makes the service worker out of web/offline.js and the files of a build: their names carry their hashes, so a worker that names them is
// another one whenever any of them is, which is how a browser learns of a new version.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "vite";

const HASH_CHARACTERS = 12;
const source = path.resolve(import.meta.dirname, "../web/offline.js");
/** Tags of languages (BCP 47), and the folders their words lie in. */
const TONGUES = { en: "en", de: "de", es: "es", "zh-Hans": "zh" };

/** What a device is told, by language: it does not know beforehand which its person reads. */
async function shortWords(): Promise<Record<string, Record<string, string>>> {
  const all = Object.entries(TONGUES).map(async ([tag, folder]) => {
    const file = pathToFileURL(path.resolve(import.meta.dirname, `../web/words/${folder}/notifications.ts`)).href;
    const { notifications } = (await import(file)) as { notifications: { short: Record<string, string> } };
    return [tag, notifications.short] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}

export function offline(): Plugin {
  return {
    name: "offline",
    apply: "build",
    async generateBundle(_options, bundle) {
      const files = Object.keys(bundle)
        .filter((name) => name.startsWith("assets/"))
        .map((name) => `/${name}`)
        .sort();
      const worker = `const WORDS = ${JSON.stringify(await shortWords())};\n${readFileSync(source, "utf8")}`;
      const build = createHash("sha256").update(JSON.stringify(files)).update(worker).digest("hex").slice(0, HASH_CHARACTERS);
      const head = `const BUILD = ${JSON.stringify(build)};\nconst FILES = ${JSON.stringify(files)};\n`;
      this.emitFile({ type: "asset", fileName: "offline.js", source: head + worker });
    },
  };
}
