/** What was sold, SKU by SKU, of one currency: the best first, and how many more there are. */
import { useQuery } from "@tanstack/solid-query";
import { Show } from "solid-js";
import { useStores } from "../team/me.tsx";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import type { Question } from "./place.ts";
import { askSkus, type SoldSku } from "./queries.ts";
import { type Column, DataTable } from "./table.tsx";
import { share, type Unit } from "./write.ts";

const COUNT: Unit = { as: "count" };
const SHARE: Unit = { as: "share" };

export function Skus(props: { question: Question; currency: string }) {
  const words = speak("insights");
  const stores = useStores();
  const report = useQuery(() => askSkus(props.question));
  const block = () => known(report)?.blocks.find(({ currency }) => currency === props.currency);
  const columns = (): Column<SoldSku>[] => {
    const named = words.sales.figures;
    const money: Unit = { as: "money", currency: props.currency };
    return [
      { name: named.net.name, unit: money, value: ({ sold, refunded }) => sold - refunded },
      { name: named.gmv.name, unit: money, value: ({ gmv }) => gmv },
      { name: named.units.name, unit: COUNT, value: ({ units }) => units },
      { name: named.cancelled.name, unit: SHARE, value: ({ cancelled, units }) => share(cancelled, units) },
      { name: words.sales.returned, unit: SHARE, value: ({ returned, delivered }) => share(returned, delivered) },
    ];
  };
  const nameOf = ({ title, variation, seller_sku, sku }: SoldSku) => [seller_sku ?? sku, title, variation].filter(Boolean).join(" · ");
  return (
    <Show when={block()}>
      {(found) => (
        <section class="card" aria-label={words.bySku}>
          <header>
            <h3>{words.bySku}</h3>
            <Show when={found().more > 0}>
              <span class="badge">{words.moreSkus(found().more)}</span>
            </Show>
          </header>
          <DataTable
            name={words.bySku}
            head={words.sku}
            rows={found().skus}
            rowName={(row) => `${nameOf(row)} (${stores.find(row.store)?.name ?? row.store})`}
            rowHead={(row) => (
              <span class="sku-head">
                <span class="ellipsis" dir="auto">
                  {row.seller_sku ?? row.sku}
                </span>
                <span class="small dim ellipsis" dir="auto">
                  {[row.title, row.variation, stores.find(row.store)?.name].filter(Boolean).join(" · ")}
                  {row.is_mapped ? "" : ` · ${words.unmapped}`}
                </span>
              </span>
            )}
            columns={columns()}
          />
        </section>
      )}
    </Show>
  );
}
