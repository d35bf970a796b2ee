/** The state of a store's connection, as a mark and a word. */
import { Pie } from "../ui/due.tsx";
import { speak } from "../words/words.ts";
import type { StoreListed } from "./queries.ts";

export function ConnectionWord(props: { connection: StoreListed["connection"] }) {
  const words = speak("stores");
  const look = () => (({ connected: "done", expiring: "soon", reauthorize: "late", disconnected: "off" }) as const)[props.connection.state];
  const says = () =>
    props.connection.state === "expiring" ? words.expiring(props.connection.end?.daysLeft ?? 0) : words.states[props.connection.state];
  return <Pie look={look()}>{says()}</Pie>;
}
