/** This browser as a device that is told while the desk is closed: whether it can be, whether it is, and the way in and out. */

import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { known } from "../ui/states.tsx";
import { endPush } from "./end-push.ts";
import { askDevice } from "./queries.ts";

const isAble = () => "serviceWorker" in navigator && "PushManager" in window && typeof Notification !== "undefined";

export function useDevice() {
  const query = useQuery(() => askDevice);
  const client = useQueryClient();
  const after = { onSettled: () => client.invalidateQueries({ queryKey: askDevice.queryKey }) };
  const begin = useMutation(() => ({ mutationFn: () => subscribe(known(query)?.key ?? ""), ...after }));
  const end = useMutation(() => ({
    mutationFn: async () => {
      await endPush();
      await ask(api.notifications.device.$delete());
    },
    ...after,
  }));
  return { isAble: isAble(), known: () => known(query), begin, end };
}

/** Nothing happens where the person says no: the page shows what the browser remembers of it. */
async function subscribe(key: string): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") return;
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = subscription.toJSON();
  const { p256dh = "", auth = "" } = keys ?? {};
  await ask(api.notifications.device.$put({ json: { endpoint: endpoint ?? "", p256dh, auth } }));
}
