/** An address that leads nowhere, and a page that broke: both name the way on. */

import { createEffect, on } from "solid-js";
import { useLocation } from "../router/use.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Empty } from "../ui/states.tsx";
import { speak } from "../words/words.ts";

export function Lost() {
  const words = speak("frame").lost;
  return (
    <main class="room alone-room" id="room">
      <Empty icon="search" title={words.title} words={words.words}>
        <ButtonLink look="primary" to="/mailbox">
          {words.act}
        </ButtonLink>
      </Empty>
    </main>
  );
}

export function Crashed(props: { error: unknown; onLeave: () => void }) {
  const words = speak("frame").crashed;
  const location = useLocation();
  createEffect(() => console.error(props.error));
  // Another page is not broken because this one is.
  createEffect(
    on(
      () => location.pathname,
      () => props.onLeave(),
      { defer: true },
    ),
  );
  return (
    <main class="room alone-room" id="room" role="alert">
      <Empty icon="alert" title={words.title} words={words.words}>
        <Button look="primary" icon="refresh" onPress={() => globalThis.location.reload()}>
          {words.act}
        </Button>
      </Empty>
    </main>
  );
}
