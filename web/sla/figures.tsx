/** Others' count of how a store answers, beside ours of the same days: TikTok's own figure, asked for again at a press, and what an admin saw in
 *  Seller Center, typed in. Earlier ones stay below, so that one sees whether the difference lasts. */

import { createSignal, For, type JSX, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { now, writeRecent, writeSpan, writeTime } from "../ui/clock.ts";
import { TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { DAY_MS, SECOND_MS } from "../ui/units.ts";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { Scored } from "./compliance.tsx";

type Source = keyof Scored["figures"];
type Figure = Scored["figures"][Source][number];

/** A day as people write it; days here are TikTok's, of UTC. */
const sayDay = (day: string, ahead = 0) => writeTime(Date.parse(`${day}T12:00:00Z`) + ahead * DAY_MS, "date", "UTC");

export function Figures(props: { scored: Scored; canType: Parameters<typeof whyNot>[0] }) {
  const words = speak("compliance").theirs;
  const store = () => props.scored.store;
  const figures = () => props.scored.figures;
  const client = useQueryClient();
  const [isTyping, setTyping] = createSignal(false);
  const pull = useMutation(() => ({
    mutationFn: () => ask(api.stores[":id"].figure.$post({ param: { id: store().id }, json: {} })),
    onSuccess: async () => {
      const { name } = store();
      await client.invalidateQueries({ queryKey: ["compliance"] });
      toast({ words: words.pulled(name) });
    },
  }));
  const act = (source: Source) =>
    source === "tiktok" ? (
      <Button
        small
        look="quiet"
        icon="refresh"
        busy={pull.isPending}
        because={whyNot(props.scored.can.askFigure)}
        quietly
        onPress={() => pull.mutate()}
      >
        {words.ask}
      </Button>
    ) : (
      <IconButton icon="pencil" small label={words.type} because={whyNot(props.canType)} onPress={() => setTyping(true)} />
    );
  return (
    <section class="figures" aria-label={words.title(store().name)}>
      <For each={["tiktok", "typed"] as const}>
        {(source) => (
          <Row source={source} figure={figures()[source][0]} zone={store().time_zone}>
            {act(source)}
          </Row>
        )}
      </For>
      <Show when={pull.isError}>
        <Trouble problem={pull.error} />
      </Show>
      <Show when={isTyping()}>
        <TypeForm store={store().id} onClose={() => setTyping(false)} />
      </Show>
      <Earlier figures={figures()} />
    </section>
  );
}

function Row(props: { source: Source; figure: Figure | undefined; zone: string; children: JSX.Element }) {
  const words = speak("compliance").theirs;
  const more = (figure: Figure) =>
    [
      figure.satisfaction === null ? "" : words.satisfied(figure.satisfaction),
      figure.responseSeconds ? words.fast(writeSpan(figure.responseSeconds * SECOND_MS)) : "",
    ].filter(Boolean);
  return (
    <div class="figure-row">
      <b>{words.sources[props.source]}</b>
      <Show when={props.figure} fallback={<p class="dim">{words.none[props.source]}</p>}>
        {(figure) => (
          <div>
            <p>
              <Show when={figure().theirs !== null} fallback={words.nothing}>
                <b class="num">{words.rate(figure().theirs ?? 0)}</b>
                {figure().sessions === null ? "" : words.of(figure().sessions ?? 0)}
              </Show>
              {"; "}
              {words.ours(figure().ours, figure().ourChats, figure().hours)}
              <Show when={figure().apart !== null}>
                , <b>{words.apart(figure().apart ?? 0)}</b>
              </Show>
            </p>
            <p class="small dim">
              {[
                words.days(sayDay(figure().since), sayDay(figure().until, -1)),
                ...more(figure()),
                words.read(props.source, writeRecent(figure().readAt, now(), props.zone)),
              ].join(" · ")}
            </p>
          </div>
        )}
      </Show>
      <span class="push">{props.children}</span>
    </div>
  );
}

function Earlier(props: { figures: Scored["figures"] }) {
  const words = speak("compliance").theirs;
  const rows = () =>
    (["tiktok", "typed"] as const).flatMap((source) => props.figures[source].slice(1).map((figure) => ({ source, figure })));
  const share = (percent: number | null) => (percent === null ? "–" : words.rate(percent));
  return (
    <Show when={rows().length > 0}>
      <details class="figures-earlier">
        <summary class="small">{words.earlier(rows().length)}</summary>
        <div class="scan">
          <table class="table">
            <thead>
              <tr>
                <th>{words.until}</th>
                <th>{words.source}</th>
                <th class="num">{words.theirs}</th>
                <th class="num">{words.we}</th>
                <th class="num">{words.difference}</th>
              </tr>
            </thead>
            <tbody>
              <For each={rows()}>
                {({ source, figure }) => (
                  <tr>
                    <td>{sayDay(figure.until, -1)}</td>
                    <td>{words.sources[source]}</td>
                    <td class="num">{share(figure.theirs)}</td>
                    <td class="num">{share(figure.ours)}</td>
                    <td class="num">{figure.apart === null ? "–" : words.signed(figure.apart)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </details>
    </Show>
  );
}

function TypeForm(props: { store: string; onClose: () => void }) {
  const words = speak("compliance").theirs;
  const client = useQueryClient();
  const [day, setDay] = createSignal(writeTime(now(), "key", "UTC"));
  const [percent, setPercent] = createSignal("");
  const save = useMutation(() => ({
    mutationFn: () =>
      ask(
        api.stores[":id"].figure.$put({ param: { id: props.store }, json: { day: day(), percent: Number(percent().replace(",", ".")) } }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["compliance"] });
      toast({ words: words.saved });
      props.onClose();
    },
  }));
  return (
    <form
      class="stack figure-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <p class="small dim measure">{words.typeHint}</p>
      <div class="promise-fields">
        <TextField name={words.day} type="date" required max={writeTime(now(), "key", "UTC")} value={day()} onInput={setDay} />
        <TextField name={words.percent} required first value={percent()} onInput={setPercent} placeholder="93.4" />
      </div>
      <Show when={save.isError}>
        <Trouble problem={save.error} />
      </Show>
      <div class="row">
        <Button look="primary" submit busy={save.isPending}>
          {words.save}
        </Button>
        <Button look="quiet" onPress={props.onClose}>
          {speak("frame").cancel}
        </Button>
      </div>
    </form>
  );
}
