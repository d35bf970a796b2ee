/** A picture somebody sent, small in the thread, from the desk's own copy. One that cannot be had says why, and can be asked for again where
 *  that may help. */
import { createResource, createSignal, Show } from "solid-js";
import { type Problem, probe } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { pictureAddress, useAlbum } from "./album.ts";

/** Only what the page's policy would show anyway; an address of another kind is a mistake or worse. */
export function safeAddress(url: unknown): string | null {
  if (typeof url !== "string") return null;
  const parsed = URL.parse(url);
  return parsed && (parsed.protocol === "https:" || (parsed.protocol === "http:" && parsed.hostname === "localhost")) ? parsed.href : null;
}

interface PictureProps {
  /** Its name at the desk. */
  name: string;
  /** Some of TikTok's answers give sizes as text. */
  width?: unknown;
  height?: unknown;
}

export function Picture(props: PictureProps) {
  const words = speak("thread").entry;
  const album = useAlbum();
  const [isLost, setLost] = createSignal(false);
  const size = (given: unknown) => (Number(given) > 0 ? Number(given) : undefined);
  return (
    <Show when={!isLost()} fallback={<Lost address={pictureAddress(album.ticket, props.name)} onBack={() => setLost(false)} />}>
      <button type="button" class="photo" aria-label={words.openPicture} onClick={() => album.show(props.name)}>
        <img
          src={pictureAddress(album.ticket, props.name)}
          alt={words.picture}
          width={size(props.width)}
          height={size(props.height)}
          loading="lazy"
          onError={() => setLost(true)}
        />
      </button>
    </Show>
  );
}

function Lost(props: { address: string; onBack: () => void }) {
  const words = speak("thread").entry;
  const [why, { refetch }] = createResource<Problem | null>(() => probe(props.address));
  const again = async () => {
    if ((await refetch()) === null) props.onBack();
  };
  return (
    <span class="photo lost" role="status">
      <Icon name="image" />
      <span>{why.latest ? explainProblem(why.latest) : words.picture}</span>
      <Show when={why.latest && why.latest.kind !== "missing"}>
        <Button small look="quiet" icon="refresh" busy={why.loading} onPress={() => void again()}>
          {words.retry}
        </Button>
      </Show>
    </span>
  );
}
