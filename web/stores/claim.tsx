/** A consent that did not begin on a page of ours: nothing is connected until an admin says that it was theirs, and for which store. */

import { createSignal, Show } from "solid-js";
import { type Answer as AnswerOf, api, ask } from "../api.ts";
import { useMutation, useQuery } from "../cache/use.ts";
import { useNavigate, useSearchParams } from "../router/use.ts";
import { isAdmin, useMe, useStores } from "../team/me.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { writeTime } from "../ui/clock.ts";
import { SelectField } from "../ui/field.tsx";
import { Answer, Callout, Skeleton, Trouble } from "../ui/states.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { AppStoreViews } from "./app-store-views.tsx";
import { askClaim } from "./queries.ts";
import "./stores.css";

type OpenClaim = AnswerOf<(typeof api.claims)[":id"]["$get"]>;

export default function Claim() {
  const words = speak("connect").claim;
  const [query] = useSearchParams<{ claim?: string }>();
  const claim = useQuery(() => askClaim(query.claim ?? ""));
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
              {(data) => <ClaimForm id={query.claim ?? ""} claim={data()} />}
            </Answer>
          </div>
        </div>
      </main>
    </>
  );
}

function ClaimForm(props: { id: string; claim: OpenClaim }) {
  const words = speak("connect").claim;
  const me = useMe();
  const stores = useStores();
  const navigate = useNavigate();
  const [store, setStore] = createSignal("");
  const take = useMutation(() => ({
    mutationFn: () => ask(api.claims[":id"].$post({ param: { id: props.id }, json: { storeId: store() || null } })),
    onSuccess: ({ to }: { to: string }) => navigate(to),
  }));
  const waiting = () =>
    stores
      .all()
      .filter((one) => one.state !== "connected" && (props.claim.marketplace === null || one.marketplace === props.claim.marketplace));
  return (
    <>
      <p class="lead">{words.words}</p>
      <Callout icon="alert" look="soon">
        {words.warning} {words.expires(writeTime(props.claim.expiresAt, "full"))}
      </Callout>
      <SelectField
        name={words.store}
        value={store()}
        options={[{ value: "", label: words.newStore }, ...waiting().map((one) => ({ value: one.id, label: one.name }))]}
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
  );
}
