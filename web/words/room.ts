/** A page that is fetched with the words it speaks, both at once. */
import { type Component, lazy } from "solid-js";
import { type Dictionary, learn } from "./words.ts";

export function room<Props extends object>(words: (keyof Dictionary)[], load: () => Promise<{ default: Component<Props> }>) {
  return lazy(async () => {
    const [module] = await Promise.all([load(), learn(...words)]);
    return module;
  });
}
