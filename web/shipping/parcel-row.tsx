/** One parcel: what lies in it, who carries it, and what may be done with it: a waiting one is shipped or taken apart, one that has left has its
 *  papers. */
import { createSignal, For, Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { writeTime } from "../ui/clock.ts";
import { CopyButton } from "../ui/copy.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { CardProps, Open } from "./parcels.tsx";
import type { Parcel, Parcels } from "./queries.ts";
import { Scans } from "./scans.tsx";
import { tellUnits } from "./tell.ts";

const MS = 1000;

interface RowProps extends CardProps {
  page: Parcels;
  parcel: Parcel;
  place: number;
  onOpen: (open: Open) => void;
}

export function ParcelRow(props: RowProps) {
  const words = speak("shipping");
  const [isAsked, setAsked] = createSignal(false);
  const time = (seconds: number) => writeTime(seconds * MS, "full", props.zone);
  const warehouses = () => [
    ...new Set(props.page.units.filter((unit) => props.parcel.units.includes(unit.id)).flatMap((unit) => unit.warehouse ?? [])),
  ];
  return (
    <li class="list-row parcel-row">
      <span class="thumb s">
        <Icon name="box" size="s" />
      </span>
      <div class="parcel-what">
        <p>
          <b>{speak("order").package(props.place + 1)}</b> <span class="mid">{tellUnits(props.page.units, props.parcel.units)}</span>{" "}
          <Show when={warehouses().length > 0}>
            <span class="small dim">{words.from(warehouses().join(", "))}</span>
          </Show>
        </p>
        <Show when={props.parcel.number}>
          {(number) => (
            <p class="row wrap">
              <span class="small mid">{props.parcel.carrier}</span>
              <span class="id">{number()}</span>
              <CopyButton text={number()} label={speak("order").copyTracking} />
            </p>
          )}
        </Show>
        <p class="small dim">
          {[
            props.parcel.others.length > 0 && words.together(formatCount(props.parcel.others.length)),
            props.parcel.pickup && words.pickup(time(props.parcel.pickup[0]), time(props.parcel.pickup[1])),
            props.parcel.printedAt && words.printed(writeTime(props.parcel.printedAt, "full", props.zone)),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <Show when={props.parcel.exception}>
          {(exception) => <p class="parcel-lost">{words.exceptions[exception()] ?? exception()}</p>}
        </Show>
        <RowActs {...props} isAsked={isAsked()} onAsk={() => setAsked(true)} />
        <Show when={isAsked()}>
          <Scans id={props.order} zone={props.zone} />
        </Show>
      </div>
      <span class="push theirs-word">{props.parcel.status}</span>
    </li>
  );
}

/** A waiting parcel is shipped or taken apart; one that has left has its papers. */
function RowActs(props: RowProps & { isAsked: boolean; onAsk: () => void }) {
  const words = speak("shipping");
  const paper = (kind: "label" | "slip") => `/api/orders/${props.order}/parcels/${props.parcel.id}/${kind}`;
  return (
    <div class="row wrap parcel-acts">
      <Show when={props.parcel.isWaiting && props.page.parcels.filter((one) => one.isWaiting).length > 1}>
        <Button
          small
          icon="truck"
          quietly
          because={whyNot(props.parcel.can.ship)}
          onPress={() => props.onOpen({ is: "ship", units: props.parcel.units, parcel: props.parcel.id })}
        >
          {words.ship}
        </Button>
      </Show>
      <Show when={props.parcel.others.length > 0 && props.parcel.isWaiting}>
        <Button
          small
          look="quiet"
          icon="unlink"
          quietly
          because={whyNot(props.parcel.can.uncombine)}
          onPress={() => props.onOpen({ is: "apart", parcel: props.parcel })}
        >
          {words.apart}
        </Button>
      </Show>
      <For each={["label", "slip"] as const}>
        {(kind) => (
          <Show when={props.parcel.can[kind].ok}>
            <a class="button s" href={paper(kind)} target="_blank" rel="noopener">
              <Icon name={kind === "label" ? "tag" : "note"} />
              {words[kind]}
            </a>
          </Show>
        )}
      </For>
      <Show when={props.parcel.can.correct.ok}>
        <Button small look="quiet" icon="pencil" onPress={() => props.onOpen({ is: "correct", parcel: props.parcel })}>
          {words.correct}
        </Button>
      </Show>
      <Show when={props.parcel.number && !props.isAsked}>
        <Button small look="quiet" icon="truck" onPress={props.onAsk}>
          {words.scans}
        </Button>
      </Show>
    </div>
  );
}
