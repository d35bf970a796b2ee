/** What the pages of turns ask. */
import { type Answer, api, ask } from "../api.ts";

export type RotaPage = Answer<typeof api.rota.$get>;
export type Team = RotaPage["teams"][number];
export type WayBack = RotaPage["rota"]["handBack"];

export const WAYS_BACK = ["keep", "team", "nobody"] as const satisfies WayBack[];

/** A form that is open stays as it is while its reader looks elsewhere. */
export const askRota = { queryKey: ["rota"], queryFn: () => ask(api.rota.$get()), refetchOnWindowFocus: false };
