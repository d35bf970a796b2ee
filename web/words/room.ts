/** A page that is fetched with the words it speaks, both at once; what could not be fetched is tried again when it is next wanted. */
import { type Component, createComponent, createMemo, createResource, type JSX, untrack } from "solid-js";
import { type Dictionary, learn } from "./words.ts";

type Room<Props extends object> = Component<Props> & { preload(): Promise<unknown>; isHere(): boolean };

/** Every room can say why something is refused. */
export const room = <Props extends object>(words: (keyof Dictionary)[], load: () => Promise<{ default: Component<Props> }>): Room<Props> =>
  firstRoom(["problems", ...words], load);

/** A room that shows itself before those words are there. */
export function firstRoom<Props extends object>(
  words: (keyof Dictionary)[],
  load: () => Promise<{ default: Component<Props> }>,
): Room<Props> {
  let here: Component<Props> | undefined;
  let fetching: Promise<Component<Props>> | undefined;
  const fetchOnce = async () => {
    const [module] = await Promise.all([load(), learn(...words)]);
    here = module.default;
    return here;
  };
  const preload = () => {
    fetching ??= fetchOnce().catch((error: unknown) => {
      fetching = undefined;
      throw error;
    });
    return fetching;
  };
  const Page = (props: Props): JSX.Element => {
    if (here) return createComponent(here, props);
    const [found] = createResource(preload);
    return createMemo(() => {
      const page = found();
      return page && untrack(() => createComponent(page, props));
    }) as unknown as JSX.Element;
  };
  return Object.assign(Page, { preload, isHere: () => here !== undefined });
}
