/** Here or away, in the account menu: what one has to do, what becomes of it, and how far handing back is. */

import { Show } from "solid-js";
import { useQuery, useQueryClient } from "../cache/use.ts";
import { askAtWork } from "../team/me.tsx";
import { MenuItem } from "../ui/menu.tsx";
import { formatCount } from "../ui/money.ts";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { beAway } from "./being.ts";

const WALK_MS = 2_000;

export default function AtWork() {
  const words = speak("rota").atWork;
  const client = useQueryClient();
  const own = useQuery(() => ({ ...askAtWork, refetchInterval: (query) => (query.state.data?.handingBack ? WALK_MS : false) }));
  return (
    <Show when={known(own)}>
      {(now) => (
        <>
          <p class="label">{words.title}</p>
          <MenuItem lead={<span class="dot here" />} checked={now().awaySince === null} onChoose={() => void beAway(client, false)}>
            {words.here} <span class="dim small">{words.load(now().open, now().cap)}</span>
          </MenuItem>
          <MenuItem lead={<span class="dot away" />} checked={now().awaySince !== null} onChoose={() => void beAway(client, true)}>
            {words.away} <span class="dim small">{words.after[now().handBack]}</span>
          </MenuItem>
          <Show when={now().handingBack}>
            {(walk) => (
              <p class="small mid menu-words" role="status">
                {words.handing(formatCount(walk().done), formatCount(walk().total))}
              </p>
            )}
          </Show>
          <hr />
        </>
      )}
    </Show>
  );
}
