/** Settings › Audit log: every change of a setting, newest first, or those of one subject. It shows what was written down then, as it was
 *  written, and offers nothing to do. */

import { createMemo, For, Show } from "solid-js";
import { type Answer as AnswerOf, api, ask } from "../api.ts";
import { useInfiniteQuery } from "../cache/use.ts";
import { useTags } from "../labels/queries.ts";
import { useSearchParams } from "../router/use.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { known, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { AuditSeals } from "./audit-seals.tsx";
import { isRecord, isTold, type Naming, tellField, tellValue } from "./audit-words.ts";
import { useNames, useStores } from "./me.tsx";
import { SettingsPage } from "./settings.tsx";
import "./preferences.css";

/** Only such an id is looked for among tags, which are asked for again when one is missing. */
const TAG_ID = "tag_";

type Change = AnswerOf<typeof api.audit.$get>["rows"][number];

const askChanges = (subject: string | undefined) => ({
  queryKey: ["audit", subject],
  queryFn: ({ pageParam }: { pageParam: number | undefined }) =>
    ask(api.audit.$get({ query: { ...(pageParam ? { before: String(pageParam) } : {}), ...(subject ? { subject } : {}) } })),
  initialPageParam: undefined,
  getNextPageParam: (last: { next: number | null }) => last.next ?? undefined,
});

export default function Audit() {
  const words = speak("audit");
  const [query] = useSearchParams<{ subject?: string }>();
  const pages = useInfiniteQuery(() => askChanges(query.subject));
  const naming = useNaming();
  const rows = createMemo(() => known(pages)?.pages.flatMap((page) => page.rows));
  const only = () => (query.subject ? words.only(rows()?.find((row) => row.subject_name)?.subject_name ?? query.subject) : "");
  return (
    <SettingsPage place="audit" title={words.title} words={words.words}>
      <Show when={query.subject}>
        <p class="row">
          <b>{only()}</b>
          <ButtonLink small to="/settings/audit">
            {words.all}
          </ButtonLink>
        </p>
      </Show>
      <Show when={!query.subject}>
        <AuditSeals />
      </Show>
      <Show when={pages.isError}>
        <Trouble problem={pages.error} onRetry={() => void pages.refetch()} />
      </Show>
      <Show when={rows()} fallback={<Show when={!pages.isError}>{<Skeleton rows={6} class="scan-waiting" widths={[40, 25]} />}</Show>}>
        {(all) => (
          <section class="card" aria-label={words.title}>
            <ul class="list">
              <For each={all()} fallback={<li class="list-row">{words.nothing}</li>}>
                {(change) => <ChangeRow change={change} naming={naming} />}
              </For>
            </ul>
          </section>
        )}
      </Show>
      <Show when={pages.hasNextPage}>
        <div>
          <Button busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      </Show>
    </SettingsPage>
  );
}

/** Stores, tags and people by their names. */
function useNaming(): Naming {
  const [stores, people, tags] = [useStores(), useNames(), useTags()];
  return (id) => (id.startsWith(TAG_ID) ? tags.find(id)?.name : (stores.find(id)?.name ?? people(id)));
}

function ChangeRow(props: { change: Change; naming: Naming }) {
  const words = speak("audit");
  const about = () => [...new Set([nameOf(props.change), props.change.store])];
  return (
    <li class="list-row audit-row">
      <div class="fill stack tight">
        <p>
          <b>{props.change.person ?? words.itself}</b> <span>{words.actions[props.change.action] ?? props.change.action}</span>
          {": "}
          <a class="link" href={`/settings/audit?${new URLSearchParams({ subject: props.change.subject })}`}>
            {about().filter(Boolean).join(", ")}
          </a>
        </p>
        <dl class="changes">
          <For each={differences(props.change.before, props.change.after, props.naming)}>
            {({ field, before, after }) => (
              <div>
                <Show when={field}>
                  <dt>{field}</dt>
                </Show>
                <dd>
                  <Show when={before}>
                    <del>{before}</del> →{" "}
                  </Show>
                  <ins>{after || words.unset}</ins>
                </dd>
              </div>
            )}
          </For>
        </dl>
      </div>
      <span class="push small dim">
        <Time at={props.change.at} as="full" />
      </span>
    </li>
  );
}

/** People and stores have names of their own; other things may have carried one when they were changed. */
function nameOf({ subject_name, subject, before, after }: Change): string {
  const carried = [after, before].flatMap((record) => (isRecord(record) && typeof record.name === "string" ? [record.name] : []));
  return subject_name ?? carried[0] ?? subject;
}

interface Difference {
  field: string;
  before: string | null;
  after: string | null;
}

/** Field by field where both are records, and only those that differ; what a change did not name it left alone. */
function differences(before: unknown, after: unknown, naming: Naming): Difference[] {
  const write = (field: string, value: unknown) => tellValue(field, value, naming);
  if (!isRecord(before ?? {}) || !isRecord(after ?? {})) {
    return before === null && after === null ? [] : [{ field: "", before: write("", before), after: write("", after) }];
  }
  const [old, fresh] = [(before ?? {}) as Record<string, unknown>, (after ?? {}) as Record<string, unknown>];
  const named = Object.keys(after === null ? old : fresh).filter(isTold);
  return named
    .map((field) => ({ field: tellField(field), before: write(field, old[field]), after: write(field, fresh[field]) }))
    .filter((one) => (one.before ?? "") !== (one.after ?? ""));
}
