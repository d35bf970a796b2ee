/** Two readings of the same thing, compared: what did not change keeps its identity, so that nothing on the page is drawn again for it. Pure,
 *  and for what JSON can say; anything else is taken as it comes. */

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** `next`, with every part of `before` that equals its own. */
export function shareEqual<Value>(before: unknown, next: Value): Value {
  if (before === next) return next;
  if (Array.isArray(before) && Array.isArray(next)) {
    const shared = next.map((one, at) => shareEqual(before[at], one));
    return (before.length === shared.length && shared.every((one, at) => one === before[at]) ? before : shared) as Value;
  }
  if (!isPlain(before) || !isPlain(next)) return next;
  const names = Object.keys(next);
  const shared = Object.fromEntries(names.map((name) => [name, shareEqual(before[name], next[name])]));
  const isSame = names.length === Object.keys(before).length && names.every((name) => name in before && shared[name] === before[name]);
  return (isSame ? before : shared) as Value;
}

/** A key as text: the order in which an object's fields were written makes no difference. */
export const nameOfKey = (key: readonly unknown[]): string =>
  JSON.stringify(key, (_, value: unknown) =>
    isPlain(value) ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value,
  );

/** Whether a key begins with all that `start` says. */
export const beginsWith = (key: readonly unknown[], start: readonly unknown[]): boolean =>
  nameOfKey(key.slice(0, start.length)) === nameOfKey(start);
