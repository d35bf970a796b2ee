/** What a person chose for themselves: how the desk looks, tells the time and listens to keys, on whatever device they sit. Ours. A choice that is
 *  no longer offered reads as never chosen. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { recordChange } from "./audit.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "./session.ts";
import { tellingShape } from "./telling.ts";

const COMMANDS_MAX = 100;
const STORES_MAX = 500;
const COLUMNS_MAX = 30;
const COLUMN_CHARACTERS_MAX = 20;
const HOLD_SECONDS_MAX = 10;
/** Two commands of a sequence, with their modifiers: "Mod+Shift+Enter", "g o". */
const KEY_CHARACTERS_MAX = 24;

const isZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    // The platform names no reason; there is no such zone.
    return false;
  }
};

/** Each may be left out; null returns to what the desk does by itself. */
const shape = {
  /** An IANA name; without one the device's own. */
  zone: z.string().max(60).refine(isZone).nullable(),
  /** A tag (BCP 47) of a language the page speaks; without one the device's own. */
  language: z.enum(["en", "de", "es", "zh-Hans"]).nullable(),
  theme: z.enum(["system", "light", "dark"]).nullable(),
  density: z.enum(["comfortable", "compact"]).nullable(),
  /** A reply can be taken back for this long before it leaves. */
  holdSeconds: z.number().int().min(0).max(HOLD_SECONDS_MAX).nullable(),
  /** What becomes of one's tickets to do when one goes away. */
  handBack: z.enum(["team", "nobody", "keep"]).nullable(),
  /** Whoever answers a ticket nobody has takes it. */
  replyTakes: z.boolean().nullable(),
  /** What buyers write in another language is translated without being asked for. */
  translates: z.boolean().nullable(),
  /** That a model could help is not said again while none is set. */
  quietHelp: z.boolean().nullable(),
  /** The columns of lists of orders, in this order. */
  orderColumns: z.array(z.string().max(COLUMN_CHARACTERS_MAX)).min(1).max(COLUMNS_MAX).nullable(),
  /** By store, the warning of its consent's end that was put aside: the next one is shown again. */
  quietWarnings: z
    .record(z.string().max(40), z.number().int().min(1).max(30))
    .refine((stores) => Object.keys(stores).length <= STORES_MAX)
    .nullable(),
  /** Commands with other keys than ours; "" takes a command's key away. */
  keys: z
    .record(z.string().max(40), z.string().max(KEY_CHARACTERS_MAX))
    .refine((keys) => Object.keys(keys).length <= COMMANDS_MAX)
    .nullable(),
  ...tellingShape,
};

export const preferences = z.object(shape).partial();
export type Preferences = z.infer<typeof preferences>;

export interface PreferenceRow {
  name: string;
  value: string;
}

export const askPreferences = (signedIn: SignedIn) =>
  sql`WITH ${who(signedIn)} SELECT p.name, p.value FROM who CROSS JOIN preference p ON p.user_id = who.id`;

export function readPreferences(rows: PreferenceRow[]): Preferences {
  const known = rows.flatMap(({ name, value }) => {
    const read = preferences.safeParse({ [name]: JSON.parse(value) });
    return read.success ? Object.entries(read.data) : [];
  });
  return Object.fromEntries(known);
}

/** Changes those that are named; answers all as they are then. */
export async function changePreferences(kit: Kit, signedIn: SignedIn, wanted: Preferences): Promise<Preferences> {
  const [people, rows] = await kit.db.batch<[Person, PreferenceRow]>([askWho(signedIn), askPreferences(signedIn)]);
  const person = requirePerson(people);
  const before = readPreferences(rows);
  const changes = Object.entries(wanted).filter(([, value]) => value !== undefined);
  if (changes.length === 0) return before;
  await kit.db.run(
    ...changes.map(([name, value]) =>
      value === null
        ? sql`DELETE FROM preference WHERE user_id = ${person.id} AND name = ${name}`
        : sql`INSERT INTO preference (user_id, name, value) VALUES (${person.id}, ${name}, ${JSON.stringify(value)})
            ON CONFLICT (user_id, name) DO UPDATE SET value = excluded.value`,
    ),
    recordChange({ at: kit.now(), userId: person.id, action: "change-preferences", subject: person.id, before, after: wanted }),
  );
  const after = { ...before, ...Object.fromEntries(changes) };
  return Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null));
}
