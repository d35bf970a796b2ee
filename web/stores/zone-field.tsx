/** A time zone: any the browser knows, found by typing. */
import { For } from "solid-js";
import { TextField } from "../ui/field.tsx";

const zones = Intl.supportedValuesOf("timeZone");

export function ZoneField(props: { name: string; hint?: string; value: string; onInput: (zone: string) => void }) {
  return (
    <>
      <TextField name={props.name} hint={props.hint} required list="time-zones" value={props.value} onInput={props.onInput} />
      <datalist id="time-zones">
        <For each={zones}>{(zone) => <option value={zone} />}</For>
      </datalist>
    </>
  );
}
