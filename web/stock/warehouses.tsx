/** Inventory › Warehouses: where goods stand, which stores ship from each, and what an admin changes about them. */

import { createMemo, createSignal, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { InventoryRoom } from "../inventory/tabs.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { placeOf } from "../ui/clock.ts";
import { Icon } from "../ui/icon.tsx";
import { Answer, Empty, known, Skeleton, Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { askWarehouses, type Warehouse, type WarehousesPage } from "./queries.ts";
import { nameOfCountry, WarehouseForm } from "./warehouse-form.tsx";
import "./warehouses.css";

export default function Warehouses() {
  const words = speak("stock").warehouses;
  const query = useQuery(() => askWarehouses);
  const [isNew, setNew] = createSignal(false);
  return (
    <InventoryRoom
      tab="warehouses"
      count={known(query)?.warehouses.filter((one) => one.archived_at === null).length}
      bar={
        <Button small look="primary" icon="plus" because={whyNot(known(query)?.can.create)} quietly onPress={() => setNew(true)}>
          {words.add}
        </Button>
      }
    >
      <div class="scroll" tabindex="0">
        <div class="page stack">
          <p class="mid measure">{words.words}</p>
          <Answer of={query} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 12]} />}>
            {(page) => <List page={page()} isNew={isNew()} onMade={() => setNew(false)} />}
          </Answer>
        </div>
      </div>
    </InventoryRoom>
  );
}

function List(props: { page: WarehousesPage; isNew: boolean; onMade: () => void }) {
  const words = speak("stock").warehouses;
  const at = (archived: boolean) => props.page.warehouses.filter((one) => (one.archived_at !== null) === archived);
  const open = createMemo(() => at(false));
  const archived = createMemo(() => at(true));
  return (
    <>
      <section class="card" aria-label={speak("inventory").tabs.warehouses}>
        <Show when={props.isNew}>
          <WarehouseForm page={props.page} warehouse={null} onClose={props.onMade} />
        </Show>
        <Show
          when={open().length > 0}
          fallback={
            <Show when={!props.isNew}>
              <Empty icon="house" title={words.none.title} words={words.none.words} />
            </Show>
          }
        >
          <ul class="list lined">
            <Rows page={props.page} of={open()} />
          </ul>
        </Show>
      </section>
      <Show when={archived().length > 0}>
        <section class="card" aria-labelledby="h-archived">
          <header>
            <h2 id="h-archived">{words.archivedTitle}</h2>
          </header>
          <ul class="list lined">
            <Rows page={props.page} of={archived()} />
          </ul>
        </section>
      </Show>
    </>
  );
}

/** By id: a form that is open stays when the warehouses are asked for again. */
function Rows(props: { page: WarehousesPage; of: Warehouse[] }) {
  return (
    <For each={props.of.map(({ id }) => id)}>
      {(id) => <Show when={props.of.find((one) => one.id === id)}>{(one) => <Row page={props.page} warehouse={one()} />}</Show>}
    </For>
  );
}

function useArchive(of: () => Warehouse) {
  const words = speak("stock").warehouses;
  const client = useQueryClient();
  return useMutation(() => ({
    mutationFn: (archived: boolean) => ask(api.warehouses[":id"].archived.$put({ param: { id: of().id }, json: { archived } })),
    onSuccess: async (_: unknown, archived: boolean) => {
      // Afterwards it stands in the other list, and this row is gone.
      const { name } = of();
      await client.invalidateQueries({ queryKey: ["warehouses"] });
      toast({ words: (archived ? words.archived : words.restored)(name) });
    },
  }));
}

function Row(props: { page: WarehousesPage; warehouse: Warehouse }) {
  const words = speak("stock").warehouses;
  const [isOpen, setOpen] = createSignal(false);
  const archive = useArchive(() => props.warehouse);
  return (
    <li>
      <div class="list-row warehouse-row">
        <NameAndPlace warehouse={props.warehouse} />
        <Ships warehouse={props.warehouse} />
        <span class="push row tight">
          <IconButton
            icon="pencil"
            small
            label={words.edit(props.warehouse.name)}
            because={whyNot(props.warehouse.can.change)}
            pressed={isOpen()}
            onPress={() => setOpen(!isOpen())}
          />
        </span>
      </div>
      <Show when={isOpen()}>
        <WarehouseForm page={props.page} warehouse={props.warehouse} onClose={() => setOpen(false)}>
          <Button
            look="quiet"
            busy={archive.isPending}
            because={whyNot(props.warehouse.can.archive)}
            onPress={() => archive.mutate(props.warehouse.archived_at === null)}
          >
            {props.warehouse.archived_at === null ? words.archive : words.restore}
          </Button>
        </WarehouseForm>
      </Show>
      <Show when={archive.isError}>
        <Trouble problem={archive.error} />
      </Show>
    </li>
  );
}

function NameAndPlace(props: { warehouse: Warehouse }) {
  const words = speak("stock").warehouses;
  const place = () => [props.warehouse.postal_code, props.warehouse.country && nameOfCountry(props.warehouse.country)];
  return (
    <div class="warehouse-name">
      <p>
        <a
          class="link"
          href={`/inventory/stock?warehouse=${props.warehouse.id}`}
          aria-label={words.showStock(props.warehouse.name)}
          dir="auto"
        >
          {props.warehouse.name}
        </a>{" "}
        <Show when={props.warehouse.kind === "fbt"}>
          <span class="badge">{words.kinds.fbt}</span>
        </Show>
      </p>
      <p class="small dim">{[place().filter(Boolean).join(" "), placeOf(props.warehouse.time_zone)].filter(Boolean).join(" · ")}</p>
    </div>
  );
}

function Ships(props: { warehouse: Warehouse }) {
  const words = speak("stock").warehouses;
  return (
    <Show
      when={props.warehouse.kind === "merchant"}
      fallback={<Show when={props.warehouse.store}>{(store) => <p class="small dim">{words.fbtOf(store())}</p>}</Show>}
    >
      <p class="small warehouse-ships">
        <Show when={props.warehouse.ships.length > 0} fallback={<span class="dim">{words.shipsNone}</span>}>
          <span class="dim row">
            <Icon name="truck" size="s" /> {words.ships}
          </span>
          <For each={props.warehouse.ships}>
            {(store) => (
              <span>
                <a class="link" href={`/stores/${store.id}`}>
                  {store.name}
                </a>
                <Show when={store.is_fallback}>
                  <span class="dim"> ({words.fallback})</span>
                </Show>
              </span>
            )}
          </For>
        </Show>
      </p>
    </Show>
  );
}
