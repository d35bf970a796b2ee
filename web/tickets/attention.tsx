/** What one has read of the open ticket, and whether one follows it. Being on screen reads it; marking it unread leaves it, for otherwise it would
 *  be read again at once. */

import { type Accessor, createEffect, createSignal, onCleanup, Show, untrack } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import { noticeFailure } from "../frame/session.ts";
import { useMe } from "../team/me.tsx";
import { Icon } from "../ui/icon.tsx";
import { showKey, useKeys } from "../ui/keys.ts";
import { toast } from "../ui/toast.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { TicketPage } from "./queries.ts";

/** Whoever goes on within this time has read nothing. */
const READ_MS = 300;

export function useAttention(page: Accessor<TicketPage>, leave: () => void) {
  const client = useQueryClient();
  const me = useMe();
  const id = untrack(() => page().ticket.id);
  // The mark stays where one began to read for as long as the ticket is open.
  const readFrom = untrack(() => page().unread);
  const [isVisible, setVisible] = createSignal(!document.hidden);
  const look = () => setVisible(!document.hidden);
  document.addEventListener("visibilitychange", look);
  onCleanup(() => document.removeEventListener("visibilitychange", look));
  let before: Promise<unknown> = Promise.resolve();
  const put = async (read: boolean) => {
    const json = { heard: page().facts.heard, read };
    // One after the other: on a slow line the first would overtake what took it back.
    const told = before.then(() => ask(api.tickets[":id"].read.$put({ param: { id }, json })));
    before = told.catch(() => null);
    await told;
    await client.invalidateQueries({ predicate: ({ queryKey: [name] }) => name === "tickets" || name === "notifications" });
  };
  createEffect(() => {
    if (!isVisible() || (page().unread === null && !page().isTold)) return;
    // Should it fail, the ticket stays unread and is read the next time it is asked for.
    const rest = setTimeout(() => put(true).catch(noticeFailure), READ_MS);
    onCleanup(() => clearTimeout(rest));
  });
  const isFollowing = () => page().followers.some((one) => one.id === me().person.id);
  const attempt = async (work: Promise<unknown>) => {
    try {
      await work;
      await client.invalidateQueries({ queryKey: ["ticket", id] });
    } catch (error) {
      noticeFailure(error);
      toast({ look: "late", words: explainProblem(asProblem(error)) });
    }
  };
  const follow = () => void attempt(ask(api.tickets[":id"].following.$put({ param: { id }, json: { following: !isFollowing() } })));
  const markUnread = () => {
    leave();
    void attempt(put(false));
  };
  useKeys({ unread: markUnread, follow });
  return { readFrom: () => readFrom, isFollowing, follow, markUnread };
}

export type Attention = ReturnType<typeof useAttention>;

export function FollowButton(props: { page: TicketPage; attention: Attention }) {
  const words = speak("thread");
  const names = () => props.page.followers.map((one) => one.name).join(", ");
  const says = () => (props.attention.isFollowing() ? words.unfollow : words.follow);
  return (
    <button
      type="button"
      class="button quiet s follow"
      aria-pressed={props.attention.isFollowing()}
      aria-label={says()}
      title={[`${says()} (${showKey("follow")})`, names() && words.followers(names())].filter(Boolean).join("\n")}
      onClick={() => props.attention.follow()}
    >
      <Icon name="eye" size="s" />
      <Show when={props.page.followers.length > 0}>
        <span aria-hidden="true">{words.followedBy(props.page.followers.length)}</span>
        <span class="sr">{words.followers(names())}</span>
      </Show>
    </button>
  );
}
