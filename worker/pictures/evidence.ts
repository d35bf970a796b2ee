/** What a buyer photographed for a return, kept as the pictures of conversations are: fetched when somebody first looks, behind the right to see
 *  the return, and shown from the desk alone. A picture is named by its place in the return's records. */
import { Hono } from "hono";
import { openCase, readRecords } from "../aftersales/page.ts";
import { askingOf, type Door } from "../door.ts";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import type { SignedIn } from "../team/session.ts";
import { findPicture, keepPicture, servePicture } from "./pictures.ts";

const PLACE = /^(\d{1,3})-(\d{1,2})$/;

async function openEvidence(kit: Kit, signedIn: SignedIn, id: string, place: string): Promise<Response> {
  const [, record, image] = PLACE.exec(place) ?? [];
  if (record === undefined || image === undefined) throw new Problem("missing", "picture-gone");
  const { row } = await openCase(kit, signedIn, id);
  const name = `return_${row.id}_${place}`;
  const kept = await findPicture(kit, row.store_id, name);
  if (kept) return servePicture(kit, kept, false);
  const told = (await readRecords(kit, signedIn, id)).find((one) => one.place === Number(record));
  const became = await keepPicture(kit, row.store_id, name, told?.images[Number(image)]);
  const fetched = became === "kept" ? await findPicture(kit, row.store_id, name) : null;
  if (fetched) return servePicture(kit, fetched, false);
  throw became === "later" ? new Problem("unavailable", "picture-later") : new Problem("missing", "picture-gone");
}

export const evidenceRoutes = new Hono<Door>().get("/aftersales/:id/pictures/:name", (c) =>
  openEvidence(c.var.kit, askingOf(c), c.req.param("id"), c.req.param("name")),
);
