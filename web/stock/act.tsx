/** Changing what stands somewhere: received, counted, adjusted, scrapped or moved. The button says what will happen; what is typed stays when the
 *  desk says no, and a number that changed meanwhile is shown before anybody counts over it. */

import { createMemo, createSignal, For, Match, on, Show, Switch, untrack } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { nameClicks } from "../click.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { CheckField, SelectField, TextField } from "../ui/field.tsx";
import { formatCount } from "../ui/money.ts";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { StockPage, StockRow, Warehouse } from "./queries.ts";

const KINDS = ["receive", "count", "adjust", "scrap", "transfer"] as const;
type Kind = (typeof KINDS)[number];
const NOTE_CHARACTERS_MAX = 200;
const PIECES_MAX = 1_000_000;

interface ActProps {
  page: StockPage;
  row: StockRow;
  warehouse: string;
  warehouses: Warehouse[];
  onClose: () => void;
}

type Form = ReturnType<typeof openForm>;

/** One click, one name: pressing again after a refusal is another click. */
function openForm(props: ActProps) {
  const own = () => props.warehouses.filter(({ kind, archived_at }) => kind === "merchant" && archived_at === null);
  const [kind, setKind] = createSignal<Kind>("receive");
  const [warehouse, setWarehouse] = createSignal(untrack(() => props.warehouse));
  const [pieces, setPieces] = createSignal("");
  const [note, setNote] = createSignal("");
  const [reason, setReason] = createSignal(untrack(() => props.page.reasons[0]?.code ?? "correction"));
  const [shelf, setShelf] = createSignal<"on-hand" | "unsellable">("on-hand");
  const [to, setTo] = createSignal("");
  const [isCertain, setCertain] = createSignal(false);
  const others = () => own().filter(({ id }) => id !== warehouse());
  const target = () => others().find(({ id }) => id === to())?.id ?? others()[0]?.id ?? "";
  const [known, setKnown] = createSignal<{ warehouse: string; on_hand: number } | null>(null);
  const level = () => {
    const { on_hand = 0, allocated = 0, unsellable = 0 } = props.row.levels.find((one) => one.warehouse_id === warehouse()) ?? {};
    const newer = known();
    return { on_hand: newer?.warehouse === warehouse() ? newer.on_hand : on_hand, allocated, unsellable };
  };
  // Whoever counts has begun from this number; news that comes while they count does not slip under it.
  const begun = createMemo(on([kind, warehouse, known], () => level().on_hand));
  const way = () => props.page.reasons.find(({ code }) => code === reason())?.way ?? 0;
  const by = () => (way() === 0 ? Number(pieces()) : way() * Math.abs(Number(pieces())));
  return {
    kind,
    setKind,
    warehouse,
    setWarehouse,
    pieces,
    setPieces,
    note,
    setNote,
    reason,
    setReason,
    shelf,
    setShelf,
    target,
    setTo,
    isCertain,
    setCertain,
    own,
    others,
    level,
    begun,
    learn: (on_hand: number) => setKnown({ warehouse: warehouse(), on_hand }),
    way,
    by,
  };
}

/** What one press asks for, under its name. */
function send(form: Form, item: string, click: string) {
  const spot = { click, warehouse: form.warehouse(), item };
  const qty = Number(form.pieces());
  switch (form.kind()) {
    case "receive":
      return ask(api.stock.receive.$post({ json: { ...spot, qty, note: form.note().trim() || null } }));
    case "count":
      return ask(api.stock.count.$post({ json: { ...spot, to: qty, seen: form.begun() } }));
    case "adjust":
      return ask(api.stock.adjust.$post({ json: { ...spot, by: form.by(), reason: form.reason() } }));
    case "scrap":
      return ask(api.stock.scrap.$post({ json: { ...spot, qty, from: form.shelf() } }));
    case "transfer":
      return ask(api.stock.transfer.$post({ json: { ...spot, qty, to: form.target(), isCertain: form.isCertain() } }));
  }
}

function useAct(props: ActProps, form: Form) {
  const words = speak("stock").act;
  const client = useQueryClient();
  const named = nameClicks();
  const asked = () => [form.kind(), form.warehouse(), form.pieces(), form.note(), form.reason(), form.shelf(), form.target()];
  return useMutation(() => ({
    mutationFn: () => named(asked(), (click) => send(form, props.row.id, click)),
    onSuccess: async ({ level }: { level: { on_hand: number } }) => {
      toast({ look: "fine", words: words.done[form.kind()](props.row.sku, formatCount(level.on_hand)) });
      props.onClose();
      await client.invalidateQueries({ queryKey: ["stock"] });
    },
    onError: (error: unknown) => {
      const { code, facts } = asProblem(error);
      if (code === "stock-moved-meanwhile") form.learn(Number(facts.now));
    },
  }));
}

export default function ActDialog(props: ActProps) {
  const words = speak("stock").act;
  const form = openForm(untrack(() => props));
  const act = useAct(props, form);
  const because = () => whyNot(props.page.can[form.kind()]);
  const figure = () => formatCount(form.kind() === "adjust" ? form.by() : Number(form.pieces()));
  const [element, setElement] = createSignal<HTMLFormElement>();
  return (
    <Dialog
      open
      title={words.title(props.row.sku)}
      class="stock-act"
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").cancel}
          </Button>
          <Button look="primary" busy={act.isPending} because={because()} quietly onPress={() => element()?.requestSubmit()}>
            {words.do[form.kind()](form.pieces() === "" ? "…" : figure())}
          </Button>
        </>
      }
    >
      <form
        ref={setElement}
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (because() === null && !act.isPending) act.mutate();
        }}
      >
        <Kinds form={form} onChoose={() => act.reset()} />
        <Show when={because()}>{(why) => <p class="because">{why()}</p>}</Show>
        <SelectField
          name={speak("stock").warehouse}
          value={form.warehouse()}
          options={form.own().map(({ id, name }) => ({ value: id, label: name }))}
          hint={words.standing(
            formatCount(form.level().on_hand),
            formatCount(form.level().allocated),
            formatCount(form.level().unsellable),
          )}
          onChange={form.setWarehouse}
        />
        <Fields form={form} page={props.page} needsCertainty={act.isError && asProblem(act.error).code === "transfer-more-than-free"} />
        <Show when={act.isError}>
          <Trouble problem={act.error} />
        </Show>
        {/* Enter sends a form of several fields only where it has a button of its own. */}
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

function Kinds(props: { form: Form; onChoose: () => void }) {
  const words = speak("stock").act;
  const choose = (kind: Kind) => {
    props.form.setKind(kind);
    props.onChoose();
  };
  return (
    <fieldset class="segmented" aria-label={words.what}>
      <For each={KINDS}>
        {(one) => (
          <button type="button" aria-pressed={props.form.kind() === one} onClick={() => choose(one)}>
            {words.kinds[one]}
          </button>
        )}
      </For>
    </fieldset>
  );
}

function Fields(props: { form: Form; page: StockPage; needsCertainty: boolean }) {
  const words = speak("stock").act;
  const form = untrack(() => props.form);
  const Pieces = (own: { name?: string; hint?: string; min?: number }) => (
    <TextField
      class="short"
      type="number"
      name={own.name ?? words.qty}
      hint={own.hint}
      required
      first
      min={own.min ?? 1}
      max={PIECES_MAX}
      value={form.pieces()}
      onInput={form.setPieces}
    />
  );
  return (
    <Switch>
      <Match when={form.kind() === "receive"}>
        <Pieces />
        <TextField name={words.note} hint={words.noteHint} maxLength={NOTE_CHARACTERS_MAX} value={form.note()} onInput={form.setNote} />
      </Match>
      <Match when={form.kind() === "count"}>
        <Pieces name={words.counted} hint={words.countedHint} min={0} />
      </Match>
      <Match when={form.kind() === "adjust"}>
        <SelectField
          name={words.reason}
          value={form.reason()}
          options={props.page.reasons.map(({ code }) => ({ value: code, label: words.reasons[code] ?? code }))}
          onChange={(code) => form.setReason(props.page.reasons.find((one) => one.code === code)?.code ?? form.reason())}
        />
        <Show when={form.way() === 0} fallback={<Pieces />}>
          <Pieces name={words.by} hint={words.byHint} min={-PIECES_MAX} />
        </Show>
      </Match>
      <Match when={form.kind() === "scrap"}>
        <SelectField
          name={words.from}
          value={form.shelf()}
          options={(["on-hand", "unsellable"] as const).map((shelf) => ({ value: shelf, label: words.shelves[shelf] ?? shelf }))}
          onChange={(shelf) => form.setShelf(shelf === "unsellable" ? shelf : "on-hand")}
        />
        <Pieces />
      </Match>
      <Match when={form.kind() === "transfer"}>
        <SelectField
          name={words.to}
          value={form.target()}
          options={form.others().map(({ id, name }) => ({ value: id, label: name }))}
          onChange={form.setTo}
        />
        <Pieces />
        <Show when={props.needsCertainty || form.isCertain()}>
          <CheckField name={words.certain} checked={form.isCertain()} onChange={form.setCertain} />
        </Show>
      </Match>
    </Switch>
  );
}
