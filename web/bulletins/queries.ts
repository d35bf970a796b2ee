/** What the page of reports by e-mail asks; while something is on its way it asks again. */
import { type Answer, api, ask } from "../api.ts";

export type BulletinPage = Answer<typeof api.bulletins.$get>;
export type Bulletin = BulletinPage["bulletins"][number];
export type Form = Bulletin["form"];
export type Sending = BulletinPage["sendings"][number];

const ASKED_EVERY_MS = 3_000;

export const askBulletins = {
  queryKey: ["bulletins"],
  queryFn: () => ask(api.bulletins.$get()),
  refetchInterval: (query: { state: { data?: BulletinPage | undefined } }) =>
    query.state.data?.sendings.some(({ state }) => state === "due" || state === "sending") ? ASKED_EVERY_MS : false,
};
