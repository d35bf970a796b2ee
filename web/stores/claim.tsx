/** A consent that did not begin on a page of ours: nothing is connected until an admin says that it was theirs, and for which store. */
import { useNavigate, useSearchParams } from "@solidjs/router";
import { useMutation, useQuery } from "@tanstack/solid-query";
import { createSignal, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { isAdmin, useMe, useStores } from "../team/me.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { writeTime } from "../ui/clock.ts";
import { SelectField } from "../ui/field.tsx";
import { Answer, Callout, Skeleton, Trouble } from "../ui/states.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { AppStoreViews } from "./app-store.tsx";
import { askClaim } from "./queries.ts";
import "./stores.css";

export default function Claim() {
  const words = speak("connect").claim;
  const [query] = useSearchParams<{ claim?: string }>();
  const me = useMe();
  const navigate = useNavigate();
  const claim = useQuery(() => askClaim(query.claim ?? ""));
  const [store, setStore] = createSignal("");
  const take = useMutation(() => ({
    mutationFn: () => ask(api.claims[":id"].$post({ param: { id: query.claim ?? "" }, json: { storeId: store() || null } })),
    onSuccess: ({ to }: { to: string }) => navigate(to),
  }));
  const stores = useStores();
  const waiting = (marketplace: string | null) =>
    stores.all().filter((one) => one.state !== "connected" && (marketplace === null || one.marketplace === marketplace));
  return (
    <>
      <AppStoreViews />
      <main class="room" id="room">
        <div class="scroll">
          <div class="app-page stack">
            <h1>{words.title}</h1>
            <Answer
              of={claim}
              waiting={<Skeleton rows={2} class="choice-waiting" widths={[80]} />}
              around={(trouble) => (
                <>
                  {trouble}
                  <div>
                    <ButtonLink to="/app-store/tiktok-shop">{words.over}</ButtonLink>
                  </div>
                </>
              )}
            >
              {(data) => (
                <>
                  <p class="lead">{words.words}</p>
                  <Callout icon="alert" look="soon">
                    {words.warning} {words.expires(writeTime(data().expiresAt, "full"))}
                  </Callout>
                  <SelectField
                    name={words.store}
                    value={store()}
                    options={[
                      { value: "", label: words.newStore },
                      ...waiting(data().marketplace).map((one) => ({ value: one.id, label: one.name })),
                    ]}
                    onChange={setStore}
                  />
                  <Show when={take.isError}>
                    <Trouble problem={take.error} />
                  </Show>
                  <div class="stack tight left">
                    <Button
                      look="primary"
                      busy={take.isPending}
                      because={isAdmin(me()) ? null : explain({ code: "admin-only", facts: {} })}
                      onPress={() => take.mutate()}
                    >
                      {words.act}
                    </Button>
                  </div>
                </>
              )}
            </Answer>
          </div>
        </div>
      </main>
    </>
  );
}
