/** Settings, Rules: all of them in their order, moved by hand or by key, each with its switch and what it did; and samples to begin with. */

import { createSignal, For, Index, type JSX, Show } from "solid-js";
import { useMutation, useQuery } from "../cache/use.ts";
import { isAdmin, useMe } from "../team/me.tsx";
import { SettingsPage } from "../team/settings.tsx";
import { Button, ButtonLink, IconButton } from "../ui/button.tsx";
import { orBack } from "../ui/field.tsx";
import type { IconName } from "../ui/icon.tsx";
import { Answer, Empty, known, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { askRules, orderRules, type RulesPage, type ShownRule, switchRule, useReload } from "./queries.ts";
import "./rules.css";

export default function Rules() {
  const words = speak("rules");
  const rules = useQuery(() => askRules);
  const reason = () => whyNot(known(rules)?.can.make);
  return (
    <SettingsPage
      place="rules"
      title={words.title}
      words={words.words}
      act={
        <>
          <Begin to="/settings/rules/new-auto-reply" because={reason()}>
            {words.makeAutoReply}
          </Begin>
          <Begin look="primary" icon="plus" to="/settings/rules/new" because={reason()}>
            {words.make}
          </Begin>
        </>
      }
    >
      <Answer of={rules} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 25]} />}>
        {(page) => (
          <>
            <Show when={page().rules.length > 0} fallback={<Empty icon="bolt" title={words.none.title} words={words.none.words} />}>
              <RuleList page={page()} />
            </Show>
            <Samples page={page()} />
          </>
        )}
      </Answer>
    </SettingsPage>
  );
}

interface BeginProps {
  to: string;
  because: string | null;
  look?: "primary";
  icon?: IconName;
  children: JSX.Element;
}

/** The way to a new rule, for whoever may have one; for others a button that says why not. */
function Begin(props: BeginProps) {
  const look = () => ({ ...(props.look ? { look: props.look } : {}), ...(props.icon ? { icon: props.icon } : {}) });
  return (
    <Show
      when={props.because}
      fallback={
        <ButtonLink small to={props.to} {...look()}>
          {props.children}
        </ButtonLink>
      }
    >
      <Button small because={props.because} quietly {...look()}>
        {props.children}
      </Button>
    </Show>
  );
}

function moved(rules: ShownRule[], from: number, to: number): string[] {
  const ids = rules.map(({ id }) => id);
  const [id] = ids.splice(from, 1);
  if (id) ids.splice(to, 0, id);
  return ids;
}

function RuleList(props: { page: RulesPage }) {
  const words = speak("rules");
  const me = useMe();
  const reload = useReload();
  const [dragged, setDragged] = createSignal<number | null>(null);
  const order = useMutation(() => ({ mutationFn: orderRules, onSettled: reload }));
  const move = (from: number, to: number) => order.mutate(moved(props.page.rules, from, to));
  const drop = (to: number) => {
    const from = dragged();
    setDragged(null);
    if (from !== null && from !== to) move(from, to);
  };
  return (
    <section class="card" aria-label={words.title}>
      <Show when={order.isError}>
        <Trouble problem={order.error} />
      </Show>
      <ol class="list">
        <Index each={props.page.rules}>
          {(rule, at) => (
            <li
              draggable={isAdmin(me())}
              title={isAdmin(me()) ? words.drag : undefined}
              onDragStart={() => setDragged(at)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={() => drop(at)}
            >
              <RuleRow rule={rule()} first={at === 0} last={at === props.page.rules.length - 1} onMove={(by) => move(at, at + by)} />
            </li>
          )}
        </Index>
      </ol>
    </section>
  );
}

function RuleRow(props: { rule: ShownRule; first: boolean; last: boolean; onMove: (by: number) => void }) {
  const words = speak("rules");
  const me = useMe();
  const reload = useReload();
  const turn = useMutation(() => ({
    mutationFn: (on: boolean) => switchRule(props.rule.id, on),
    onSuccess: (_: unknown, on: boolean) => toast({ words: (on ? words.switchedOn : words.switchedOff)(props.rule.form.name) }),
    onSettled: reload,
  }));
  return (
    <>
      <div class="list-row rule-row">
        <Switch rule={props.rule} onTurn={turn.mutateAsync} />
        <div class="rule-name">
          <p class="ellipsis">
            <a class="link" href={`/settings/rules/${props.rule.id}`}>
              {props.rule.form.name}
            </a>
          </p>
          <p class="small dim ellipsis">{summaryOf(props.rule)}</p>
        </div>
        <span class="push row small mid rule-did">
          <Show when={props.rule.failed > 0}>
            <span class="badge late">{words.failed(props.rule.failed)}</span>
          </Show>
          <span>
            {words.matched(props.rule.matched)}
            <Show when={props.rule.lastAt}>
              {(at) => (
                <>
                  , {words.last} <Time at={at()} as="ago" />
                </>
              )}
            </Show>
          </span>
        </span>
        <Show when={isAdmin(me())}>
          <span class="row rule-moves">
            <Show when={!props.first}>
              <IconButton icon="up" small label={words.higher(props.rule.form.name)} onPress={() => props.onMove(-1)} />
            </Show>
            <Show when={!props.last}>
              <IconButton icon="down" small label={words.lower(props.rule.form.name)} onPress={() => props.onMove(1)} />
            </Show>
          </span>
        </Show>
      </div>
      <Show when={turn.isError}>
        <Trouble problem={turn.error} />
      </Show>
    </>
  );
}

function Switch(props: { rule: ShownRule; onTurn: (on: boolean) => Promise<unknown> }) {
  return (
    <input
      type="checkbox"
      class="check"
      aria-label={speak("rules").on(props.rule.form.name)}
      checked={props.rule.isOn}
      onChange={({ currentTarget: box }) =>
        orBack(props.onTurn(box.checked), () => {
          box.checked = props.rule.isOn;
        })
      }
    />
  );
}

function summaryOf({ form }: Pick<ShownRule, "form">): string {
  const words = speak("rules");
  const where = form.stores === null ? words.everyStore : words.stores(form.stores.length);
  if (form.kind === "auto-reply") return [words.autoReply, form.when === "closed" ? words.closed : words.around, where].join(" · ");
  const { on, minutes } = form.trigger;
  const when = `${words.when} ${words.triggers[on]}${minutes ? ` ${words.minutes(minutes)}` : ""}`;
  return [`${when}: ${form.actions.map((action) => words.actions[action.do]).join(", ")}`, where].join(" · ");
}

function Samples(props: { page: RulesPage }) {
  const words = speak("rules");
  return (
    <section class="card" aria-label={words.samples}>
      <header>
        <h2>{words.samples}</h2>
      </header>
      <ul class="list">
        <For each={props.page.samples}>
          {(sample) => (
            <li class="list-row rule-row">
              <div class="rule-name">
                <p>{sample.form.name}</p>
                <p class="small dim">{summaryOf({ form: sample.form })}</p>
              </div>
              <span class="push">
                <Begin to={`/settings/rules/new?sample=${sample.code}`} because={whyNot(props.page.can.make)}>
                  {words.use}
                </Begin>
              </span>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
