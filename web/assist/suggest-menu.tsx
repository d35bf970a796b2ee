/** The button that asks a model, beside the other tools of the composer. Without a model it says once what one would add, until it is told to be quiet. */
import { createEffect, For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { type MachineProps, takeWanted, wanted } from "../composer/machine.tsx";
import { useChoosing } from "../team/chosen.ts";
import { isAdmin, useMe } from "../team/me.tsx";
import { standUnder } from "../tickets/under.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { showKey } from "../ui/keys.ts";
import { Menu, MenuItem, MenuLink } from "../ui/menu.tsx";
import { known } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { askHelp, isOwnLanguage, nameLanguage, type Task, type TicketHelp } from "./help-query.ts";
import { askDraft, askRewrite, askTranslation, type Tone } from "./suggested.ts";
import { askSummary, showSummary } from "./summed-up.ts";
import UnderEntry from "./under-entry.tsx";

const MENU = "machine-help";
const TONES: readonly Tone[] = ["shorter", "warmer", "formal", "spelling"];

export default function SuggestMenu(props: MachineProps) {
  const words = speak("suggesting");
  const me = useMe();
  const help = useQuery(() => askHelp(props.page));
  const isOff = () => known(help)?.ready.length === 0;
  // Only now are its words there.
  standUnder(UnderEntry);
  const isShown = () => known(help) !== undefined && !(isOff() && me().preferences.quietHelp);
  const sumUp = () => {
    const kept = known(help)?.summary;
    if (kept) showSummary(props.page.ticket.id, kept);
    else void askSummary(props.page.ticket.id);
  };
  // Asked for by key, or on handing over, before any of this had come.
  createEffect(() => {
    if (wanted() !== props.page.ticket.id || known(help) === undefined) return;
    takeWanted();
    sumUp();
  });
  return (
    <Show when={isShown()}>
      <IconButton icon="spark" small label={words.name} because={whyNot(props.page.can.act)} opens={MENU} />
      <Menu id={MENU} label={words.name} class="machine-help">
        <Show when={!isOff() && known(help)} fallback={<Off />}>
          {(ready) => <Items {...props} help={ready()} sumUp={sumUp} />}
        </Show>
      </Menu>
      <Show when={props.writing.draft.kind() === "reply" && known(help)?.suggested?.templates?.first}>
        {(name) => <Fitting {...props} name={name()} />}
      </Show>
    </Show>
  );
}

/** What it can do here; words for the buyer only where one writes to them. */
function Items(props: MachineProps & { help: TicketHelp; sumUp: () => void }) {
  const words = speak("suggesting");
  const isReady = (task: Task) => props.help.ready.includes(task);
  const isFor = (task: Task) => isReady(task) && props.writing.draft.kind() === "reply";
  return (
    <>
      <Show when={isFor("draft")}>
        <MenuItem icon="reply" because={props.writing.refusal()} onChoose={() => void askDraft(props.page.ticket.id)}>
          {words.draft}
        </MenuItem>
      </Show>
      <Show when={isReady("summarize")}>
        <MenuItem icon="note" keys={showKey("summary")} onChoose={() => props.sumUp()}>
          {words.sumUp}
        </MenuItem>
      </Show>
      <Show when={isFor("rewrite")}>
        <Rewrites {...props} />
      </Show>
      <Show when={isFor("translate")}>
        <Translation {...props} to={props.help.language} />
      </Show>
    </>
  );
}

/** The ready answer that fits best: it is read before it goes in. */
function Fitting(props: MachineProps & { name: string }) {
  const says = () => speak("suggesting").fits(props.name);
  return (
    <Button
      small
      look="quiet"
      icon="bolt"
      class="fitting"
      because={props.writing.refusal()}
      quietly
      label={says()}
      onPress={() => props.writing.pick(true)}
    >
      <span class="ellipsis">{props.name}</span>
    </Button>
  );
}

function Off() {
  const words = speak("suggesting").off;
  const me = useMe();
  const choose = useChoosing();
  return (
    <>
      <p class="small mid padded">{words.words}</p>
      <Show when={isAdmin(me())}>
        <MenuLink to="/settings/machine-help" icon="sliders">
          {words.set}
        </MenuLink>
      </Show>
      <MenuItem icon="hidden" onChoose={() => void choose({ quietHelp: true })}>
        {words.quiet}
      </MenuItem>
    </>
  );
}

/** What is chosen in the field, else all of it; without the white space around. */
function chosenIn({ writing }: MachineProps): string {
  const element = writing.area();
  const whole = writing.draft.text();
  const chosen = element ? whole.slice(element.selectionStart, element.selectionEnd) : "";
  return (chosen.trim() === "" ? whole : chosen).trim();
}

const unwritten = ({ writing }: MachineProps) => (writing.draft.text().trim() === "" ? speak("suggesting").unwritten : null);

function Rewrites(props: MachineProps) {
  const words = speak("suggesting");
  return (
    <For each={TONES}>
      {(tone) => (
        <MenuItem icon="pencil" because={unwritten(props)} onChoose={() => void askRewrite(props.page.ticket.id, chosenIn(props), tone)}>
          {words.tones[tone]}
        </MenuItem>
      )}
    </For>
  );
}

function Translation(props: MachineProps & { to: string }) {
  const words = speak("suggesting");
  return (
    <Show when={!isOwnLanguage(props.to)}>
      <MenuItem
        icon="transfer"
        because={unwritten(props)}
        onChoose={() => void askTranslation(props.page.ticket.id, props.writing.draft.text().trim(), props.to)}
      >
        {words.translateInto(nameLanguage(props.to))}
      </MenuItem>
    </Show>
  );
}
