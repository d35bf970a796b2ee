/** What Partner Center shows of an app: key, service id, secret. The secret goes in and never comes out. */

import { Show, untrack } from "solid-js";
import { createStore } from "solid-js/store";
import { type Answer, api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import type { Region } from "./queries.ts";

export type TikTokApp = Answer<(typeof api)["tiktok-apps"]["$get"]>["apps"][number];

const SECRET_CHARACTERS_MIN = 8;

export function AppForm(props: { region: Region; app: TikTokApp | null; onSaved: () => void; onCancel?: () => void }) {
  const words = speak("connect").apps;
  const client = useQueryClient();
  // The form begins with what is kept, and is the person's from then on.
  const kept = untrack(() => props.app);
  const [form, setForm] = createStore({ appKey: kept?.app_key ?? "", serviceId: kept?.service_id ?? "", secret: "" });
  const save = useMutation(() => ({
    mutationFn: () => {
      const { appKey, serviceId, secret } = form;
      const json = { appKey, serviceId, ...(secret ? { secret } : {}) };
      return ask(api["tiktok-apps"][":region"].$put({ param: { region: props.region }, json }));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["tiktok-apps"] });
      props.onSaved();
    },
  }));
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextField class="theirs-field" name={words.key} required value={form.appKey} onInput={(appKey) => setForm({ appKey })} />
      <TextField
        class="theirs-field"
        name={words.service}
        hint={words.serviceHint}
        required
        value={form.serviceId}
        onInput={(serviceId) => setForm({ serviceId })}
      />
      <TextField
        class="theirs-field"
        name={words.secret}
        hint={props.app ? words.secretKeep : words.secretNew}
        type="password"
        required={!props.app}
        minLength={SECRET_CHARACTERS_MIN}
        value={form.secret}
        onInput={(secret) => setForm({ secret })}
      />
      <Show when={save.isError}>
        <Trouble problem={save.error} />
      </Show>
      <div class="row">
        <Button look="primary" submit busy={save.isPending}>
          {words.save}
        </Button>
        <Show when={props.onCancel}>
          <Button look="quiet" onPress={() => props.onCancel?.()}>
            {speak("frame").cancel}
          </Button>
        </Show>
      </div>
    </form>
  );
}
