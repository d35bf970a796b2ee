/** Which page stands at which address. Routes are asked in the order they are written; a page stays for as long as its route does, whatever else
 *  the address says. */
import { type Component, children, createComponent, createMemo, createRoot, createSignal, type JSX, untrack } from "solid-js";
import { fetchAhead, fieldsOf, navigate, prepareWith, useLocation } from "./address.ts";
import { followLinks } from "./links.ts";
import { matchPath, type Params, type Pattern } from "./match.ts";

/** A page that may have to be fetched first. */
type Page = Component & { preload?: () => Promise<unknown>; isHere?: () => boolean };

interface RouteProps extends Partial<Pattern> {
  /** Around pages where it has children, itself one where it has none. */
  component: Component<RouteSectionProps> | Page;
  children?: JSX.Element;
}

export interface RouteSectionProps {
  children?: JSX.Element;
}

interface Listed extends Pattern {
  page: Page;
  around?: Component<RouteSectionProps>;
}

/** Stands in the list of routes; draws nothing itself. */
export function Route(props: RouteProps): JSX.Element {
  return props as unknown as JSX.Element;
}

const [params, setParams] = createRoot(() => {
  const [of, set] = createSignal<() => Params>(() => ({}));
  return [fieldsOf(() => of()()), set] as const;
});

/** What the address says where its route has names. */
export const useParams = <Named extends object = Params>(): Named => params as Named;

function list(given: JSX.Element, around?: Component<RouteSectionProps>): Listed[] {
  const routes = children(() => given).toArray() as unknown as RouteProps[];
  return routes.flatMap((route) =>
    route.path === undefined
      ? list(route.children, route.component as Component<RouteSectionProps>)
      : {
          path: route.path,
          page: route.component as Page,
          ...(around ? { around } : {}),
          ...(route.matchFilters ? { matchFilters: route.matchFilters } : {}),
        },
  );
}

export function Router(props: { children: JSX.Element }) {
  const routes = untrack(() => list(props.children));
  const find = (pathname: string) => {
    for (const route of routes) {
      const found = matchPath(route, pathname);
      if (found) return { route, params: found };
    }
    return undefined;
  };
  const location = useLocation();
  const here = createMemo(() => find(location.pathname));
  setParams(() => () => here()?.params ?? {});
  prepareWith((pathname) => {
    const page = find(pathname)?.route.page;
    return page?.preload && !page.isHere?.() ? page.preload() : null;
  });
  // Its code is fetched while it is still being asked who looks.
  fetchAhead(untrack(() => location.pathname));
  followLinks();
  const route = createMemo(() => here()?.route);
  const around = createMemo(() => route()?.around);
  const Leaf = () => {
    const page = createMemo(() => draw(route()?.page, {}));
    return page as unknown as JSX.Element;
  };
  return createMemo(() => {
    const Around = around();
    return Around
      ? draw(Around, {
          get children() {
            return createComponent(Leaf, {});
          },
        })
      : createComponent(Leaf, {});
  }) as unknown as JSX.Element;
}

const draw = (component: Component<RouteSectionProps> | undefined, props: RouteSectionProps): JSX.Element =>
  component ? untrack(() => createComponent(component, props)) : null;

/** Leads on at once. */
export function Navigate(props: { href: string }) {
  const to = untrack(() => props.href);
  // What stands here now is being drawn; it goes when that is done.
  queueMicrotask(() => navigate(to, { replace: true }));
  return null;
}
