/** What colleagues have begun to write here. Whoever takes it over goes on with the words; with the other it ends. */

import { For } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import { noticeFailure } from "../frame/session.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { toast } from "../ui/toast.tsx";
import { explainProblem, whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { Writing } from "./writing.ts";

export default function OthersDrafts(props: { drafts: TicketPage["drafts"]; page: TicketPage; writing: Writing }) {
  const words = speak("drafts");
  const client = useQueryClient();
  const take = async ({ personId, kind }: TicketPage["drafts"][number]) => {
    const { id } = props.page.ticket;
    try {
      const { text } = await ask(api.tickets[":id"].drafts.take.$post({ param: { id }, json: { personId, kind } }));
      props.writing.put(kind, text);
    } catch (error) {
      noticeFailure(error);
      toast({ look: "late", words: explainProblem(asProblem(error)) });
    }
    await client.invalidateQueries({ queryKey: ["ticket", id] });
  };
  return (
    <For each={props.drafts}>
      {(draft) => (
        <p class="row small others-draft">
          <Icon name={draft.kind === "note" ? "note" : "pencil"} size="s" />
          <span class="ellipsis fill">
            <b>{draft.kind === "note" ? words.noteBy(draft.name) : words.by(draft.name)}</b> <span dir="auto">{draft.text}</span>
          </span>
          <Button small look="quiet" because={whyNot(props.page.can.act)} quietly onPress={() => void take(draft)}>
            {words.take}
          </Button>
        </p>
      )}
    </For>
  );
}
