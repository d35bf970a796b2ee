/** The question before one tag becomes another, because it cannot be undone. */

import { createSignal, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { SelectField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import type { Tag } from "./queries.ts";

export function MergeDialog(props: { tag: Tag; others: Tag[]; onClose: () => void }) {
  const words = speak("tags");
  const client = useQueryClient();
  const [into, setInto] = createSignal("");
  const targets = () => props.others.filter((one) => one.id !== props.tag.id);
  const target = () => targets().find((one) => one.id === into());
  const merge = useMutation(() => ({
    mutationFn: () => ask(api.tags[":id"].merge.$post({ param: { id: props.tag.id }, json: { into: into() } })),
    onSuccess: async () => {
      const says = words.merge.done(props.tag.name, target()?.name ?? "");
      await client.invalidateQueries({ queryKey: ["tags"] });
      toast({ words: says });
      props.onClose();
    },
  }));
  return (
    <Dialog
      open
      title={words.merge.title(props.tag.name)}
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {words.merge.keep}
          </Button>
          <Button
            look="danger"
            busy={merge.isPending}
            because={target() ? null : words.merge.choose}
            quietly
            onPress={() => merge.mutate()}
          >
            {target() ? words.merge.act(target()?.name ?? "") : words.merge.open}
          </Button>
        </>
      }
    >
      <p class="mid">{words.merge.words(words.used(props.tag.uses ?? 0))}</p>
      <SelectField
        name={words.merge.into}
        value={into()}
        onChange={setInto}
        options={[{ value: "", label: words.merge.choose }, ...targets().map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <Show when={merge.isError}>
        <Trouble problem={merge.error} />
      </Show>
    </Dialog>
  );
}
