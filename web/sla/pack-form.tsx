/** TikTok's rule for a marketplace, corrected by an admin from a day on. */

import { createSignal, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { now, writeTime } from "../ui/clock.ts";
import { TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import type { Scored } from "./compliance.tsx";

const HOURS_MAX = 168;
const WINDOW_DAYS_MAX = 90;

interface FormProps {
  pack: Scored["pack"];
  marketplace: string;
  onClose: () => void;
}

function usePack(props: FormProps) {
  const client = useQueryClient();
  // What is being typed stays, whatever is saved meanwhile.
  const { pack, marketplace } = untrack(() => props);
  const [form, setForm] = createSignal({
    effectiveFrom: writeTime(now(), "key", "UTC"),
    hours: String(pack.hours),
    target: String(pack.target_percent),
    days: String(pack.window_days),
    weekendToMonday: pack.weekend_to_monday === 1,
  });
  const save = useMutation(() => ({
    mutationFn: () => {
      const { effectiveFrom, hours, target, days, weekendToMonday } = form();
      const json = { effectiveFrom, hours: Number(hours), targetPercent: Number(target), windowDays: Number(days), weekendToMonday };
      return ask(api.compliance.packs[":marketplace"].$put({ param: { marketplace }, json }));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["compliance"] });
      toast({ words: speak("compliance").form.saved(marketplace) });
      props.onClose();
    },
  }));
  return { form, set: (change: Partial<ReturnType<typeof form>>) => setForm({ ...form(), ...change }), save };
}

export function PackForm(props: FormProps) {
  const words = speak("compliance").form;
  const { form, set, save } = usePack(props);
  const number = (name: string, key: "hours" | "target" | "days", max: number) => (
    <TextField name={name} type="number" required min={1} max={max} value={form()[key]} onInput={(text) => set({ [key]: text })} />
  );
  return (
    <div class="setting open">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <h3>{words.title(props.marketplace)}</h3>
        <div class="promise-fields">
          <TextField
            name={words.from}
            type="date"
            required
            value={form().effectiveFrom}
            onInput={(effectiveFrom) => set({ effectiveFrom })}
          />
          {number(words.hours, "hours", HOURS_MAX)}
          {number(words.target, "target", 100)}
          {number(words.days, "days", WINDOW_DAYS_MAX)}
        </div>
        <label class="row tight">
          <input
            class="check"
            type="checkbox"
            checked={form().weekendToMonday}
            onChange={(event) => set({ weekendToMonday: event.currentTarget.checked })}
          />
          {words.weekend}
        </label>
        <p class="small dim">{words.hint}</p>
        <Show when={save.isError}>
          <Trouble problem={save.error} />
        </Show>
        <div class="row">
          <Button look="primary" submit busy={save.isPending}>
            {words.save}
          </Button>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").cancel}
          </Button>
        </div>
      </form>
    </div>
  );
}
