/** Takes two tickets apart that were made one. */
import { Button } from "../ui/button.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import type { TicketPage } from "./queries.ts";

export default function UndoMergeButton(props: { joined: TicketPage["joined"][number]; page: TicketPage; acts: TicketActs }) {
  return (
    <>
      {" "}
      <Button
        small
        look="quiet"
        because={whyNot(props.page.can.act) ?? whyNot(props.joined.undo)}
        quietly
        busy={props.acts.busy()}
        onPress={() => void props.acts.unmerge(props.joined.id, props.joined.number)}
      >
        {speak("joining").merge.undo}
      </Button>
    </>
  );
}
