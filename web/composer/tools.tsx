/** Under the words: what can be put in, how many characters are left, and the ways to send. */
import { createSignal, Show, Suspense } from "solid-js";
import type { VisibleStore } from "../team/me.tsx";
import type { TicketPage } from "../tickets/queries.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { COMMAND } from "../ui/keys.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { IMAGE_KINDS } from "./attachments.ts";
import { InsertMenu } from "./insert.tsx";
import { MachineButton } from "./machine.tsx";
import { TemplateButton } from "./ready.tsx";
import { CardButton } from "./show-card.tsx";
import type { Writing } from "./writing.ts";

const Left = room([], () => import("./left.tsx"));
const SendLater = room(["sendLater"], () => import("./send-later.tsx"));

/** The counter appears when this many are left. */
const COUNTED_FROM = 200;

interface ToolsProps {
  page: TicketPage;
  store: VisibleStore | undefined;
  zone: string;
  writing: Writing;
}

export function Tools(props: ToolsProps) {
  const words = speak("thread").composer;
  const isNote = () => props.writing.draft.kind() === "note";
  const left = () => props.writing.left();
  const [later, setLater] = createSignal(false);
  return (
    <div class="tools">
      <TemplateButton page={props.page} writing={props.writing} />
      <Show when={!isNote()}>
        <InsertMenu page={props.page} zone={props.zone} because={props.writing.refusal()} />
        <CardButton page={props.page} writing={props.writing} />
        <ImagePicker writing={props.writing} />
      </Show>
      <MachineButton page={props.page} writing={props.writing} />
      <span class="push row">
        <Suspense>
          <Show when={left() < COUNTED_FROM}>
            <Left count={left()} />
          </Show>
          <Show when={later()}>
            <SendLater zone={props.zone} writing={props.writing} onClose={() => setLater(false)} />
          </Show>
        </Suspense>
        <Show when={!isNote()} fallback={<SendButton writing={props.writing}>{words.saveNote}</SendButton>}>
          <span class="joined">
            <SendButton writing={props.writing} primary>
              {words.sendAs(props.store?.name ?? "")}
            </SendButton>
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
          <SendMenu writing={props.writing} onLater={() => setLater(true)} />
        </Show>
      </span>
    </div>
  );
}

function SendButton(props: { writing: Writing; primary?: boolean; children: string }) {
  return (
    <Button
      look={props.primary ? "primary" : "plain"}
      small
      busy={props.writing.busy()}
      because={props.writing.unready()}
      quietly
      keys={`${COMMAND}⏎`}
      onPress={() => void props.writing.send("stay")}
    >
      {props.children}
    </Button>
  );
}

function SendMenu(props: { writing: Writing; onLater: () => void }) {
  const words = speak("thread").composer;
  return (
    <Menu id="sends" label={words.more}>
      <MenuItem icon="done" because={props.writing.unready()} onChoose={() => void props.writing.send("resolve")}>
        {words.sendResolve}
      </MenuItem>
      <MenuItem icon="right" keys={`⇧${COMMAND}⏎`} because={props.writing.unready()} onChoose={() => void props.writing.send("next")}>
        {words.sendNext}
      </MenuItem>
      <MenuItem icon="clock" because={props.writing.unready()} onChoose={() => props.onLater()}>
        {words.sendLater}
      </MenuItem>
    </Menu>
  );
}

function ImagePicker(props: { writing: Writing }) {
  const words = speak("thread").composer;
  const [picker, setPicker] = createSignal<HTMLInputElement>();
  return (
    <>
      <IconButton icon="image" small label={words.image} because={props.writing.refusal()} onPress={() => picker()?.click()} />
      <input
        ref={setPicker}
        type="file"
        hidden
        accept={IMAGE_KINDS}
        multiple
        onChange={(event) => {
          void props.writing.attached.add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
