/** The answers TikTok leaves open, each a button that says what will happen; a refusal asks for TikTok's reason, an offer for its amount. */

import { createSignal, For, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { CheckField, SelectField, TextField } from "../ui/field.tsx";
import { useKeys } from "../ui/keys.ts";
import { formatMoney, readMoney } from "../ui/money.ts";
import { Answer, Skeleton, Trouble } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { useAct } from "./acted.ts";
import { PhotosField, usePhotos } from "./photos.tsx";
import { type Answerable, askAnswers, type EvidenceLimits } from "./queries.ts";

interface AnswerCase {
  id: string;
  currency: string | null;
  refund_minor: number | null;
}

export function AnswerForm(props: { case: AnswerCase; onDone?: () => void }) {
  const words = speak("aftersales");
  const answers = useQuery(() => askAnswers(props.case.id));
  const [chosen, setChosen] = createSignal<Answerable>();
  const acting = useAct();
  const send = async (decision: string, more: object = {}) => {
    const wish = (id: string) => ask(api.aftersales[":id"].answer.$post({ param: { id: props.case.id }, json: { id, decision, ...more } }));
    if (!(await acting.act(wish))) return;
    setChosen(undefined);
    props.onDone?.();
  };
  const label = (one: Answerable) => {
    const says = words.decisions[one.decision] ?? one.decision;
    const isPaid = /REFUND|RECEIVED|CANCEL/.test(one.decision) && !needsMore(one) && props.case.refund_minor && props.case.currency;
    return isPaid ? words.withAmount(says, formatMoney(props.case.refund_minor ?? 0, props.case.currency ?? "")) : says;
  };
  return (
    <div class="stack tight">
      <Answer of={answers} waiting={<Skeleton rows={2} class="scan-waiting" widths={[40]} />}>
        {(found) => (
          <For each={found().answers} fallback={<p class="mid">{words.answer.none}</p>}>
            {(one) => (
              <Show
                when={chosen()?.decision === one.decision}
                fallback={
                  <div class="row wrap">
                    <Button
                      look={one === found().answers.find(({ can }) => can.ok) ? "primary" : "plain"}
                      busy={acting.busy()}
                      because={whyNot(one.can)}
                      onPress={() => (needsMore(one) ? setChosen(one) : void send(one.decision))}
                    >
                      {label(one)}
                    </Button>
                  </div>
                }
              >
                <More
                  of={one}
                  case={props.case}
                  evidence={found().evidence}
                  busy={acting.busy()}
                  onSend={send}
                  onClose={() => setChosen(undefined)}
                />
              </Show>
            )}
          </For>
        )}
      </Answer>
      <Show when={acting.problem()}>
        <Trouble problem={acting.problem()} />
      </Show>
      <p class="small dim">{words.answer.sure}</p>
    </div>
  );
}

const isNo = (one: Answerable) => one.decision.startsWith("REJECT_");
const needsMore = (one: Answerable) => isNo(one) || one.mostMinor !== null || one.decision === "APPROVE_RETURN";

interface MoreProps {
  of: Answerable;
  case: AnswerCase;
  evidence: EvidenceLimits;
  busy: boolean;
  onSend: (decision: string, more: object) => Promise<void>;
  onClose: () => void;
}

/** What an answer needs besides itself. */
function useMore(props: MoreProps) {
  const words = speak("aftersales");
  const [reason, setReason] = createSignal(untrack(() => props.of.rejectReasons[0]?.name ?? ""));
  const [comment, setComment] = createSignal("");
  const [amount, setAmount] = createSignal("");
  const [keeps, setKeeps] = createSignal(false);
  const photos = usePhotos(
    () => props.case.id,
    () => props.evidence,
  );
  const minor = () => readMoney(amount(), props.case.currency ?? "");
  const wrong = () => {
    if (photos.isBusy()) return words.photos.waiting;
    if (props.of.mostMinor === null) return null;
    const offered = minor();
    return offered === null || offered >= props.of.mostMinor
      ? words.answer.amountHint(formatMoney(props.of.mostMinor, props.case.currency ?? ""))
      : null;
  };
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (wrong()) return;
    void props.onSend(props.of.decision, {
      ...(isNo(props.of) ? { reason: reason(), ...(comment().trim() ? { comment: comment().trim() } : {}), photos: photos.files() } : {}),
      ...(props.of.mostMinor === null ? {} : { amountMinor: minor() }),
      ...(keeps() ? { keepsItem: true } : {}),
    });
  };
  return { reason, setReason, comment, setComment, setAmount, amount, keeps, setKeeps, photos, wrong, send };
}

function More(props: MoreProps) {
  const words = speak("aftersales");
  const more = useMore(props);
  useKeys({ back: () => props.onClose() });
  return (
    <form class="case-more" onSubmit={more.send}>
      <Show when={isNo(props.of) && props.of.rejectReasons.length > 0}>
        <SelectField
          name={words.answer.reason}
          value={more.reason()}
          onChange={more.setReason}
          options={props.of.rejectReasons.map(({ name, text }) => ({ value: name, label: text }))}
        />
      </Show>
      <Show when={isNo(props.of)}>
        <TextField
          name={words.answer.comment}
          hint={words.answer.commentHint}
          value={more.comment()}
          maxLength={500}
          onInput={more.setComment}
          first
        />
        <PhotosField photos={more.photos} limits={props.evidence} />
      </Show>
      <Show when={props.of.mostMinor}>
        {(most) => (
          <TextField
            name={words.answer.amount}
            hint={words.answer.amountHint(formatMoney(most(), props.case.currency ?? ""))}
            value={more.amount()}
            onInput={more.setAmount}
            first
          />
        )}
      </Show>
      <Show when={props.of.decision === "APPROVE_RETURN"}>
        <CheckField name={words.answer.keeps} checked={more.keeps()} onChange={more.setKeeps} />
      </Show>
      <div class="row wrap">
        <Button submit look={isNo(props.of) ? "sure" : "primary"} busy={props.busy} because={more.wrong()} quietly>
          {words.decisions[props.of.decision] ?? props.of.decision}
        </Button>
        <Button look="quiet" onPress={props.onClose}>
          {speak("frame").cancel}
        </Button>
      </div>
    </form>
  );
}
