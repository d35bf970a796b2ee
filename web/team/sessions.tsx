/** Settings › My sessions: every browser one is signed in with, and the password. */

import { For, Show, Suspense } from "solid-js";
import { createStore } from "solid-js/store";
import { api, ask, asProblem, sendJson } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Answer, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { SettingsPage } from "./settings.tsx";

const FactorsCard = room(["factors"], () => import("../factors/card.tsx"));

const askSessions = { queryKey: ["sessions"], queryFn: () => ask(api.sessions.$get()) };

export default function Sessions() {
  const words = speak("people").sessions;
  const client = useQueryClient();
  const sessions = useQuery(() => askSessions);
  const end = useMutation(() => ({
    mutationFn: (id: string) => ask(api.sessions[":id"].$delete({ param: { id } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["sessions"] }),
  }));
  return (
    <SettingsPage place="sessions" title={words.title} words={words.words}>
      <Show when={end.isError}>
        <Trouble problem={end.error} />
      </Show>
      <Answer of={sessions} waiting={<Skeleton rows={2} class="scan-waiting" widths={[40, 25]} />}>
        {(data) => (
          <section class="card" aria-label={words.title}>
            <ul class="list">
              <For each={data().sessions}>
                {(session) => (
                  <li class="list-row">
                    <Icon name={/Mobile|Android|iPhone/.test(session.user_agent ?? "") ? "phone" : "key"} />
                    <div>
                      <p>
                        <b>{nameBrowser(session.user_agent)}</b>{" "}
                        <Show when={session.current}>
                          <span class="badge accent">{words.current}</span>
                        </Show>
                      </p>
                      <p class="small dim">
                        {words.since} <Time at={session.created_at} as="full" />
                        <Show when={session.ip_address}> · {session.ip_address}</Show>
                      </p>
                    </div>
                    <span class="push">
                      <Show when={!session.current}>
                        <Button small onPress={() => end.mutate(session.id)}>
                          {words.end}
                        </Button>
                      </Show>
                    </span>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </Answer>
      <PasswordCard />
      <Suspense>
        <FactorsCard />
      </Suspense>
    </SettingsPage>
  );
}

const BROWSERS = [
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
] as const;
const SYSTEMS = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Mac OS X/, "macOS"],
  [/Windows/, "Windows"],
  [/Linux/, "Linux"],
] as const;

/** Enough to recognise one's own machine; nothing is decided by it. */
function nameBrowser(agent: string | null): string {
  const words = speak("people").sessions;
  const browser = BROWSERS.find(([pattern]) => pattern.test(agent ?? ""))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent ?? ""))?.[1];
  return browser && system ? words.on(browser, system) : (browser ?? system ?? words.unknown);
}

const PASSWORD_CHARACTERS_MIN = 12;

function PasswordCard() {
  const words = speak("people").sessions;
  const client = useQueryClient();
  const [form, setForm] = createStore({ old: "", fresh: "" });
  const change = useMutation(() => ({
    mutationFn: () => sendJson("/auth/change-password", { currentPassword: form.old, newPassword: form.fresh, revokeOtherSessions: true }),
    onSuccess: async () => {
      setForm({ old: "", fresh: "" });
      toast({ words: words.changed });
      await client.invalidateQueries({ queryKey: ["sessions"] });
    },
  }));
  const refused = () => change.isError && asProblem(change.error).code === "sign-in-refused";
  return (
    <section class="card" aria-labelledby="h-password">
      <header>
        <h2 id="h-password">{words.password}</h2>
      </header>
      <form
        class="body stack password-form"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <TextField
          name={words.old}
          type="password"
          autocomplete="current-password"
          required
          value={form.old}
          onInput={(old) => setForm({ old })}
          wrong={refused() ? words.refused : null}
        />
        <TextField
          name={words.fresh}
          type="password"
          autocomplete="new-password"
          hint={words.hint}
          required
          minLength={PASSWORD_CHARACTERS_MIN}
          value={form.fresh}
          onInput={(fresh) => setForm({ fresh })}
        />
        <Show when={change.isError && !refused()}>
          <Trouble problem={change.error} />
        </Show>
        <div>
          <Button submit busy={change.isPending}>
            {words.change}
          </Button>
        </div>
      </form>
    </section>
  );
}
