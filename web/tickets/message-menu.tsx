/** What may be done with one message of the buyer's: one menu for all of them, beside whichever asked for it. */
import { IconButton } from "../ui/button.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import type { TicketPage } from "./queries.ts";

const MENU = "message-acts";

export function MessageMore(props: { entry: string; onMessage: (entry: string) => void }) {
  return (
    <IconButton
      icon="more"
      small
      class="message-more"
      label={speak("joining").message.more}
      opens={MENU}
      onPress={() => props.onMessage(props.entry)}
    />
  );
}

interface MessageMenuProps {
  page: TicketPage;
  acts: TicketActs;
  entry: string | null;
  onMove: (entry: string) => void;
}

export function MessageMenu(props: MessageMenuProps) {
  const words = speak("joining").message;
  const reason = () => whyNot(props.page.can.act);
  const refusal = (of: "from" | "only") => {
    const can = props.page.parting[of][props.entry ?? ""];
    return reason() ?? (can ? whyNot(can) : null);
  };
  const withEntry = (act: (entry: string) => void) => () => props.entry !== null && act(props.entry);
  return (
    <Menu id={MENU} label={words.more}>
      <MenuItem icon="transfer" because={refusal("from")} onChoose={withEntry((entry) => void props.acts.split(entry, false))}>
        {words.from}
      </MenuItem>
      <MenuItem icon="transfer" because={refusal("only")} onChoose={withEntry((entry) => void props.acts.split(entry, true))}>
        {words.only}
      </MenuItem>
      <MenuItem icon="right" because={reason()} onChoose={withEntry(props.onMove)}>
        {words.move}
      </MenuItem>
    </Menu>
  );
}
