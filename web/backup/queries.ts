/** What the page of backups asks, how often while one is being written, and refusals in its own words. */
import { type Answer, api, ask, type Problem } from "../api.ts";
import { type Because, explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";

export type BackupPage = Answer<typeof api.backups.$get>;
export type Backup = BackupPage["backups"][number];

const ASKED_EVERY_MS = 2_000;

export const askBackups = {
  queryKey: ["backups"],
  queryFn: () => ask(api.backups.$get()),
  refetchInterval: (query: { state: { data?: BackupPage | undefined } }) =>
    query.state.data?.backups.some(({ state }) => state === "writing") ? ASKED_EVERY_MS : false,
};

export const explainBackup = (because: Because | Problem): string =>
  speak("backups").problems[because.code]?.(because.facts) ?? explain(because);
