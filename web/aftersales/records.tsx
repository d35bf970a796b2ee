/** What buyer and seller wrote and showed in a return, newest first. Pictures come from the desk alone. */

import { For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Answer, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { Card } from "./card.tsx";
import { askRecords } from "./queries.ts";

const MS = 1000;

export function Records(props: { id: string; zone: string }) {
  const words = speak("aftersales");
  const records = useQuery(() => askRecords(props.id));
  return (
    <Card id="h-records" title={words.page.records}>
      <Answer of={records} waiting={<Skeleton rows={2} class="scan-waiting" widths={[40]} />}>
        {(found) => (
          <ol class="case-records">
            <For each={found().records} fallback={<li class="mid">{words.page.noRecords}</li>}>
              {(record) => (
                <li>
                  <span class="small dim">
                    {words.roles[record.role ?? ""] ?? record.role}
                    <Show when={record.time}>
                      {(seconds) => (
                        <>
                          {" · "}
                          <Time at={seconds() * MS} as="full" zone={props.zone} />
                        </>
                      )}
                    </Show>
                  </span>
                  <span dir="auto">{record.description}</span>
                  <Show when={record.note}>
                    <q dir="auto">{record.note}</q>
                  </Show>
                  <Show when={record.images.length > 0}>
                    <span class="case-photos">
                      <For each={record.images}>
                        {(_, at) => {
                          const address = () => `/api/aftersales/${props.id}/pictures/${record.place}-${at()}`;
                          return (
                            <a href={address()} target="_blank" rel="noopener">
                              <img src={address()} alt={words.page.photo(at() + 1)} loading="lazy" />
                            </a>
                          );
                        }}
                      </For>
                    </span>
                  </Show>
                  <Show when={record.videos > 0}>
                    <span class="small mid">{words.page.videos(record.videos)}</span>
                  </Show>
                </li>
              )}
            </For>
          </ol>
        )}
      </Answer>
    </Card>
  );
}
