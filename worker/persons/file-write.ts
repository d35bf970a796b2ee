/** The writing of what is held of a buyer, one step at a time: a step claims the file and puts the next things behind those before them. A part that
 *  is written again is the same part, so a step that comes twice writes nothing twice. Whoever is erased takes their files along. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { OrderRef } from "../orders/unnamed.ts";
import { HOUR_MS } from "../units.ts";
import { claimStep } from "../walks.ts";
import { dropUnder } from "../workload/parts.ts";
import { lettersOf } from "./buyer.ts";
import { collectBuyer, collectLetter, collectOrders, collectTicket, isTicket, type Named } from "./collect.ts";
import { openingOf, Parts, writeRecord } from "./file.ts";
import type { PersonFileRow } from "./table.ts";

/** For so long a file may be opened; the night after deletes it. */
export const PERSON_FILE_HOURS = 48;
const TICKETS_PER_STEP = 5;
const ORDERS_PER_STEP = 20;
/** Whoever is slower would put parts between those of the next: files of many megabytes take their time. */
const STEP_MS_MAX = 300_000;
const STUMBLES_MAX = 5;
const FORGOTTEN_PER_NIGHT_MAX = 50;

const PLACE = "persons/";
const folderOf = (id: string) => `${PLACE}${id}/`;
export const partKey = (id: string, part: number) => `${folderOf(id)}${part}`;

interface Step {
  place: number;
  addresses: string[];
  isLast: boolean;
}

/** Answers after how many seconds the next step is due; null where it is somebody else's, or none. */
export async function writePerson(kit: Kit, id: string): Promise<number | null> {
  const row = await claimStep<PersonFileRow>(kit, sql`person_file`, sql`id = ${id} AND state = 'writing'`, STEP_MS_MAX);
  if (!row) return null;
  if (row.stumbles > STUMBLES_MAX) {
    await kit.db.run(
      sql`UPDATE person_file SET state = 'failed', buyer = '', addresses = '[]', names = '[]', walk_at = NULL, ended_at = ${kit.now()}
        WHERE id = ${id} AND state = 'writing'`,
    );
    return null;
  }
  const { parts: first, bytes, files, left_out: leftOut } = row;
  const parts = new Parts(kit, (part) => partKey(id, part), { parts: first, bytes, files, leftOut });
  const step = await writeNext(kit, row, parts);
  await parts.putDown();
  await keepStep(kit, row, step, parts);
  return step.isLast ? null : 0;
}

async function keepStep(kit: Kit, row: PersonFileRow, { place, addresses, isLast }: Step, { written }: Parts): Promise<void> {
  const known = JSON.stringify([...new Set([...(JSON.parse(row.addresses) as string[]), ...addresses])]);
  const over = sql`, state = 'done', buyer = '', addresses = '[]', names = '[]', walk_at = NULL, ended_at = ${kit.now()}`;
  const left = await kit.db.first<{ state: string }>(
    sql`UPDATE person_file SET place = ${place}, parts = ${written.parts}, bytes = ${written.bytes}, files = ${written.files},
        left_out = ${written.leftOut}, stumbles = 0${isLast ? over : sql`, addresses = ${known}, walk_at = ${kit.now()}`}
      WHERE id = ${row.id} AND state = 'writing' AND parts = ${row.parts} RETURNING state`,
  );
  if (left) return;
  // Forgotten while this step wrote: what it put down must not stay.
  const found = await kit.db.first<{ state: string }>(sql`SELECT state FROM person_file WHERE id = ${row.id}`);
  if (found?.state === "forgotten") await dropParts(kit, row.id);
}

async function writeNext(kit: Kit, row: PersonFileRow, parts: Parts): Promise<Step> {
  const names = JSON.parse(row.names) as Named[];
  const about = { tickets: row.tickets, total: names.length, head: row.place === 0 ? writeRecord(await collectBuyer(kit, row.buyer)) : "" };
  const rest = names.slice(row.place);
  const addresses: string[] = [];
  let place = row.place;
  const tickets = rest.filter(isTicket).slice(0, TICKETS_PER_STEP);
  for (const named of tickets) {
    const { record, files, addresses: theirs } = await collectTicket(kit, named);
    await parts.say(openingOf(place, about));
    await parts.sayWith(record, files);
    addresses.push(...theirs);
    place += 1;
  }
  if (tickets.length > 0) return { place, addresses, isLast: false };
  const orders = rest.filter((named): named is OrderRef => !isTicket(named)).slice(0, ORDERS_PER_STEP);
  for (const { record, files } of await collectOrders(kit, orders)) {
    await parts.say(openingOf(place, about));
    await parts.sayWith(record, files);
    place += 1;
  }
  if (orders.length > 0) return { place, addresses, isLast: false };
  await parts.say(openingOf(place, about));
  let before = "";
  for (const letter of await lettersOf(kit, row)) {
    const { record, files } = collectLetter(kit, letter);
    await parts.say(before);
    await parts.sayWith(record, files);
    before = ",\n";
  }
  await parts.say("]}\n");
  return { place, addresses, isLast: true };
}

/** In the batch that begins an erasing: whoever still writes stops. */
export const forgetFilesOf = (who: string): SQL =>
  sql`UPDATE person_file SET state = 'forgotten', buyer = '', addresses = '[]', names = '[]', walk_at = NULL WHERE who = ${who}`;

export async function dropFilesOf(kit: Kit, who: string): Promise<void> {
  for (const { id } of await kit.db.all<{ id: string }>(sql`SELECT id FROM person_file WHERE who = ${who}`)) await dropParts(kit, id);
}

const dropParts = (kit: Kit, id: string) => dropUnder(kit, folderOf(id));

export const isTooOld = (kit: Kit, { created_at }: Pick<PersonFileRow, "created_at">) =>
  created_at < kit.now() - PERSON_FILE_HOURS * HOUR_MS;

/** Files are no archive. One that was begun so long ago and is not done was given up. */
export async function forgetPersonFiles(kit: Kit): Promise<void> {
  const old = await kit.db.all<{ id: string }>(
    sql`SELECT id FROM person_file INDEXED BY person_file_kept WHERE state <> 'forgotten' AND created_at < ${kit.now() - PERSON_FILE_HOURS * HOUR_MS}
      ORDER BY created_at LIMIT ${FORGOTTEN_PER_NIGHT_MAX}`,
  );
  for (const { id } of old) {
    await kit.db.run(
      sql`UPDATE person_file SET state = 'forgotten', buyer = '', addresses = '[]', names = '[]', walk_at = NULL WHERE id = ${id}`,
    );
    await dropParts(kit, id);
  }
  await dropStrays(kit);
}

/** Put down by a step that died before it heard that its file was forgotten. A page a night: what is beyond it waits for the next. */
async function dropStrays({ env, now }: Kit): Promise<void> {
  const { objects } = await env.MAIL.list({ prefix: PLACE });
  const old = objects.filter(({ uploaded }) => uploaded.getTime() < now() - PERSON_FILE_HOURS * HOUR_MS);
  if (old.length > 0) await env.MAIL.delete(old.map(({ key }) => key));
}
