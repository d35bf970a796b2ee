/** A picture somebody sent: small in the thread, as large as the window allows when it is opened. */
import { createSignal, Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { speak } from "../words/words.ts";

/** Only what the page's policy would show anyway; an address of another kind is a mistake or worse. */
export function safeAddress(url: unknown): string | null {
  if (typeof url !== "string") return null;
  const parsed = URL.parse(url);
  return parsed && (parsed.protocol === "https:" || (parsed.protocol === "http:" && parsed.hostname === "localhost")) ? parsed.href : null;
}

interface PictureProps {
  url: unknown;
  /** Some of TikTok's answers give sizes as text. */
  width?: unknown;
  height?: unknown;
}

export function Picture(props: PictureProps) {
  const words = speak("thread").entry;
  const [isOpen, setOpen] = createSignal(false);
  const [isLost, setLost] = createSignal(false);
  const url = () => safeAddress(props.url);
  const size = (given: unknown) => (Number(given) > 0 ? Number(given) : undefined);
  return (
    <Show
      when={!isLost() && url()}
      fallback={
        <span class="photo lost">
          <Icon name="image" />
          {words.picture}
        </span>
      }
    >
      {(address) => (
        <>
          <button type="button" class="photo" aria-label={words.openPicture} onClick={() => setOpen(true)}>
            <img
              src={address()}
              alt={words.picture}
              width={size(props.width)}
              height={size(props.height)}
              loading="lazy"
              referrerpolicy="no-referrer"
              onError={() => setLost(true)}
            />
          </button>
          <Dialog
            open={isOpen()}
            title={words.picture}
            class="lightbox"
            onClose={() => setOpen(false)}
            footer={
              <>
                <a class="button quiet" href={address()} target="_blank" rel="noopener noreferrer">
                  <Icon name="out" />
                  {words.openOriginal}
                </a>
                <Button onPress={() => setOpen(false)}>{speak("frame").close}</Button>
              </>
            }
          >
            <img src={address()} alt={words.picture} referrerpolicy="no-referrer" />
          </Dialog>
        </>
      )}
    </Show>
  );
}
