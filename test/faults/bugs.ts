// Bugs on purpose: each is a guard of the product taken away, by a line of its source as it stands and as somebody might have written it. With
// one of them planted (PLANTED_BUG=its name), a history or a drill must end wrong; `npm run mutants` plants all of them in turn.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface Bug {
  name: string;
  file: string;
  /** As the source has it, once. */
  from: string;
  to: string;
}

/** `file` within worker/. */
export const bug = (name: string, file: string, from: string, to: string): Bug => ({ name, file: `worker/${file}`, from, to });

export const BUGS: readonly Bug[] = [
  // What TikTok says of orders.
  bug("older orders win", "orders/mirror.ts", "(${updateTime} > ${stored}.update_time", "(${updateTime} <> ${stored}.update_time"),
  bug("a second change within one second is lost", "orders/mirror.ts", "OR (${updateTime} = ${stored}.update_time", "OR (0 AND 1 = 1"),
  bug("within one second whoever writes last wins", "orders/mirror.ts", " AND ${sentAt} > ${stored}.sent_at))`", "))`"),
  bug(
    "units are taken from an order that lost",
    "orders/mirror.ts",
    "o.sent_at = ${sentAt} AND o.hash = k.value->>'hash' AND ${only})`;\n",
    "${only})`;\n",
  ),
  bug(
    "a unit keeps its first status",
    "orders/mirror.ts",
    "WHERE excluded.status IS NOT status OR excluded.package_id IS NOT package_id OR",
    "WHERE",
  ),
  bug("packages that are gone stay", "orders/mirror.ts", "WHERE ${won(sentAt)} AND p.id NOT IN", "WHERE 0 AND p.id NOT IN"),
  bug("search keeps an order's first words", "orders/mirror.ts", "WHERE o.words_hash <> k.value->>'words_hash' AND", "WHERE 0 AND"),
  bug("changed orders are not settled", "orders/mirror.ts", "    nameDue(storeId, given, sentAt),\n", ""),
  bug(
    "older cases win",
    "aftersales/mirror.ts",
    "(excluded.update_time > aftersale.update_time",
    "(excluded.update_time <> aftersale.update_time",
  ),
  // The walks that make up for what was missed.
  bug(
    "the cursor goes where search may still hide a change",
    "sync/reconcile.ts",
    "Math.min(reached, now - SEARCH_LAG_SECONDS), isNews",
    "reached, isNews",
  ),
  bug("a walk begins where the last one ended", "sync/reconcile.ts", "RECONCILE_OVERLAP_SECONDS = 300", "RECONCILE_OVERLAP_SECONDS = -120"),
  bug("a sweep passes over whoever is known", "sync/reconcile.ts", 'isBefore(pulled.get(id) ?? "-1", latest.index)', "!pulled.has(id)"),
  bug("nobody takes up a broken backfill", "sync/cron.ts", '    { name: "rearm-backfills", run: rearmBackfills },\n', ""),
  bug("nobody takes up a lost beginning", "sync/cron.ts", '    { name: "begin-overdue-stores", run: beginOverdue },\n', ""),
  bug("nobody wakes a room whose alarm was lost", "sync/cron.ts", '    { name: "wake-due-rooms", run: wakeDueRooms },\n', ""),
  bug(
    "a backfill is done after one page",
    "sync/backfill.ts",
    "const isLast = !page.nextPageToken || times.length === 0;",
    "const isLast = true;",
  ),
  bug(
    "conversations are brought in by their first page",
    "sync/backfill.ts",
    "const isDone = old !== -1 || !page.nextPageToken ||",
    "const isDone = true ||",
  ),
  bug(
    "two walks count as one",
    "sync/backfill.ts",
    "AND state = 'running' AND at_time = ${row.at_time}\n        AND from_time = ${row.from_time} AND page_token = ${row.page_token} RETURNING",
    "RETURNING",
  ),
  // Jobs.
  bug(
    "acknowledged before it is done",
    "sync/consume.ts",
    "    const { verdict, failure } = await judgeTask(own, task);\n    settleTask(task, verdict, failure);",
    '    settleTask(task, "done", null);\n    const { verdict, failure } = await judgeTask(own, task);',
  ),
  bug("what fails is not tried again", "sync/consume.ts", "&& !isSecond) message.retry", "&& message.attempts > 99) message.retry"),
  bug(
    "news of one batch shadow one another",
    "sync/consume.ts",
    "const ids = [...new Set([...one.ids, ...other.ids])];",
    "const { ids } = one;",
  ),
  bug(
    "news go to the first store there is",
    "sync/consume.ts",
    "stores.find((store) => store.shop_id === job.shop) ?? null",
    "stores[0] ?? null",
  ),
  bug(
    "the door says yes before the queue has it",
    "sync/webhooks.ts",
    "    await kit.env.LIVE.send(job);\n",
    "    kit.env.LIVE.send(job).catch(() => {});\n",
  ),
  bug("rounds pile up while TikTok is away", "sync/consume.ts", "NAMED_AGAIN.includes(job.do) || isLong(job);", "false && isLong(job);"),
  // Consents.
  bug("everybody refreshes", "stores/authorization-room.ts", "this.#renewing ??= this.#inTurn", "this.#renewing = this.#inTurn"),
  bug(
    "the new refresh token is not kept",
    "stores/authorization-room.ts",
    'refresh: seal(sealing, ownerOf(id, "refresh"), pair.refreshToken)',
    'refresh: this.#kept?.refresh ?? seal(sealing, ownerOf(id, "refresh"), pair.refreshToken)',
  ),
  bug(
    "a pair is used and never written down",
    "stores/authorization-room.ts",
    '    await this.ctx.storage.put("pair", kept);\n    this.#kept = kept;',
    "    this.#kept = kept;",
  ),
  bug(
    "an unanswered refresh ends the consent",
    "stores/authorization-room.ts",
    'if (failure.verdict === "retry") {',
    'if (failure.verdict === "nothing") {',
  ),
  bug(
    "a late failure of the old consent ends the new one",
    "stores/authorization-room.ts",
    'if (unseal(this.env.SEAL_KEYS, ownerOf(kept.id, "access"), kept.access) !== refusedToken) return false;',
    "",
  ),
  bug(
    "a late refresh of the old consent undoes the new one",
    "stores/authorization-room.ts",
    "    const mine = this.#turn.then(change);\n",
    "    const mine = change();\n",
  ),
  // Replies.
  bug(
    "an unanswered send is sent again",
    "timeline/outbox.ts",
    'if (failure.outcome === "unknown") return',
    'if (failure.words === "nothing") return',
  ),
  bug(
    "a send cut off is sent again",
    "timeline/outbox.ts",
    "await beginDoubt(verbs, head.reply, head.pending);",
    "await trySend(verbs, head.reply, head.pending);",
  ),
  bug("a send is not written down before it leaves", "timeline/outbox.ts", "  await verbs.write(trying, attempt);\n", ""),
  bug("one message confirms two replies", "timeline/outbox.ts", " && !verbs.isTaken(message.id)", ""),
  bug("an older message with the same words confirms a reply", "timeline/outbox.ts", "afterIndex: verbs.lastIndex()", 'afterIndex: "0"'),
  bug(
    "what TikTok refused counts as sent",
    "timeline/outbox.ts",
    'state: "failed", trouble: words, code }',
    'state: "sent", trouble: words, code }',
  ),
  bug("a doubt is given up at once", "timeline/outbox.ts", "SEND_DOUBT_SECONDS = 30", "SEND_DOUBT_SECONDS = -30"),
  bug(
    "another ticket's reply is taken for somebody else's",
    "tickets/mirror.ts",
    "await withoutOthersEchoes(kit, conversationId, current.id, ready)",
    "ready",
  ),
  bug("nobody is told whose reply it was", "tickets/projection.ts", "if (kept.untold.length > 0) {", "if (kept.untold.length > 99) {"),
  // Conversations and tickets.
  bug(
    "a message comes in as often as it is told",
    "tickets/intake.ts",
    "if (storage.hasMessage(message.id)) {",
    'if (message.id === "") {',
  ),
  bug(
    "a ticket takes what the one before it holds",
    "tickets/intake.ts",
    "timeline.isBefore(message.index, kept.head.openingIndex)",
    'message.id === ""',
  ),
  bug(
    "a reply of ours comes back as a stranger's",
    "tickets/intake.ts",
    "} else if (confirmReply(storage, message)) {",
    '} else if (message.id === "") {',
  ),
  bug(
    "a conversation forgets what it handed on",
    "tickets/mirror.ts",
    "CASE WHEN CAST(handed_index AS INTEGER) < CAST(${handed} AS INTEGER) THEN ${handed} ELSE handed_index END",
    "${handed}",
  ),
  bug("all that was read counts as handed on", "tickets/mirror.ts", "  return handed;\n", "  return messages.at(-1)?.index ?? handed;\n"),
  bug("indexes are compared as words", "timeline/timeline.ts", "BigInt(index) < BigInt(other)", "index < other"),
  bug(
    "an older summary undoes a newer one",
    "tickets/projection.ts",
    "sql`id = ${head.id} AND version < ${version}`",
    "sql`id = ${head.id}`",
  ),
  bug(
    "whoever dies before telling D1 never does",
    "tickets/keeper.ts",
    "shown, unsearched, untold, tellAt });\n    await this.arm();\n",
    "shown, unsearched, untold });\n",
  ),
  bug("words are not searched", "tickets/projection.ts", "if (projection.unsearched.length > 0)", "if (projection.unsearched.length > 99)"),
  bug(
    "words that came meanwhile are not searched",
    "tickets/keeper.ts",
    "unsearched: stillUntold(now.unsearched, told.unsearched)",
    "unsearched: []",
  ),
  bug(
    "an empty room stays empty",
    "sync/work.ts",
    "if (!(await kit.env.TICKET.getByName(ticket).wakeUp(false))) await fillRoom(kit, ticket);",
    "await kit.env.TICKET.getByName(ticket).wakeUp(false);",
  ),
  bug(
    "a resolved ticket does not come back",
    "timeline/timeline.ts",
    '  if (facts.state === "resolved") {\n',
    '  if (facts.preview === "nothing") {\n',
  ),
  // Stock.
  bug(
    "a unit leaves as often as it was placed",
    "stock/ledger.ts",
    "key: `ship:${place.line}:${place.item}`",
    "key: `ship:${place.line}:${place.item}:${place.attempt}`",
  ),
  bug(
    "a number is read where no place for it is known",
    "balancing/push.ts",
    "if (!row || !own || own.own.length === 0) continue;",
    "if (!row || !own) continue;",
  ),
  bug("a rise that nobody heard in time is forgotten", "balancing/push.ts", "  changed += await nameStale(kit, id, listings);\n", ""),
  bug(
    "whoever lost the last piece has it all the same",
    "orders/settle.ts",
    "sql`value->>'state' = 'reserved' AND NOT EXISTS",
    "sql`0 AND NOT EXISTS",
  ),
  bug(
    "shelves are written by what has changed since",
    "orders/settle.ts",
    "EXISTS (SELECT 1 FROM settle_due d WHERE d.order_id = value->>'order' AND d.claim = ${claim})",
    "1 = 1 OR ${claim} = ''",
  ),
  bug("who begins to wait as stock comes is called by nobody", "orders/settle.ts", "    ...callMisled(settlings, now),\n", ""),
];

export function findBug(name: string): Bug {
  const found = BUGS.find((one) => one.name === name);
  if (!found) throw new Error(`no bug is called ${name}`);
  return found;
}

/** How often the source holds the line that is to be another: one is right. */
export const placesOf = ({ file, from }: Bug) =>
  readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), "utf8").split(from).length - 1;

/** Plants it while the Worker is bundled. */
export function planting({ name, file, from, to }: Bug) {
  return {
    name: `plant: ${name}`,
    enforce: "pre" as const,
    transform: (code: string, id: string) => (id.endsWith(`/${file}`) ? { code: code.replace(from, () => to), map: null } : null),
  };
}
