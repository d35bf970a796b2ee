/** What came of an authorization, from the address TikTok's return leads to: a sentence, and the way on. */

import { Show } from "solid-js";
import { useSearchParams } from "../router/use.ts";
import { ButtonLink, IconButton } from "../ui/button.tsx";
import { Callout } from "../ui/states.tsx";
import { speak } from "../words/words.ts";

type Returned = Record<string, string | undefined>;

export function ConnectResult() {
  const words = speak("connect");
  const [query, setQuery] = useSearchParams<Returned>();
  const code = () => query.connect ?? "";
  const facts = () => Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  const says = () => words.results[code()]?.(facts());
  const forget = () => setQuery(Object.fromEntries(Object.keys(query).map((name) => [name, null])), { replace: true });
  return (
    <Show when={says()}>
      <Callout
        look={code() === "connected" ? "fine" : code() === "declined" ? "" : "late"}
        icon={code() === "connected" ? "check" : "info"}
        act={
          <>
            <Show when={query.storeId}>
              {(id) => (
                <ButtonLink small to={`/stores/${id()}`}>
                  {words.toStore(query.store ?? "")}
                </ButtonLink>
              )}
            </Show>
            <IconButton icon="x" small label={speak("frame").close} onPress={forget} />
          </>
        }
      >
        {says()}
      </Callout>
    </Show>
  );
}
