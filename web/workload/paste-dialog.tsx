/** Many ids at once, as they come from a mail or a sheet: whatever stands between them is no part of them. */
import { createMemo, createSignal } from "solid-js";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { formatCount } from "../ui/money.ts";
import { speak } from "../words/words.ts";
import "./workload.css";

const IDS_MAX = 100;
/** The shortest tracking numbers have this many signs; shorter words are words. */
const ID = /[\p{Letter}\p{Number}][\p{Letter}\p{Number}-]{5,58}/gu;

/** Ids hold a digit; a heading that was copied along does not. */
const idsIn = (text: string) => [...new Set([...text.matchAll(ID)].map(([id]) => id).filter((id) => /\d/.test(id)))];

export default function PasteDialog(props: { onFind: (ids: string[]) => void; onClose: () => void }) {
  const words = speak("workload").paste;
  const [text, setText] = createSignal("");
  const ids = createMemo(() => idsIn(text()));
  const isTooMany = () => ids().length > IDS_MAX;
  const find = () => {
    if (ids().length === 0 || isTooMany()) return;
    props.onFind(ids());
    props.onClose();
  };
  return (
    <Dialog
      open
      title={words.title}
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{speak("frame").cancel}</Button>
          <Button look="primary" icon="search" because={ids().length === 0 || isTooMany() ? says() : null} quietly onPress={find}>
            {words.act}
          </Button>
        </>
      }
    >
      <div class="field">
        <label for="pasted-ids">{words.label}</label>
        <textarea
          id="pasted-ids"
          class="input paste-ids"
          rows="8"
          value={text()}
          spellcheck={false}
          aria-describedby="pasted-hint"
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && find()}
        />
        <span class={isTooMany() ? "wrong" : "hint"} id="pasted-hint" role="status">
          {says()}
        </span>
      </div>
    </Dialog>
  );

  function says(): string {
    if (isTooMany()) return words.tooMany(formatCount(ids().length), IDS_MAX);
    return ids().length === 0 ? words.hint(IDS_MAX) : words.count(formatCount(ids().length));
  }
}
