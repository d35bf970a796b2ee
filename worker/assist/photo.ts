/** A photo with a complaint, looked at by a model that sees: one line of what is on it, whether it fits what is claimed, and which line of the order it
 *  shows. It stands under the picture and does nothing. A photo is looked at once; a store may have it that none ever leaves. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { cleanPicture } from "../pictures/picture.ts";
import { findPicture, keepPicture } from "../pictures/pictures.ts";
import { Problem } from "../problem.ts";
import { askOutside, readWithin } from "../stores/download.ts";
import { findStore } from "../stores/shop.ts";
import type { StoreRow } from "../stores/table.ts";
import type { SignedIn } from "../team/session.ts";
import { requireTicket } from "../thread/page.ts";
import { openTicket } from "../tickets/opened.ts";
import type { TicketView } from "../tickets/view.ts";
import { type MessageEntry, partOf, type Sighting } from "../timeline/entries.ts";
import { AssistFailure, ask, type Question } from "./ask.ts";
import { classOf } from "./classes.ts";
import { lastAsked, saidIn } from "./conversation.ts";
import { CLAIMS, PHOTO_INSTRUCTION, photoAnswer, readSighting } from "./photo-question.ts";
import { listReadyTasks } from "./setting.ts";

/** Servers take little more. */
const PICTURE_BYTES_MAX = 4 * 1024 * 1024;
const PHOTOS_PER_JOB_MAX = 3;
const LISTINGS_PICTURED_MAX = 2;
const LINES_MAX = 10;

type Image = NonNullable<Question<unknown>["images"]>[number];

const isClaim = ({ facts }: TicketView) => facts.reading !== null && CLAIMS.includes(classOf(facts.reading.class));
const isPhoto = (entry: TicketView["entries"][number]): entry is MessageEntry =>
  entry.kind === "message" && entry.type === "IMAGE" && partOf(entry) === "question";

/** Photos somebody may have looked at, the newest last. */
export const photosToLookAt = (view: TicketView): MessageEntry[] =>
  isClaim(view) ? view.entries.filter(isPhoto).filter(({ sighting }) => sighting === undefined) : [];

/** Behind everything people wait for: should it be lost, whoever wants it asks by hand. */
export async function lookAtPhotos(kit: Kit, ticketId: string): Promise<void> {
  const row = await kit.db.first<{ store_id: string }>(sql`SELECT store_id FROM ticket WHERE id = ${ticketId}`);
  const store = row && (await findStore(kit, row.store_id));
  if (!store || !(await listReadyTasks(kit, store.id)).includes("look")) return;
  const view = await openTicket(kit, ticketId);
  if (!view) return;
  for (const entry of photosToLookAt(view).slice(-PHOTOS_PER_JOB_MAX)) {
    try {
      await look(kit, { storeId: store.id, ticketId, userId: null }, store, view, entry);
    } catch (error) {
      if (!(error instanceof AssistFailure)) throw error;
      return;
    }
  }
}

export async function lookAtPhoto(
  kit: Kit,
  signedIn: SignedIn,
  ticketId: string,
  entryId: string,
): Promise<{ failed: null; sighting: Sighting } | { failed: AssistFailure["reason"] }> {
  const { person, ticket } = await requireTicket(kit, signedIn, ticketId, "read");
  const [view, store] = await Promise.all([openTicket(kit, ticket.id), findStore(kit, ticket.store_id)]);
  const entry = view?.entries.find(({ id }) => id === entryId);
  if (!view || !store || !entry || !isPhoto(entry) || !isClaim(view)) throw new Problem("missing", "message-missing");
  if (entry.sighting) return { failed: null, sighting: entry.sighting };
  try {
    return { failed: null, sighting: await look(kit, { storeId: store.id, ticketId: ticket.id, userId: person.id }, store, view, entry) };
  } catch (thrown) {
    if (thrown instanceof AssistFailure) return { failed: thrown.reason };
    throw thrown;
  }
}

async function look(
  kit: Kit,
  about: Question<unknown>["about"],
  store: StoreRow,
  view: TicketView,
  entry: MessageEntry,
): Promise<Sighting> {
  if (!(await listReadyTasks(kit, store.id)).includes("look")) throw new AssistFailure("off");
  const photo = await fetchPhoto(kit, store.id, entry);
  if (!photo) throw new AssistFailure("unreadable", "picture");
  const lines = await findLines(kit, store.id, view.facts.orders.at(-1) ?? null);
  const pictured = (await Promise.all(lines.slice(0, LISTINGS_PICTURED_MAX).map((line) => fetchListing(kit, line)))).flatMap((image, at) =>
    image ? [{ line: at + 1, image }] : [],
  );
  const answer = await ask(kit, {
    task: "look",
    about,
    instruction: PHOTO_INSTRUCTION,
    data: {
      message: lastAsked(saidIn(view.entries)),
      claim: view.facts.reading?.class,
      lines: lines.map(({ name }, at) => ({ line: at + 1, name })),
      pictured: pictured.map(({ line }) => line),
    },
    images: [photo, ...pictured.map(({ image }) => image)],
    answer: photoAnswer,
  });
  const names = lines.map(({ name }) => name);
  const sighting = readSighting(answer, names, { today: kit.now(), zone: store.time_zone });
  if (!sighting) throw new AssistFailure("unreadable", "claims");
  await kit.env.TICKET.getByName(about.ticketId ?? "").aids({ of: entry.id, made: { sighting } });
  return sighting;
}

/** What a picture tells of its maker stays here. */
function bare(bytes: Uint8Array | null): Image | null {
  const picture = bytes && cleanPicture(bytes);
  return picture && !picture.moves ? { type: picture.type, bytes: picture.bytes } : null;
}

async function fetchPhoto(kit: Kit, storeId: string, { id, content }: MessageEntry): Promise<Image | null> {
  let kept = await findPicture(kit, storeId, id);
  if (!kept && (await keepPicture(kit, storeId, id, content.url)) === "kept") kept = await findPicture(kit, storeId, id);
  if (!kept || kept.size > PICTURE_BYTES_MAX) return null;
  return bare(new Uint8Array(await kept.arrayBuffer()));
}

interface Line {
  name: string;
  image_url: string | null;
}

async function findLines(kit: Kit, storeId: string, orderId: string | null): Promise<Line[]> {
  if (orderId === null) return [];
  const rows = await kit.db.all<{ sku_id: string; title: string | null; variation: string | null; image_url: string | null }>(
    sql`SELECT l.sku_id, g.title, g.variation, g.image_url FROM order_line l LEFT JOIN listing g ON g.store_id = ${storeId} AND g.sku_id = l.sku_id
      WHERE l.order_id = ${orderId}`,
  );
  const kinds = new Map(rows.map((row) => [row.sku_id, row]));
  return [...kinds.values()].slice(0, LINES_MAX).map(({ sku_id, title, variation, image_url }) => ({
    name: [title ?? sku_id, variation].filter(Boolean).join(", "),
    image_url,
  }));
}

/** Without it the photo is looked at all the same. */
async function fetchListing(kit: Kit, { image_url }: Line): Promise<Image | null> {
  try {
    const response = await askOutside(kit, image_url);
    if (!response?.ok) return null;
    return bare(await readWithin(response, PICTURE_BYTES_MAX));
  } catch {
    // The connection broke.
    return null;
  }
}
