/** A deadline: a pie of the time that is left, and the words. Colour only joins what the words already say. */
import { speak } from "../words/words.ts";
import { now, writeSpan } from "./clock.ts";
import { keepStyle } from "./style.ts";

/** left · soon · urgent ("Last …") · late; done and off are said by whoever knows. */
export type Step = "left" | "soon" | "urgent" | "late";

interface DueProps {
  /** Epoch milliseconds. */
  at: number;
  /** What the clock had in all; the pie's whole. */
  spanMs: number;
  /** Milliseconds before the end at which it turns. Reply clocks turn at half and a quarter of their time. */
  soonMs?: number;
  urgentMs?: number;
}

export function stepOf(leftMs: number, soonMs: number, urgentMs: number): Step {
  if (leftMs < 0) return "late";
  if (leftMs < urgentMs) return "urgent";
  return leftMs < soonMs ? "soon" : "left";
}

export function Due(props: DueProps) {
  const words = speak("frame").due;
  const left = () => props.at - now();
  const step = () => stepOf(left(), props.soonMs ?? props.spanMs / 2, props.urgentMs ?? props.spanMs / 4);
  return (
    <Pie share={left() / props.spanMs} look={step()}>
      {words[step()](writeSpan(Math.abs(left())))}
    </Pie>
  );
}

interface PieProps {
  /** 1 is all of it. */
  share?: number;
  look: Step | "done" | "off";
  children: string;
}

export function Pie(props: PieProps) {
  return (
    <span ref={(element) => keepStyle(element, "--left", () => Math.min(1, Math.max(0, props.share ?? 1)))} class={`due ${props.look}`}>
      {props.children}
    </span>
  );
}
