/** What there is to label tickets with: asked once, and again when a ticket bears a tag nobody here has heard of. */

import { createMemo } from "solid-js";
import { type Answer, api, ask } from "../api.ts";
import { queryOptions, useQuery } from "../cache/use.ts";
import { now } from "../ui/clock.ts";
import { known } from "../ui/states.tsx";

export type TagsPage = Answer<typeof api.tags.$get>;
export type Tag = TagsPage["tags"][number];
export const PRIORITIES = ["urgent", "high", "normal", "low"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** A tag nobody knows is not asked for more often. */
const AGAIN_MS = 10_000;
const FRESH_MS = 300_000;

export const askTags = queryOptions({ queryKey: ["tags"], queryFn: () => ask(api.tags.$get()), staleTime: FRESH_MS, isAside: true });

export function useTags() {
  const query = useQuery(() => askTags);
  const all = createMemo(() => known(query)?.tags ?? []);
  const byId = createMemo(() => new Map(all().map((tag) => [tag.id, tag])));
  return {
    /** Those one may still choose. */
    offered: () => all().filter((tag) => !tag.archived),
    page: () => known(query),
    /** What was merged is what it became. */
    find: (id: string): Tag | undefined => {
      const found = byId().get(id);
      if (!found && query.isSuccess && !query.isFetching && now() - query.dataUpdatedAt > AGAIN_MS)
        queueMicrotask(() => void query.refetch());
      return found?.mergedInto ? (byId().get(found.mergedInto) ?? found) : found;
    },
  };
}

/** A tag's name by its id. */
export function useTagName() {
  const tags = useTags();
  return (id: string): string | undefined => tags.find(id)?.name;
}
