/** Pictures a template carries: drawn anew before they are kept, as those of a reply are, and shown small wherever the template is. */
import { createSignal, For, Show } from "solid-js";
import { asProblem, send } from "../api.ts";
import { IMAGE_KINDS } from "../composer/attachments.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { Template } from "./queries.ts";

type Picture = Template["pictures"][number];

/** As many as the desk takes. */
const PICTURES_MAX = 5;

interface PictureRowProps {
  pictures: Picture[];
  onDrop?: (file: string) => void;
}

export function PictureRow(props: PictureRowProps) {
  const words = speak("templates").pictures;
  return (
    <Show when={props.pictures.length > 0}>
      <ul class="template-pictures" aria-label={words.title}>
        <For each={props.pictures}>
          {({ file }) => (
            <li>
              <img src={`/api/templates/pictures/${file}`} alt={words.one} />
              <Show when={props.onDrop}>{(drop) => <IconButton icon="x" small label={words.remove} onPress={() => drop()(file)} />}</Show>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

export function Pictures(props: { pictures: Picture[]; onChange: (pictures: Picture[]) => void }) {
  const words = speak("templates").pictures;
  const [picker, setPicker] = createSignal<HTMLInputElement>();
  const [busy, setBusy] = createSignal(false);
  const add = async (given: File) => {
    setBusy(true);
    try {
      const { preparePhoto } = await import("../composer/photo.ts");
      const photo = await preparePhoto(given);
      const headers = { "content-type": photo.type, "x-tillside": "upload" };
      const kept = await send<Picture>("/templates/pictures", { body: photo, headers });
      props.onChange([...props.pictures.filter(({ file }) => file !== kept.file), kept]);
    } catch (error) {
      toast({ look: "late", words: `${given.name}: ${explainProblem(asProblem(error))}` });
    } finally {
      setBusy(false);
    }
  };
  return (
    <fieldset class="stack tight">
      <legend class="label">{words.title}</legend>
      <p class="small dim">{words.words}</p>
      <PictureRow pictures={props.pictures} onDrop={(file) => props.onChange(props.pictures.filter((one) => one.file !== file))} />
      <span class="row">
        <Button
          small
          icon="image"
          busy={busy()}
          because={props.pictures.length >= PICTURES_MAX ? words.full : null}
          onPress={() => picker()?.click()}
        >
          {words.add}
        </Button>
      </span>
      <input
        ref={setPicker}
        type="file"
        hidden
        accept={IMAGE_KINDS}
        aria-label={words.add}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) void add(file);
          event.currentTarget.value = "";
        }}
      />
    </fieldset>
  );
}
