/** The button that leads to TikTok. Where no app is set up yet, it says how to get one and takes what TikTok gives. */

import { type JSX, Show } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useMutation } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Trouble } from "../ui/states.tsx";
import { AppMissing } from "./app-missing.tsx";
import type { Region } from "./queries.ts";

interface AuthorizeProps {
  /** A store that waits for its shop, or a marketplace whose shop becomes one. */
  from: { store: string } | { marketplace: string };
  because: string | null;
  primary?: boolean;
  children: JSX.Element;
}

export function AuthorizeButton(props: AuthorizeProps) {
  const go = useMutation(() => ({
    mutationFn: () =>
      "store" in props.from
        ? ask(api.stores[":id"].authorize.$post({ param: { id: props.from.store }, json: {} }))
        : ask(api.connect.$post({ json: { marketplace: props.from.marketplace } })),
    onSuccess: ({ url }: { url: string }) => location.assign(url),
  }));
  const problem = () => (go.error ? asProblem(go.error) : null);
  const region = () => (problem()?.code === "app-missing" ? (problem()?.facts.region as Region) : null);
  return (
    <>
      <Button
        look={props.primary === false ? "plain" : "primary"}
        icon="out"
        busy={go.isPending || go.isSuccess}
        because={props.because}
        onPress={() => go.mutate()}
      >
        {props.children}
      </Button>
      <Show when={region()} fallback={<Show when={problem()}>{(one) => <Trouble problem={one()} />}</Show>}>
        {(missing) => <AppMissing region={missing()} onSaved={() => go.mutate()} />}
      </Show>
    </>
  );
}
