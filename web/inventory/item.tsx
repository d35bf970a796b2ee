/** One item: what it is, what it is made of, and where it is used. Without an id in the address it is a new one. */

import { createSignal, For, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { useNavigate, useParams } from "../router/use.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { useKeys } from "../ui/keys.ts";
import { leaveField } from "../ui/leave.ts";
import { Answer, Callout, Skeleton, Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { StoreMark } from "../ui/who.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { ItemForm } from "./item-form.tsx";
import { askFoundItems, askItem, type ItemPage } from "./queries.ts";
import { InventoryRoom } from "./tabs.tsx";

export default function Item() {
  const params = useParams<{ id: string }>();
  const navigate = useNavigate();
  useKeys({ back: () => leaveField() || navigate("/inventory") });
  return (
    <InventoryRoom tab="items">
      <div class="scroll" tabindex="0">
        <div class="page">
          <p>
            <a class="link row tight" href="/inventory">
              <Icon name="left" size="s" />
              {speak("inventory").item.back}
            </a>
          </p>
          <Show when={params.id !== "new"} fallback={<NewItem />}>
            <Known id={params.id} />
          </Show>
        </div>
      </div>
    </InventoryRoom>
  );
}

function NewItem() {
  const words = speak("inventory").item;
  const navigate = useNavigate();
  // Which currencies there are and what may be done comes with the list.
  const list = useQuery(() => askFoundItems(""));
  return (
    <>
      <header class="item-head">
        <h2 class="page-title">{words.newTitle}</h2>
      </header>
      <Answer of={list} waiting={<Skeleton rows={3} class="scan-waiting" widths={[40, 80]} />}>
        {(page) => (
          <section class="card item-card" aria-label={words.newTitle}>
            <div class="body">
              <ItemForm
                page={null}
                version={0}
                currencies={page().currencies}
                because={whyNot(page().can.create)}
                seesCost={page().can.cost.ok}
                onSaved={(id) => navigate(`/inventory/items/${id}`, { replace: true })}
              />
            </div>
          </section>
        )}
      </Answer>
    </>
  );
}

function Known(props: { id: string }) {
  const query = useQuery(() => askItem(props.id));
  return (
    <Answer of={query} waiting={<Skeleton rows={3} class="scan-waiting" widths={[40, 80]} />}>
      {(page) => (
        <Show when={page().item.id} keyed>
          <Page page={page()} />
        </Show>
      )}
    </Answer>
  );
}

function Page(props: { page: ItemPage }) {
  const words = speak("inventory").item;
  // What somebody else saves meanwhile must neither change what is being typed nor be overwritten by it unseen.
  const [version, setVersion] = createSignal(untrack(() => props.page.item.version));
  const advance = () => setVersion(version() + 1);
  return (
    <>
      <header class="row wrap item-head">
        <h2 class="page-title">
          <span class="id">{props.page.item.sku}</span>
        </h2>
        <Show when={props.page.item.kind === "kit"}>
          <span class="badge">{words.kit}</span>
        </Show>
        <ArchiveButton page={props.page} onActed={advance} />
      </header>
      <Show when={props.page.item.archived}>
        <Callout icon="info">{words.isArchived}</Callout>
      </Show>
      <div class="two">
        <section class="card item-card" aria-labelledby="h-details">
          <header>
            <h3 id="h-details">{words.details}</h3>
          </header>
          <div class="body">
            <ItemForm
              page={props.page}
              version={version()}
              currencies={props.page.currencies}
              because={whyNot(props.page.can.change)}
              seesCost={props.page.can.cost.ok}
              onSaved={advance}
            />
          </div>
        </section>
        <Uses page={props.page} />
      </div>
    </>
  );
}

function ArchiveButton(props: { page: ItemPage; onActed: () => void }) {
  const words = speak("inventory").item;
  const client = useQueryClient();
  const isArchived = () => props.page.item.archived;
  const archive = useMutation(() => ({
    mutationFn: () =>
      ask(api.items[":id"].archived.$put({ param: { id: props.page.item.id }, json: { archived: !props.page.item.archived } })),
    onSuccess: async () => {
      const { sku, archived } = props.page.item;
      props.onActed();
      await client.invalidateQueries({ queryKey: ["items"] });
      toast({ words: archived ? words.restoredNow(sku) : words.archivedNow(sku) });
    },
  }));
  return (
    <span class="push row wrap">
      <Button
        small
        busy={archive.isPending}
        because={whyNot(isArchived() ? props.page.can.change : props.page.can.archive)}
        onPress={() => archive.mutate()}
      >
        {isArchived() ? words.restore : words.archive}
      </Button>
      <Show when={archive.isError}>
        <Trouble problem={archive.error} />
      </Show>
    </span>
  );
}

function Uses(props: { page: ItemPage }) {
  const words = speak("inventory").item;
  const stores = useStores();
  const isUnused = () => props.page.listings.length === 0 && props.page.kits.length === 0;
  return (
    <section class="card" aria-labelledby="h-uses">
      <header>
        <h3 id="h-uses">{words.usedBy}</h3>
      </header>
      <Show when={isUnused()}>
        <p class="body small dim">{words.usedByNone}</p>
      </Show>
      <Show when={props.page.kits.length > 0}>
        <p class="label item-label">{words.kits}</p>
        <ul class="list lined">
          <For each={props.page.kits}>
            {(kit) => (
              <li>
                <a class="list-row" href={`/inventory/items/${kit.id}`}>
                  <span class="id ellipsis">{kit.sku}</span>
                  <bdi class="ellipsis mid">{kit.name}</bdi>
                  <span class="push num dim">{words.times(kit.qty)}</span>
                </a>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.page.listings.length > 0}>
        <p class="label item-label">{words.listings}</p>
        <ul class="list lined">
          <For each={props.page.listings}>
            {(listing) => (
              <li>
                <a class="list-row" href={`/inventory/listings?q=${listing.sku_id}`}>
                  <Show when={stores.find(listing.store_id)}>{(store) => <StoreMark store={store()} />}</Show>
                  <bdi class="ellipsis">{[listing.title, listing.variation].filter(Boolean).join(", ")}</bdi>
                  <span class="push num dim">{words.times(listing.qty)}</span>
                </a>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
