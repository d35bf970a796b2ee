/** An e-mail in the timeline: its words as text, whatever they look like. How its sender designed it is shown on request, in a frame without
 *  scripts or rights, and pictures from the web are loaded only when that is asked for too. */

import { createSignal, For, Show } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import type { Entry } from "../tickets/queries.ts";
import { Text } from "../tickets/text.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import "./mail.css";

type Mail = Extract<Entry, { kind: "email" }>;

interface MailProps {
  mail: Mail;
  ticket: string;
  zone: string;
}

const KILOBYTE = 1_024;
const partOf = ({ ticket, mail }: MailProps, part: string | number) => `/api/tickets/${ticket}/mails/${mail.id}/${part}`;

export default function MailEntry(props: MailProps) {
  const words = speak("mail").entry;
  const other = () => {
    const one = props.mail.dispatch ? props.mail.to[0] : props.mail.from;
    return [one?.name, one?.address || (props.mail.relayOf ? words.hidden : "")].filter(Boolean).join(" · ");
  };
  const state = () => props.mail.dispatch?.state;
  return (
    <article
      class="entry mail"
      classList={{
        ours: props.mail.dispatch !== null,
        held: state() === "queued" || state() === "sending",
        failed: state() === "failed" || state() === "unconfirmed",
        gone: state() === "discarded",
        automatic: props.mail.nature !== "letter",
      }}
    >
      <p class="cap">
        <span class="badge line">
          <Icon name={props.mail.nature === "letter" ? "mail" : props.mail.nature === "bounce" ? "alert" : "robot"} />
          {words.natures[props.mail.nature]}
        </span>
        <b dir="auto">{props.mail.dispatch ? `${props.mail.dispatch.byName} ${words.to(other())}` : other()}</b>
        <Time at={props.mail.at} as="time" zone={props.zone} />
      </p>
      <div class="mail-body">
        <p class="mail-subject" dir="auto">
          {props.mail.subject || words.noSubject}
        </p>
        <Words {...props} />
        <Files {...props} />
        <Show when={words.natureWords[props.mail.nature]}>{(says) => <p class="small dim">{says()}</p>}</Show>
      </div>
      <Sending {...props} />
    </article>
  );
}

function Words(props: MailProps) {
  const words = speak("mail").entry;
  const [whole, setWhole] = createSignal<string>();
  const [isDesigned, setDesigned] = createSignal(false);
  const [isRemote, setRemote] = createSignal(false);
  const showAll = async () => {
    const answer = await fetch(partOf(props, "text")).catch(() => null);
    if (answer?.ok) setWhole(await answer.text());
    else toast({ look: "late", words: speak("problems")["mail-part-missing"]?.({}) ?? "" });
  };
  return (
    <>
      <Show when={isDesigned()} fallback={<Letter text={whole() ?? props.mail.text} />}>
        <iframe
          class="mail-frame"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerpolicy="no-referrer"
          title={words.frame(props.mail.subject)}
          src={`${partOf(props, "html")}?remote=${isRemote() ? 1 : 0}`}
        />
        <p class="small dim">{words.remoteWords}</p>
      </Show>
      <div class="row wrap">
        <Show when={props.mail.textKey && whole() === undefined && !isDesigned()}>
          <Button small onPress={() => void showAll()}>
            {words.showAll}
          </Button>
        </Show>
        <Show when={props.mail.htmlKey}>
          <Button small look="quiet" icon="eye" onPress={() => setDesigned((shown) => !shown)}>
            {isDesigned() ? words.asText : words.designed}
          </Button>
        </Show>
        <Show when={isDesigned() && !isRemote()}>
          <Button small look="quiet" icon="image" onPress={() => setRemote(true)}>
            {words.remote}
          </Button>
        </Show>
      </div>
    </>
  );
}

/** As long as its sender made it, in a place of its own that keys can scroll. */
function Letter(props: { text: string }) {
  return (
    <section class="mail-text" aria-label={speak("mail").text} tabindex="0">
      <Text text={props.text} />
    </section>
  );
}

/** What the desk says of a file that would run; it hands none out. */
const PROGRAM = "application/x-executable";

function Files(props: MailProps) {
  const words = speak("mail").entry;
  return (
    <Show when={props.mail.files.length > 0}>
      <ul class="mail-files">
        <For each={props.mail.files}>
          {(file, at) => (
            <li>
              <Show when={file.type !== PROGRAM} fallback={<span class="pill">{words.withheld(file.name)}</span>}>
                <a class="pill link" href={partOf(props, at())} download={file.name}>
                  {words.file(file.name, words.kilobytes(Math.ceil(file.bytes / KILOBYTE)))}
                </a>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.mail.dispatch === null}>
        <p class="small dim">{words.unscanned}</p>
      </Show>
    </Show>
  );
}

function Sending(props: MailProps) {
  const words = speak("mail").entry;
  const client = useQueryClient();
  const state = () => props.mail.dispatch?.state ?? "sent";
  const trouble = () => props.mail.dispatch?.trouble ?? null;
  const says = () => {
    const told = trouble();
    if (state() === "queued" && told) return words.later(told);
    return [words.states[state()], told && (words.troubles[told] ?? told)].filter(Boolean).join(" ");
  };
  const decide = async (decision: "resend" | "discard") => {
    try {
      await ask(api.tickets[":id"].mails[":mail"].$post({ param: { id: props.ticket, mail: props.mail.id }, json: { decision } }));
    } catch (error) {
      toast({ look: "late", words: explainProblem(asProblem(error)) });
    }
    await client.invalidateQueries({ queryKey: ["ticket", props.ticket] });
  };
  return (
    <Show when={state() !== "sent"}>
      <Show
        when={state() === "failed" || state() === "unconfirmed"}
        fallback={
          <p class="cap" role="status">
            {says()}
          </p>
        }
      >
        <div class="why" role="alert">
          <span>{says()}</span>
          <span class="row wrap end">
            <Button small icon="refresh" onPress={() => void decide("resend")}>
              {state() === "failed" ? words.resend : words.resendUnsure}
            </Button>
            <Button small look="quiet" onPress={() => void decide("discard")}>
              {words.discard}
            </Button>
          </span>
        </div>
      </Show>
    </Show>
  );
}
