/** Where one is: the browser's address, and nothing beside it. Moving on changes it once what stands there has been fetched, so that a page
 *  stays until the next one is ready; whoever has something to lose may hold a move back. */
import { createMemo, createRoot, createSignal, getOwner, onCleanup, runWithOwner } from "solid-js";

interface Address {
  pathname: string;
  search: string;
  hash: string;
}

export interface Moving {
  /** In place of where one is, so that going back does not lead there. */
  replace?: boolean;
  /** False where the page stays scrolled as it is. */
  scroll?: boolean;
}

export interface Leaving {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
  /** Goes after all; `force` asks nobody again. */
  retry(force?: boolean): void;
}

interface Placed {
  depth: number;
}

const read = (): Address => ({ pathname: location.pathname, search: location.search, hash: location.hash });
const [address, setAddress] = createSignal(read());
const guards = new Set<(leaving: Leaving) => void>();
let prepare: (pathname: string) => Promise<unknown> | null = () => null;
let isForced = false;
let moves = 0;

/** How many addresses lie before this one: how far somebody went who went back. An entry the browser made itself knows nothing of it. */
function readDepth(): number {
  const state = history.state as Placed | null;
  if (state?.depth === undefined) history.replaceState({ depth: history.length - 1 } satisfies Placed, "");
  return (history.state as Placed).depth;
}
let depth = readDepth();

/** `fetchFor` says what has to be there before an address is shown; null where nothing has. */
export function prepareWith(fetchFor: typeof prepare): void {
  prepare = fetchFor;
}

/** Fetches what stands at an address, for somebody who is about to go there. */
export const fetchAhead = (pathname: string): void => void prepare(pathname)?.catch(() => null);

function isHeldBack(goAgain: () => void): boolean {
  if (isForced) {
    isForced = false;
    return false;
  }
  let isPrevented = false;
  const leaving: Leaving = {
    get defaultPrevented() {
      return isPrevented;
    },
    preventDefault: () => {
      isPrevented = true;
    },
    retry: (force = false) => {
      isForced = force;
      goAgain();
    },
  };
  for (const guard of guards) guard(leaving);
  return isPrevented;
}

/** Shows an address once what stands there is here; what could not be fetched is shown too, and says so itself. */
function show(pathname: string, commit: () => void): void {
  moves += 1;
  const own = moves;
  const fetching = prepare(pathname);
  const arrive = () => void (own === moves && commit());
  if (fetching) fetching.then(arrive, arrive);
  else commit();
}

export function navigate(to: string, how: Moving = {}): void {
  const next = new URL(to, location.href);
  if (next.href === location.href) return;
  if (isHeldBack(() => navigate(to, how))) return;
  show(next.pathname, () => {
    depth += how.replace ? 0 : 1;
    history[how.replace ? "replaceState" : "pushState"]({ depth } satisfies Placed, "", next);
    setAddress(read());
    if (how.scroll !== false) scrollTo(next.hash);
  });
}

function scrollTo(hash: string): void {
  const named = document.getElementById(decodeURIComponent(hash.slice(1)));
  if (named) named.scrollIntoView();
  else window.scrollTo(0, 0);
}

let isGoingBack = false;
addEventListener("popstate", () => {
  const by = readDepth() - depth;
  if (isGoingBack || by === 0 || !isHeldBack(() => history.go(by))) {
    depth += by;
    if (!isGoingBack) show(location.pathname, () => setAddress(read()));
    isGoingBack = false;
    return;
  }
  // Back to where the browser had already left.
  isGoingBack = true;
  depth += by;
  history.go(-by);
});

/** An object whose fields are followed one by one: whoever reads one is not told when another changes. */
export function fieldsOf<Fields extends object>(of: () => Fields): Fields {
  const owner = getOwner();
  const fields = new Map<PropertyKey, () => unknown>();
  const field = (name: PropertyKey) => {
    const known = fields.get(name) ?? runWithOwner(owner, () => createMemo(() => of()[name as keyof Fields]));
    if (known) fields.set(name, known);
    return known?.();
  };
  return new Proxy({} as Fields, {
    get: (_, name) => field(name),
    has: (_, name) => name in of(),
    ownKeys: () => Reflect.ownKeys(of()),
    getOwnPropertyDescriptor: (_, name) => ({ enumerable: true, configurable: true, value: field(name) }),
  });
}

const { place, query } = createRoot(() => {
  const search = createMemo(() => address().search);
  return { place: fieldsOf(address), query: fieldsOf(createMemo(() => Object.fromEntries(new URLSearchParams(search())))) };
});

export const useLocation = (): Address => place;
export const useNavigate = () => navigate;

type Changes = Record<string, string | null | undefined>;

/** What the address asks for by name, and a way to change some of it: what is empty is left out. */
export function useSearchParams<Asked extends object = Changes>(): [Partial<Asked>, (changes: Changes, how?: Moving) => void] {
  const change = (changes: Changes, how: Moving = {}) => {
    const asked = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) asked.set(name, value);
      else asked.delete(name);
    }
    const written = asked.size > 0 ? `?${asked}` : "";
    navigate(location.pathname + written + location.hash, { scroll: false, ...how });
  };
  return [query as Partial<Asked>, change];
}

/** Asks before a move, for as long as the component is there. */
export function useBeforeLeave(guard: (leaving: Leaving) => void): void {
  guards.add(guard);
  onCleanup(() => guards.delete(guard));
}
