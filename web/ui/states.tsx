/** What stands where an answer will stand, or would have: its shape while it is awaited, the next step where there is nothing, and what was
 *  lost where it failed. */

import { type Accessor, children, For, type JSX, Match, Show, Switch } from "solid-js";
import { asProblem } from "../api.ts";
import type { UseQueryResult } from "../cache/use.ts";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { Button } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";

/** The data as far as it is there. */
export const known = <Data,>(query: UseQueryResult<Data>): Data | undefined => query.data;

interface AnswerProps<Data> {
  of: UseQueryResult<Data>;
  waiting: JSX.Element;
  /** Where a failure is shown; absent, right here. */
  around?: (trouble: JSX.Element) => JSX.Element;
  children: (data: Accessor<NonNullable<Data>>) => JSX.Element;
}

export function Answer<Data>(props: AnswerProps<Data>) {
  const trouble = () => <Trouble problem={props.of.error} onRetry={() => void props.of.refetch()} />;
  return (
    <Switch fallback={props.waiting}>
      <Match when={known(props.of)}>
        {(data) => (
          <>
            <Show when={props.of.isRefetchError && !props.around}>
              <Trouble problem={props.of.error} onRetry={() => void props.of.refetch()} stale />
            </Show>
            {props.children(data as Accessor<NonNullable<Data>>)}
          </>
        )}
      </Match>
      <Match when={props.of.isLoadingError}>{props.around ? props.around(trouble()) : trouble()}</Match>
    </Switch>
  );
}

/** Asking again would be answered the same. */
const SETTLED = new Set(["missing", "forbidden", "invalid"]);

/** The sentence for a problem, and what to do. */
export function Trouble(props: { problem: unknown; onRetry?: () => void; stale?: boolean }) {
  const words = speak("frame").trouble;
  const problem = () => asProblem(props.problem);
  return (
    <div class="callout trouble" classList={{ late: problem().kind === "broken" }} role="alert">
      <Icon name={problem().code === "no-connection" ? "wifi" : "alert"} />
      <div>
        <p>
          <Show when={props.stale}>{words.stale} </Show>
          {explainProblem(problem())}
        </p>
        <div class="row wrap">
          <Show when={props.onRetry && !SETTLED.has(problem().kind)}>
            <Button small icon="refresh" onPress={() => props.onRetry?.()}>
              {words.tryNow}
            </Button>
          </Show>
          <Show when={problem().reference}>
            <span class="small dim">
              {words.reference} <span class="theirs-word">{problem().reference}</span>
            </span>
          </Show>
        </div>
      </div>
    </div>
  );
}

interface EmptyProps {
  icon: IconName;
  title: string;
  words?: JSX.Element;
  children?: JSX.Element;
}

export function Empty(props: EmptyProps) {
  const says = children(() => props.words);
  const acts = children(() => props.children);
  return (
    <div class="empty">
      <Icon name={props.icon} />
      <h2>{props.title}</h2>
      <Show when={says()}>
        <p>{says()}</p>
      </Show>
      <Show when={acts.toArray().length > 0}>
        <div class="row wrap">{acts()}</div>
      </Show>
    </div>
  );
}

/** `lines` bars of the widths that come, in a class that gives them their place. */
export function Skeleton(props: { rows: number; class: string; widths: readonly (12 | 25 | 40 | 60 | 80)[] }) {
  return (
    <div class="waiting" aria-busy="true" aria-label={speak("frame").waiting} role="status">
      <For each={Array.from({ length: props.rows })}>
        {() => (
          <div class={props.class}>
            <For each={props.widths}>{(width) => <span class={`skeleton w${width}`} />}</For>
          </div>
        )}
      </For>
    </div>
  );
}

interface CalloutProps {
  look?: "late" | "soon" | "fine" | "accent" | "";
  icon?: IconName;
  banner?: boolean;
  act?: JSX.Element;
  children: JSX.Element;
}

export function Callout(props: CalloutProps) {
  return (
    <div class={`callout ${props.look ?? ""}`} classList={{ banner: props.banner }} role={props.look === "late" ? "alert" : "status"}>
      <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
      <div>{props.children}</div>
      {props.act}
    </div>
  );
}
