/** What begins once the page has settled: the service worker is registered, and the desk is told when somebody is there, so that it may end a session
 *  in which nobody is. What the page asks by itself says nothing of that. */
import { api } from "../api.ts";
import { OFFLINE_WORKER } from "../ui/trusted.ts";
import { noticeVersion } from "./version.ts";

/** The desk keeps it in steps of minutes. */
const TOLD_AGAIN_MS = 300_000;
const SIGNS = ["pointerdown", "keydown", "wheel"] as const;

export function begin(): void {
  tellUse();
  void keepOffline();
}

async function keepOffline(): Promise<void> {
  // Browsers that refuse (a private window, say) go without; nothing else depends on it.
  const registration = await navigator.serviceWorker?.register(OFFLINE_WORKER).catch(() => null);
  if (!registration) return;
  const notice = () => noticeVersion(registration);
  notice();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", notice));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) registration.update().catch(() => null);
  });
}

function tellUse(): void {
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = () => {
    // Whoever is at the door has no session yet.
    if (performance.now() - toldAt < TOLD_AGAIN_MS || /^\/(setup|sign-in|join|password)\b/.test(location.pathname)) return;
    toldAt = performance.now();
    // Unheard, it is said again in some minutes.
    api.here.$post({ json: {} }).catch(() => null);
  };
  for (const sign of SIGNS) document.addEventListener(sign, tell, { passive: true, capture: true });
}
