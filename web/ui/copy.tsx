/** Something to take along: an id, a link, an address. Says that it was taken. */
import { createSignal } from "solid-js";
import { speak } from "../words/words.ts";
import { Button, IconButton } from "./button.tsx";

const SAID_MS = 2_000;

function useCopied(text: () => string): [() => boolean, () => void] {
  const [copied, setCopied] = createSignal(false);
  const copy = () => {
    void navigator.clipboard.writeText(text()).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), SAID_MS);
    });
  };
  return [copied, copy];
}

export function CopyButton(props: { text: string; label: string }) {
  const [copied, copy] = useCopied(() => props.text);
  return <IconButton small icon={copied() ? "check" : "copy"} label={copied() ? speak("frame").copied : props.label} onPress={copy} />;
}

/** A long value in a box of its own. */
export function CopyField(props: { text: string; label: string }) {
  const [copied, copy] = useCopied(() => props.text);
  return (
    <div class="copy-field">
      <input class="input theirs" readonly value={props.text} aria-label={props.label} onFocus={(event) => event.currentTarget.select()} />
      <Button icon={copied() ? "check" : "copy"} onPress={copy}>
        {copied() ? speak("frame").copied : speak("frame").copy}
      </Button>
    </div>
  );
}
