/** The views of orders one keeps: a new one for where one is, and the list of those there are, to name, share, order and let go. */

import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { KeepDialog } from "../mailbox/keep-view.tsx";
import { keptOf, type OrdersPlace } from "../orders/place.ts";
import { known } from "../ui/states.tsx";
import { askOrderViews, type ListColumn, type OrderView } from "./queries.ts";

type Wanted = Pick<OrderView, "name" | "filters" | "columns" | "shared">;

interface KeepProps {
  place: OrdersPlace;
  mode: "keep" | "change";
  columns: ListColumn[] | null;
  onClose: () => void;
}

export default function KeepOrderViews(props: KeepProps) {
  const client = useQueryClient();
  const views = useQuery(() => askOrderViews);
  const again = () => Promise.all([["order-views"], ["order-counts"]].map((queryKey) => client.invalidateQueries({ queryKey })));
  const acts = useMutation(() => ({ mutationFn: (doing: Promise<unknown>) => doing, onSuccess: again }));
  const find = (id: string) => known(views)?.views.find((view) => view.id === id);
  return (
    <KeepDialog
      mode={props.mode}
      views={views}
      acts={acts}
      onClose={props.onClose}
      keep={(name, shared) => {
        const wanted = { name, shared, columns: props.columns, filters: keptOf(props.place.filter()) } as Wanted;
        return ask(api.orders.views.$post({ json: wanted }));
      }}
      change={(id, name, shared) => {
        const { filters, columns } = find(id) ?? { filters: keptOf(props.place.filter()), columns: null };
        return ask(api.orders.views[":id"].$put({ param: { id }, json: { name, shared, filters, columns } as Wanted }));
      }}
      order={(ids) => ask(api.orders.views.order.$put({ json: { ids } }))}
      drop={(id) => ask(api.orders.views[":id"].$delete({ param: { id } }))}
    />
  );
}
