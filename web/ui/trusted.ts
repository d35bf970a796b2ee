/** Stands in for "solid-js/web" everywhere in the browser's build: the markup of compiled templates is the only string that may become HTML,
 *  because the page's policy (Trusted Types, https://www.w3.org/TR/trusted-types/) refuses every other. It adds nothing else to Solid. */
import { template as templateOf } from "solid-js/web/dist/web.js";

export * from "solid-js/web/dist/web.js";

interface Policy {
  createHTML(markup: string): string;
}
interface Policies {
  createPolicy(name: string, rules: Policy): Policy;
}

const { trustedTypes } = globalThis as { trustedTypes?: Policies };
const solid: Policy = trustedTypes?.createPolicy("solid", { createHTML: (markup) => markup }) ?? { createHTML: (markup) => markup };

export const template: typeof templateOf = (markup, ...rest) => templateOf(solid.createHTML(markup), ...rest);
