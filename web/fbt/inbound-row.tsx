/** One inbound order in the list: its number as people know it, TikTok's status, and how much of it has come. */
import { Show } from "solid-js";
import { useStores } from "../team/me.tsx";
import { formatCount } from "../ui/money.ts";
import { Time } from "../ui/time.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import type { Inbound } from "./queries.ts";

const MS = 1_000;

export const numberOf = ({ id }: Pick<Inbound, "id">) => `IBR${id}`;

export function InboundHead() {
  const words = speak("fbt").columns;
  return (
    <>
      <th scope="col" class="c-goods">
        {words.inbound}
      </th>
      <th scope="col" class="c-status">
        {words.status}
      </th>
      <th scope="col" class="num">
        {words.received}
      </th>
      <th scope="col" class="c-centre">
        {words.warehouse}
      </th>
      <th scope="col" class="c-time">
        {words.created}
      </th>
    </>
  );
}

interface RowProps {
  inbound: Inbound;
  index: number;
  onOpen: () => void;
}

export function InboundRow(props: RowProps) {
  const words = speak("fbt");
  const stores = useStores();
  const came = () => props.inbound.received + props.inbound.defective;
  return (
    <tr data-row={`${props.inbound.store} ${props.inbound.id}`} aria-rowindex={props.index}>
      <td class="c-goods">
        <span class="row">
          <Show when={stores.all().length > 1 && stores.all().find(({ id }) => id === props.inbound.store)}>
            {(store) => <StoreMark store={store()} />}
          </Show>
          <button
            type="button"
            class="link-row ellipsis id"
            data-open
            aria-label={words.open(numberOf(props.inbound))}
            onClick={() => props.onOpen()}
          >
            {numberOf(props.inbound)}
          </button>
        </span>
      </td>
      <td class="c-status">
        <span class="theirs-word ellipsis">{props.inbound.status}</span>
      </td>
      <td class="num" data-name={words.columns.received}>
        {words.inbound.planned(formatCount(came()), formatCount(props.inbound.planned))}
        <Show when={props.inbound.defective > 0}>
          <span class="second small dim">{words.inbound.unfit(formatCount(props.inbound.defective))}</span>
        </Show>
      </td>
      <td class="c-centre">
        <span class="ellipsis" title={props.inbound.centre}>
          <bdi>{props.inbound.centre}</bdi>
        </span>
      </td>
      <td class="c-time dim">
        <Time at={props.inbound.createTime * MS} />
      </td>
    </tr>
  );
}
