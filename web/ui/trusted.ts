/** Stands in for "solid-js/web" everywhere in the browser's build: the markup of compiled templates is the only string that may become HTML, the
 *  service worker the only address that may become a script,
 *  because the page's policy (Trusted Types, https://www.w3.org/TR/trusted-types/) refuses every other. It adds nothing else to Solid. */
import { template as templateOf } from "solid-js/web/dist/web.js";

export * from "solid-js/web/dist/web.js";

interface Policy {
  createHTML(markup: string): string;
  createScriptURL(address: string): string;
}
interface Policies {
  createPolicy(name: string, rules: Policy): Policy;
}

const { trustedTypes } = globalThis as { trustedTypes?: Policies };
/** The one address a script of ours may be loaded from by name. */
const rules: Policy = {
  createHTML: (markup) => markup,
  createScriptURL: (address) => {
    if (address !== "/offline.js") throw new Error("no script of ours");
    return address;
  },
};
const solid: Policy = trustedTypes?.createPolicy("solid", rules) ?? rules;

export const OFFLINE_WORKER = solid.createScriptURL("/offline.js");

export const template: typeof templateOf = (markup, ...rest) => templateOf(solid.createHTML(markup), ...rest);
