/** What is done to a ticket: by a person, or by a job, whose act has a name and is done once. */
import type { Kit } from "../env.ts";
import { type Act, afterAct } from "../timeline/acts.ts";
import type { ThreadRules } from "../timeline/timeline.ts";
import type { Keeper } from "./keeper.ts";
import { hasEndedWithUnsent } from "./leaving.ts";
import type { TicketStorage } from "./storage.ts";
import type { Person } from "./view.ts";
import { tellEvent } from "./waking.ts";

interface Asking {
  person: Person | null;
  id?: string;
}

/** False where there is no such ticket. */
export async function carryOut(
  kit: Kit,
  storage: TicketStorage,
  keeper: Keeper,
  act: Act,
  rules: ThreadRules,
  { person, id }: Asking,
): Promise<boolean> {
  const kept = storage.readLive();
  if (!kept) return false;
  const isDone = id !== undefined && storage.entry(id) !== null;
  const { facts, event, told } = isDone ? { ...kept, event: null, told: {} } : afterAct(kept.facts, act, rules, kit.now());
  const isChanged = facts !== kept.facts;
  if (isChanged && event) tellEvent(storage, event, person, kit.now(), told, id);
  if (isChanged) storage.schedule("snooze", facts.state === "snoozed" ? facts.snoozedUntil : null);
  if (isChanged && act.do === "resolve" && hasEndedWithUnsent(storage, person?.id, kit.now())) storage.schedule("unsent", kit.now());
  await keeper.keepAsked(kit, isChanged ? facts : null, id !== undefined);
  return true;
}
