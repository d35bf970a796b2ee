/** The conversation for somebody outside, chosen message by message and read as the recipient will read it before it goes along. The desk makes
 *  the quote; this only asks for it. */

import { createSignal, For, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useQuery } from "../cache/use.ts";
import { wordsOf } from "../tickets/message.tsx";
import type { Entry, TicketPage } from "../tickets/queries.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { CheckField } from "../ui/field.tsx";
import { known, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";

export interface Quote {
  entries: string[];
  open: boolean;
}

type Spoken = Extract<Entry, { kind: "message" | "reply" }>;

const isSpoken = (entry: Entry): entry is Spoken =>
  entry.kind === "message" ? entry.type !== "HIDDEN" && entry.role !== "SYSTEM" : entry.kind === "reply" && entry.state === "sent";

/** Further back is seldom what a carrier must read. */
const OFFERED_MAX = 60;

function previewOf(entry: Spoken): string {
  if (entry.kind === "reply") return entry.body.type === "TEXT" ? entry.body.text : `[${entry.body.type}]`;
  return wordsOf(entry.content) || `[${entry.type}]`;
}

interface QuoteProps {
  page: TicketPage;
  quote: Quote | null;
  onQuote: (quote: Quote | null) => void;
}

export function QuoteChoice(props: QuoteProps) {
  const words = speak("mail").quote;
  const [isOpen, setOpen] = createSignal(false);
  return (
    <>
      <Show
        when={props.quote}
        fallback={
          <Button small look="quiet" icon="reply" onPress={() => setOpen(true)}>
            {words.begin}
          </Button>
        }
      >
        {(quote) => (
          <span class="pill">
            <button type="button" class="link" aria-label={words.change} onClick={() => setOpen(true)}>
              {words.quoted(quote().entries.length, quote().open)}
            </button>
            <IconButton icon="x" small label={words.remove} onPress={() => props.onQuote(null)} />
          </span>
        )}
      </Show>
      <Show when={isOpen()}>
        <Choosing {...props} onClose={() => setOpen(false)} />
      </Show>
    </>
  );
}

function Choosing(props: QuoteProps & { onClose: () => void }) {
  const words = speak("mail").quote;
  const offered = () => props.page.entries.filter(isSpoken).slice(-OFFERED_MAX);
  const [chosen, setChosen] = createSignal(untrack(() => props.quote?.entries ?? offered().map(({ id }) => id)));
  const [isHidden, setHidden] = createSignal(untrack(() => !props.quote?.open));
  const quote = (): Quote => ({ entries: chosen(), open: !isHidden() });
  const turn = (id: string) =>
    setChosen((before) => offered().flatMap((entry) => ((entry.id === id) !== before.includes(entry.id) ? [entry.id] : [])));
  return (
    <Dialog
      open
      title={words.title}
      class="quoting"
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").cancel}
          </Button>
          <Button
            look="primary"
            because={chosen().length === 0 ? words.nothing : null}
            quietly
            onPress={() => {
              props.onQuote(quote());
              props.onClose();
            }}
          >
            {words.put(chosen().length)}
          </Button>
        </>
      }
    >
      <p class="mid">{words.words}</p>
      <MessageList page={props.page} offered={offered()} chosen={chosen()} onTurn={turn} />
      <div class="row wrap">
        <Button small look="quiet" onPress={() => setChosen(offered().map(({ id }) => id))}>
          {words.all}
        </Button>
        <Button small look="quiet" onPress={() => setChosen([])}>
          {words.none}
        </Button>
      </div>
      <Show when={whyNot(props.page.can.shareOpenly)} fallback={<CheckField name={words.hide} checked={isHidden()} onChange={setHidden} />}>
        {(because) => (
          <p class="small">
            {words.hidden} <span class="because">{because()}</span>
          </p>
        )}
      </Show>
      <Preview ticket={props.page.ticket.id} quote={quote()} />
    </Dialog>
  );
}

function MessageList(props: { page: TicketPage; offered: Spoken[]; chosen: string[]; onTurn: (id: string) => void }) {
  const words = speak("mail").quote;
  return (
    <fieldset class="quote-list">
      <legend class="label">{words.messages}</legend>
      <For each={props.offered}>
        {(entry) => (
          <label class="row">
            <input type="checkbox" class="check" checked={props.chosen.includes(entry.id)} onChange={() => props.onTurn(entry.id)} />
            <span class="ellipsis" dir="auto">
              <b>{entry.kind === "message" && entry.role === "BUYER" ? props.page.ticket.buyer_name : words.us}</b>{" "}
              <span class="dim">
                <Time at={entry.at} as="ago" />
              </span>{" "}
              {previewOf(entry)}
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}

function Preview(props: { ticket: string; quote: Quote }) {
  const words = speak("mail").quote;
  const preview = useQuery(() => ({
    queryKey: ["quote", props.ticket, props.quote],
    queryFn: () => ask(api.tickets[":id"].quote.$post({ param: { id: props.ticket }, json: props.quote })),
    enabled: props.quote.entries.length > 0,
    placeholderData: (before) => before,
    gcTime: 0,
  }));
  return (
    <>
      <h3 class="label">{words.preview}</h3>
      <Show when={preview.isError}>
        <Trouble problem={preview.error} />
      </Show>
      <pre class="quote-preview" dir="auto" tabindex="0" aria-busy={preview.isFetching}>
        {props.quote.entries.length === 0 ? words.nothing : known(preview)?.text}
      </pre>
      <p class="small dim">{words.reads}</p>
    </>
  );
}
