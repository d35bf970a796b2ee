/** Where one writes: to the buyer or to the team, never in doubt to which. The button names the store, because the wrong store is the mistake
 *  that cannot be taken back. */
import { For, lazy, Show, Suspense, untrack } from "solid-js";
import { useMe, type VisibleStore } from "../team/me.tsx";
import type { TicketPage } from "../tickets/queries.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatBytes } from "../ui/money.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { Suggested } from "./machine.tsx";
import { Unfilled } from "./ready.tsx";
import { Tools } from "./tools.tsx";
import { TrayList } from "./tray-list.tsx";
import type { Writing } from "./writing.ts";

const OthersDrafts = room(["drafts"], () => import("./others-drafts.tsx"));
const DraftCounts = lazy(() => import("./draft-counts.tsx"));
const MentionPicker = lazy(() => import("./mention-picker.tsx"));
const MailWriter = room(["mail"], () => import("../letters/mail-writer.tsx"));

interface ComposerProps {
  page: TicketPage;
  store: VisibleStore | undefined;
  zone: string;
  writing: Writing;
}

export function Composer(props: ComposerProps) {
  const words = speak("thread").composer;
  // Another ticket has a composer of its own: what is typed or dropped here is this one's, and so is what a slow picture becomes.
  const writing = untrack(() => props.writing);
  const { draft, attached, isMail } = writing;
  const isNote = () => draft.kind() === "note";
  const me = useMe();
  const others = () => props.page.drafts.filter(({ personId }) => personId !== me().person.id);
  const press = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    if (event.key === "Escape" && draft.text() === "" && writing.held()) {
      event.preventDefault();
      writing.takeBack();
    } else if (event.key === "Escape") {
      // The first Escape leaves the field for the conversation, the next one leaves that.
      event.preventDefault();
      const conversation = event.currentTarget.closest(".pane-thread")?.querySelector<HTMLElement>("[role=log]");
      if (conversation) conversation.focus();
      else event.currentTarget.blur();
    }
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    void writing.send(event.shiftKey ? "next" : "stay");
  };
  return (
    <div class="composer" classList={{ noting: isNote() && !isMail() }}>
      <Show when={others().length > 0}>
        <Suspense>
          <OthersDrafts drafts={others()} page={props.page} writing={writing} />
        </Suspense>
      </Show>
      <KindChoice page={props.page} writing={writing} isMail={isMail()} onKind={writing.focus} onMail={() => writing.setMail(true)} />
      <Show when={isMail()}>
        <Suspense>
          <MailWriter page={props.page} />
        </Suspense>
      </Show>
      <div class="write" hidden={isMail()} ref={(element) => takeDrops(element, (files) => !isNote() && void attached.add(files))}>
        <Names page={props.page} writing={writing} />
        <textarea
          ref={writing.setArea}
          dir="auto"
          rows="2"
          aria-label={isNote() ? words.noteOn : words.replyTo(props.page.ticket.buyer_name)}
          placeholder={isNote() ? words.noteHint : words.replyHint(props.page.ticket.buyer_name)}
          value={draft.text()}
          disabled={!isNote() && writing.refusal() !== null}
          onInput={(event) => hear(writing, event)}
          onBlur={() => writing.rests()}
          onPaste={(event) => !isNote() && void attached.add(event.clipboardData?.files ?? [])}
          onKeyDown={press}
        />
        <Show when={!isNote()}>
          <Pictures attached={attached} />
          <TrayList tray={writing.tray} page={props.page} />
        </Show>
        <Unfilled writing={writing} />
        <Tools page={props.page} store={props.store} zone={props.zone} writing={writing} />
      </div>
    </div>
  );
}

/** Come with the first @ of a note. */
function Names(props: { page: TicketPage; writing: Writing }) {
  const isNaming = () => props.writing.draft.kind() === "note" && props.writing.draft.text().includes("@");
  return (
    <Show when={isNaming() && props.writing.area()}>
      {(area) => (
        <Suspense>
          <MentionPicker ticket={props.page.ticket.id} area={area()} onText={props.writing.type} />
        </Suspense>
      )}
    </Show>
  );
}

function Pictures(props: { attached: Writing["attached"] }) {
  const words = speak("thread").composer;
  return (
    <Show when={props.attached.all().length > 0}>
      <ul class="attachments">
        <For each={props.attached.all()}>
          {(one) => (
            <li>
              <img src={one.preview} alt={one.name} />
              <Show when={one.size > 0}>
                <span class="size">{formatBytes(one.size)}</span>
              </Show>
              <IconButton icon="x" small label={words.removeImage(one.name)} onPress={() => props.attached.drop(one.id)} />
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

/** A slash asks for a template, a # for a card. */
function hear(writing: Writing, event: InputEvent & { currentTarget: HTMLTextAreaElement }): void {
  writing.type(event.currentTarget.value);
  const sign = signOf(event.currentTarget, event);
  if (sign === "/") writing.pick(true);
  if (sign === "#" && writing.draft.kind() === "reply") writing.show(true);
}

/** The sign typed just now, where it begins a word. */
function signOf({ value, selectionStart }: HTMLTextAreaElement, { inputType, data }: InputEvent): string | null {
  return inputType === "insertText" && /(^|\s)[/#]$/.test(value.slice(0, selectionStart)) ? data : null;
}

interface KindChoiceProps {
  page: TicketPage;
  writing: Writing;
  isMail: boolean;
  onKind: Writing["focus"];
  onMail: () => void;
}

function KindChoice(props: KindChoiceProps) {
  const words = speak("thread").composer;
  const kind = () => props.writing.draft.kind();
  const isBegun = () => props.writing.draft.text() !== "" || props.writing.attached.all().length + props.writing.tray.all().length > 0;
  return (
    <>
      <div class="row">
        <fieldset class="segmented s" aria-label={words.kind}>
          <For each={["reply", "note"] as const}>
            {(one) => (
              <button
                type="button"
                aria-pressed={kind() === one && !props.isMail}
                title={one === "reply" ? "R" : "N"}
                onClick={() => props.onKind(one)}
              >
                <Show when={one === "note"}>
                  <Icon name="note" size="s" />
                </Show>
                {words[one]}
              </button>
            )}
          </For>
          <button type="button" aria-pressed={props.isMail} onClick={() => props.onMail()}>
            <Icon name="mail" size="s" />
            {words.mail}
          </button>
        </fieldset>
        <Show when={kind() === "note" && !props.isMail}>
          <span class="small note-words">{words.noteHint}</span>
        </Show>
        <Show when={!props.isMail && isBegun()}>
          <Suspense>
            <DraftCounts page={props.page} writing={props.writing} />
          </Suspense>
        </Show>
        <Show when={kind() === "reply" && !props.isMail && props.writing.refusal()}>
          {(reason) => (
            <span class="because" role="status">
              {reason()}
            </span>
          )}
        </Show>
      </div>
      <Show when={!props.isMail}>
        <Suggested page={props.page} writing={props.writing} />
      </Show>
    </>
  );
}

/** Words that are dragged go where the browser puts them; files are ours. */
function takeDrops(element: HTMLElement, take: (files: FileList) => void): void {
  const isFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
  const mark = (event: DragEvent) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    element.classList.toggle("dropping", event.type === "dragover");
  };
  element.addEventListener("dragover", mark);
  element.addEventListener("dragleave", mark);
  element.addEventListener("drop", (event) => {
    mark(event);
    if (isFiles(event) && event.dataTransfer) take(event.dataTransfer.files);
  });
}
