/** The rarer things to do with an order beside the conversation, in one menu: what it is to its ticket, its number to take along, its page. */
import { Show } from "solid-js";
import { IconButton } from "../ui/button.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { toast } from "../ui/toast.tsx";
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
  const id = () => `order-more-${props.order}`;
  const copy = () => void navigator.clipboard.writeText(props.order).then(() => toast({ words: speak("frame").copied }));
  const unlink = async () => {
    if (await props.acts.unlink(props.order)) props.onLinked();
  };
  return (
    <>
      <IconButton icon="more" small label={words.more} opens={id()} />
      <Menu id={id()} label={words.more}>
        <MenuItem icon="copy" onChoose={copy}>
          {speak("order").copyId}
        </MenuItem>
        <Show when={!isMain()}>
          <MenuItem icon="up" because={reason()} onChoose={() => void props.acts.putFirst(props.order)}>
            {words.main}
          </MenuItem>
        </Show>
        <MenuItem icon="unlink" because={reason()} onChoose={() => void unlink()}>
          {words.unlink}
        </MenuItem>
      </Menu>
    </>
  );
}
