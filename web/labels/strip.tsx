/** A ticket's labels above its conversation, each beside the way to change it: tags open the picker, the priority its menu. */
import { For, Show } from "solid-js";
import type { TicketActs } from "../tickets/acts.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { IconButton } from "../ui/button.tsx";
import { showKey } from "../ui/keys.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { PriorityMark, priorityIcons, TagChips } from "./chips.tsx";
import { PRIORITIES } from "./queries.ts";

const SHOWN_MAX = 4;

export function LabelStrip(props: { page: TicketPage; onTags: () => void }) {
  const words = speak("labels");
  const reason = () => whyNot(props.page.can.act);
  return (
    <section class="labels" aria-label={words.tags}>
      <PriorityMark priority={props.page.facts.priority} />
      <Show when={props.page.facts.tags.length > 0}>
        <TagChips ids={props.page.facts.tags} most={SHOWN_MAX} />
      </Show>
      <span class="wide-only row tight">
        <IconButton icon="tag" small label={words.tags} keys={showKey("labels")} because={reason()} onPress={() => props.onTags()} />
        <IconButton icon="flag" small label={words.priority} keys={showKey("priority")} because={reason()} opens="priority" />
      </span>
    </section>
  );
}

export function PriorityMenu(props: { page: TicketPage; acts: TicketActs }) {
  const words = speak("labels");
  const reason = () => whyNot(props.page.can.act);
  return (
    <Menu id="priority" class="foot-menu" label={words.priority}>
      <p class="label">{words.priority}</p>
      <For each={PRIORITIES}>
        {(one) => (
          <MenuItem
            icon={priorityIcons[one]}
            checked={props.page.facts.priority === one}
            because={reason()}
            onChoose={() => props.acts.prioritise(one)}
          >
            {words.priorities[one]}
          </MenuItem>
        )}
      </For>
    </Menu>
  );
}
