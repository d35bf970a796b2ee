// Where one topic of one shop is told, by app: set over the wire, or in a tool that is not there to be seen. The latest address holds.
import type { Core } from "../core/core.ts";
import { seconds } from "../core/core.ts";

interface Wish {
  appKey: string;
  shopId: string;
  eventType: string;
  address: string;
}

export function subscribe(core: Core, { appKey, shopId, eventType, address }: Wish): void {
  const now = seconds(core);
  const known = core.state.subscriptions.find((one) => one.appKey === appKey && one.shopId === shopId && one.eventType === eventType);
  if (known) Object.assign(known, { address, updateTime: now });
  else core.state.subscriptions.push({ appKey, shopId, eventType, address, createTime: now, updateTime: now });
  core.changed();
}
