/** Who gets a store's tickets that nobody has: nobody by themselves, everyone who may reply in turn, or a team in turn. */
import { useQuery } from "../cache/use.ts";
import { askTeams } from "../team/me.tsx";
import { SelectField } from "../ui/field.tsx";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import type { StorePage } from "./queries.ts";
import { Setting } from "./setting.tsx";

/** The Worker's names for nobody and for everyone who may reply. */
const NOBODY = "";
const EVERYONE = "*";

export function DealSetting(props: { page: StorePage }) {
  const words = speak("stores").page.settings.dealTo;
  const teams = useQuery(() => askTeams);
  const all = () => known(teams)?.teams ?? [];
  const nameOf = (to: string) =>
    to === NOBODY ? words.nobody : to === EVERYONE ? words.everyone : words.team(all().find((team) => team.id === to)?.name ?? "…");
  const options = () =>
    [NOBODY, EVERYONE, ...all().flatMap(({ id, gone, stores }) => (!gone && stores.includes(props.page.store.id) ? [id] : []))].map(
      (value) => ({
        value,
        label: nameOf(value),
      }),
    );
  return (
    <Setting
      page={props.page}
      name={words.name}
      now={props.page.store.deal_to}
      shown={nameOf(props.page.store.deal_to)}
      was={nameOf(props.page.store.deal_to)}
      hint={words.hint}
      change={(dealTo) => ({ dealTo })}
      form={(to, set) => <SelectField name={words.field} value={to()} options={options()} onChange={set} />}
    />
  );
}
