/** What people do with an order here. Whatever it changed comes back by asking the desk again. */

import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";

interface Waiving {
  reason: Parameters<(typeof api.orders)[":id"]["waive"]["$post"]>[0]["json"]["reason"];
  ref: string;
  note: string | null;
}

export function useWorkActs(id: () => string) {
  const client = useQueryClient();
  const again = () =>
    client.invalidateQueries({ predicate: ({ queryKey: [name, what] }) => name === "orders" || name === "order-counts" || what === id() });
  const param = () => ({ id: id() });
  const order = api.orders[":id"];
  const hold = useMutation(() => ({
    mutationFn: (json: { reason: string; until: number | null }) => ask(order.hold.$post({ param: param(), json })),
    onSuccess: again,
  }));
  const release = useMutation(() => ({
    mutationFn: () => ask(order.release.$post({ param: param(), json: {} })),
    onSuccess: again,
  }));
  const waive = useMutation(() => ({
    mutationFn: (json: Waiving) => ask(order.waive.$post({ param: param(), json })),
    onSuccess: again,
  }));
  const choose = useMutation(() => ({
    mutationFn: (json: { lines: string[]; warehouse: string | null }) => ask(order.warehouse.$post({ param: param(), json })),
    onSuccess: again,
  }));
  const problem = () => hold.error ?? release.error ?? waive.error ?? choose.error;
  return { hold, release, waive, choose, problem };
}

export type WorkActs = ReturnType<typeof useWorkActs>;
