/** The reports of Insights by their address. They load as one: whoever opens one opens the next. */
import { useParams } from "@solidjs/router";
import { Match, Switch } from "solid-js";
import Cover from "./cover.tsx";
import Fulfilment from "./fulfilment.tsx";
import ReturnsReport from "./returns.tsx";
import Sales from "./sales.tsx";

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
    </Switch>
  );
}
