/** The reports of Insights by their address. They load as one: whoever opens one opens the next. */

import { Match, Switch } from "solid-js";
import { useParams } from "../router/use.ts";
import { room } from "../words/room.ts";
import Cover from "./cover.tsx";
import Fulfilment from "./fulfilment.tsx";
import ReturnsReport from "./returns.tsx";
import Sales from "./sales.tsx";

/** Its lists speak of tickets. */
const Helpdesk = room(["mailbox"], () => import("../helpdesk/helpdesk.tsx"));

const Bulletins = room(["orderProblems"], () => import("../bulletins/bulletins.tsx"));

export default function Insights() {
  const params = useParams();
  return (
    <Switch fallback={<Sales />}>
      <Match when={params.report === "fulfilment"}>
        <Fulfilment />
      </Match>
      <Match when={params.report === "returns"}>
        <ReturnsReport />
      </Match>
      <Match when={params.report === "cover"}>
        <Cover />
      </Match>
      <Match when={params.report === "mail"}>
        <Bulletins />
      </Match>
      <Match when={params.report === "service"}>
        <Helpdesk />
      </Match>
    </Switch>
  );
}
