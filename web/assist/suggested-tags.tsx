/** Tags a model suggests, quietly beside the ticket's own: one press puts one on, another waves it away for good. They are asked for once for what the
 *  buyer asks, by whoever first stays at the ticket; what cannot be asked is not missed. */
import { createEffect, For, Show } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useQuery, useQueryClient } from "../cache/use.ts";
import { noticeFailure } from "../frame/session.ts";
import { useTags } from "../labels/queries.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { known } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { keepFits } from "./fits.ts";
import { askHelp } from "./help-query.ts";
import { settle } from "./suggested.ts";
import "./suggesting.css";

/** Tickets with what they asked, so that a server that fails is asked once. */
const askedFor = new Set<string>();

type Ask = () => Promise<unknown>;

export default function SuggestedTags(props: { page: TicketPage }) {
  const words = speak("suggesting").tags;
  const tags = useTags();
  const help = useAsking(props);
  const id = () => props.page.ticket.id;
  const { add, dismiss } = useDeciding(id);
  const shown = () =>
    (known(help)?.suggested?.tags ?? []).flatMap(({ id: suggestion, tag: tagId }) => {
      const tag = tags.find(tagId);
      return tag && !tag.archived && !props.page.facts.tags.includes(tagId) ? [{ suggestion, tag }] : [];
    });
  return (
    <Show when={shown().length > 0}>
      <ul class="suggested-tags" aria-label={words.title}>
        <For each={shown()}>
          {({ suggestion, tag }) => (
            <li>
              <button
                type="button"
                class="button quiet s"
                aria-label={words.add(tag.name)}
                title={words.add(tag.name)}
                onClick={() => void add(suggestion, tag.id)}
              >
                <Icon name="plus" />
                <bdi class="ellipsis">{tag.name}</bdi>
              </button>
              <IconButton icon="x" small label={words.dismiss(tag.name)} onPress={() => void dismiss(suggestion)} />
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

/** What is kept for this question, asked for where nothing is. */
function useAsking(props: { page: TicketPage }) {
  const help = useQuery(() => askHelp(props.page));
  const client = useQueryClient();
  const id = () => props.page.ticket.id;
  createEffect(() => {
    const { ready, suggested } = known(help) ?? {};
    const key = `${id()} ${props.page.facts.questionIndex}`;
    // Nobody waits for an answer: nothing is asked about it.
    if (!ready?.includes("suggest") || suggested || props.page.facts.waitingSince === null || askedFor.has(key)) return;
    askedFor.add(key);
    const ticket = id();
    void askFor(ticket, () => client.invalidateQueries({ queryKey: ["ticket-help", ticket] }));
  });
  createEffect(() => {
    const templates = known(help)?.suggested?.templates;
    if (templates) keepFits(id(), templates);
  });
  return help;
}

async function askFor(id: string, onAnswer: Ask): Promise<void> {
  try {
    const answer = await ask(api.tickets[":id"].suggestions.$post({ param: { id }, json: {} }));
    if (answer.failed === null) await onAnswer();
  } catch (error) {
    noticeFailure(error);
  }
}

function useDeciding(id: () => string) {
  const client = useQueryClient();
  const again = (ticket: string) =>
    Promise.all([["ticket", ticket], ["tickets"], ["ticket-help", ticket]].map((queryKey) => client.invalidateQueries({ queryKey })));
  return {
    add: async (suggestion: string, tagId: string) => {
      const ticket = id();
      try {
        await ask(api.tickets[":id"].acts.$post({ param: { id: ticket }, json: { do: "tag", tagId } }));
        void settle(ticket, suggestion, { outcome: "accepted" });
      } catch (error) {
        noticeFailure(error);
        toast({ look: "late", words: explainProblem(asProblem(error)) });
      }
      await again(ticket);
    },
    dismiss: async (suggestion: string) => {
      const ticket = id();
      await settle(ticket, suggestion, { outcome: "discarded" });
      await again(ticket);
    },
  };
}
