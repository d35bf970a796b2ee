/** Everything a key may do, in one table: the command, the key it has unless a person chose another, and where it can be meant. Whoever is on
 *  screen says what a command does there (keys.ts); help, palette and preferences are made from this table. */

/** list and ticket may be on screen together; held is a reply that can still be taken back, and goes before both. */
export type CommandPlace = "anywhere" | "list" | "ticket" | "held";

/** Keys as KeyboardEvent names them, with "Mod+" for ⌘ or Ctrl; two with a space between are pressed one after the other. */
export const COMMANDS = {
  palette: { key: "Mod+k", place: "anywhere" },
  search: { key: "/", place: "anywhere" },
  help: { key: "?", place: "anywhere" },
  back: { key: "Escape", place: "anywhere" },
  undo: { key: "Mod+z", place: "anywhere" },
  "go-mailbox": { key: "g m", place: "anywhere" },
  "go-orders": { key: "g o", place: "anywhere" },
  "go-inventory": { key: "g i", place: "anywhere" },
  "go-returns": { key: "g r", place: "anywhere" },
  "go-insights": { key: "g d", place: "anywhere" },
  "go-points": { key: "g p", place: "anywhere" },
  "go-stores": { key: "g s", place: "anywhere" },
  "go-app-store": { key: "g a", place: "anywhere" },
  "go-notifications": { key: "g n", place: "anywhere" },
  "go-settings": { key: "g ,", place: "anywhere" },
  "be-away": { key: "g w", place: "anywhere" },
  next: { key: "j", place: "list" },
  previous: { key: "k", place: "list" },
  open: { key: "o", place: "list" },
  filter: { key: "f", place: "list" },
  select: { key: "x", place: "list" },
  "select-range": { key: "X", place: "list" },
  "select-all": { key: "Mod+a", place: "list" },
  act: { key: ".", place: "list" },
  "views-pane": { key: "[", place: "list" },
  "view-1": { key: "1", place: "list" },
  "view-2": { key: "2", place: "list" },
  "view-3": { key: "3", place: "list" },
  "view-4": { key: "4", place: "list" },
  "view-5": { key: "5", place: "list" },
  "view-6": { key: "6", place: "list" },
  "view-7": { key: "7", place: "list" },
  "view-8": { key: "8", place: "list" },
  "view-9": { key: "9", place: "list" },
  reply: { key: "r", place: "ticket" },
  note: { key: "n", place: "ticket" },
  templates: { key: "t", place: "ticket" },
  cards: { key: "#", place: "ticket" },
  take: { key: "i", place: "ticket" },
  assign: { key: "a", place: "ticket" },
  labels: { key: "l", place: "ticket" },
  priority: { key: "p", place: "ticket" },
  snooze: { key: "z", place: "ticket" },
  resolve: { key: "e", place: "ticket" },
  "resolve-next": { key: "E", place: "ticket" },
  merge: { key: "m", place: "ticket" },
  summary: { key: "s", place: "ticket" },
  unread: { key: "u", place: "ticket" },
  follow: { key: "w", place: "ticket" },
  "order-pane": { key: "]", place: "ticket" },
  "take-back": { key: "z", place: "held" },
} as const satisfies Record<string, { key: string; place: CommandPlace }>;

export type Command = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as Command[];

const isApart = (one: CommandPlace, other: CommandPlace) => (one === "held") !== (other === "held");

/** The command that a key already belongs to, where both could be meant; a key that begins another's sequence counts as taken. */
export function takenBy(command: Command, key: string, keyOf: (other: Command) => string): Command | null {
  const meets = (other: string) => other !== "" && (other === key || other.startsWith(`${key} `) || key.startsWith(`${other} `));
  const place = COMMANDS[command].place;
  return COMMAND_NAMES.find((other) => other !== command && !isApart(place, COMMANDS[other].place) && meets(keyOf(other))) ?? null;
}
