/** One act on many orders: what it asks for, then what would happen to how many and why not to the others, and only then the act itself. Whoever
 *  changes a word after the look, or goes, has done nothing. */

import { createSignal, createUniqueId, onCleanup, onMount, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { useNavigate } from "../router/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { formatCount } from "../ui/money.ts";
import { known, Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { ActFields, type Asked, useWish } from "./act-fields.tsx";
import { askJob, decideJob, type Job, type Of, type Wish } from "./queries.ts";
import { Would } from "./would.tsx";
import "./workload.css";

interface ActProps {
  what: Asked;
  of: Of;
  /** How many are meant, as the bar says it. */
  count: string;
  onDone: () => void;
  onClose: () => void;
}

/** The job behind the dialog: written down and looked through, with nothing done in it. */
function useDryRun(props: ActProps) {
  const client = useQueryClient();
  const [id, setId] = createSignal<string | null>(null);
  // Pressed again after an answer that was lost, it is the same job.
  let click = crypto.randomUUID();
  const begin = useMutation(() => ({
    mutationFn: (wish: Wish) => ask(api.orders.jobs.$post({ json: { id: click, of: props.of, wish } })),
    onSuccess: (job: Job) => {
      client.setQueryData(askJob(job.id).queryKey, job);
      setId(job.id);
    },
  }));
  const query = useQuery(() => ({ ...askJob(id() ?? ""), enabled: id() !== null }));
  const stop = useMutation(() => ({ mutationFn: (job: string) => decideJob(job, "stop") }));
  // From here on it is not taken back by leaving: an answer that was lost may have been a yes.
  let isStarted = false;
  const start = useMutation(() => ({
    mutationFn: (job: string) => {
      isStarted = true;
      return decideJob(job, "start");
    },
  }));
  const job = () => (id() === null ? undefined : known(query));
  const forget = () => {
    const begun = job();
    if (begun?.can.stop.ok && !isStarted) stop.mutate(begun.id);
    click = crypto.randomUUID();
    setId(null);
  };
  return { begin, start, job, forget, problem: () => begin.error ?? start.error };
}

function titleOf(what: Asked, count: string): string {
  const words = speak("workload");
  const titles: Record<Asked, string> = {
    hold: words.ask.holdTitle(count),
    release: words.ask.releaseTitle(count),
    waive: words.ask.waiveTitle(count),
    cancel: words.ask.cancelTitle(count),
    tag: words.bar.tagsOf,
    assign: words.bar.assignTo,
  };
  return titles[what];
}

/** What a small job came to stands in a corner; a long one is watched on its page. */
function useTelling(onDone: () => void) {
  const words = speak("workload");
  const client = useQueryClient();
  const navigate = useNavigate();
  return ({ state, counts }: Job) => {
    onDone();
    void Promise.all(["orders", "order", "order-counts", "bulk-jobs"].map((name) => client.invalidateQueries({ queryKey: [name] })));
    if (state !== "done") return navigate("/orders/jobs");
    const left = counts.skipped + counts.failed;
    const said = words.bar.did(formatCount(counts.done), left > 0 ? formatCount(left) : null);
    toast({ words: said, act: { words: words.bar.watch, do: () => navigate("/orders/jobs") } });
  };
}

export default function ActDialog(props: ActProps) {
  const form = createUniqueId();
  const run = useDryRun(untrack(() => props));
  const asked = useWish(
    untrack(() => props.what),
    untrack(() => props.of),
    run.forget,
  );
  const check = () => {
    const wish = asked.wish();
    if (wish && !run.job() && !run.begin.isPending) run.begin.mutate(wish);
  };
  const told = useTelling(() => props.onDone());
  onCleanup(run.forget);
  // Nothing is asked where there is nothing to say.
  onMount(() => props.what === "release" && check());
  return (
    <Dialog
      open
      title={titleOf(props.what, props.count)}
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{props.what === "cancel" ? speak("workload").ask.keep : speak("frame").cancel}</Button>
          <ActButton
            form={form}
            job={run.job()}
            busy={run.begin.isPending || run.start.isPending}
            because={asked.missing()}
            onCheck={check}
            onStart={(job) => run.start.mutate(job, { onSuccess: told })}
          />
        </>
      }
    >
      <form
        id={form}
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          check();
        }}
      >
        <ActFields what={props.what} asked={asked} />
      </form>
      <Show when={run.problem()}>
        <Trouble problem={run.problem()} />
      </Show>
      <Show when={run.job()}>{(job) => <Would job={job()} />}</Show>
    </Dialog>
  );
}

interface ActButtonProps {
  form: string;
  job: Job | undefined;
  busy: boolean;
  because: string | null;
  onCheck: () => void;
  onStart: (job: string) => void;
}

/** Looks first; does it only for those it was said of. */
function ActButton(props: ActButtonProps) {
  const words = speak("workload").ask;
  return (
    <Show
      when={props.job?.can.start.ok ? props.job : undefined}
      fallback={
        <Button
          look="primary"
          busy={props.busy || props.job?.isWalking === true}
          because={props.job && !props.job.isWalking ? words.none : props.because}
          quietly
          onPress={props.onCheck}
        >
          {words.check}
        </Button>
      }
    >
      {(job) => (
        <Show
          when={job().wish.do === "cancel"}
          fallback={
            <Button look="primary" icon="done" busy={props.busy} onPress={() => props.onStart(job().id)}>
              {words.start(formatCount(job().counts.ready))}
            </Button>
          }
        >
          <Button look="sure" icon="ban" busy={props.busy} onPress={() => props.onStart(job().id)}>
            {words.cancelTitle(formatCount(job().counts.ready))}
          </Button>
        </Show>
      )}
    </Show>
  );
}
