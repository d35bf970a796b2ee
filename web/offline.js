/* global BUILD, FILES, WORDS */
/** The service worker: what the build made lies ready, so that the desk opens without a connection and says so itself. It keeps files of the
 *  build and nothing else; no answer of the API is ever written to the disk. scripts/offline.ts fills in BUILD, FILES and WORDS. */
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

/** The language of this device, where its person has chosen none. */
const nearest = () =>
  navigator.languages.map((tag) => Object.keys(WORDS).find((ours) => ours.split("-")[0] === tag.split("-")[0])).find(Boolean);

/** What the desk has to tell while it is closed: codes, of which sentences are made here. Whoever has the desk before their eyes is told by it. */
self.addEventListener("push", (event) => {
  const { items, more, language } = event.data?.json() ?? { items: [], more: 0 };
  const said = WORDS[language] ?? WORDS[nearest()] ?? WORDS.en;
  const show = ({ store, kind, buyer, words, by, ticket, entry, number }) => {
    const told = words ? `${buyer}: ${words}` : [said[kind], by ?? buyer].filter(Boolean).join(" · ");
    const url = `/mailbox/todo/${encodeURIComponent(ticket)}#${encodeURIComponent(entry)}`;
    return self.registration.showNotification(store, { body: `${told} · #${number}`, tag: ticket, icon: "/icons/192.png", data: { url } });
  };
  const showAll = async () => {
    const windows = await self.clients.matchAll({ type: "window" });
    if (windows.some((one) => one.visibilityState === "visible")) return;
    const rest = { body: `+${more}`, tag: "more", icon: "/icons/192.png", data: { url: "/notifications" } };
    await Promise.all([...items.map(show), more > 0 ? self.registration.showNotification(said.more, rest) : null]);
  };
  event.waitUntil(showAll());
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { url } = event.notification.data ?? { url: "/" };
  const open = async () => {
    const [window] = await self.clients.matchAll({ type: "window" });
    if (!window) return self.clients.openWindow(url);
    await window.focus();
    return window.navigate(url);
  };
  event.waitUntil(open());
});
