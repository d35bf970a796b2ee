/** What one was told, unread first: each line leads to its ticket, at the words it is about. Opening the ticket reads it. */

import { createEffect, createMemo, For, Match, Show, Switch } from "solid-js";
import { useInfiniteQuery, useMutation, useQueryClient } from "../cache/use.ts";
import { previewOf } from "../mailbox/preview.ts";
import { useStores } from "../team/me.tsx";
import { Button, ButtonLink, IconButton } from "../ui/button.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { NextPage } from "../ui/next-page.tsx";
import { Empty, known, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import "./notifications.css";
import { addressOf, askTold, type Kind, readTold, type Told } from "./queries.ts";

const ICONS: Record<Kind, IconName> = {
  mentioned: "note",
  assigned: "user",
  "buyer-wrote": "mail",
  "clock-warned": "clock",
  "clock-late": "alert",
  "reply-failed": "x",
  "snooze-over": "moon",
};

export default function Notifications() {
  const words = speak("notifications");
  const query = useInfiniteQuery(() => askTold);
  const client = useQueryClient();
  const rows = createMemo(() => known(query)?.pages.flatMap((page) => page.rows));
  const read = useMutation(() => ({
    mutationFn: readTold,
    onSuccess: () => client.invalidateQueries({ queryKey: ["notifications"] }),
  }));
  createEffect(() => {
    document.title = `${words.title} · ${speak("frame").product}`;
  });
  return (
    <>
      <div class="views" />
      <main class="room" id="room">
        <div class="bar">
          <h1 class="title">{words.title}</h1>
          <span class="push row">
            <span class="wide-only">
              <ButtonLink small look="quiet" to="/settings/notifications">
                {words.settings}
              </ButtonLink>
            </span>
            <Show when={rows()?.some((row) => !row.read)}>
              <Button small busy={read.isPending} onPress={() => read.mutate(null)}>
                {words.readAll}
              </Button>
            </Show>
          </span>
        </div>
        <div class="scroll" tabindex="0">
          <div class="page stack">
            <Show when={query.isError || read.error}>
              <Trouble problem={read.error ?? query.error} onRetry={() => void query.refetch()} />
            </Show>
            <Show when={!query.isError || rows()}>
              <Lines rows={rows()} onRead={(row) => read.mutate([{ ticket: row.ticket_id, kind: row.kind }])} />
            </Show>
            <NextPage of={query}>{words.more}</NextPage>
          </div>
        </div>
      </main>
    </>
  );
}

function Lines(props: { rows: Told[] | undefined; onRead: (row: Told) => void }) {
  const words = speak("notifications").empty;
  return (
    <Switch fallback={<Skeleton rows={6} class="list-row" widths={[12, 60, 25]} />}>
      <Match when={props.rows?.length === 0}>
        <Empty icon="bell" title={words.title} words={words.words} />
      </Match>
      <Match when={props.rows}>
        {(all) => (
          <ul class="card told">
            <For each={all()}>{(row) => <Line row={row} onRead={() => props.onRead(row)} />}</For>
          </ul>
        )}
      </Match>
    </Switch>
  );
}

function Line(props: { row: Told; onRead: () => void }) {
  const words = speak("notifications");
  const stores = useStores();
  const says = () => {
    const { kind, by_name: by, count, buyer_name: buyer } = props.row;
    if (kind === "mentioned" && by) return words.by.mentioned(by);
    if (kind === "assigned" && by) return words.by.assigned(by);
    return kind === "buyer-wrote" ? `${by ?? buyer} ${words.by.wrote(count)}` : words.short[kind];
  };
  return (
    <li classList={{ unread: !props.row.read }}>
      <a class="told-row" href={addressOf(props.row)}>
        <Icon name={ICONS[props.row.kind]} />
        <span class="told-words">
          <span class="ellipsis says" dir="auto">
            <Show when={!props.row.read}>
              <span class="sr">{words.unread}: </span>
            </Show>
            {says()}
          </span>
          <span class="small dim row tight">
            <Show when={stores.find(props.row.store_id)}>{(store) => <StoreMark store={store()} />}</Show>
            <span>{words.ticket(props.row.number)}</span>
            <span class="ellipsis" dir="auto">
              {`${props.row.buyer_name} · ${previewOf(props.row.preview)}`}
            </span>
          </span>
        </span>
        <span class="small dim">
          <Time at={props.row.at} as="ago" />
        </span>
      </a>
      <Show when={!props.row.read}>
        <IconButton small icon="check" label={words.read} onPress={() => props.onRead()} />
      </Show>
    </li>
  );
}
