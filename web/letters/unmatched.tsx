/** Settings › Unmatched e-mail: what came to the stores and names no ticket, until an admin gives it one or puts it away. */

import { createSignal, For, Show } from "solid-js";
import { type Answer as AnswerOf, api, ask } from "../api.ts";
import { useInfiniteQuery, useMutation, useQueryClient } from "../cache/use.ts";
import { SettingsPage } from "../team/settings.tsx";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { NextPage } from "../ui/next-page.tsx";
import { Answer, Empty, known, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";

type Unmatched = AnswerOf<(typeof api)["unmatched-mail"]["$get"]>["rows"][number];

const KEY = ["unmatched-mail"];

export default function UnmatchedMail() {
  const words = speak("mail").unmatched;
  const query = useInfiniteQuery(() => ({
    queryKey: KEY,
    queryFn: ({ pageParam }: { pageParam: number | undefined }) =>
      ask(api["unmatched-mail"].$get({ query: pageParam === undefined ? {} : { before: String(pageParam) } })),
    initialPageParam: undefined,
    getNextPageParam: (last: { next: number | null }) => last.next ?? undefined,
  }));
  const find = (id: string) =>
    known(query)
      ?.pages.flatMap((page) => page.rows)
      .find((one) => one.id === id);
  return (
    <SettingsPage place="mail" title={words.title} words={words.words}>
      <Answer of={query} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 80]} />}>
        {(data) => (
          <Show
            when={data().pages.some((page) => page.rows.length > 0)}
            fallback={
              <Empty icon="mail" title={words.none.title}>
                {words.none.words}
              </Empty>
            }
          >
            <ul class="list lined card">
              {/* By id: a number that is being typed stays when another e-mail comes or goes. */}
              <For each={data().pages.flatMap((page) => page.rows.map(({ id }) => id))}>
                {(id) => <Show when={find(id)}>{(mail) => <UnmatchedRow mail={mail()} />}</Show>}
              </For>
            </ul>
            <NextPage of={query}>{words.more}</NextPage>
          </Show>
        )}
      </Answer>
    </SettingsPage>
  );
}

function UnmatchedRow(props: { mail: Unmatched }) {
  const words = speak("mail");
  const client = useQueryClient();
  const [number, setNumber] = createSignal("");
  const settle = useMutation(() => ({
    mutationFn: (json: { do: "assign"; number: number } | { do: "dismiss" }) =>
      ask(api["unmatched-mail"][":id"].$post({ param: { id: props.mail.id }, json })),
    onSuccess: async (_answer, json) => {
      toast({ words: json.do === "assign" ? words.unmatched.assigned(json.number) : words.unmatched.dismissed });
      await client.invalidateQueries({ queryKey: KEY });
    },
  }));
  return (
    <li>
      <div class="list-row">
        <div class="stack measure">
          <p>
            <b dir="auto">{props.mail.subject || words.entry.noSubject}</b>
          </p>
          <p class="small dim" dir="auto">
            {[props.mail.from_name, props.mail.from_address].filter(Boolean).join(" · ")} {words.entry.to(props.mail.to_address)}
          </p>
          <p class="small" dir="auto">
            {props.mail.says}
          </p>
        </div>
        <span class="push small dim">
          <Time at={props.mail.at} as="ago" />
        </span>
      </div>
      <form
        class="list-row"
        onSubmit={(event) => {
          event.preventDefault();
          settle.mutate({ do: "assign", number: Number(number()) });
        }}
      >
        <TextField class="short" name={words.unmatched.number} type="number" min={1} required value={number()} onInput={setNumber} />
        <Button small look="primary" submit busy={settle.isPending}>
          {words.unmatched.assign}
        </Button>
        <Button small look="quiet" onPress={() => settle.mutate({ do: "dismiss" })}>
          {words.unmatched.dismiss}
        </Button>
      </form>
      <Show when={settle.isError}>
        <Trouble problem={settle.error} />
      </Show>
    </li>
  );
}
