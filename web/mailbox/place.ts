/** Where one is in the mailbox, read from the address and written to nothing else: the view, the stores, the search, the open ticket, and on
 *  narrow screens whether the order lies over it. */

import { createMemo } from "solid-js";
import { PRIORITIES } from "../labels/queries.ts";
import { useNavigate, useParams, useSearchParams } from "../router/use.ts";
import { DUES, type Filters, STATES, VIEWS, type View } from "../tickets/queries.ts";

export interface Move extends Partial<Filters> {
  view?: View;
  ticket?: string | null;
  search?: string;
  panel?: boolean;
}

export const NO_FILTERS: Filters = {
  stores: null,
  market: null,
  assignee: null,
  team: null,
  due: null,
  tag: null,
  priority: null,
  class: null,
  burst: null,
  unread: null,
  state: null,
};

interface Query {
  [name: string]: string | undefined;
  store?: string;
  market?: string;
  assignee?: string;
  team?: string;
  due?: string;
  tag?: string;
  priority?: string;
  class?: string;
  burst?: string;
  unread?: string;
  state?: string;
  q?: string;
  panel?: string;
}

export function usePlace() {
  const params = useParams<{ view?: string; ticket?: string }>();
  const [query] = useSearchParams<Query>();
  const navigate = useNavigate();
  const view = (): View => VIEWS.find((one) => one === params.view) ?? "todo";
  const chosen = createMemo(() => query.store ?? "");
  const stores = createMemo(() => (chosen() === "" ? null : chosen().split(",")));
  const search = () => query.q ?? "";
  const ticket = () => params.ticket ?? null;
  const isPanel = () => query.panel !== undefined;

  const filters = createMemo<Filters>(() => ({
    stores: stores(),
    market: query.market || null,
    assignee: query.assignee || null,
    team: query.team || null,
    due: DUES.find((one) => one === query.due) ?? null,
    tag: query.tag || null,
    priority: PRIORITIES.find((one) => one === query.priority) ?? null,
    class: query.class || null,
    burst: query.burst || null,
    unread: query.unread === undefined ? null : true,
    state: STATES.find((one) => one === query.state) ?? null,
  }));

  const addressOf = (move: Move): string => {
    const to = { view: view(), ticket: ticket(), search: search(), panel: false, ...filters(), ...move };
    const asked = new URLSearchParams();
    if (to.stores) asked.set("store", to.stores.join(","));
    for (const name of ["market", "assignee", "team", "due", "tag", "priority", "class", "burst", "state"] as const)
      if (to[name]) asked.set(name, to[name]);
    if (to.unread) asked.set("unread", "");
    if (to.search) asked.set("q", to.search);
    if (to.panel) asked.set("panel", "");
    const written = asked.size > 0 ? `?${asked.toString().replace(/=(?=&|$)/g, "")}` : "";
    return `/mailbox/${to.view}${to.ticket ? `/${to.ticket}` : ""}${written}`;
  };
  return {
    view,
    stores,
    filters,
    /** Beyond stores, which the views show themselves. */
    isFiltered: () => Object.entries(filters()).some(([name, value]) => name !== "stores" && value !== null),
    search,
    ticket,
    isPanel,
    /** What a narrow screen shows. */
    screen: () => (ticket() === null ? "list" : isPanel() ? "panel" : "thread"),
    addressOf,
    /** `hash` names an entry of the ticket, and is of this address alone. */
    go: (move: Move, replace = false, hash = "") => navigate(addressOf(move) + hash, { replace, scroll: false }),
  };
}

export type Place = ReturnType<typeof usePlace>;
