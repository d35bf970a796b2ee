/** The service worker's side of the page: it is registered once the page has settled, and a version that came meanwhile waits until the
 *  person asks for it. */
import { createSignal } from "solid-js";
import { OFFLINE_WORKER } from "../ui/trusted.ts";

const [waiting, setWaiting] = createSignal<ServiceWorker | null>(null);

/** A newer version that is ready to take over. */
export { waiting };

export async function keepOffline(): Promise<void> {
  // Browsers that refuse (a private window, say) go without; nothing else depends on it.
  const registration = await navigator.serviceWorker?.register(OFFLINE_WORKER).catch(() => null);
  if (!registration) return;
  const notice = () => registration.waiting && navigator.serviceWorker.controller && setWaiting(registration.waiting);
  notice();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", notice));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => null);
  });
}

/** Loads the page anew once the newer version answers for it. */
export function takeVersion(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting()?.postMessage("take-over");
}
