/** What the settings pages share: their column of views, and the page around one of them. Pages only admins may read are not shown to others. */
import { children, createEffect, createSignal, For, type JSX, onMount, Show } from "solid-js";
import { Icon, type IconName } from "../ui/icon.tsx";
import { speak } from "../words/words.ts";
import { isAdmin, useMe } from "./me.tsx";
import "./settings.css";

type Place =
  | "bulk"
  | "people"
  | "teams"
  | "tags"
  | "rules"
  | "templates"
  | "preferences"
  | "telling"
  | "audit"
  | "mail"
  | "sla"
  | "apps"
  | "sessions"
  | "health"
  | "persons"
  | "backups"
  | "assist";

interface View {
  name: Place;
  to: string;
  icon: IconName;
  admin: boolean;
}

/** How the desk is set up, what became of its work, and what is one's own and changes nothing for anybody else. */
const GROUPS: { name: "desk" | "work" | "own"; views: View[] }[] = [
  {
    name: "desk",
    views: [
      { name: "people", to: "/settings/people", icon: "users", admin: true },
      { name: "teams", to: "/settings/teams", icon: "transfer", admin: true },
      { name: "sla", to: "/settings/sla", icon: "clock", admin: true },
      { name: "tags", to: "/settings/tags", icon: "tag", admin: true },
      { name: "templates", to: "/settings/templates", icon: "reply", admin: false },
      { name: "rules", to: "/settings/rules", icon: "bolt", admin: true },
      { name: "assist", to: "/settings/machine-help", icon: "spark", admin: true },
      { name: "apps", to: "/settings/tiktok-apps", icon: "note2", admin: true },
    ],
  },
  {
    name: "work",
    views: [
      { name: "bulk", to: "/settings/bulk-jobs", icon: "done", admin: false },
      { name: "mail", to: "/settings/unmatched-mail", icon: "link", admin: true },
      { name: "persons", to: "/settings/personal-data", icon: "lock", admin: true },
      { name: "audit", to: "/settings/audit", icon: "rows", admin: true },
      { name: "health", to: "/settings/health", icon: "info", admin: true },
      { name: "backups", to: "/settings/backups", icon: "lock", admin: true },
    ],
  },
  {
    name: "own",
    views: [
      { name: "preferences", to: "/settings/preferences", icon: "sliders", admin: false },
      { name: "telling", to: "/settings/notifications", icon: "bell", admin: false },
      { name: "sessions", to: "/settings/sessions", icon: "key", admin: false },
    ],
  },
];

const currentOf = (place: Place, view: View) => (place === view.name ? "page" : undefined);

/** On a narrow screen the pages stand in one row, and the one that is open is brought into sight. */
function Tabs(props: { place: Place; views: View[] }) {
  const words = speak("people");
  const [row, setRow] = createSignal<HTMLElement>();
  onMount(() => {
    const open = row()?.querySelector<HTMLElement>("[aria-current]");
    row()?.scrollTo({ left: (open?.offsetLeft ?? 0) - (row()?.clientWidth ?? 0) / 3 });
  });
  return (
    <nav class="tabs narrow-only" aria-label={words.settings} ref={setRow}>
      <For each={props.views}>
        {(view) => (
          <a href={view.to} aria-current={currentOf(props.place, view)}>
            {words.views[view.name]}
          </a>
        )}
      </For>
    </nav>
  );
}

export function SettingsPage(props: { place: Place; title: string; words?: string; act?: JSX.Element; children: JSX.Element }) {
  const words = speak("people");
  const me = useMe();
  const mayRead = (view: View) => isAdmin(me()) || !view.admin || (view.name === "rules" && managesSome());
  const groups = () => GROUPS.map(({ name, views }) => ({ name, views: views.filter(mayRead) }));
  const managesSome = () => me().stores.some((store) => store.rights.includes("manage"));
  createEffect(() => {
    document.title = `${props.title} · ${words.settings} · ${speak("frame").product}`;
  });
  const act = children(() => props.act);
  const links = () => (
    <For each={groups()}>
      {(group) => (
        <>
          <p class="label">{words.groups[group.name]}</p>
          <For each={group.views}>
            {(view) => (
              <a class="view" href={view.to} aria-current={currentOf(props.place, view)}>
                <Icon name={view.icon} size="s" />
                <span>{words.views[view.name]}</span>
              </a>
            )}
          </For>
        </>
      )}
    </For>
  );
  return (
    <>
      <aside class="views" aria-label={speak("frame").views}>
        <div class="bar">
          <h2>{words.settings}</h2>
        </div>
        <nav class="scroll">{links()}</nav>
      </aside>
      <main class="room" id="room">
        <div class="bar">
          <h1 class="title">{props.title}</h1>
          <Show when={act()}>
            <span class="push row">{act()}</span>
          </Show>
        </div>
        <Tabs place={props.place} views={groups().flatMap((group) => group.views)} />
        <div class="scroll" tabindex="0">
          <div class="page stack">
            <Show when={props.words}>
              <p class="mid measure">{props.words}</p>
            </Show>
            {props.children}
          </div>
        </div>
      </main>
    </>
  );
}
