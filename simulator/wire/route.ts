// A call of the API as a row of a table: method, path, versions, scope, whether it names a shop, and what it does. Refuses to run
// anything; the gateway does, after its checks.
import type { Core } from "../core/core.ts";
import type { Shop } from "../sellers/account.ts";
import type { App } from "../sellers/app.ts";
import type { Grant } from "../sellers/grant.ts";
import type { Form } from "./gateway.ts";

/** A call for a seller account, which names no shop. */
export interface SellerCall {
  core: Core;
  route: Route;
  version: string;
  params: Record<string, string>;
  query: URLSearchParams;
  /** The parsed JSON body; {} when there is none. */
  body: Record<string, unknown>;
  form: Form | null;
  app: App;
  grant: Grant;
}

/** A call for one shop, named by its cipher. */
export interface Call extends SellerCall {
  shop: Shop;
}

interface RouteFacts {
  name: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** `{v}` stands for the version, `{name}` for a parameter. */
  path: string;
  versions: readonly string[];
  scope: string;
  /** Counts against the daily quota of chat requests. */
  chatQuota?: boolean;
  multipart?: boolean;
  /** Query parameters of its own, for the doubt whether others are refused. */
  query?: readonly string[];
}

export type Route = RouteFacts & ({ cipher: true; run(call: Call): unknown } | { cipher: false; run(call: SellerCall): unknown });

interface Found {
  route: Route;
  version: string;
  params: Record<string, string>;
}

export type Lookup = Found | "path" | "method" | "version";

const split = new Map<string, readonly string[]>();

/** Patterns are asked for with every call. */
function partsOf(pattern: string): readonly string[] {
  const known = split.get(pattern) ?? pattern.split("/").slice(1);
  split.set(pattern, known);
  return known;
}

/** Compares a path with a route's; null when they differ. */
function paramsOf(pattern: string, parts: readonly string[]): Record<string, string> | null {
  const wanted = partsOf(pattern);
  if (wanted.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const given = parts[at] ?? "";
    if (part.startsWith("{")) params[part.slice(1, -1)] = given;
    else if (part !== given) return null;
  }
  return params;
}

const VERSION = /^\d{6}$/;

/** The route for a request; literal paths win over patterns because they come first in the table. */
export function findRoute(routes: readonly Route[], method: string, path: string): Lookup {
  const parts = path.split("/").slice(1);
  let verdict: Lookup = "path";
  for (const route of routes) {
    const params = paramsOf(route.path, parts);
    const version = params?.v;
    if (!params || version === undefined || !VERSION.test(version)) continue;
    if (!route.versions.includes(version)) {
      if (verdict === "path") verdict = "version";
    } else if (route.method === method) return { route, version, params };
    else verdict = "method";
  }
  return verdict;
}
