/** What may be looked at: returns and cancellations by whose turn it is, with how many wait for us, and the stores. */

import { For } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { StoreItems, StoreLinks } from "../team/store-views.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { formatSome } from "../ui/money.ts";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { type CasesPlace, KINDS, PHASES } from "./place.ts";
import { askOwnWaiting, type Kind, type Phase } from "./queries.ts";
import { askWaiting } from "./waiting.ts";

const ICONS: Record<Phase, IconName> = { waiting: "alert", underway: "truck", over: "done" };

const isAt = (place: CasesPlace, kind: Kind, phase: Phase) =>
  place.isList() && place.filter().kind === kind && place.filter().phase === phase && !place.filter().search;
const moveTo = (kind: Kind, phase: Phase) => ({ kind, phase, type: "", search: "" });

function useWaiting(props: { place: CasesPlace }) {
  const counts = useQuery(() => askWaiting(props.place.filter().stores));
  const own = useQuery(() => askOwnWaiting(props.place.filter().stores));
  const waiting = (kind: Kind) => (kind === "own" ? known(own)?.waiting : known(counts)?.counts[`${kind}s`]);
  return (kind: Kind, phase: Phase) => {
    const count = phase === "waiting" ? waiting(kind) : undefined;
    return formatSome(count);
  };
}

export function CaseViews(props: { place: CasesPlace }) {
  const words = speak("aftersales");
  const waiting = useWaiting(props);
  return (
    <aside class="views" aria-label={speak("frame").views}>
      <div class="bar">
        <h2>{words.title}</h2>
      </div>
      <nav class="scroll" aria-label={words.views}>
        <For each={KINDS}>
          {(kind) => (
            <>
              <p class="label">{words.kinds[kind]}</p>
              <For each={PHASES}>
                {(phase) => (
                  <a
                    class="view"
                    href={props.place.addressOf(moveTo(kind, phase))}
                    aria-current={isAt(props.place, kind, phase) ? "page" : undefined}
                  >
                    <Icon name={ICONS[phase]} size="s" />
                    <span>{words.phases[phase]}</span>
                    <span class="count">{waiting(kind, phase)}</span>
                  </a>
                )}
              </For>
            </>
          )}
        </For>
        <StoreLinks chosen={props.place.filter().stores} addressOf={(stores) => props.place.addressOf({ stores })} />
      </nav>
    </aside>
  );
}

export function CaseViewsMenu(props: { place: CasesPlace }) {
  const words = speak("aftersales");
  const waiting = useWaiting(props);
  return (
    <Menu id="case-views" label={words.views}>
      <For each={KINDS}>
        {(kind) => (
          <>
            <p class="label">{words.kinds[kind]}</p>
            <For each={PHASES}>
              {(phase) => (
                <MenuItem icon={ICONS[phase]} checked={isAt(props.place, kind, phase)} onChoose={() => props.place.go(moveTo(kind, phase))}>
                  {words.phases[phase]} <span class="count dim">{waiting(kind, phase)}</span>
                </MenuItem>
              )}
            </For>
          </>
        )}
      </For>
      <StoreItems chosen={props.place.filter().stores} onChoose={(stores) => props.place.go({ stores })} />
    </Menu>
  );
}

/** What the list is called. */
export function nameOf(place: CasesPlace): string {
  const words = speak("aftersales");
  const { kind, phase, search } = place.filter();
  return search ? words.results(search) : (words.viewNames[`${kind}-${phase}`] ?? words.title);
}
