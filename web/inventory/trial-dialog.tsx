/** What a file would change, tried before anything does: a file is given, what came of reading it is told, and one press carries it out. */

import { For, type JSX, Show } from "solid-js";
import type { Mutation } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { formatCount } from "../ui/money.ts";
import { Trouble } from "../ui/states.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";

const WRONG_SHOWN_MAX = 100;

interface TrialProps<Tried, Done> {
  class: string;
  words: { title: string; nothing: string; reading: string; act: (count: string, isOne: boolean) => string };
  trial: Mutation<Tried, File>;
  apply: Mutation<Done, void>;
  /** How many it would change. */
  count: number;
  /** How the file comes about. */
  steps: JSX.Element;
  children: (tried: Tried) => JSX.Element;
  onClose: () => void;
}

export function TrialDialog<Tried, Done>(props: TrialProps<Tried, Done>) {
  return (
    <Dialog
      open
      class={props.class}
      title={props.words.title}
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").cancel}
          </Button>
          <Show when={props.trial.isSuccess}>
            <Button
              look="primary"
              busy={props.apply.isPending}
              because={props.count > 0 ? null : props.words.nothing}
              quietly
              onPress={() => props.apply.mutate()}
            >
              {props.words.act(formatCount(props.count), props.count === 1)}
            </Button>
          </Show>
        </>
      }
    >
      {props.steps}
      <div aria-live="polite" class="stack tight">
        <Show when={props.trial.isPending}>
          <p class="small mid">{props.words.reading}</p>
        </Show>
        <Show when={props.trial.data}>{(tried) => props.children(tried())}</Show>
      </div>
      <Show when={props.trial.isError || props.apply.isError}>
        <Trouble problem={props.apply.error ?? props.trial.error} />
      </Show>
    </Dialog>
  );
}

interface WrongProps {
  rows: { line: number; because: Parameters<typeof explain>[0] }[];
  words: { line: string; why: string; firstOf: (count: string) => string };
}

/** Which rows of the file were not taken, by their lines, and why. */
export function WrongRows(props: WrongProps) {
  return (
    <Show when={props.rows.length > 0}>
      <div class="wrong-rows">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{props.words.line}</th>
              <th scope="col">{props.words.why}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.rows.slice(0, WRONG_SHOWN_MAX)}>
              {(row) => (
                <tr>
                  <td class="num">{row.line}</td>
                  <td>{explain(row.because)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <Show when={props.rows.length > WRONG_SHOWN_MAX}>
        <p class="small dim">{props.words.firstOf(formatCount(WRONG_SHOWN_MAX))}</p>
      </Show>
    </Show>
  );
}
