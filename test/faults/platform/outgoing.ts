// Calls out of the platform: they reach a function that answers Requests, through an event, with a loss
// before it (the call never arrived) or after it (the answer never came back).
import type { Core } from "./core.ts";
import { connectionLost } from "./crashes.ts";
import { present, presentIn } from "./life.ts";
import { perform } from "./operation.ts";

export type Answerer = (request: Request) => Response | Promise<Response>;
export type Caller = (input: Request | string | URL, init?: RequestInit) => Promise<Response>;

/** A `fetch` that ends at `answer`. The other side lives on when the caller dies. */
export function callerOf(core: Core, name: string, answer: Answerer): Caller {
  return (input, init) => callOut(core, name, answer, new Request(input, init), init?.signal ?? null);
}

export function callOut(core: Core, name: string, answer: Answerer, request: Request, signal: AbortSignal | null): Promise<Response> {
  const stop = signal ?? request.signal;
  const call = perform(core, {
    what: `${name} ${request.method} ${new URL(request.url).pathname}`,
    effect: () => answerOf(core, answer, request),
    before: [["fetch-before", connectionLost]],
    after: ["fetch-after", connectionLost],
  });
  return stop ? untilAborted(core, call, stop) : call;
}

async function answerOf(core: Core, answer: Answerer, request: Request): Promise<Response> {
  const answered = await present.run({ core, life: core.outside, section: null }, () => answer(request));
  return wholeOf(answered);
}

/** The same answer with its body in hand, so that reading it later needs nobody else. */
export async function wholeOf(answer: Response): Promise<Response> {
  if (answer.status === 101 || answer.body === null) return answer;
  const body = await answer.arrayBuffer();
  return new Response(body, { status: answer.status, statusText: answer.statusText, headers: answer.headers });
}

interface Waiting {
  giveUp(): void;
  /** Nobody listens any more. */
  forget(): void;
}

/** Giving up changes nothing on the other side: the call may have arrived all the same. */
function untilAborted(core: Core, call: Promise<Response>, signal: AbortSignal): Promise<Response> {
  const { life } = presentIn(core);
  return new Promise((resolve, reject) => {
    const waiting: Waiting = {
      giveUp: () => {
        if (life.alive) reject(signal.reason);
      },
      forget: () => {},
    };
    waiting.forget = listen(signal, new WeakRef(waiting));
    const outlive = life.onEnd(() => waiting.forget());
    call.then(resolve, reject).finally(() => {
      outlive();
      waiting.forget();
    });
  });
}

/**
 * Node keeps a signal for as long as a request made with it is held, and whoever listens may hold that request: the signal would hold itself and
 * the whole world. Who waits is therefore held by their life alone.
 */
function listen(signal: AbortSignal, waiting: WeakRef<Waiting>): () => void {
  const stop = () => waiting.deref()?.giveUp();
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  return () => signal.removeEventListener("abort", stop);
}
