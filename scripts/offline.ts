// Makes the service worker out of web/offline.js and the files of a build: their names carry their hashes, so a worker that names them is
// another one whenever any of them is, which is how a browser learns of a new version.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";
import { notifications } from "../web/words/en/notifications.ts";

const HASH_CHARACTERS = 12;
const source = path.resolve(import.meta.dirname, "../web/offline.js");

export function offline(): Plugin {
  return {
    name: "offline",
    apply: "build",
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle)
        .filter((name) => name.startsWith("assets/"))
        .map((name) => `/${name}`)
        .sort();
      const worker = `const WORDS = ${JSON.stringify(notifications.short)};\n${readFileSync(source, "utf8")}`;
      const build = createHash("sha256").update(JSON.stringify(files)).update(worker).digest("hex").slice(0, HASH_CHARACTERS);
      const head = `const BUILD = ${JSON.stringify(build)};\nconst FILES = ${JSON.stringify(files)};\n`;
      this.emitFile({ type: "asset", fileName: "offline.js", source: head + worker });
    },
  };
}
