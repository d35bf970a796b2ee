/** "Explain this number": why a listing shows what it shows, in sentences; the rule that holds and those it stands in place of; what was sent lately; and
 *  the last rush lived through again. */

import { createSignal, For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { formatCount } from "../ui/money.ts";
import { Answer, known, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { nameOf, OnItsWay } from "./listings.tsx";
import { askNumber, askReplay, type BalancedListing, type NumberPage, type RuleKind } from "./queries.ts";
import { RuleForm } from "./rule-form.tsx";

export default function NumberDialog(props: { row: BalancedListing; kinds: readonly RuleKind[]; onClose: () => void }) {
  const words = speak("balancing").number;
  const query = useQuery(() => askNumber(props.row.store, props.row.sku));
  return (
    <Dialog
      open
      class="balance-dialog"
      title={words.title(formatCount(known(query)?.wanted ?? props.row.wanted), nameOf(props.row))}
      onClose={props.onClose}
      footer={<Button onPress={props.onClose}>{speak("frame").close}</Button>}
    >
      <Answer of={query} waiting={<Skeleton rows={5} class="scan-waiting" widths={[80]} />}>
        {(page) => (
          <>
            <Why page={page()} />
            <Rules page={page()} kinds={props.kinds} />
            <Pushes page={page()} />
            <Show when={page().mapped}>{(item) => <Replay item={item()} />}</Show>
          </>
        )}
      </Answer>
    </Dialog>
  );
}

function Why(props: { page: NumberPage }) {
  const words = speak("balancing").number;
  const stores = useStores();
  const sentences = () => {
    const { explain: told, item } = props.page;
    const {
      mode,
      onHand = 0,
      promised = 0,
      pool = 0,
      guard = 0,
      share = 0,
      rivals = 0,
      qty = 1,
      number = 0,
      waiting = 0,
      perMinute = 0,
    } = told;
    if (!mode) return [words.notYet];
    const name = item?.sku ?? "";
    return [
      words.pool({ item: name, onHand, promised, pool }),
      words.modes[mode]({ share, guard, rivals, perMinute }),
      ...(qty > 1 ? [words.pack({ qty, item: name })] : []),
      ...(told.rule ? speak("balancing").rule.effects(told.rule) : []),
      words.result(number),
      ...(waiting > 0 ? [words.waiting(waiting)] : []),
    ];
  };
  return (
    <section class="stack s">
      <ul class="balance-why">
        <For each={sentences()}>{(sentence) => <li>{sentence}</li>}</For>
      </ul>
      <Show when={props.page.others.length > 0}>
        <p class="small mid">
          {words.others}{" "}
          {props.page.others.map(({ store, number }) => `${stores.find(store)?.name ?? store}: ${formatCount(number)}`).join(" · ")}
        </p>
      </Show>
      <p class="small">
        {props.page.shown === null ? words.unread : words.shows(formatCount(props.page.shown))}{" "}
        <Show when={props.page.shownAt}>{(at) => <Time at={at()} as="ago" />}</Show> · <OnItsWay row={props.page} />
      </p>
    </section>
  );
}

function Rules(props: { page: NumberPage; kinds: readonly RuleKind[] }) {
  const about = speak("balancing");
  const [open, setOpen] = createSignal<string | null>(null);
  const placeOf = (level: NumberPage["rules"][number]["level"]) => ({
    level,
    store: level === "item" ? null : props.page.store,
    item: level === "item" ? (props.page.mapped?.id ?? null) : null,
    sku: level === "listing" ? props.page.sku : null,
  });
  return (
    <section class="stack s" aria-label={about.rule.title}>
      <h3>{about.rule.title}</h3>
      <ul class="list lined">
        <For each={props.page.rules}>
          {(one) => (
            <li>
              <div class="list-row">
                <span>
                  <b>{about.rule.levels[one.level]}</b>{" "}
                  <span class="mid">{one.rule ? about.rule.sentence(one.rule) : about.rule.none}</span>{" "}
                  <Show when={props.page.holds === one.level}>
                    <span class="badge">{about.rule.holds}</span>
                  </Show>
                </span>
                <span class="push">
                  <Button
                    small
                    look="quiet"
                    label={about.rule.openOf(about.rule.levels[one.level])}
                    onPress={() => setOpen(open() === one.level ? null : one.level)}
                  >
                    {about.rule.open}
                  </Button>
                </span>
              </div>
              <Show when={open() === one.level}>
                <RuleForm kinds={props.kinds} rule={one.rule} can={one.can} place={placeOf(one.level)} onClose={() => setOpen(null)} />
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

function Pushes(props: { page: NumberPage }) {
  const about = speak("balancing");
  const words = about.number;
  return (
    <section class="stack s" aria-label={words.pushes}>
      <h3>{words.pushes}</h3>
      <ul class="balance-pushes small">
        <For each={props.page.pushes} fallback={<li class="dim">{words.noPushes}</li>}>
          {(push) => (
            <li>
              <Time at={push.sent_at} as="recent" /> {push.before === null ? "–" : formatCount(push.before)} → {formatCount(push.number)}{" "}
              <span class="mid">
                {push.failed_words !== null
                  ? `${about.listings.failed} ${about.failures[push.failed_words] ?? push.failed_words}`
                  : push.seen_at !== null
                    ? words.seenAfter(Math.max(1, Math.round((push.seen_at - push.sent_at) / 1000)))
                    : push.seen !== null
                      ? words.lost(formatCount(push.seen))
                      : words.underWay}
              </span>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

function Replay(props: { item: { id: string; sku: string } }) {
  const words = speak("balancing").replay;
  const [isAsked, setAsked] = createSignal(false);
  const query = useQuery(() => ({ ...askReplay(props.item.id), enabled: isAsked() }));
  return (
    <section class="stack s" aria-label={words.title}>
      <h3>{words.title}</h3>
      <Show
        when={isAsked()}
        fallback={
          <p>
            <Button small onPress={() => setAsked(true)}>
              {words.act}
            </Button>
          </p>
        }
      >
        <Show when={query.isError}>
          <Trouble problem={query.error} />
        </Show>
        <Show when={query.isSuccess}>
          <Show when={known(query)} fallback={<p class="small mid">{words.nothing}</p>}>
            {(told) => (
              <>
                <p class="small mid">
                  {words.about({ ...told(), sku: props.item.sku })} <Time at={told().from * 1000} as="full" />
                </p>
                <ul class="balance-pushes small">
                  <li>
                    <b>{words.yours(told().oversold)}</b>
                  </li>
                  <For each={told().ways}>{(way) => <li>{words.way(words.ways[way.name] ?? way.name, way.oversold)}</li>}</For>
                </ul>
                <p class="small dim">{words.doubt}</p>
              </>
            )}
          </Show>
        </Show>
      </Show>
    </section>
  );
}
