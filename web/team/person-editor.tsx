/** What one person may do: their rights per store, their role, and whether they are let in at all. Takes effect at once, everywhere. */

import { createSignal, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { GiveLink } from "./give-link.tsx";
import type { Member } from "./people.tsx";
import { RightsGrid, RightsPresets, type StoreRights } from "./rights-grid.tsx";

type Wanted = { rights: StoreRights[] } | { role: "admin" | "agent" } | { disabled: boolean };

function tell(id: string, wanted: Wanted): Promise<{ ok: boolean }> {
  const param = { id };
  if ("rights" in wanted) return ask(api.team[":id"].rights.$put({ param, json: wanted }));
  if ("role" in wanted) return ask(api.team[":id"].role.$put({ param, json: wanted }));
  return ask(api.team[":id"].disabled.$put({ param, json: wanted }));
}

export function PersonEditor(props: { member: Member; onClose: () => void }) {
  const words = speak("people").editor;
  const client = useQueryClient();
  const [rights, setRights] = createSignal<StoreRights[]>(untrack(() => props.member.rights));
  const [isAsking, setAsking] = createSignal(false);
  const change = useMutation(() => ({
    mutationFn: (wanted: Wanted) => tell(props.member.id, wanted),
    onSuccess: async (_: unknown, wanted: Wanted) => {
      await client.invalidateQueries({ queryKey: ["team"] });
      toast({ words: words.saved(props.member.name) });
      if ("rights" in wanted) props.onClose();
    },
  }));
  return (
    <div class="setting open">
      <div class="stack">
        <h3>{words.title(props.member.name)}</h3>
        <Show when={props.member.role === "agent"} fallback={<p class="mid">{words.admin}</p>}>
          <RightsPresets rights={rights()} onChange={setRights} />
          <RightsGrid rights={rights()} onChange={setRights} />
        </Show>
        <Show when={change.isError}>
          <Trouble problem={change.error} />
        </Show>
        <div class="row wrap">
          <Show when={props.member.role === "agent"}>
            <Button look="primary" busy={change.isPending} onPress={() => change.mutate({ rights: rights() })}>
              {words.save}
            </Button>
          </Show>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").close}
          </Button>
          <PersonActs member={props.member} onChange={change.mutate} onShutOut={() => setAsking(true)} />
        </div>
      </div>
      <ShutOutDialog
        name={props.member.name}
        open={isAsking()}
        onClose={() => setAsking(false)}
        onShut={() => change.mutate({ disabled: true })}
      />
    </div>
  );
}

/** What is done to somebody besides what they may do in stores. */
function PersonActs(props: { member: Member; onChange: (wanted: Wanted) => void; onShutOut: () => void }) {
  const words = speak("people").editor;
  return (
    <span class="push row wrap">
      <GiveLink member={props.member} />
      <Show
        when={props.member.role === "agent"}
        fallback={<Button onPress={() => props.onChange({ role: "agent" })}>{words.makeAgent}</Button>}
      >
        <Button onPress={() => props.onChange({ role: "admin" })}>{words.makeAdmin}</Button>
      </Show>
      <Show
        when={props.member.disabled}
        fallback={
          <Button look="danger" onPress={props.onShutOut}>
            {words.disable}
          </Button>
        }
      >
        <Button onPress={() => props.onChange({ disabled: false })}>{words.enable}</Button>
      </Show>
    </span>
  );
}

function ShutOutDialog(props: { name: string; open: boolean; onClose: () => void; onShut: () => void }) {
  const words = speak("people").editor;
  return (
    <Dialog
      open={props.open}
      title={words.disableAsk.title(props.name)}
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {words.disableAsk.keep}
          </Button>
          <Button
            look="sure"
            onPress={() => {
              props.onClose();
              props.onShut();
            }}
          >
            {words.disable}
          </Button>
        </>
      }
    >
      <p class="mid">{words.disableAsk.words}</p>
    </Dialog>
  );
}
