/** The parcels of an order beside a conversation: the same card and the same acts, in the panel's width, fetched once somebody looks at an order
 *  there. */
import { ParcelsCard } from "./parcels.tsx";

export default function PanelParcels(props: { order: string; currency: string; zone: string }) {
  return <ParcelsCard order={props.order} currency={props.currency} zone={props.zone} compact />;
}
