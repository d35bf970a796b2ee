/** Settings › TikTok apps: the seller's own apps, one for US shops and one for all others. Secrets go in and are never shown. */

import { createSignal, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { SettingsPage } from "../team/settings.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Pie } from "../ui/due.tsx";
import { Answer, Callout, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { AppForm, type TikTokApp } from "./app-form.tsx";
import { Addresses, AppMissing } from "./app-missing.tsx";
import { askApps, type Region } from "./queries.ts";
import { Scopes } from "./scopes.tsx";
import "./stores.css";

const REGIONS: readonly Region[] = ["US", "ROW"];

export default function TikTokApps() {
  const words = speak("connect").apps;
  const apps = useQuery(() => askApps);
  return (
    <SettingsPage place="apps" title={words.title} words={words.words}>
      <Answer of={apps} waiting={<Skeleton rows={2} class="scan-waiting" widths={[40, 60]} />}>
        {(data) => (
          <For each={REGIONS}>{(region) => <AppCard region={region} app={data().apps.find((one) => one.region === region) ?? null} />}</For>
        )}
      </Answer>
      <Origin />
    </SettingsPage>
  );
}

const CENTERS: Record<Region, string> = { US: "partner.us.tiktokshop.com", ROW: "partner.tiktokshop.com" };

/** Where to get an app, and what it must be allowed: asked again whenever TikTok reviews it. */
function Origin() {
  const { apps, scopes } = speak("connect");
  return (
    <section class="card" aria-label={apps.origin.title}>
      <header>
        <h2>{apps.origin.title}</h2>
      </header>
      <div class="body stack">
        <p>{apps.origin.words}</p>
        <dl class="facts start">
          <For each={REGIONS}>
            {(region) => (
              <>
                <dt>{apps.origin.centers[region]}</dt>
                <dd>
                  <a class="link" href={`https://${CENTERS[region]}`} target="_blank" rel="noopener noreferrer">
                    {CENTERS[region]}
                  </a>
                </dd>
              </>
            )}
          </For>
        </dl>
        <h3>{scopes.title}</h3>
        <p class="mid">{scopes.words}</p>
        <Scopes />
      </div>
    </section>
  );
}

function AppCard(props: { region: Region; app: TikTokApp | null }) {
  const words = speak("connect").apps;
  const [isOpen, setOpen] = createSignal(false);
  return (
    <section class="card" aria-label={words.regions[props.region]}>
      <header>
        <h2>{words.regions[props.region]}</h2>
        <Show when={!props.app}>
          <Pie look="off">{words.none}</Pie>
        </Show>
        <Button small icon={props.app ? "pencil" : "plus"} onPress={() => setOpen((open) => !open)}>
          {props.app ? words.edit : words.setUp}
        </Button>
      </header>
      <div class="body stack">
        <Show when={props.app}>
          {(app) => (
            <>
              <dl class="facts start">
                <dt>{words.key}</dt>
                <dd class="id">{app().app_key}</dd>
                <dt>{words.service}</dt>
                <dd class="id">{app().service_id}</dd>
                <dt>{words.changed}</dt>
                <dd>
                  <Time at={app().updated_at} as="full" />
                </dd>
              </dl>
              <Show when={app().rotating}>
                <Rotation region={props.region} />
              </Show>
              <Addresses region={props.region} />
            </>
          )}
        </Show>
        <Show when={isOpen()}>
          <Show when={props.app} fallback={<AppMissing region={props.region} onSaved={() => setOpen(false)} />}>
            {(app) => <AppForm region={props.region} app={app()} onSaved={() => setOpen(false)} onCancel={() => setOpen(false)} />}
          </Show>
        </Show>
      </div>
    </section>
  );
}

function Rotation(props: { region: Region }) {
  const words = speak("connect").apps;
  const client = useQueryClient();
  const [isAsking, setAsking] = createSignal(false);
  const end = useMutation(() => ({
    mutationFn: () => ask(api["tiktok-apps"][":region"]["end-rotation"].$post({ param: { region: props.region }, json: {} })),
    onSuccess: async () => {
      setAsking(false);
      toast({ words: words.ended });
      await client.invalidateQueries({ queryKey: ["tiktok-apps"] });
    },
  }));
  return (
    <>
      <Callout
        look="soon"
        icon="key"
        act={
          <Button small onPress={() => setAsking(true)}>
            {words.end}
          </Button>
        }
      >
        {words.rotating}
      </Callout>
      <Dialog
        open={isAsking()}
        title={words.endAsk.title}
        onClose={() => setAsking(false)}
        footer={
          <>
            <Button look="quiet" onPress={() => setAsking(false)}>
              {words.endAsk.keep}
            </Button>
            <Button look="danger" busy={end.isPending} onPress={() => end.mutate()}>
              {words.end}
            </Button>
          </>
        }
      >
        <p class="mid">{words.endAsk.words}</p>
        <Show when={end.isError}>
          <Trouble problem={end.error} />
        </Show>
      </Dialog>
    </>
  );
}
