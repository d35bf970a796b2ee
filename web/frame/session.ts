/** Whether the session is known to be over: any answer that says so ends it for the whole page. */
import { createSignal } from "solid-js";
import { asProblem } from "../api.ts";

const [isOver, setOver] = createSignal(false);

export { isOver, setOver };

/** Given every failure of the query cache. */
export function noticeFailure(error: unknown): void {
  if (asProblem(error).kind === "signed-out") setOver(true);
}
