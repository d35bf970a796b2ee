/** What happens beside the page when there is news: the number before the tab's title, a desktop notification while nobody looks, and a sound
 *  for whoever wants one. What may be shown, and when, the desk says with each row. */

import { createEffect, on, onCleanup } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { useNavigate } from "../router/use.ts";
import { useMe } from "../team/me.tsx";
import { askCounts } from "../tickets/queries.ts";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { addressOf, askDevice, askNews, askUnread, type NotificationPage } from "./queries.ts";
import { ring } from "./sound.ts";

/** More at once become one. */
const SHOWN_MAX = 3;

export default function Telling() {
  const me = useMe();
  const count = useQuery(() => askUnread);
  const counts = useQuery(() => ({ ...askCounts(null), enabled: me().preferences.sound === true }));
  const device = useQuery(() => askDevice);
  const show = useDesktop();
  numberTitle(() => known(count)?.unread ?? 0);
  // Null until it is known what there was before this page was opened.
  let newest: number | null = null;
  const look = async () => {
    const page = await askNews();
    const fresh = newest === null ? [] : page.rows.filter((row) => !row.read && row.at > (newest ?? 0));
    newest = Math.max(newest ?? 0, ...page.rows.map((row) => row.at));
    // A device that is told shows it itself.
    if (document.hidden && known(device)?.isOn !== true) show(fresh.filter((row) => row.desktop));
    if (me().preferences.sound === true && !page.isQuiet && fresh.some((row) => row.mine)) ring();
  };
  createEffect(
    on(
      () => [known(count)?.unread, count.dataUpdatedAt],
      // The next poke asks again.
      () => void (known(count) && look().catch(() => null)),
    ),
  );
  createEffect(
    on(
      () => known(counts)?.counts.unassigned,
      (now, before) => void (now !== undefined && before !== undefined && now > before && ringUnlessQuiet()),
    ),
  );
  return null;
}

const ringUnlessQuiet = () =>
  askNews().then(
    ({ isQuiet }) => !isQuiet && ring(),
    () => null,
  );

function useDesktop() {
  const words = speak("notifications");
  const navigate = useNavigate();
  const me = useMe();
  const storeOf = (id: string) => me().stores.find((store) => store.id === id)?.name ?? "";
  const raise = (title: string, body: string, tag: string, address: string) => {
    const shown = new Notification(title, { body, tag, icon: "/icons/192.png" });
    shown.onclick = () => {
      window.focus();
      shown.close();
      navigate(address);
    };
  };
  return (rows: NotificationPage["rows"]) => {
    if (rows.length === 0 || typeof Notification === "undefined" || Notification.permission !== "granted") return;
    if (rows.length > SHOWN_MAX) return raise(words.several(rows.length), "", "several", "/notifications");
    for (const row of rows)
      raise(
        storeOf(row.store_id),
        `${words.short[row.kind]}\n${row.buyer_name} · ${words.ticket(row.number)}`,
        row.ticket_id,
        addressOf(row),
      );
  };
}

/** Titles belong to the pages; the number stands before whichever is there. */
function numberTitle(unread: () => number): void {
  const bare = () => document.title.replace(/^\(\d+\) /, "");
  const write = () => {
    const wanted = unread() > 0 ? `(${unread()}) ${bare()}` : bare();
    if (document.title !== wanted) document.title = wanted;
  };
  const title = document.querySelector("title");
  const watching = new MutationObserver(write);
  if (title) watching.observe(title, { childList: true });
  createEffect(write);
  onCleanup(() => watching.disconnect());
}
