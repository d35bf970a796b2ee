/** Which columns a list of orders shows: those of the view one is in, else one's own choice, else the usual ones. */

import { type Accessor, createMemo } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { useMe } from "../team/me.tsx";
import { known } from "../ui/states.tsx";
import { askOrderChoices, type ListColumn } from "./queries.ts";

/** Until the desk has said which there are: its usual ones. */
const USUAL: readonly ListColumn[] = ["order", "buyer", "units", "stage", "by", "deadline", "total"];

export function useColumns(ofView: Accessor<ListColumn[] | null>) {
  const me = useMe();
  const client = useQueryClient();
  const choices = useQuery(() => askOrderChoices);
  const own = createMemo<ListColumn[] | null>(() => {
    const chosen = me().preferences.orderColumns;
    const real = chosen?.filter((name): name is ListColumn => USUAL.includes(name as ListColumn) || isKnown(name));
    return real && real.length > 0 ? real : null;
  });
  const isKnown = (name: string) => (known(choices)?.columns.list as readonly string[] | undefined)?.includes(name) ?? false;
  const save = useMutation(() => ({
    mutationFn: (orderColumns: ListColumn[] | null) => ask(api.preferences.$patch({ json: { orderColumns } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["me"] }),
  }));
  return {
    shown: (): readonly ListColumn[] => ofView() ?? own() ?? known(choices)?.columns.usual ?? USUAL,
    /** What a view made here would keep; null where nobody chose. */
    chosen: () => ofView() ?? own(),
    all: () => known(choices)?.columns.list ?? USUAL,
    choose: (columns: ListColumn[] | null) => save.mutate(columns),
    busy: () => save.isPending,
  };
}

export type Columns = ReturnType<typeof useColumns>;
