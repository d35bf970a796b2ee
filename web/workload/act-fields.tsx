/** What an act on many orders asks of a person, and the wish it becomes once everything is there. */

import { createSignal, Match, Switch } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { useTags } from "../labels/queries.ts";
import { now, ownZone } from "../ui/clock.ts";
import { SelectField, TextField } from "../ui/field.tsx";
import { known } from "../ui/states.tsx";
import { momentOf } from "../ui/wall-clock.ts";
import { speak } from "../words/words.ts";
import { CancelFields, useCancelReasons } from "./cancel-fields.tsx";
import { askOrderChoices, type Of, type Wish } from "./queries.ts";

export type Asked = Exclude<Wish["do"], "untag">;

const WORDS_MAX = 200;

type Reason = Extract<Wish, { do: "waive" }>["reason"];
const NOTHING = { says: "", until: "", off: "", tag: "", person: "", reason: "" };

export function useWish(what: Asked, of: Of, onChange: () => void) {
  const words = speak("workload");
  const reasons = useCancelReasons(what === "cancel" ? of : null, onChange);
  const [typed, setTyped] = createSignal(NOTHING);
  const turn = (name: keyof typeof NOTHING) => (text: string) => {
    setTyped((before) => ({ ...before, [name]: text }));
    onChange();
  };
  const until = () => (typed().until === "" ? null : momentOf(typed().until, ownZone));
  const past = () => {
    const at = until();
    return at === null || at > now() ? null : speak("frame").past;
  };
  const says = () => typed().says.trim();
  const missing = (): string | null => {
    if (what === "hold") return says() === "" ? words.ask.reason : past();
    if (what === "tag") return typed().tag === "" ? words.filter.tag : null;
    if (what === "cancel") return reasons.missing();
    if (what === "waive") return typed().reason === "" ? words.ask.reason : says() === "" ? words.ask.note : null;
    return null;
  };
  const wishes: Record<Asked, () => Wish> = {
    hold: () => ({ do: "hold", reason: says(), until: until() }),
    release: () => ({ do: "release" }),
    tag: () => ({ do: typed().off ? "untag" : "tag", tagId: typed().tag }),
    assign: () => ({ do: "assign", personId: typed().person }),
    cancel: reasons.wish,
    waive: () => ({ do: "waive", reason: typed().reason as Reason, note: says() }),
  };
  return { typed, turn, past, missing, reasons, wish: () => (missing() === null ? wishes[what]() : null) };
}

type Fields = ReturnType<typeof useWish>;

export function ActFields(props: { what: Asked; asked: Fields }) {
  return (
    <Switch>
      <Match when={props.what === "hold"}>
        <HoldFields asked={props.asked} />
      </Match>
      <Match when={props.what === "waive"}>
        <WaiveFields asked={props.asked} />
      </Match>
      <Match when={props.what === "tag"}>
        <TagFields asked={props.asked} />
      </Match>
      <Match when={props.what === "cancel"}>
        <CancelFields reasons={props.asked.reasons} />
      </Match>
      <Match when={props.what === "assign"}>
        <AssignFields asked={props.asked} />
      </Match>
    </Switch>
  );
}

function HoldFields(props: { asked: Fields }) {
  const words = speak("workload").ask;
  return (
    <>
      <TextField
        name={words.reason}
        value={props.asked.typed().says}
        onInput={props.asked.turn("says")}
        required
        maxLength={WORDS_MAX}
        first
      />
      <TextField
        name={words.until}
        type="datetime-local"
        hint={words.untilHint}
        wrong={props.asked.past()}
        value={props.asked.typed().until}
        onInput={props.asked.turn("until")}
      />
    </>
  );
}

function WaiveFields(props: { asked: Fields }) {
  const words = speak("workload").ask;
  const choices = useQuery(() => askOrderChoices);
  const reasons = () => (known(choices)?.reasons ?? []).map((value) => ({ value, label: speak("orderWork").reasons[value] ?? value }));
  return (
    <>
      <SelectField
        name={words.reason}
        value={props.asked.typed().reason}
        options={[{ value: "", label: "" }, ...reasons()]}
        onChange={props.asked.turn("reason")}
      />
      <TextField
        name={words.note}
        hint={words.noteHint}
        value={props.asked.typed().says}
        onInput={props.asked.turn("says")}
        required
        maxLength={WORDS_MAX}
      />
    </>
  );
}

function TagFields(props: { asked: Fields }) {
  const words = speak("workload");
  const tags = useTags();
  const offered = () => tags.offered().map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <SelectField
        name={words.bar.tag}
        value={props.asked.typed().off}
        options={[
          { value: "", label: words.bar.putOn },
          { value: "off", label: words.bar.takeOff },
        ]}
        onChange={props.asked.turn("off")}
      />
      <SelectField
        name={words.filter.tag}
        hint={offered().length === 0 ? words.bar.noTags : undefined}
        value={props.asked.typed().tag}
        options={[{ value: "", label: "" }, ...offered()]}
        onChange={props.asked.turn("tag")}
      />
    </>
  );
}

function AssignFields(props: { asked: Fields }) {
  const words = speak("workload");
  const choices = useQuery(() => askOrderChoices);
  const people = () => (known(choices)?.people ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <SelectField
      name={words.filter.assignee}
      value={props.asked.typed().person}
      options={[{ value: "", label: words.desk.nobody }, ...people()]}
      onChange={props.asked.turn("person")}
    />
  );
}
