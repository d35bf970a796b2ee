/** Where one writes: to the buyer or to the team, never in doubt to which. The button names the store, because the wrong store is the mistake
 *  that cannot be taken back. */
import { createEffect, createSignal, For, on, onMount, Show, untrack } from "solid-js";
import { asProblem } from "../api.ts";
import type { VisibleStore } from "../team/me.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { COMMAND } from "../ui/keys.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { toast } from "../ui/toast.tsx";
import { explainProblem, whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import { IMAGE_KINDS, useAttachments } from "./attachments.ts";
import { type Kind, useDraft } from "./drafts.ts";
import { InsertMenu } from "./insert.tsx";
import type { OutgoingBox } from "./outgoing.ts";
import type { TicketPage } from "./queries.ts";

/** TikTok's limit for a reply, the desk's for a note. */
const CHARACTERS_MAX: Record<Kind, number> = { reply: 2_000, note: 10_000 };
/** The counter appears when this many are left. */
const COUNTED_FROM = 200;

export interface ComposerHandle {
  /** At the cursor of the reply, wherever one writes now. */
  insert(text: string): void;
  focus(kind: Kind): void;
}

interface ComposerProps {
  page: TicketPage;
  store: VisibleStore | undefined;
  acts: TicketActs;
  box: OutgoingBox;
  zone: string;
  onWriting: () => void;
  onRest: () => void;
  onNext: () => void;
  handle: (handle: ComposerHandle) => void;
}

export function Composer(props: ComposerProps) {
  const words = speak("thread").composer;
  const writing = useWriting(props);
  const { draft, attached } = writing;
  const isNote = () => draft.kind() === "note";
  return (
    <div class="composer" classList={{ noting: isNote() }}>
      <div class="row">
        <fieldset class="segmented s" aria-label={words.kind}>
          <For each={["reply", "note"] as const}>
            {(kind) => (
              <button
                type="button"
                aria-pressed={draft.kind() === kind}
                title={kind === "reply" ? "R" : "N"}
                onClick={() => writing.focus(kind)}
              >
                <Show when={kind === "note"}>
                  <Icon name="note" size="s" />
                </Show>
                {words[kind]}
              </button>
            )}
          </For>
        </fieldset>
        <Show when={isNote()}>
          <span class="small note-words">{words.noteHint}</span>
        </Show>
        <Show when={!isNote() && writing.refusal()}>
          {(reason) => (
            <span class="because" role="status">
              {reason()}
            </span>
          )}
        </Show>
      </div>
      <div class="write" ref={(element) => takeDrops(element, attached.add)}>
        <textarea
          ref={writing.setArea}
          dir="auto"
          rows="2"
          aria-label={isNote() ? words.noteOn : words.replyTo(props.page.ticket.buyer_name)}
          placeholder={isNote() ? words.noteHint : words.replyHint(props.page.ticket.buyer_name)}
          value={draft.text()}
          disabled={!isNote() && writing.refusal() !== null}
          onInput={(event) => writing.type(event.currentTarget.value)}
          onBlur={() => props.onRest()}
          onPaste={(event) => !isNote() && attached.add(event.clipboardData?.files ?? [])}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
              event.preventDefault();
              void writing.send(event.shiftKey ? "next" : "stay");
            }
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
        <Show when={attached.all.length > 0 && !isNote()}>
          <ul class="attachments">
            <For each={attached.all}>
              {(one) => (
                <li>
                  <img src={one.preview} alt={one.file.name} />
                  <IconButton icon="x" small label={words.removeImage(one.file.name)} onPress={() => attached.drop(one.id)} />
                </li>
              )}
            </For>
          </ul>
        </Show>
        <Tools {...props} writing={writing} />
      </div>
    </div>
  );
}

function takeDrops(element: HTMLElement, take: (files: FileList) => void): void {
  element.addEventListener("dragover", (event) => event.preventDefault());
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer) take(event.dataTransfer.files);
  });
}

type Writing = ReturnType<typeof useWriting>;
type After = "stay" | "resolve" | "next";

function useWriting(props: ComposerProps) {
  const words = speak("thread").composer;
  // A ticket keeps its id for as long as it is on screen.
  const id = untrack(() => props.page.ticket.id);
  const draft = useDraft(id);
  const attached = useAttachments(id);
  const [area, setArea] = createSignal<HTMLTextAreaElement>();
  const [busy, setBusy] = createSignal(false);
  const refusal = () => whyNot(props.page.can.reply);
  const left = () => CHARACTERS_MAX[draft.kind()] - [...draft.text()].length;
  const unready = (): string | null => {
    const reason = draft.kind() === "note" ? whyNot(props.page.can.act) : refusal();
    if (reason !== null) return reason;
    if (left() < 0) return words.over(-left());
    const hasPictures = draft.kind() === "reply" && attached.all.length > 0;
    return draft.text().trim() === "" && !hasPictures ? words.empty : null;
  };
  const type = (text: string) => {
    draft.change({ [draft.kind()]: text });
    if (draft.kind() === "reply" && text !== "") props.onWriting();
    else props.onRest();
  };
  const focus = (kind: Kind) => {
    draft.change({ kind });
    const element = area();
    queueMicrotask(() => element?.focus());
  };
  const sendPictures = async (): Promise<boolean> => {
    for (const one of attached.all.slice()) {
      try {
        const body = await attached.upload(one);
        attached.drop(one.id);
        void props.box.say("reply", body);
      } catch (error) {
        toast({ look: "late", words: explainProblem(asProblem(error)) });
        return false;
      }
    }
    return true;
  };
  const send = async (after: After): Promise<void> => {
    if (busy() || unready() !== null) return;
    setBusy(true);
    props.onRest();
    const kind = draft.kind();
    const text = draft.text().trim();
    // Pictures first, as one would show and then explain; a picture that is refused holds the words back.
    const arePicturesGone = kind === "note" || (await sendPictures());
    if (arePicturesGone && text !== "") {
      draft.change({ [kind]: "" });
      void props.box.say(kind, { type: "TEXT", text });
    }
    setBusy(false);
    if (arePicturesGone && after !== "stay") await props.acts.resolve(after === "next");
  };
  const insert = (text: string) => {
    const element = area();
    const at = draft.kind() === "reply" ? (element?.selectionStart ?? draft.text().length) : Number.POSITIVE_INFINITY;
    draft.change({ kind: "reply" });
    const whole = draft.text();
    const place = Math.min(at, whole.length);
    const before = whole.slice(0, place);
    const joined = `${before}${/\S$/.test(before) ? " " : ""}${text}`;
    draft.change({ reply: joined + whole.slice(place) });
    queueMicrotask(() => {
      element?.focus();
      element?.setSelectionRange(joined.length, joined.length);
    });
  };
  onMount(() => props.handle({ focus, insert }));
  // Another kind of message, another cursor.
  createEffect(on(draft.kind, () => props.onRest(), { defer: true }));
  return { draft, attached, area, setArea, busy, refusal, left, unready, type, focus, send };
}

function Tools(props: ComposerProps & { writing: Writing }) {
  const words = speak("thread").composer;
  const [picker, setPicker] = createSignal<HTMLInputElement>();
  const isNote = () => props.writing.draft.kind() === "note";
  return (
    <div class="tools">
      <Show when={!isNote()}>
        <InsertMenu page={props.page} zone={props.zone} because={props.writing.refusal()} />
        <IconButton icon="image" small label={words.image} because={props.writing.refusal()} onPress={() => picker()?.click()} />
        <input
          ref={setPicker}
          type="file"
          hidden
          accept={IMAGE_KINDS}
          multiple
          onChange={(event) => {
            props.writing.attached.add(event.currentTarget.files ?? []);
            event.currentTarget.value = "";
          }}
        />
      </Show>
      <span class="push row">
        <Show when={props.writing.left() < COUNTED_FROM}>
          <span class="small" classList={{ dim: props.writing.left() >= 0, wrong: props.writing.left() < 0 }} role="status">
            {props.writing.left() < 0 ? words.over(-props.writing.left()) : words.left(props.writing.left())}
          </span>
        </Show>
        <Show
          when={!isNote()}
          fallback={
            <Button
              small
              busy={props.writing.busy()}
              because={props.writing.unready()}
              quietly
              keys={`${COMMAND}⏎`}
              onPress={() => void props.writing.send("stay")}
            >
              {words.saveNote}
            </Button>
          }
        >
          <span class="joined">
            <Button
              look="primary"
              small
              busy={props.writing.busy()}
              because={props.writing.unready()}
              quietly
              keys={`${COMMAND}⏎`}
              onPress={() => void props.writing.send("stay")}
            >
              {words.sendAs(props.store?.name ?? "")}
            </Button>
            <button
              type="button"
              class="button primary s"
              aria-label={words.more}
              aria-disabled={props.writing.unready() ? true : undefined}
              popovertarget="sends"
            >
              <Icon name="down" />
            </button>
          </span>
          <Menu id="sends" label={words.more}>
            <MenuItem icon="done" because={props.writing.unready()} onChoose={() => void props.writing.send("resolve")}>
              {words.sendResolve}
            </MenuItem>
            <MenuItem icon="right" keys={`⇧${COMMAND}⏎`} because={props.writing.unready()} onChoose={() => void props.writing.send("next")}>
              {words.sendNext}
            </MenuItem>
          </Menu>
        </Show>
      </span>
    </div>
  );
}
