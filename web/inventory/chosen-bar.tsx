/** What may be done with the listings that are ticked, at the foot of the list. */

import { Show } from "solid-js";
import { useMutation } from "../cache/use.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { formatCount } from "../ui/money.ts";
import { Trouble } from "../ui/states.tsx";
import { Toolbar } from "../ui/toolbar.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { useMapping } from "./acts.ts";
import type { Chosen } from "./selection.ts";

export function ChosenBar(props: { chosen: Chosen; onMap: () => void }) {
  const words = speak("inventory").bar;
  const mapping = useMapping();
  const rows = () => props.chosen.rows();
  const act = useMutation(() => ({
    mutationFn: (state: "ignored" | "unmapped") => mapping.map(rows().map(({ store, sku }) => ({ store, sku, state }))),
    onSuccess: () => props.chosen.clear(),
  }));
  const because = () => whyNot(rows().find((row) => !row.can.map.ok)?.can.map ?? { ok: true });
  const label = () => words.label(formatCount(rows().length));
  return (
    <Show when={rows().length > 0}>
      <Toolbar class="chosen-bar" label={label()}>
        <div class="row wrap">
          <b>{label()}</b>
          <Button small look="primary" icon="link" because={because()} quietly onPress={props.onMap}>
            {words.map}
          </Button>
          <Button small busy={act.isPending} because={because()} quietly onPress={() => act.mutate("ignored")}>
            {words.ignore}
          </Button>
          <Button small busy={act.isPending} because={because()} quietly onPress={() => act.mutate("unmapped")}>
            {words.unmap}
          </Button>
          <span class="push">
            <IconButton icon="x" small label={words.clear} onPress={() => props.chosen.clear()} />
          </span>
        </div>
        <Show when={because()}>
          <p class="small dim">{because()}</p>
        </Show>
        <Show when={act.isError}>
          <Trouble problem={act.error} />
        </Show>
      </Toolbar>
    </Show>
  );
}
