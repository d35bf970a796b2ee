/** Settings › My sessions: every browser one is signed in with, and the password. */

import { createSignal, For, Show, Suspense } from "solid-js";
import { createStore } from "solid-js/store";
import { type Answer as AnswerOf, api, ask, asProblem, sendJson } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Answer, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { PasswordAgain } from "./password-again.tsx";
import { SettingsPage } from "./settings.tsx";

const FactorsCard = room(["factors"], () => import("../factors/card.tsx"));

const askSessions = { queryKey: ["sessions"], queryFn: () => ask(api.sessions.$get()) };

export default function Sessions() {
  const words = speak("people").sessions;
  const client = useQueryClient();
  const sessions = useQuery(() => askSessions);
  const [ending, setEnding] = createSignal<Ending | null>(null);
  return (
    <SettingsPage place="sessions" title={words.title} words={words.words}>
      <Answer of={sessions} waiting={<Skeleton rows={2} class="scan-waiting" widths={[40, 25]} />}>
        {(data) => (
          <section class="card" aria-label={words.title}>
            <ul class="list">
              <For each={data().sessions}>{(session) => <SessionRow session={session} onEnd={setEnding} />}</For>
            </ul>
            <Show when={data().sessions.length > 2}>
              <div class="body">
                <Button small onPress={() => setEnding({ id: null, name: "" })}>
                  {speak("passwords").end.others}
                </Button>
              </div>
            </Show>
          </section>
        )}
      </Answer>
      <PasswordAgain
        open={ending() !== null}
        title={titleOf(ending())}
        words={speak("passwords").end.words}
        act={ending()?.id === null ? speak("passwords").end.others : words.end}
        isEnd
        onClose={() => setEnding(null)}
        go={(password) => tellEnd(ending(), password).then(() => client.invalidateQueries({ queryKey: ["sessions"] }))}
      />
      <PasswordCard />
      <Suspense>
        <FactorsCard />
      </Suspense>
    </SettingsPage>
  );
}

type Session = AnswerOf<typeof api.sessions.$get>["sessions"][number];

function SessionRow(props: { session: Session; onEnd: (ending: Ending) => void }) {
  const words = speak("people").sessions;
  return (
    <li class="list-row">
      <Icon name={/Mobile|Android|iPhone/.test(props.session.user_agent ?? "") ? "phone" : "key"} />
      <div>
        <p>
          <b>{nameBrowser(props.session.user_agent)}</b>{" "}
          <Show when={props.session.current}>
            <span class="badge accent">{words.current}</span>
          </Show>
        </p>
        <p class="small dim">
          {words.since} <Time at={props.session.created_at} as="full" />
          <Show when={props.session.ip_address}> · {props.session.ip_address}</Show>
        </p>
      </div>
      <span class="push">
        <Show when={!props.session.current}>
          <Button small onPress={() => props.onEnd({ id: props.session.id, name: nameBrowser(props.session.user_agent) })}>
            {words.end}
          </Button>
        </Show>
      </span>
    </li>
  );
}

/** One of one's sessions, or all the others. */
interface Ending {
  id: string | null;
  name: string;
}

function titleOf(ending: Ending | null): string {
  const words = speak("passwords").end;
  return ending?.id === null ? words.othersTitle : words.title(ending?.name ?? "");
}

async function tellEnd(ending: Ending | null, password: string): Promise<void> {
  const json = { password };
  if (ending?.id) await ask(api.sessions[":id"].end.$post({ param: { id: ending.id }, json }));
  else if (ending) await ask(api.sessions["end-others"].$post({ json }));
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
