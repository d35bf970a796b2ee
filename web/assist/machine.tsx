/** Settings › Machine help: the server and its models, trying them, what they came to, what stores give along, and the log. Without a model it says what
 *  one would add, once, and is content. */
import { createSignal, For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { SettingsPage } from "../team/settings.tsx";
import { Answer, Skeleton } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { Log } from "./log.tsx";
import { askMachine } from "./machine-queries.ts";
import { ServerCard } from "./server.tsx";
import { Spent } from "./spent.tsx";
import { Stores } from "./stores.tsx";
import "./machine.css";

export default function Machine() {
  const words = speak("machine");
  const page = useQuery(() => askMachine);
  const [saved, setSaved] = createSignal(0);
  return (
    <SettingsPage place="assist" title={words.title} words={words.words}>
      <Answer of={page} waiting={<Skeleton rows={4} class="scan-waiting" widths={[25, 60, 40]} />}>
        {(data) => (
          <>
            <Show when={data().setting.address === ""}>
              <WouldAdd />
            </Show>
            {/* Begun anew by one's own saving alone: what another admin saves takes away neither what is typed nor the word that it was not saved. */}
            <Show when={saved() + 1} keyed>
              {(_count) => <ServerCard page={data()} onSaved={() => setSaved(saved() + 1)} />}
            </Show>
            <Spent page={data()} />
            <Stores page={data()} />
            <Log tasks={data().tasks} days={data().callDays} />
          </>
        )}
      </Answer>
    </SettingsPage>
  );
}

function WouldAdd() {
  const words = speak("machine").none;
  return (
    <section class="card" aria-labelledby="h-would-add">
      <header>
        <h2 id="h-would-add">{words.title}</h2>
      </header>
      <div class="body stack">
        <p>{words.words}</p>
        <ul class="machine-adds measure">
          <For each={words.adds}>{(one) => <li>{one}</li>}</For>
        </ul>
        <p class="mid measure">{words.checked}</p>
      </div>
    </section>
  );
}
