/** Settings › My sessions: one's own second factors. Each change asks for the password first. */

import { createSignal, For, Match, Show, Switch } from "solid-js";
import { type Answer as AnswerOf, api, ask, asProblem, Problem } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { Answer, Callout, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { Enrol, RecoveryCodes } from "./enrol.tsx";
import { explainFactor } from "./explain.ts";
import { knowsPasskeys, makePasskey } from "./webauthn.ts";

type Own = AnswerOf<typeof api.factors.$get>;
type Factor = Own["factors"][number];
type Wish = { do: "totp" } | { do: "passkey" } | { do: "codes" } | { do: "remove"; factor: Factor };

const askFactors = { queryKey: ["factors"], queryFn: () => ask(api.factors.$get()) };

export default function FactorsCard() {
  const words = speak("factors");
  const client = useQueryClient();
  const own = useQuery(() => askFactors);
  const [wish, setWish] = createSignal<Wish | null>(null);
  const done = () => {
    setWish(null);
    void client.invalidateQueries({ queryKey: askFactors.queryKey });
    void client.invalidateQueries({ queryKey: ["sessions"] });
  };
  return (
    <section class="card" aria-labelledby="h-factors">
      <header>
        <h2 id="h-factors">{words.title}</h2>
      </header>
      <Answer of={own} waiting={<Skeleton rows={1} class="scan-waiting" widths={[40]} />}>
        {(data) => (
          <>
            <div class="body stack tight">
              <p class="mid measure">{words.words}</p>
              <Show when={data().isRequired}>
                <Callout icon="info">{words.required}</Callout>
              </Show>
            </div>
            <FactorList own={data()} onWish={setWish} />
            <Show
              when={wish()}
              fallback={
                <div class="body row wrap">
                  <Show when={knowsPasskeys()}>
                    <Button icon="plus" onPress={() => setWish({ do: "passkey" })}>
                      {words.addPasskey}
                    </Button>
                  </Show>
                  <Show when={!data().factors.some(({ kind }) => kind === "totp")}>
                    <Button icon="plus" onPress={() => setWish({ do: "totp" })}>
                      {words.addCodes}
                    </Button>
                  </Show>
                </div>
              }
              keyed
            >
              {(one) => <Change wish={one} onDone={done} onClose={() => setWish(null)} />}
            </Show>
          </>
        )}
      </Answer>
    </section>
  );
}

function FactorList(props: { own: Own; onWish: (wish: Wish) => void }) {
  const words = speak("factors");
  const nameOf = (factor: Factor) => factor.name || words.kinds[factor.kind];
  return (
    <ul class="list">
      <For each={props.own.factors} fallback={<li class="list-row">{words.none}</li>}>
        {(factor) => (
          <li class="list-row">
            <Icon name={factor.kind === "passkey" ? "key" : "phone"} />
            <div>
              <p>
                <b>{nameOf(factor)}</b>
              </p>
              <p class="small dim">
                {words.since} <Time at={factor.created_at} as="full" />
                <Show when={factor.used_at}>
                  {(at) => (
                    <>
                      {" · "}
                      {words.used} <Time at={at()} as="full" />
                    </>
                  )}
                </Show>
              </p>
            </div>
            <span class="push">
              <Button small label={words.removeOf(nameOf(factor))} onPress={() => props.onWish({ do: "remove", factor })}>
                {words.remove}
              </Button>
            </span>
          </li>
        )}
      </For>
      <Show when={props.own.factors.length > 0}>
        <li class="list-row">
          <Icon name="note2" />
          <p>{words.codesLeft(formatCount(props.own.codes))}</p>
          <span class="push">
            <Button small onPress={() => props.onWish({ do: "codes" })}>
              {words.renew}
            </Button>
          </span>
        </li>
      </Show>
    </ul>
  );
}

/** The password, and whatever comes after it. */
function Change(props: { wish: Wish; onDone: () => void; onClose: () => void }) {
  const [codes, setCodes] = createSignal<string[] | null>(null);
  const [key, setKey] = createSignal<{ secret: string; uri: string } | null>(null);
  const client = useQueryClient();
  const show = (made: string[] | null) => {
    if (!made) return props.onDone();
    setCodes(made);
    void client.invalidateQueries({ queryKey: askFactors.queryKey });
  };
  const change = useMutation(() => ({
    mutationFn: (said: { password: string; name: string }) =>
      carry(props.wish, said.password, said.name, { show, setKey, done: props.onDone }),
  }));
  return (
    <div class="body">
      <Switch>
        <Match when={codes()}>{(list) => <RecoveryCodes codes={list()} onDone={props.onDone} />}</Match>
        <Match when={key()}>
          {(made) => (
            <Enrol
              begin={() => Promise.resolve(made())}
              confirm={(code) => ask(api.factors.totp.confirm.$post({ json: { code } }))}
              onDone={props.onDone}
            />
          )}
        </Match>
        <Match when={true}>
          <AskForm
            wish={props.wish}
            isBusy={change.isPending}
            wrong={change.isError ? explainFactor(asProblem(change.error)) : null}
            onGo={(password, name) => change.mutate({ password, name })}
            onClose={props.onClose}
          />
        </Match>
      </Switch>
    </div>
  );
}

interface AskFormProps {
  wish: Wish;
  isBusy: boolean;
  wrong: string | null;
  onGo: (password: string, name: string) => void;
  onClose: () => void;
}

function AskForm(props: AskFormProps) {
  const words = speak("factors");
  const [password, setPassword] = createSignal("");
  const [name, setName] = createSignal("");
  return (
    <form
      class="stack factor-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onGo(password(), name());
        setPassword("");
      }}
    >
      <Show when={props.wish.do === "passkey"}>
        <TextField name={words.passkeyName} hint={words.passkeyHint} required maxLength={60} first value={name()} onInput={setName} />
      </Show>
      <TextField
        name={words.password}
        hint={words.passwordHint}
        type="password"
        autocomplete="current-password"
        required
        first={props.wish.do !== "passkey"}
        value={password()}
        onInput={setPassword}
        wrong={props.wrong}
      />
      <div class="row wrap">
        <Button look={props.wish.do === "remove" ? "danger" : "primary"} submit busy={props.isBusy}>
          {props.wish.do === "remove" ? words.remove : words.goOn}
        </Button>
        <Button look="quiet" onPress={props.onClose}>
          {speak("frame").close}
        </Button>
      </div>
    </form>
  );
}

interface Then {
  show: (codes: string[] | null) => void;
  setKey: (key: { secret: string; uri: string }) => void;
  done: () => void;
}

async function carry(wish: Wish, password: string, name: string, then: Then): Promise<void> {
  const json = { password };
  switch (wish.do) {
    case "totp":
      return then.setKey(await ask(api.factors.totp.$post({ json })));
    case "codes":
      return then.show((await ask(api.factors.codes.$post({ json }))).codes);
    case "remove":
      await ask(api.factors[":id"].remove.$post({ param: { id: wish.factor.id }, json }));
      return then.done();
    case "passkey": {
      const made = await makePasskey(await ask(api.factors.passkeys.ask.$post({ json })));
      if (!made) throw new Problem({ status: 0, kind: "forbidden", code: "passkey-not-made" });
      return then.show((await ask(api.factors.passkeys.$post({ json: { ...made, name } }))).codes);
    }
  }
}
