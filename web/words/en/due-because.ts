/** Why a ticket is due when it is. */
const clocks: Record<string, string> = { first: "first reply", next: "next reply", resolution: "resolution" };

export const dueBecause = {
  due: (clock: string, time: string, place: string) => `The ${clocks[clock] ?? clock} is due ${time}, ${place}.`,
  because: (span: string, since: string, calendar: string | null) =>
    `Promised within ${span}${calendar === null ? ", around the clock" : ` in the hours of ${calendar}`}, counted from ${since}.`,
  by: {
    tag: (name: string) => `That is what the tag ${name} asks for.`,
    priority: (name: string) => `That is what the priority ${name} asks for.`,
  },
  paused: (span: string) => `It stood still for ${span} while the buyer was awaited or the ticket was snoozed.`,
};
