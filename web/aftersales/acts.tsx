/** What somebody told TikTok, and what became of it: TikTok's words where it refused, doubt where it did not answer. */
import { For, Show } from "solid-js";
import { formatMoney } from "../ui/money.ts";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import type { OrderAftersales } from "./queries.ts";

type Act = OrderAftersales["acts"][number];

export function ActList(props: { acts: Act[]; currency: string | null }) {
  const words = speak("aftersales");
  const says = (act: Act) => {
    const name = words.decisions[act.decision] ?? act.decision;
    return act.amount_minor !== null && props.currency ? words.withAmount(name, formatMoney(act.amount_minor, props.currency)) : name;
  };
  return (
    <ul class="stack tight">
      <For each={props.acts}>
        {(act) => (
          <li>
            <span class="row wrap">
              <b>{says(act)}</b>
              <span classList={{ mid: act.state === "done", "state-late": act.state !== "done" }}>
                {act.is_told === 0 ? words.untoldMark : words.states[act.state]}
              </span>
              <span class="small dim push">
                {act.person} · <Time at={act.at} />
              </span>
            </span>
            <Show when={act.photos.length > 0}>
              <span class="case-photos">
                <For each={act.photos}>
                  {(file, at) => {
                    const address = `/api/aftersales/${act.aftersale_id}/pictures/${file}`;
                    return (
                      <a href={address} target="_blank" rel="noopener">
                        <img src={address} alt={words.page.photo(at() + 1)} loading="lazy" />
                      </a>
                    );
                  }}
                </For>
              </span>
            </Show>
            <Show when={act.words}>
              {(said) => (
                <q class="small theirs-word" dir="auto">
                  {said()}
                </q>
              )}
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}
