/** What an order is to its ticket: the one it is about, one among others, or not linked any more. */
import { Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import type { TicketPage } from "./queries.ts";

interface OrderActsProps {
  order: string;
  page: TicketPage;
  acts: TicketActs;
  /** Orders that are offered depend on those that are linked. */
  onLinked: () => void;
}

export function OrderActs(props: OrderActsProps) {
  const words = speak("joining").orders;
  const reason = () => whyNot(props.page.can.act);
  const isMain = () => props.page.facts.orders.at(-1) === props.order;
  const unlink = async () => {
    if (await props.acts.unlink(props.order)) props.onLinked();
  };
  return (
    <>
      <Show when={!isMain()}>
        <Button small icon="up" because={reason()} quietly onPress={() => void props.acts.putFirst(props.order)}>
          {words.main}
        </Button>
      </Show>
      <Button small icon="unlink" because={reason()} quietly onPress={() => void unlink()}>
        {words.unlink}
      </Button>
    </>
  );
}
