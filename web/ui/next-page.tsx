/** Where a list goes on: a button, as long as there is more. */
import { type JSX, Show } from "solid-js";
import { Button } from "./button.tsx";

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage(): Promise<unknown>;
}

/** `foot`: at the foot of a card, and small. */
export function NextPage(props: { of: Paged; small?: boolean; foot?: boolean; class?: string; children: JSX.Element }) {
  const button = () => (
    <Button
      small={props.small || props.foot}
      class={props.class}
      busy={props.of.isFetchingNextPage}
      onPress={() => void props.of.fetchNextPage()}
    >
      {props.children}
    </Button>
  );
  return (
    <Show when={props.of.hasNextPage}>
      <Show when={props.foot} fallback={button()}>
        <footer>{button()}</footer>
      </Show>
    </Show>
  );
}
