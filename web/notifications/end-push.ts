/** The way out of push for this browser: its push service forgets it. The desk forgets it with the session, whatever becomes of this. */
const PATIENCE_MS = 1_500;

export async function endPush(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  const subscription = await registration?.pushManager?.getSubscription().catch(() => null);
  // A push service that does not answer keeps nobody at the desk.
  if (subscription)
    await Promise.race([subscription.unsubscribe().catch(() => false), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
