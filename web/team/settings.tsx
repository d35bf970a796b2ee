/** What the settings pages share: their column of views, and the page around one of them. Pages only admins may read are not shown to others. */
import { children, createEffect, For, type JSX, Show } from "solid-js";
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
  | "health";

const VIEWS: { name: Place; to: string; icon: IconName; admin: boolean }[] = [
  { name: "people", to: "/settings/people", icon: "users", admin: true },
  { name: "teams", to: "/settings/teams", icon: "transfer", admin: true },
  { name: "sla", to: "/settings/sla", icon: "clock", admin: true },
  { name: "tags", to: "/settings/tags", icon: "tag", admin: true },
  { name: "templates", to: "/settings/templates", icon: "reply", admin: false },
  { name: "rules", to: "/settings/rules", icon: "bolt", admin: true },
  { name: "apps", to: "/settings/tiktok-apps", icon: "note2", admin: true },
  { name: "bulk", to: "/settings/bulk-jobs", icon: "done", admin: false },
  { name: "telling", to: "/settings/notifications", icon: "bell", admin: false },
  { name: "preferences", to: "/settings/preferences", icon: "sliders", admin: false },
  { name: "sessions", to: "/settings/sessions", icon: "key", admin: false },
  { name: "audit", to: "/settings/audit", icon: "rows", admin: true },
  { name: "mail", to: "/settings/unmatched-mail", icon: "link", admin: true },
  { name: "health", to: "/settings/health", icon: "info", admin: true },
];

export function SettingsPage(props: { place: Place; title: string; words?: string; act?: JSX.Element; children: JSX.Element }) {
  const words = speak("people");
  const me = useMe();
  const views = () => VIEWS.filter((view) => isAdmin(me()) || !view.admin || (view.name === "rules" && managesSome()));
  const managesSome = () => me().stores.some((store) => store.rights.includes("manage"));
  createEffect(() => {
    document.title = `${props.title} · ${words.settings} · ${speak("frame").product}`;
  });
  const act = children(() => props.act);
  const links = () => (
    <For each={views()}>
      {(view) => (
        <a class="view" href={view.to} aria-current={props.place === view.name ? "page" : undefined}>
          <Icon name={view.icon} size="s" />
          <span>{words.views[view.name]}</span>
        </a>
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
        <nav class="tabs narrow-only" aria-label={words.settings}>
          <For each={views()}>
            {(view) => (
              <a href={view.to} aria-current={props.place === view.name ? "page" : undefined}>
                {words.views[view.name]}
              </a>
            )}
          </For>
        </nav>
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
