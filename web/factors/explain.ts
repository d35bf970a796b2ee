/** Refusals that have to do with second factors, in words; every other one as elsewhere. */
import type { Problem } from "../api.ts";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";

export const explainFactor = (problem: Problem): string =>
  speak("factors").problems[problem.code]?.(problem.facts) ?? explainProblem(problem);
