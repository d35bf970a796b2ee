/** The rarer acts on chosen orders, behind "More". */

import { Show } from "solid-js";
import { useNavigate } from "../router/use.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { speak } from "../words/words.ts";
import type { Asked } from "../workload/act-fields.tsx";

interface MoreProps {
  because: string | null;
  /** Each order was chosen; not whatever matches. */
  isChosen: boolean;
  onAct: (what: Asked | "export" | "slips") => void;
}

export function MoreMenu(props: MoreProps) {
  const words = speak("workload").bar;
  const navigate = useNavigate();
  return (
    <Menu id="order-bar-more" class="foot-menu" label={words.more}>
      <Show when={props.isChosen}>
        <MenuItem icon="note" because={props.because} onChoose={() => props.onAct("slips")}>
          {speak("shipping").bar.slips}
        </MenuItem>
      </Show>
      <MenuItem icon="play" because={props.because} onChoose={() => props.onAct("release")}>
        {words.release}
      </MenuItem>
      <MenuItem icon="check" because={props.because} onChoose={() => props.onAct("waive")}>
        {words.waive}
      </MenuItem>
      <MenuItem icon="out" because={props.because} onChoose={() => props.onAct("export")}>
        {words.export}
      </MenuItem>
      <MenuItem icon="ban" danger because={props.because} onChoose={() => props.onAct("cancel")}>
        {words.cancel}
      </MenuItem>
      <hr />
      <MenuItem icon="rows" onChoose={() => navigate("/orders/jobs")}>
        {words.jobs}
      </MenuItem>
    </Menu>
  );
}
