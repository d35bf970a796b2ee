/** Replies of a job as their buyers would read them, one after the other, beside what each buyer said last. */

import { createSignal, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useQuery } from "../cache/use.ts";
import { previewOf } from "../mailbox/preview.ts";
import { useStores } from "../team/me.tsx";
import { IconButton } from "../ui/button.tsx";
import { formatCount } from "../ui/money.ts";
import { Answer, Skeleton } from "../ui/states.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import type { Job, Previewed } from "./queries.ts";
import { tellBecause } from "./tell.ts";

/** From where one looks, and how many replies lie before. */
interface At {
  place: number;
  way: "next" | "previous";
  nth: number;
}

export function Preview(props: { job: Job }) {
  const words = speak("bulk").job;
  const [at, setAt] = createSignal<At>({ place: -1, way: "next", nth: 1 });
  const shown = useQuery(() => ({
    queryKey: ["bulk-jobs", props.job.id, "preview", at().place, at().way],
    queryFn: () => {
      const { place, way } = at();
      return ask(api.bulk.jobs[":id"].preview.$get({ param: { id: props.job.id }, query: { place: String(place), way } }));
    },
    // The last one stays until the next is filled in.
    placeholderData: (before) => before,
  }));
  const go = (way: At["way"], from: number | undefined) => {
    if (from !== undefined) setAt(({ nth }) => ({ place: from, way, nth: nth + (way === "next" ? 1 : -1) }));
  };
  return (
    <section class="card bulk-card" aria-label={words.preview}>
      <Answer of={shown} waiting={<Skeleton rows={1} class="scan-waiting" widths={[40, 80]} />}>
        {(data) => (
          <>
            <header>
              <h2>{words.preview}</h2>
              <span class="push row tight">
                <span class="small dim" role="status">
                  {words.nth(at().nth, formatCount(props.job.counts.ready))}
                </span>
                <IconButton
                  icon="left"
                  small
                  label={words.previous}
                  because={at().nth <= 1 ? words.previous : null}
                  onPress={() => go("previous", data().preview?.item.place)}
                />
                <IconButton
                  icon="right"
                  small
                  label={words.next}
                  because={at().nth >= props.job.counts.ready ? words.next : null}
                  onPress={() => go("next", data().preview?.item.place)}
                />
              </span>
            </header>
            <div class="body">
              <Show when={data().preview} fallback={<p class="mid">{words.nothingReady}</p>}>
                {(preview) => <Reply preview={preview()} />}
              </Show>
            </div>
          </>
        )}
      </Answer>
    </section>
  );
}

function Reply(props: { preview: Previewed }) {
  const words = speak("bulk").job;
  const stores = useStores();
  const ticket = () => props.preview.item.ticket;
  return (
    <>
      <p class="row">
        <Show when={stores.find(ticket()?.storeId)}>{(store) => <StoreMark store={store()} />}</Show>
        <a class="link" href={`/mailbox/todo/${props.preview.item.ticketId}`} dir="auto">
          {ticket()?.buyer ?? words.hidden}
        </a>
      </p>
      <Show when={ticket()?.says}>
        {(says) => (
          <p class="bulk-heard" dir="auto">
            <span class="sr">{words.buyerSaid}: </span>
            {previewOf(says())}
          </p>
        )}
      </Show>
      <blockquote class="bulk-said" dir="auto">
        {props.preview.text}
      </blockquote>
      <Show when={props.preview.why}>{(why) => <p class="because">{tellBecause(why())}</p>}</Show>
    </>
  );
}
