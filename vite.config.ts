import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

// The browser's build, served by Cloudflare Pages and, locally, by the Worker's own assets.
export default defineConfig({
  root: "web",
  publicDir: "public",
  plugins: [solid()],
  build: { outDir: "../dist/web", emptyOutDir: true, target: "es2023", cssCodeSplit: true, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": { target: "http://localhost:8787", ws: true }, "/connect": "http://localhost:8787" } },
});
