/** Settings › Tags: the tags there are and how much they are used, each to be renamed, coloured, archived or merged into another. */

import { createMemo, createSignal, For, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { SettingsPage } from "../team/settings.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { CheckField } from "../ui/field.tsx";
import { Answer, Empty, Skeleton, Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { TagChip } from "./chips.tsx";
import { MergeDialog } from "./merge.tsx";
import { askTags, type Tag, type TagsPage } from "./queries.ts";
import { TagForm } from "./tag-form.tsx";

export default function Tags() {
  const words = speak("tags");
  const query = useQuery(() => askTags);
  const [isNew, setNew] = createSignal(false);
  return (
    <SettingsPage
      place="tags"
      title={words.title}
      words={words.words}
      act={
        <Button small look="primary" icon="plus" onPress={() => setNew(true)}>
          {words.add}
        </Button>
      }
    >
      <Answer of={query} waiting={<Skeleton rows={6} class="scan-waiting" widths={[40, 12]} />}>
        {(page) => <TagList page={page()} isNew={isNew()} onMade={() => setNew(false)} />}
      </Answer>
    </SettingsPage>
  );
}

function TagList(props: { page: TagsPage; isNew: boolean; onMade: () => void }) {
  const words = speak("tags");
  const [merging, setMerging] = createSignal<Tag | null>(null);
  const at = (archived: boolean) => props.page.tags.filter((tag) => tag.mergedInto === null && tag.archived === archived);
  const offered = createMemo(() => at(false));
  const archived = createMemo(() => at(true));
  return (
    <>
      <section class="card" aria-label={words.title}>
        <Show when={props.isNew}>
          <TagForm page={props.page} tag={null} onClose={props.onMade} />
        </Show>
        <Show
          when={offered().length > 0}
          fallback={
            <Show when={!props.isNew}>
              <Empty icon="tag" title={words.none.title} words={words.none.words} />
            </Show>
          }
        >
          <ul class="list lined">
            <TagRows page={props.page} tags={offered()} onMerge={setMerging} />
          </ul>
        </Show>
      </section>
      <WhoMakes page={props.page} />
      <Show when={archived().length > 0}>
        <section class="card" aria-label={words.archivedTitle}>
          <header>
            <h2>{words.archivedTitle}</h2>
          </header>
          <p class="small dim body">{words.archivedWords}</p>
          <ul class="list lined">
            <TagRows page={props.page} tags={archived()} onMerge={setMerging} />
          </ul>
        </section>
      </Show>
      <Show when={merging()}>{(tag) => <MergeDialog tag={tag()} others={offered()} onClose={() => setMerging(null)} />}</Show>
    </>
  );
}

/** By id: a form that is open stays when the tags are asked for again. */
function TagRows(props: { page: TagsPage; tags: Tag[]; onMerge: (tag: Tag) => void }) {
  return (
    <For each={props.tags.map(({ id }) => id)}>
      {(id) => (
        <Show when={props.tags.find((one) => one.id === id)}>
          {(tag) => <TagRow page={props.page} tag={tag()} onMerge={() => props.onMerge(tag())} />}
        </Show>
      )}
    </For>
  );
}

function WhoMakes(props: { page: TagsPage }) {
  const words = speak("tags");
  const client = useQueryClient();
  const save = useMutation(() => ({
    mutationFn: (agentsCreate: boolean) => ask(api.tags.setting.$put({ json: { agentsCreate } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["tags"] }),
  }));
  return (
    <section class="card" aria-labelledby="h-who-makes">
      <header>
        <h2 id="h-who-makes">{words.whoMakes}</h2>
      </header>
      <div class="body stack tight">
        <Show when={whyNot(props.page.can.manage) === null} fallback={<p class="mid">{whyNot(props.page.can.manage)}</p>}>
          <CheckField name={words.agentsCreate} checked={props.page.agentsCreate} onChange={save.mutateAsync} />
          <p class="small dim">{words.agentsCreateNo}</p>
        </Show>
        <Show when={save.isError}>
          <Trouble problem={save.error} />
        </Show>
      </div>
    </section>
  );
}

function TagRow(props: { page: TagsPage; tag: Tag; onMerge: () => void }) {
  const words = speak("tags");
  const client = useQueryClient();
  const [isOpen, setOpen] = createSignal(false);
  const param = untrack(() => ({ id: props.tag.id }));
  const archive = useMutation(() => ({
    mutationFn: (archived: boolean) => ask(api.tags[":id"].archived.$put({ param, json: { archived } })),
    onSuccess: async (_: unknown, archived: boolean) => {
      // Afterwards it stands in the other list, and this row is gone.
      const { name } = props.tag;
      await client.invalidateQueries({ queryKey: ["tags"] });
      toast({ words: archived ? words.archived(name) : words.restored(name) });
    },
  }));
  const manage = () => whyNot(props.page.can.manage);
  return (
    <li>
      <div class="list-row tag-row">
        <TagChip tag={props.tag} />
        <Show when={props.tag.uses !== null}>
          <a
            class="link small num"
            href={`/mailbox/todo?tag=${props.tag.id}`}
            aria-label={words.show(words.used(props.tag.uses ?? 0), props.tag.name)}
          >
            {words.used(props.tag.uses ?? 0)}
          </a>
        </Show>
        <span class="push row tight">
          <IconButton
            icon="pencil"
            small
            label={words.edit(props.tag.name)}
            because={manage()}
            pressed={isOpen()}
            onPress={() => setOpen(!isOpen())}
          />
        </span>
      </div>
      <Show when={isOpen()}>
        <TagForm page={props.page} tag={props.tag} onClose={() => setOpen(false)}>
          <Button look="quiet" onPress={() => props.onMerge()}>
            {words.merge.open}
          </Button>
          <Button look="quiet" busy={archive.isPending} onPress={() => archive.mutate(!props.tag.archived)}>
            {props.tag.archived ? words.restore : words.archive}
          </Button>
        </TagForm>
      </Show>
      <Show when={archive.isError}>
        <Trouble problem={archive.error} />
      </Show>
    </li>
  );
}
