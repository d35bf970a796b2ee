/** A newer version of the page: one that came meanwhile waits until the person asks for it. */
import { createSignal } from "solid-js";

const [waiting, setWaiting] = createSignal<ServiceWorker | null>(null);

/** A newer version that is ready to take over. */
export { waiting };

export function noticeVersion({ waiting: newer }: ServiceWorkerRegistration): void {
  if (newer && navigator.serviceWorker.controller) setWaiting(newer);
}

/** Loads the page anew once the newer version answers for it. */
export function takeVersion(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting()?.postMessage("take-over");
}
