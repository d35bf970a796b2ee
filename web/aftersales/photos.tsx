/** Photos that go with a refusal: each is drawn anew, shown as it will be seen, and handed to the desk when it is chosen, so that one TikTok does not
 *  take says why beside its name while the others stay as they are. It keeps nothing once the form is closed. */
import { createSignal, For, Show } from "solid-js";
import { createStore, produce } from "solid-js/store";
import { asProblem, type Problem, send } from "../api.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { EvidenceLimits } from "./queries.ts";

/** Sharp enough to read a label by, and well below what TikTok takes. */
const SIDE_PIXELS_MAX = 2_560;

interface Photo {
  id: string;
  name: string;
  preview: string;
  /** Null until the desk has it. */
  file: string | null;
  problem: Problem | null;
}

export function usePhotos(caseId: () => string, limits: () => EvidenceLimits) {
  const [photos, setPhotos] = createStore<Photo[]>([]);
  const change = (id: string, what: Partial<Photo>) => setPhotos((one) => one.id === id, what);
  const add = async (file: File) => {
    const id = crypto.randomUUID();
    setPhotos(photos.length, { id, name: file.name, preview: "", file: null, problem: null });
    try {
      const { preparePhoto, readPreview } = await import("../composer/photo.ts");
      const photo = await preparePhoto(file, { pixels: SIDE_PIXELS_MAX, bytes: limits().bytes });
      change(id, { preview: await readPreview(photo) });
      const headers = { "content-type": photo.type, "x-tillside": "upload" };
      change(id, await send<{ file: string }>(`/aftersales/${caseId()}/pictures`, { body: photo, headers }));
    } catch (error) {
      change(id, { problem: asProblem(error) });
    }
  };
  return {
    all: () => photos,
    add: (files: Iterable<File>) => Promise.all([...files].slice(0, Math.max(0, limits().most - photos.length)).map(add)),
    drop: (id: string) =>
      setPhotos(
        produce((all) => {
          all.splice(
            all.findIndex((one) => one.id === id),
            1,
          );
        }),
      ),
    isFull: () => photos.length >= limits().most,
    isBusy: () => photos.some((one) => one.file === null && one.problem === null),
    /** What TikTok has, in the order they were chosen, each once. */
    files: () => [...new Set(photos.flatMap((one) => one.file ?? []))],
  };
}

export function PhotosField(props: { photos: ReturnType<typeof usePhotos>; limits: EvidenceLimits }) {
  const words = speak("aftersales").photos;
  const [picker, setPicker] = createSignal<HTMLInputElement>();
  return (
    <fieldset class="case-evidence">
      <legend>{words.title}</legend>
      <Show when={props.photos.all().length > 0}>
        <ul class="case-photos">
          <For each={props.photos.all()}>{(photo) => <ChosenPhoto of={photo} onDrop={() => props.photos.drop(photo.id)} />}</For>
        </ul>
      </Show>
      <span class="row wrap">
        <Button
          small
          icon="image"
          because={props.photos.isFull() ? words.full(props.limits.most) : null}
          quietly
          onPress={() => picker()?.click()}
        >
          {words.add}
        </Button>
      </span>
      <p class="small dim">{words.hint(props.limits.most, props.limits.pixels)}</p>
      <input
        ref={setPicker}
        type="file"
        hidden
        accept="image/*"
        multiple
        onChange={(event) => {
          void props.photos.add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </fieldset>
  );
}

function ChosenPhoto(props: { of: Photo; onDrop: () => void }) {
  const words = speak("aftersales").photos;
  return (
    <li classList={{ refused: props.of.problem !== null }} aria-busy={props.of.file === null && props.of.problem === null}>
      <Show when={props.of.preview} fallback={<span class="blank" />}>
        {(address) => <img src={address()} alt={props.of.name} />}
      </Show>
      <span class="says">
        <span class="ellipsis" dir="auto">
          {props.of.name}
        </span>
        <Show when={props.of.problem} fallback={<span class="small dim">{props.of.file === null ? words.sending : words.ready}</span>}>
          {(problem) => (
            <span class="wrong small" role="alert">
              {explainProblem(problem())}
            </span>
          )}
        </Show>
      </span>
      <IconButton icon="x" small label={words.remove(props.of.name)} onPress={props.onDrop} />
    </li>
  );
}
