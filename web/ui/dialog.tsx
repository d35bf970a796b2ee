/** A question that must be answered before going on: only for what cannot be undone or needs a name. */
import { children, createEffect, createSignal, createUniqueId, type JSX, onCleanup, Show } from "solid-js";

interface DialogProps {
  open: boolean;
  title: string;
  onClose: () => void;
  class?: string;
  footer?: JSX.Element;
  children: JSX.Element;
}

export function Dialog(props: DialogProps) {
  const [element, setElement] = createSignal<HTMLDialogElement>();
  const title = createUniqueId();
  let isHere = true;
  onCleanup(() => {
    isHere = false;
  });
  createEffect(() => {
    const dialog = element();
    if (props.open && !dialog?.open) {
      dialog?.showModal();
      // Left alone, browsers give the focus to a body that scrolls.
      dialog?.querySelector<HTMLElement>("input, select, textarea, button, a")?.focus();
    }
    if (!props.open && dialog?.open) dialog.close();
  });
  const adopt = (dialog: HTMLDialogElement) => {
    // A click beside it is a way out too, in browsers that know the attribute.
    dialog.setAttribute("closedby", "any");
    setElement(dialog);
  };
  let isTold = false;
  // Browsers tell that it closed a moment later: by then something else may have been asked in its place, or the same once more.
  const cancel = (event: Event) => {
    // Somebody who chooses no file says so too.
    if (event.target !== element()) return;
    event.preventDefault();
    isTold = true;
    element()?.close();
    props.onClose();
  };
  const close = () => {
    if (isHere && !isTold) props.onClose();
    isTold = false;
  };
  return (
    <dialog ref={adopt} class={`dialog ${props.class ?? ""}`} aria-labelledby={title} onCancel={cancel} onClose={close}>
      <Show when={props.open}>
        <header>
          <h2 id={title}>{props.title}</h2>
        </header>
        <div class="body">{props.children}</div>
        <Footer>{props.footer}</Footer>
      </Show>
    </dialog>
  );
}

function Footer(props: { children: JSX.Element }) {
  // A prop that holds elements makes them anew whenever it is read.
  const inside = children(() => props.children);
  return (
    <Show when={inside()}>
      <footer>{inside()}</footer>
    </Show>
  );
}
