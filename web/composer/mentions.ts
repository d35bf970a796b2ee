/** Who a note names: whatever stands after an @ is looked up among those the desk lets one name. A draft that was begun elsewhere knows its
 *  names just as well. */

import { type Answer, api, ask } from "../api.ts";
import { queryOptions } from "../cache/use.ts";

export type Mentionable = Answer<(typeof api.tickets)[":id"]["mentionable"]["$get"]>["people"][number];

export const askMentionable = (ticket: string) =>
  queryOptions({
    queryKey: ["mentionable", ticket],
    queryFn: () => ask(api.tickets[":id"].mentionable.$get({ param: { id: ticket } })),
  });

/** Longer names go before those they begin with: "@Ana Maria" is not "@Ana". */
export function namedIn(text: string, people: readonly Mentionable[]): string[] {
  const folded = text.toLowerCase();
  const taken: string[] = [];
  const ids: string[] = [];
  for (const { id, name } of [...people].sort((one, other) => other.name.length - one.name.length)) {
    const wanted = `@${name.toLowerCase()}`;
    const at = placesOf(folded, wanted).filter(
      (place) => !taken.some((one) => one.length > wanted.length && folded.startsWith(one, place)),
    );
    if (at.length === 0) continue;
    taken.push(wanted);
    ids.push(id);
  }
  return ids;
}

function placesOf(text: string, wanted: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) places.push(at);
  return places;
}
