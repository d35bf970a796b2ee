/** One message to one device: encrypted for its browser, signed for its service, and what the service's answer means (RFC 8030 §5, §7.3). It
 *  asks once and follows no redirect; whoever calls decides when to ask again. */
import type { Kit } from "../env.ts";
import { isAskable } from "./device.ts";
import { encryptFor } from "./encrypt.ts";
import type { PushDeviceRow } from "./table.ts";
import { authorize } from "./vapid.ts";

/** gone: nobody listens there any more · refused: the service will not take this message, and trying again changes nothing. */
export type Delivery = { is: "sent" } | { is: "gone" } | { is: "refused" } | { is: "later"; seconds: number | null };

/** A service drops what it could not hand over by then. */
const KEEP_SECONDS = 43_200;
/** A service that asks for more patience than this is asked again anyway. */
const PATIENCE_SECONDS_MAX = 3_600;

export async function pushTo(kit: Kit, pushKey: string, device: PushDeviceRow, message: object): Promise<Delivery> {
  // The list of services may have changed since the device was kept.
  if (!isAskable(kit.env, device.endpoint)) return { is: "gone" };
  const request = new Request(device.endpoint, {
    method: "POST",
    redirect: "manual",
    body: encryptFor(device, new TextEncoder().encode(JSON.stringify(message)), kit.random),
    headers: {
      authorization: await authorize(pushKey, device.endpoint, kit.env.APP_URL, kit.now()),
      "content-encoding": "aes128gcm",
      "content-type": "application/octet-stream",
      ttl: String(KEEP_SECONDS),
      urgency: "high",
    },
  });
  let response: Response;
  try {
    response = await kit.fetch(request);
  } catch {
    // Silence; the device shows a message under its ticket's name, so telling it twice shows it once.
    return { is: "later", seconds: null };
  }
  await response.body?.cancel();
  return judge(response);
}

function judge({ status, headers, ok }: Response): Delivery {
  if (ok) return { is: "sent" };
  // 401 and 403: it was subscribed under another key, and never hears this desk again.
  if ([401, 403, 404, 410].includes(status)) return { is: "gone" };
  if (status !== 429 && status < 500) return { is: "refused" };
  const asked = Number(headers.get("retry-after"));
  return { is: "later", seconds: asked > 0 ? Math.min(asked, PATIENCE_SECONDS_MAX) : null };
}
