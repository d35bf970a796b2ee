/** Where one is in the mailbox, read from the address and written to nothing else: the view, the stores, the search, the open ticket, and on
 *  narrow screens whether the order lies over it. */
import { useNavigate, useParams, useSearchParams } from "@solidjs/router";
import { createMemo } from "solid-js";
import { VIEWS, type View } from "./queries.ts";

export interface Move {
  view?: View;
  ticket?: string | null;
  stores?: string[] | null;
  search?: string;
  panel?: boolean;
}

export function usePlace() {
  const params = useParams<{ view?: string; ticket?: string }>();
  const [query] = useSearchParams<{ store?: string; q?: string; panel?: string }>();
  const navigate = useNavigate();
  const view = (): View => VIEWS.find((one) => one === params.view) ?? "todo";
  const chosen = createMemo(() => query.store ?? "");
  const stores = createMemo(() => (chosen() === "" ? null : chosen().split(",")));
  const search = () => query.q ?? "";
  const ticket = () => params.ticket ?? null;
  const isPanel = () => query.panel !== undefined;

  const addressOf = (move: Move): string => {
    const to = { view: view(), ticket: ticket(), stores: stores(), search: search(), panel: false, ...move };
    const asked = new URLSearchParams();
    if (to.stores) asked.set("store", to.stores.join(","));
    if (to.search) asked.set("q", to.search);
    if (to.panel) asked.set("panel", "");
    const written = asked.size > 0 ? `?${asked.toString().replace(/=(?=&|$)/g, "")}` : "";
    return `/mailbox/${to.view}${to.ticket ? `/${to.ticket}` : ""}${written}`;
  };
  return {
    view,
    stores,
    search,
    ticket,
    isPanel,
    /** What a narrow screen shows. */
    screen: () => (ticket() === null ? "list" : isPanel() ? "panel" : "thread"),
    addressOf,
    go: (move: Move, replace = false) => navigate(addressOf(move), { replace, scroll: false }),
  };
}

export type Place = ReturnType<typeof usePlace>;
