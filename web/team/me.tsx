/** Who is signed in, which stores they see, and the names of the people they may read about. Everything inside the frame may count on it. */

import { createContext, useContext } from "solid-js";
import { type Answer, api, ask } from "../api.ts";
import { useQuery } from "../cache/use.ts";
import { setByDesk } from "../ui/clock.ts";
import { known } from "../ui/states.tsx";

export type Me = Omit<Answer<typeof api.me.$get>, "now">;
export type VisibleStore = Me["stores"][number];
export type Right = VisibleStore["rights"][number];

async function readMe(): Promise<Me> {
  const { now, ...me } = await ask(api.me.$get());
  setByDesk(now);
  return me;
}
export const askMe = { queryKey: ["me"], queryFn: readMe };

export const askNames = { queryKey: ["names"], queryFn: () => ask(api.colleagues.$get()), isAside: true } as const;

/** Teams of the stores one sees, and those that are gone, for their names. */
export const askTeams = { queryKey: ["teams"], queryFn: () => ask(api.teams.$get()), isAside: true } as const;

/** Whether one is here, what one has to do, and what becomes of it on going away. */
export const askAtWork = { queryKey: ["at-work"], queryFn: () => ask(api["at-work"].$get()), isAside: true } as const;

const MeContext = createContext<() => Me>();
export const MeProvider = MeContext.Provider;

export function useMe(): () => Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe outside the frame");
  return me;
}

/** A store by its id; undefined where it is not visible, or no longer. */
export function useStores() {
  const me = useMe();
  return {
    all: () => me().stores,
    find: (id: string | undefined) => me().stores.find((store) => store.id === id),
  };
}

export const isAdmin = (me: Me) => me.person.role === "admin";

/** Names by id, for avatars. */
export function useNames() {
  const query = useQuery(() => askNames);
  return (id: string): string | null => known(query)?.colleagues.find((one) => one.id === id)?.name ?? null;
}

export function useTeamNames() {
  const query = useQuery(() => askTeams);
  return (id: string): string | null => known(query)?.teams.find((one) => one.id === id)?.name ?? null;
}
