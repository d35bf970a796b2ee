/** Which route an address belongs to: the first whose pattern fits. Pure. A pattern is written as parts of a path: words, `:names`, `:names?`
 *  that may be missing at its end, or `*` for whatever is left. */

export type Params = Record<string, string | undefined>;

export interface Pattern {
  path: string;
  /** What a part's value has to look like, by the part's name. */
  matchFilters?: Record<string, RegExp>;
}

/** Half a percent sign is nobody's to write but a person's own hand. */
function readPart(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

const partsOf = (path: string): string[] => path.split("/").filter((part) => part !== "");

/** The values of the pattern's names; null where it does not fit. */
export function matchPath({ path, matchFilters = {} }: Pattern, pathname: string): Params | null {
  if (path === "*") return {};
  const [wanted, given] = [partsOf(path), partsOf(pathname)];
  if (given.length > wanted.length) return null;
  const params: Params = {};
  for (const [at, want] of wanted.entries()) {
    const part = given[at];
    if (!want.startsWith(":")) {
      if (part !== want) return null;
      continue;
    }
    const name = want.replace(/^:|\?$/g, "");
    if (part === undefined) {
      if (!want.endsWith("?")) return null;
      continue;
    }
    const value = readPart(part);
    if (matchFilters[name]?.test(value) === false) return null;
    params[name] = value;
  }
  return params;
}
