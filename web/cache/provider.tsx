/** Gives the page its one cache, and tells the cache when the window is looked at again and when the connection comes and goes. */
import { createContext, type JSX, onCleanup, untrack, useContext } from "solid-js";
import type { QueryClient } from "./cache.ts";

const CacheContext = createContext<QueryClient>();

export function useQueryClient(): QueryClient {
  const cache = useContext(CacheContext);
  if (!cache) throw new Error("useQueryClient outside QueryClientProvider");
  return cache;
}

export function QueryClientProvider(props: { client: QueryClient; children: JSX.Element }) {
  const cache = untrack(() => props.client);
  const look = () => !document.hidden && cache.revisit();
  const tell = ({ type }: Event) => cache.setOnline(type === "online");
  document.addEventListener("visibilitychange", look);
  addEventListener("online", tell);
  addEventListener("offline", tell);
  onCleanup(() => {
    document.removeEventListener("visibilitychange", look);
    removeEventListener("online", tell);
    removeEventListener("offline", tell);
  });
  return <CacheContext.Provider value={cache}>{props.children}</CacheContext.Provider>;
}
