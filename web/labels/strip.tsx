/** A ticket's labels above its conversation, each beside the way to change it: tags open the picker, the priority its menu. */
import { For, Show } from "solid-js";
import type { TicketActs } from "../tickets/acts.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { showKey } from "../ui/keys.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { PriorityMark, priorityIcons, TagChips } from "./chips.tsx";
import { PRIORITIES } from "./queries.ts";

const SHOWN_MAX = 3;

export function LabelLine(props: { page: TicketPage; onTags: () => void }) {
  const words = speak("labels");
  const reason = () => whyNot(props.page.can.act);
  const priority = () => props.page.facts.priority;
  return (
    <section class="label-line" aria-label={words.tags}>
      <button
        type="button"
        class="button quiet s"
        popovertarget="priority"
        title={reason() ?? `${words.priority} (${showKey("priority")})`}
        aria-label={words.setPriority(words.priorities[priority()])}
        aria-disabled={reason() ? true : undefined}
      >
        <Show when={priority() !== "normal"} fallback={<Icon name="flag" />}>
          <PriorityMark priority={priority()} />
        </Show>
      </button>
      <TagChips ids={props.page.facts.tags} most={SHOWN_MAX} />
      <Button look="quiet" small icon="tag" because={reason()} quietly onPress={() => props.onTags()}>
        {props.page.facts.tags.length === 0 ? words.addTag : words.tags}
      </Button>
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
