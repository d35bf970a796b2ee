/** One of the ticket's pictures as large as the window allows. Left and right go to the others, Escape back to where one was. */
import { onCleanup, Show } from "solid-js";
import { Button, IconButton } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { speak } from "../words/words.ts";
import { type Album, pictureAddress } from "./album.ts";

export default function Lightbox(props: { album: Album }) {
  const words = speak("thread").entry;
  const count = () => props.album.names().length;
  const at = () => props.album.names().indexOf(props.album.open() ?? "") + 1;
  const address = () => pictureAddress(props.album.ticket, props.album.open() ?? "", "whole");
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") props.album.turn(-1);
    if (event.key === "ArrowRight") props.album.turn(1);
  };
  document.addEventListener("keydown", press);
  onCleanup(() => document.removeEventListener("keydown", press));
  return (
    <Dialog
      open={props.album.open() !== null}
      title={count() > 1 && at() > 0 ? words.pictureOf(at(), count()) : words.picture}
      class="lightbox"
      onClose={() => props.album.show(null)}
      footer={
        <>
          <Show when={count() > 1 && at() > 0}>
            <span class="row">
              <IconButton
                icon="left"
                label={words.formerPicture}
                keys="←"
                because={at() === 1 ? words.firstPicture : null}
                onPress={() => props.album.turn(-1)}
              />
              <IconButton
                icon="right"
                label={words.nextPicture}
                keys="→"
                because={at() === count() ? words.lastPicture : null}
                onPress={() => props.album.turn(1)}
              />
            </span>
          </Show>
          <a class="button quiet" href={address()} target="_blank" rel="noopener noreferrer">
            <Icon name="out" />
            {words.openOriginal}
          </a>
          <Button onPress={() => props.album.show(null)}>{speak("frame").close}</Button>
        </>
      }
    >
      <img src={address()} alt={words.picture} />
    </Dialog>
  );
}
