/** That an order lies in the archive, and the click that brings it back. Everything else of the page is as of any order. */
import { Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { askOrder } from "./queries.ts";

export function Archived(props: { id: string; at: number; zone: string }) {
  const words = speak("order").archive;
  const client = useQueryClient();
  const back = useMutation(() => ({
    mutationFn: () => ask(api.orders[":id"]["bring-back"].$post({ param: { id: props.id }, json: {} })),
    onSuccess: () => toast({ words: words.done, look: "fine" }),
    onSettled: () => client.invalidateQueries({ queryKey: askOrder(props.id).queryKey }),
  }));
  return (
    <>
      <section class="card archived" aria-label={words.is}>
        <div class="body row wrap">
          <Icon name="box" />
          <p class="fill">
            <b>
              {words.since} <Time at={props.at} as="date" zone={props.zone} />
            </b>{" "}
            <span class="mid">{words.why}</span>
          </p>
          <Button small busy={back.isPending} onPress={() => back.mutate()}>
            {words.act}
          </Button>
        </div>
      </section>
      <Show when={back.error}>
        <Trouble problem={back.error} />
      </Show>
    </>
  );
}
