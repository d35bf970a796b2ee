/** Writing an e-mail from a ticket: to the buyer of one of its orders, by the address TikTok lends them, or to anybody else. What is written
 *  stays while the page lives, whichever ticket is looked at meanwhile. */

import { createSignal, For, Show, untrack } from "solid-js";
import { createStore } from "solid-js/store";
import { api, ask, asProblem, send } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import { nameClicks } from "../click.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { toast } from "../ui/toast.tsx";
import { explainProblem, whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { type Quote, QuoteChoice } from "./quote.tsx";
import "./mail.css";

interface Letter {
  /** An order's id, or "" for an address. */
  order: string;
  address: string;
  subject: string;
  text: string;
  files: { key: string; name: string }[];
  quote: Quote | null;
}

const SUBJECT_CHARACTERS_MAX = 250;
const TEXT_CHARACTERS_MAX = 50_000;
const [letters, setLetters] = createStore<Record<string, Letter>>({});

/** What the ticket's last e-mail suggests. */
function begin(page: TicketPage): Letter {
  const last = page.entries.findLast((entry) => entry.kind === "email" && entry.nature === "letter");
  const mail = last?.kind === "email" ? last : undefined;
  const other = mail && (mail.dispatch ? mail.to[0]?.address : mail.from.address);
  const subject = mail ? `Re: ${mail.subject.replace(/^(re:\s*)+/i, "")}` : "";
  return {
    order: mail?.relayOf ?? (other ? "" : (page.facts.orders.at(-1) ?? "")),
    address: other ?? "",
    subject,
    text: "",
    files: [],
    quote: null,
  };
}

function useLetter(page: TicketPage) {
  const id = page.ticket.id;
  if (!letters[id]) setLetters(id, begin(page));
  return {
    letter: () => letters[id] as Letter,
    change: (change: Partial<Letter>) => setLetters(id, { ...(letters[id] as Letter), ...change }),
    clear: () => setLetters(id, { ...(letters[id] as Letter), text: "", files: [], quote: null }),
  };
}

/** The state of writing: what may be sent, and what sending does. */
function useMailing(props: { page: TicketPage }) {
  const words = speak("mail");
  const client = useQueryClient();
  const id = untrack(() => props.page.ticket.id);
  const { letter, change, clear } = useLetter(untrack(() => props.page));
  const [busy, setBusy] = createSignal(false);
  const refusal = () => whyNot(props.page.can.mail);
  const unready = () => {
    const { order, address, subject, text } = letter();
    if (refusal()) return refusal();
    if (order === "" && !/^\S+@\S+\.\S+$/.test(address)) return words.missing.to;
    if (subject.trim() === "") return words.missing.subject;
    return text.trim() === "" ? words.missing.text : null;
  };
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast({ look: "late", words: explainProblem(asProblem(error)) });
    } finally {
      setBusy(false);
    }
  };
  const named = nameClicks();
  const sendIt = () =>
    attempt(async () => {
      const { order, address, subject, text, files, quote } = letter();
      const mail = { to: order ? { order } : { address }, subject, text, files: files.map(({ key }) => key), quote };
      await named(mail, (click) => ask(api.tickets[":id"].mails.$post({ param: { id }, json: { id: click, ...mail } })));
      clear();
      toast({ words: words.sent });
      await client.invalidateQueries({ queryKey: ["ticket", id] });
    });
  const attach = (files: File[]) =>
    attempt(async () => {
      for (const file of files) {
        const headers = { "content-type": "application/octet-stream", "x-tillside": "upload" };
        const kept = await send<{ key: string; name: string }>(`/tickets/${id}/mail-files?${new URLSearchParams({ name: file.name })}`, {
          body: file,
          headers,
        });
        change({ files: [...letter().files, kept] });
      }
    });
  return { letter, change, busy, refusal, unready, sendIt, attach };
}

export default function MailWriter(props: { page: TicketPage }) {
  const words = speak("mail");
  const mailing = useMailing(props);
  const { letter, change, busy, refusal, unready, sendIt, attach } = mailing;
  return (
    <form
      class="mail-writer"
      onSubmit={(event) => {
        event.preventDefault();
        if (unready() === null) void sendIt();
      }}
    >
      <Show when={refusal()}>
        {(reason) => (
          <p class="because" role="status">
            {reason()}
          </p>
        )}
      </Show>
      <div class="mail-fields">
        <Recipient page={props.page} letter={letter()} change={change} />
        <TextField
          name={words.subject}
          class="grow"
          maxLength={SUBJECT_CHARACTERS_MAX}
          value={letter().subject}
          onInput={(subject) => change({ subject })}
        />
      </div>
      <textarea
        class="input"
        dir="auto"
        rows="5"
        aria-label={words.text}
        maxLength={TEXT_CHARACTERS_MAX}
        value={letter().text}
        onInput={(event) => change({ text: event.currentTarget.value })}
      />
      <Attached files={letter().files} onDrop={(key) => change({ files: letter().files.filter((one) => one.key !== key) })} />
      <div class="row wrap">
        <FilePicker onPick={(files) => void attach(files)} />
        <QuoteChoice page={props.page} quote={letter().quote} onQuote={(quote) => change({ quote })} />
        <Show when={props.page.mailFrom}>{(address) => <span class="small dim">{words.from(address())}</span>}</Show>
        <span class="push">
          <Button look="primary" small submit busy={busy()} because={unready()} quietly>
            {words.send}
          </Button>
        </span>
      </div>
    </form>
  );
}

function Attached(props: { files: Letter["files"]; onDrop: (key: string) => void }) {
  const words = speak("mail");
  return (
    <Show when={props.files.length > 0}>
      <ul class="mail-files">
        <For each={props.files}>
          {(file) => (
            <li class="pill">
              {file.name}
              <IconButton icon="x" small label={words.detach(file.name)} onPress={() => props.onDrop(file.key)} />
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

function Recipient(props: { page: TicketPage; letter: Letter; change: (change: Partial<Letter>) => void }) {
  const words = speak("mail");
  const options = () => [
    ...props.page.facts.orders.map((order) => ({ value: order, label: words.buyerOf(order.slice(-6)) })),
    { value: "", label: words.other },
  ];
  return (
    <>
      <SelectField name={words.to} value={props.letter.order} options={options()} onChange={(order) => props.change({ order })} />
      <Show when={props.letter.order === ""}>
        <TextField
          name={words.address}
          class="grow"
          type="email"
          placeholder={words.otherHint}
          value={props.letter.address}
          onInput={(address) => props.change({ address })}
        />
      </Show>
    </>
  );
}

function FilePicker(props: { onPick: (files: File[]) => void }) {
  const words = speak("mail");
  let input: HTMLInputElement | undefined;
  return (
    <>
      <Button small look="quiet" icon="plus" onPress={() => input?.click()}>
        {words.attach}
      </Button>
      <input
        type="file"
        multiple
        hidden
        aria-label={words.attach}
        ref={(element) => {
          input = element;
        }}
        onChange={(event) => {
          props.onPick([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
