/** Whether anything still happens in a ticket, as what is old is about to be taken out of it. Pure. */
import type { Entry, ReplyState } from "../timeline/entries.ts";
import type { Draft } from "./drafts.ts";
import type { Kept } from "./storage.ts";

const CLOSED: readonly string[] = ["resolved", "spam"];
/** On their way, or to leave later. One that was given back and is as old as the rest waits for nobody any more. */
const LEAVING: readonly ReplyState[] = ["held", "queued", "sending", "doubt"];
const MAIL_LEAVING: readonly string[] = ["queued", "sending"];

/** It is open, or was closed, written in or prepared for since this moment (epoch milliseconds), or something waits to leave. */
export function isAlive({ facts, merged }: Pick<Kept, "facts" | "merged">, entries: Entry[], drafts: Draft[], since: number): boolean {
  const isPart = merged !== null && !merged.isOver;
  if (!isPart && !CLOSED.includes(facts.state)) return true;
  if ((facts.resolvedAt ?? 0) > since) return true;
  return entries.some((entry) => isSaidSince(entry, since)) || drafts.some(({ text, at }) => text !== "" && at > since);
}

function isSaidSince(entry: Entry, since: number): boolean {
  if (entry.kind === "event") return false;
  if (entry.kind === "reply" && LEAVING.includes(entry.state)) return true;
  if (entry.kind === "email" && entry.dispatch && MAIL_LEAVING.includes(entry.dispatch.state)) return true;
  return entry.at > since;
}
