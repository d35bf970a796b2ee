/** Setting up codes by the clock: the key goes into an authenticator, its first code comes back, and the recovery codes are shown once. */

import { createSignal, For, Show } from "solid-js";
import { asProblem } from "../api.ts";
import { useMutation, useQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy.tsx";
import { TextField } from "../ui/field.tsx";
import { Answer, Skeleton } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { explainFactor } from "./explain.ts";
import { QrCode } from "./qr-code.tsx";
import "./factors.css";

interface EnrolProps {
  begin: () => Promise<{ secret: string; uri: string }>;
  confirm: (code: string) => Promise<{ codes: string[] | null }>;
  onDone: () => void;
}

const inFours = (text: string) => text.match(/.{1,4}/g)?.join(" ") ?? "";
const inSixes = (text: string) => text.match(/.{1,6}/g)?.join("-") ?? "";

export function Enrol(props: EnrolProps) {
  const words = speak("factors").enrol;
  // A key is made once for each time this is opened, and kept by nobody here.
  const begun = useQuery(() => ({ queryKey: ["enrol"], queryFn: () => props.begin(), staleTime: Infinity, gcTime: 0, retry: false }));
  const [code, setCode] = createSignal("");
  const [codes, setCodes] = createSignal<string[] | null>(null);
  const confirm = useMutation(() => ({
    mutationFn: () => props.confirm(code().replace(/\s/g, "")),
    onSuccess: (said) => (said.codes ? setCodes(said.codes) : props.onDone()),
    onError: () => setCode(""),
  }));
  const form = (begun: { secret: string; uri: string }) => (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <p class="mid measure">{words.words}</p>
      <QrCode text={begun.uri} label={words.scan} />
      <p class="row wrap">
        <code class="factor-key">{inFours(begun.secret)}</code>
        <CopyButton text={begun.secret} label={words.copy} />
      </p>
      <p>
        <a class="link" href={begun.uri}>
          {words.open}
        </a>
      </p>
      <TextField
        name={words.code}
        autocomplete="one-time-code"
        required
        first
        value={code()}
        onInput={setCode}
        wrong={confirm.isError ? explainFactor(asProblem(confirm.error)) : null}
      />
      <div>
        <Button look="primary" submit busy={confirm.isPending}>
          {words.confirm}
        </Button>
      </div>
    </form>
  );
  return (
    <Show
      when={codes()}
      fallback={
        <Answer of={begun} waiting={<Skeleton rows={2} class="scan-waiting" widths={[60, 40]} />}>
          {(data) => form(data())}
        </Answer>
      }
    >
      {(list) => <RecoveryCodes codes={list()} onDone={props.onDone} />}
    </Show>
  );
}

export function RecoveryCodes(props: { codes: string[]; onDone: () => void }) {
  const words = speak("factors").codes;
  return (
    <section class="stack" aria-labelledby="h-codes">
      <h3 id="h-codes">{words.title}</h3>
      <p class="mid measure">{words.words}</p>
      <ol class="factor-codes">
        <For each={props.codes}>
          {(code) => (
            <li>
              <code>{inSixes(code)}</code>
            </li>
          )}
        </For>
      </ol>
      <p class="row wrap">
        <CopyButton text={props.codes.map(inSixes).join("\n")} label={words.copy} /> <span class="small dim">{words.copy}</span>
      </p>
      <div>
        <Button look="primary" onPress={props.onDone}>
          {words.kept}
        </Button>
      </div>
    </section>
  );
}
