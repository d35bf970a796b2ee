// The browser's build, served by Cloudflare Pages and, locally, by the Worker's own assets. `vite` alone serves it from source in front of a
// running Worker: TILLSIDE_URL says where that one is.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";
import { codeSplitting } from "./scripts/chunks.ts";
import { offline } from "./scripts/offline.ts";

const worker = process.env.TILLSIDE_URL ?? "http://localhost:8787";
// The Worker takes changes from its own origin only.
const proxied = { target: worker, headers: { origin: worker }, ws: true };

export default defineConfig({
  root: "web",
  publicDir: "public",
  plugins: [solid(), offline()],
  // Templates go through a Trusted Types policy of ours, also those of libraries.
  resolve: { alias: [{ find: /^solid-js\/web$/, replacement: fileURLToPath(new URL("web/ui/trusted.ts", import.meta.url)) }] },
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2023",
    cssCodeSplit: true,
    cssTarget: ["chrome125", "firefox129", "safari17.5"],
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting } },
  },
  server: { proxy: { "^/api/": proxied, "^/connect/": proxied } },
});
