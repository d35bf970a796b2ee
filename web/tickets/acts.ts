/** What one does to a ticket besides writing: every act is told to the desk, then everything that shows the ticket asks again. The way back
 *  stands in the toast. */

import { type Accessor, createSignal, untrack } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import { noticeFailure } from "../frame/session.ts";
import { labelActs } from "../labels/acts.ts";
import { useNavigate } from "../router/use.ts";
import { now, writeUntil } from "../ui/clock.ts";
import { toast } from "../ui/toast.tsx";
import { explainProblem } from "../words/explain.ts";
import { learn, speak } from "../words/words.ts";
import type { AroundHandovers, HandoverActs } from "./handovers.ts";
import type { TicketPage } from "./queries.ts";

interface Around {
  /** Whoever has gone on meanwhile is led nowhere. */
  isOpen: () => boolean;
  /** The next ticket of the list, as it stands now. */
  next: () => string | null;
  /** Leads there, or to the list where nothing follows. */
  onNext: (ticket: string | null) => void;
  /** The list may let go of what has left it. */
  onActed: () => void;
  /** Shows another ticket; instead of this one, where this one is no more. */
  onOpen: (ticket: string, isInstead: boolean) => void;
}

type Act = Parameters<(typeof api.tickets)[":id"]["acts"]["$post"]>[0]["json"];

type Attempt = <Result>(work: () => Promise<Result>) => Promise<Result | null>;

/** What is refused is said in a corner, and answered as null. */
function useAttempt() {
  const [busy, setBusy] = createSignal(false);
  const attempt: Attempt = async (work) => {
    setBusy(true);
    try {
      return await work();
    } catch (error) {
      noticeFailure(error);
      toast({ look: "late", words: explainProblem(asProblem(error)) });
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { busy, attempt };
}

/** Everything that shows the ticket asks again. */
function useRevalidating(around: Around) {
  const client = useQueryClient();
  return async (changed: string) => {
    await Promise.all(
      [["ticket", changed], ["tickets"], ["ticket-counts"], ["related"]].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
    around.onActed();
  };
}

/** `main`: the order the ticket is about. */
function orderActs(act: (json: Act) => Promise<boolean>, main: () => string | undefined) {
  const link = (orderId: string) => act({ do: "link-order", orderId });
  const putFirst = (orderId: string) => act({ do: "put-order-first", orderId });
  return {
    link,
    putFirst,
    unlink: async (orderId: string): Promise<boolean> => {
      const before = main();
      if (!(await act({ do: "unlink-order", orderId }))) return false;
      const undo = async () => {
        // What is linked last is what the ticket is about.
        if ((await link(orderId)) && before !== undefined && before !== orderId) await putFirst(before);
      };
      toast({
        words: speak("joining").orders.unlinked(orderId.slice(-6)),
        act: { words: speak("frame").undo, isUndo: true, do: () => void undo() },
      });
      return true;
    },
  };
}

interface AroundReplies {
  id: string;
  attempt: Attempt;
  revalidate: () => Promise<void>;
  recount: () => Promise<void>;
}

function replyActs({ id, attempt, revalidate, recount }: AroundReplies) {
  return {
    /** A reply that failed or that nobody is sure of. */
    decide: (reply: string, decision: "resend" | "discard" | "take-back" | "send-now") =>
      attempt(async () => {
        await ask(api.tickets[":id"].replies[":reply"].$post({ param: { id, reply }, json: { decision } }));
        await revalidate();
        return true;
      }),
    /** Whether an answer counts, as a person sees it. */
    judge: async (entry: string, counts: boolean, reason: string): Promise<boolean> => {
      const done = await attempt(async () => {
        await ask(api.tickets[":id"].judgements[":entry"].$put({ param: { id, entry }, json: { counts, reason } }));
        await Promise.all([revalidate(), recount()]);
        return true;
      });
      return done !== null;
    },
  };
}

/** What one seldom does: how it is done comes with the first of them. */
function farActs(around: AroundHandovers): HandoverActs {
  const fetched = () =>
    around.attempt(async () => {
      const [{ handoverActs }] = await Promise.all([import("./handovers.ts"), learn("joining")]);
      return handoverActs(around);
    });
  return {
    merge: async (other) => (await (await fetched())?.merge(other)) ?? false,
    unmerge: async (merge, gone) => (await fetched())?.unmerge(merge, gone),
    split: async (entry, only) => (await fetched())?.split(entry, only),
    move: async (entry, to) => (await (await fetched())?.move(entry, to)) ?? false,
  };
}

export function useTicketActs(page: Accessor<TicketPage>, around: Around) {
  const words = speak("thread").acts;
  const client = useQueryClient();
  const navigate = useNavigate();
  const { busy, attempt } = useAttempt();
  // What is decided later is still about this one.
  const id = untrack(() => page().ticket.id);
  const revalidate = useRevalidating(around);
  const act = async (json: Act): Promise<boolean> => {
    const done = await attempt(() => ask(api.tickets[":id"].acts.$post({ param: { id }, json })));
    // Whoever goes on, or takes it back, does not wait for what shows it.
    if (done) void revalidate(id);
    return done !== null;
  };
  const leave = async (json: Act, says: (number: number) => string, next: boolean, alsoUndo?: () => Promise<void>): Promise<void> => {
    const { number } = page().ticket;
    // By the time the act is done, the list may have let go of this one.
    const after = next ? around.next() : null;
    if (!(await act(json))) return;
    const undo = async () => {
      await act({ do: "reopen" });
      await alsoUndo?.();
    };
    toast({ words: says(number), act: { words: speak("frame").undo, isUndo: true, do: () => void undo() } });
    if (next && around.isOpen()) around.onNext(after);
  };
  return {
    busy,
    assign: (assigneeId: string) => void act({ do: "assign", assigneeId }),
    assignTeam: (teamId: string) => void act({ do: "assign-team", teamId }),
    /** `alsoUndo`: what the way back brings back besides. */
    resolve: (next = false, alsoUndo?: () => Promise<void>) => leave({ do: "resolve" }, words.done.resolved, next, alsoUndo),
    snooze: (until: number, keepSnoozed: boolean) =>
      leave({ do: "snooze", until, keepSnoozed }, (number) => words.done.snoozed(number, writeUntil(until, now())), false),
    spam: () => leave({ do: "spam" }, words.done.spam, false),
    reopen: () => void act({ do: "reopen" }),
    ...labelActs({ id, ticket: () => page().ticket, act, attempt, revalidate: () => revalidate(id) }),
    ...farActs({
      id,
      number: () => page().ticket.number,
      attempt,
      revalidate,
      forget: (ticket) => client.removeQueries({ queryKey: ["ticket", ticket] }),
      isOpen: () => around.isOpen(),
      open: (ticket, isInstead) => around.onOpen(ticket, isInstead),
    }),
    ...orderActs(act, () => page().facts.orders.at(-1)),
    ...replyActs({ id, attempt, revalidate: () => revalidate(id), recount: () => client.invalidateQueries({ queryKey: ["compliance"] }) }),
    start: async () => {
      const started = await attempt(() => ask(api.tickets[":id"].conversation.$post({ param: { id }, json: {} })));
      if (started && around.isOpen()) navigate(`/mailbox/todo/${started.ticketId}`);
    },
  };
}

export type TicketActs = ReturnType<typeof useTicketActs>;
