/* global BUILD, FILES */
/** The service worker: what the build made lies ready, so that the desk opens without a connection and says so itself. It keeps files of the
 *  build and nothing else; no answer of the API is ever written to the disk. scripts/offline.ts fills in BUILD and FILES. */
const kept = `tillside-${BUILD}`;
/** Answered by the Worker alone, whether it is there or not. */
const isDesk = (path) => /^\/(api|connect|webhooks)(\/|$)/.test(path);

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll([...FILES, new Request("/", { cache: "reload" })])));
});

self.addEventListener("activate", (event) => {
  const forget = (names) => Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(forget));
});

/** The page says when: whoever is writing is not interrupted. */
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || isDesk(pathname)) return;
  const ready = async (path) => (await caches.open(kept)).match(path);
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(async () => (await ready("/")) ?? Response.error()));
  else if (FILES.includes(pathname)) event.respondWith(ready(pathname).then((found) => found ?? fetch(request)));
});
