/** Settings › Tags. */
const n = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const tags = {
  title: "Tags",
  words:
    "What a ticket is about, in your team’s own words. A tag narrows lists and views, can be put on and listened to by rules, and may carry a promise of its own under SLA & hours.",
  add: "New tag",
  whoMakes: "Who makes tags",
  agentsCreate: "Agents may make tags while they work",
  agentsCreateNo: "Admins make tags; agents choose among them.",
  none: { title: "No tags yet", words: "Make one here, or in any ticket with L." },
  archivedTitle: "Archived",
  archivedWords: "No longer offered. Tickets that have one keep it.",
  used: (count: number) => (count === 0 ? "on no ticket" : `on ${n(count, "ticket", "tickets")}`),
  show: (used: string, name: string) => `${used}: show those tagged ${name}`,
  edit: (name: string) => `Edit ${name}`,
  name: "Name",
  colour: "Colour",
  colours: {
    slate: "Slate",
    rose: "Rose",
    amber: "Amber",
    olive: "Olive",
    green: "Green",
    teal: "Teal",
    blue: "Blue",
    violet: "Violet",
  },
  create: "Make the tag",
  save: "Save tag",
  created: (name: string) => `${name} can be put on tickets`,
  saved: (name: string) => `${name} is saved`,
  archive: "Archive",
  archived: (name: string) => `${name} is no longer offered`,
  restore: "Offer again",
  restored: (name: string) => `${name} is offered again`,
  merge: {
    open: "Merge into …",
    title: (name: string) => `Merge ${name}`,
    words: (uses: string) =>
      `Tickets, rules, macros, views and promises with it get the other tag instead (${uses}). This cannot be undone.`,
    into: "Into",
    choose: "Choose a tag",
    act: (into: string) => `Merge into ${into}`,
    keep: "Keep both",
    done: (name: string, into: string) => `${name} is now ${into}. Tickets follow within minutes.`,
  },
};
