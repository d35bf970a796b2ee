// An app as its developer registers it in Partner Center: keys, addresses, scopes, and which topics it wants pushed.
// Refuses to know who authorized it; that is a grant.
import { type Core, found, Refusal } from "../core/core.ts";
import { drawHex, drawWord } from "../core/ids.ts";

export interface App {
  appKey: string;
  appSecret: string;
  /** The secret before a rotation, valid until the rotation is ended. */
  oldSecret: string | null;
  serviceId: string;
  name: string;
  region: "US" | "ROW";
  redirectUrl: string;
  webhookUrl: string;
  scopes: string[];
  /** Topic numbers switched off for the app as a whole. */
  mutedTopics: number[];
}

export interface AppRegistration {
  region: "US" | "ROW";
  name?: string;
  appKey?: string;
  appSecret?: string;
  serviceId?: string;
  redirectUrl: string;
  webhookUrl: string;
  scopes?: string[];
}

/** Scope keys of the developer docs that a seller's own app may hold here. */
const SCOPES = [
  "seller.authorization.info",
  "seller.shop.info",
  "seller.order.info",
  "seller.fulfillment.basic",
  "seller.fulfillment.package.write",
  "seller.logistics",
  "seller.return_refund.basic",
  "seller.customer_service",
  "seller.product.basic",
  "seller.product.write",
  "seller.finance.info",
  "seller.fbt.info",
] as const;

const ADDRESS_LENGTH_MAX = 255;

/** Developer docs, "Webhooks overview": https, a domain name, no IP address, no port, at most 255 characters. */
function refuseAddress(core: Core, address: string): void {
  if (address === "") return;
  if (!URL.canParse(address)) throw new Refusal(`"${address}" is not an address.`);
  if (!core.state.doubts.strictWebhookAddress) return;
  const url = new URL(address);
  const isNumeric = /^[\d.:[\]a-f]+$/i.test(url.hostname) && !/[g-z]/i.test(url.hostname);
  if (url.protocol !== "https:" || url.port !== "" || isNumeric || !url.hostname.includes(".") || address.length > ADDRESS_LENGTH_MAX)
    throw new Refusal("A webhook address must be https, with a domain name, without a port.");
}

export const isAcceptedAddress = (core: Core, address: string): boolean => {
  try {
    refuseAddress(core, address);
    return address !== "";
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
};

/** Registers an app, or replaces the registration with the same key. */
export function registerApp(core: Core, input: AppRegistration): App {
  refuseAddress(core, input.webhookUrl);
  const tokens = core.chance("tokens");
  const appKey = input.appKey ?? `kx${drawWord(tokens, 11).toLowerCase()}`;
  const app: App = {
    appKey,
    appSecret: input.appSecret ?? drawHex(tokens, 40).toLowerCase(),
    oldSecret: null,
    serviceId: input.serviceId ?? core.state.apps[appKey]?.serviceId ?? core.ids.next("service"),
    name: input.name ?? `Tillside (${input.region})`,
    region: input.region,
    redirectUrl: input.redirectUrl,
    webhookUrl: input.webhookUrl,
    scopes: [...(input.scopes ?? SCOPES)],
    mutedTopics: core.state.apps[appKey]?.mutedTopics ?? [],
  };
  core.state.apps[appKey] = app;
  core.changed();
  return app;
}

export type AppChange = Partial<Pick<App, "name" | "redirectUrl" | "webhookUrl" | "scopes" | "mutedTopics" | "appSecret" | "serviceId">>;

/** A scope added here reaches a seller's grant only when that seller authorizes again. */
export function changeApp(core: Core, appKey: string, change: AppChange): App {
  const app = found(core.state.apps[appKey], "app", appKey);
  if (change.webhookUrl !== undefined) refuseAddress(core, change.webhookUrl);
  Object.assign(app, change);
  core.changed();
  return app;
}

/** A new secret; the old one goes on being accepted, and signing pushes, until the rotation is ended. */
export function rotateSecret(core: Core, appKey: string): App {
  const app = found(core.state.apps[appKey], "app", appKey);
  app.oldSecret = app.appSecret;
  app.appSecret = drawHex(core.chance("tokens"), 40).toLowerCase();
  core.changed();
  return app;
}

/** From now on the old secret is worth nothing. */
export function endRotation(core: Core, appKey: string): App {
  const app = found(core.state.apps[appKey], "app", appKey);
  app.oldSecret = null;
  core.changed();
  return app;
}

/** Which secret a push is signed with while a rotation is under way is a doubt with a switch. */
export const pushSecretOf = (core: Core, app: App): string =>
  app.oldSecret !== null && core.state.doubts.secretDuringRotation === "old" ? app.oldSecret : app.appSecret;

export const appWithServiceId = (core: Core, serviceId: string): App | undefined =>
  Object.values(core.state.apps).find((app) => app.serviceId === serviceId);
