/** Where a TikTok app comes from, for whoever has none: what to do in Partner Center, the addresses to give, and the form for what comes back. */

import { Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { CopyField } from "../ui/copy.tsx";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { AppForm } from "./app-form.tsx";
import { askApps, type Region } from "./queries.ts";
import { Scopes } from "./scopes.tsx";

export function AppMissing(props: { region: Region; onSaved: () => void }) {
  const words = speak("connect").missing;
  return (
    <section class="card app-missing">
      <header>
        <h2>{words.title[props.region]}</h2>
      </header>
      <div class="body stack">
        <p>{words.words}</p>
        <ol class="steps">
          <li>{words.steps[props.region]}</li>
          <li>
            <div class="stack">
              {words.scopes}
              <Scopes />
            </div>
          </li>
          <li>
            <div class="stack">
              {words.addresses}
              <Addresses region={props.region} />
            </div>
          </li>
          <li>
            <div class="stack">
              {words.keys}
              <AppForm region={props.region} app={null} onSaved={props.onSaved} />
            </div>
          </li>
        </ol>
      </div>
    </section>
  );
}

export function Addresses(props: { region: Region }) {
  const words = speak("connect").missing;
  const apps = useQuery(() => askApps);
  return (
    <Show when={known(apps)?.addresses[props.region]}>
      {(addresses) => (
        <>
          <div class="field">
            <span class="name">{words.redirect}</span>
            <CopyField text={addresses().redirectUrl} label={words.redirect} />
          </div>
          <div class="field">
            <span class="name">{words.webhook}</span>
            <CopyField text={addresses().webhookUrl} label={words.webhook} />
          </div>
        </>
      )}
    </Show>
  );
}
