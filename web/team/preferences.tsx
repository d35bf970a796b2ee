/** Settings › My preferences: how the desk looks, which time it shows, how long a reply can be taken back, and the keys. */

import { createSignal, Show, untrack } from "solid-js";
import { useMutation } from "../cache/use.ts";
import { ZoneField } from "../stores/zone-field.tsx";
import { density, theme } from "../ui/appearance.ts";
import { Button } from "../ui/button.tsx";
import { deviceZone, placeOf } from "../ui/clock.ts";
import { SelectField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { LANGUAGE_TAGS, LANGUAGES, type Language, nearestLanguage } from "../words/nearest.ts";
import { speak } from "../words/words.ts";
import { type Choice, useChoosing } from "./chosen.ts";
import { KeysCard } from "./keys-card.tsx";
import { useMe } from "./me.tsx";
import { SettingsPage } from "./settings.tsx";
import "./preferences.css";

const HOLD_SECONDS = [0, 2, 5, 8, 10];
const HOLD_SECONDS_OURS = 5;
/** No language of its own: the device's. */
const DEVICE = "";

export default function Preferences() {
  const words = speak("preferences");
  const { account } = speak("frame");
  const me = useMe();
  const choosing = useChoosing();
  const save = useMutation(() => ({ mutationFn: (choice: Choice) => choosing(choice) }));
  const hold = () => me().preferences.holdSeconds ?? HOLD_SECONDS_OURS;
  return (
    <SettingsPage place="preferences" title={words.title} words={words.words}>
      <Show when={save.isError}>
        <Trouble problem={save.error} />
      </Show>
      <section class="card" aria-labelledby="h-look">
        <header>
          <h2 id="h-look">{words.look}</h2>
        </header>
        <div class="body preference-fields">
          <SelectField
            name={account.theme}
            value={theme()}
            options={(["system", "light", "dark"] as const).map((value) => ({ value, label: account[value] }))}
            onChange={(value) => save.mutate({ theme: value as NonNullable<Choice["theme"]> })}
          />
          <SelectField
            name={account.density}
            value={density()}
            options={(["comfortable", "compact"] as const).map((value) => ({ value, label: account[value] }))}
            onChange={(value) => save.mutate({ density: value as NonNullable<Choice["density"]> })}
          />
          <SelectField
            name={words.language}
            value={me().preferences.language ?? DEVICE}
            options={[
              { value: DEVICE, label: words.languageDevice(LANGUAGES[nearestLanguage(navigator.languages)]) },
              ...LANGUAGE_TAGS.map((tag) => ({ value: tag, label: LANGUAGES[tag] })),
            ]}
            onChange={(tag) => save.mutate({ language: tag === DEVICE ? null : (tag as Language) })}
          />
          <SelectField
            name={words.hold}
            value={String(hold())}
            options={[...new Set([...HOLD_SECONDS, hold()])]
              .sort((a, b) => a - b)
              .map((seconds) => ({ value: String(seconds), label: seconds === 0 ? words.holdNone : words.holdSeconds(seconds) }))}
            onChange={(seconds) => save.mutate({ holdSeconds: Number(seconds) })}
          />
          <WorkFields onSave={(choice) => save.mutate(choice)} />
          <ZoneForm zone={me().preferences.zone ?? null} busy={save.isPending} onSave={(zone) => save.mutate({ zone })} />
        </div>
      </section>
      <KeysCard onSave={(keys) => save.mutate({ keys })} />
    </SettingsPage>
  );
}

/** What becomes of one's tickets; without a choice it is the desk's. */
function WorkFields(props: { onSave: (choice: Choice) => void }) {
  const words = speak("preferences");
  const me = useMe();
  return (
    <>
      <SelectField
        name={words.handBack}
        value={me().preferences.handBack ?? ""}
        options={[
          { value: "", label: words.desk },
          ...(["keep", "team", "nobody"] as const).map((value) => ({ value, label: words.ways[value] })),
        ]}
        onChange={(way) => props.onSave({ handBack: (way || null) as Choice["handBack"] })}
      />
      <SelectField
        name={words.replyTakes}
        value={me().preferences.replyTakes === undefined ? "" : String(me().preferences.replyTakes)}
        options={[
          { value: "", label: words.desk },
          { value: "true", label: words.takes.yes },
          { value: "false", label: words.takes.no },
        ]}
        onChange={(takes) => props.onSave({ replyTakes: takes === "" ? null : takes === "true" })}
      />
    </>
  );
}

function ZoneForm(props: { zone: string | null; busy: boolean; onSave: (zone: string | null) => void }) {
  const words = speak("preferences");
  const [zone, setZone] = createSignal(untrack(() => props.zone) ?? deviceZone);
  const isChanged = () => zone() !== (props.zone ?? deviceZone);
  return (
    <form
      class="zone-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSave(zone().trim());
      }}
    >
      <ZoneField name={words.zone} hint={words.zoneHint} value={zone()} onInput={setZone} />
      <div class="row">
        <Show when={isChanged()}>
          <Button submit busy={props.busy}>
            {words.zoneSave}
          </Button>
        </Show>
        <Show when={props.zone !== null}>
          <Button
            look="quiet"
            onPress={() => {
              setZone(deviceZone);
              props.onSave(null);
            }}
          >
            {words.zoneDevice(placeOf(deviceZone))}
          </Button>
        </Show>
      </div>
    </form>
  );
}
