/** What stands under an entry besides itself, such as its translation. It comes when a ticket has been read, or never: nothing waits for it. */
import { type Component, createComponent, createSignal, Show } from "solid-js";
import type { Entry, TicketPage } from "./queries.ts";

export interface UnderProps {
  entry: Entry;
  page: TicketPage;
}

const [part, setPart] = createSignal<Component<UnderProps>>();

export const standUnder = (component: Component<UnderProps>) => setPart(() => component);

export const Under = (props: UnderProps) => <Show when={part()}>{(component) => createComponent(component(), props)}</Show>;
