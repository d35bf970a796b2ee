/** Pictures that templates carry: kept once in R2 under what is in them, handed to TikTok for the store they leave from, with a copy for the ticket
 *  they leave in. Each becomes a message of its own behind the words. */
import type { Kit } from "../env.ts";
import { handPicture, readUpload, servePicture } from "../pictures/pictures.ts";
import { Problem } from "../problem.ts";
import { RIGHTS } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import { requireTicket } from "../thread/page.ts";
import type { PictureBody } from "../timeline/entries.ts";
import { findUsable, openDesk } from "./list.ts";
import type { TemplatePicture } from "./template.ts";

const placeOf = (file: string) => `templates/${file}`;

async function requireWriter(kit: Kit, signedIn: SignedIn): Promise<void> {
  const { person, stores } = await openDesk(kit, signedIn);
  if (person.role === "admin" || stores.some(({ bits }) => bits & RIGHTS.reply)) return;
  throw new Problem("forbidden", "right-missing", { right: "reply" });
}

export async function addTemplatePicture(kit: Kit, signedIn: SignedIn, given: () => Promise<ArrayBuffer>): Promise<TemplatePicture> {
  await requireWriter(kit, signedIn);
  const { file, type, width, height, bytes } = readUpload(await given());
  await kit.env.MAIL.put(placeOf(file), bytes, { customMetadata: { type } });
  return { file, width, height };
}

/** Whoever may write templates may see what is in them; a name tells nothing to those who do not have the picture. */
export async function openTemplatePicture(kit: Kit, signedIn: SignedIn, file: string): Promise<Response> {
  await requireWriter(kit, signedIn);
  const kept = await kit.env.MAIL.get(placeOf(file));
  if (!kept) throw new Problem("missing", "template-picture-gone");
  return servePicture(kit, kept, true);
}

export async function requirePictures(kit: Kit, pictures: TemplatePicture[]): Promise<void> {
  const kept = await Promise.all(pictures.map(({ file }) => kit.env.MAIL.head(placeOf(file))));
  if (kept.includes(null)) throw new Problem("invalid", "template-picture-gone");
}

/** Into a reply of this ticket: TikTok's answer is what the reply says of it. */
export async function handTemplatePicture(
  kit: Kit,
  ticket: { ticketId: string; storeId: string },
  { file }: Pick<TemplatePicture, "file">,
  into: "reply" | "composer" = "reply",
): Promise<PictureBody> {
  const kept = await kit.env.MAIL.get(placeOf(file));
  if (!kept) throw new Problem("missing", "template-picture-gone");
  const bytes = new Uint8Array(await kept.arrayBuffer());
  return handPicture(kit, ticket, { type: kept.customMetadata?.type ?? "", bytes }, into);
}

export async function putPictureInTicket(
  kit: Kit,
  signedIn: SignedIn,
  ticketId: string,
  { templateId, file }: { templateId: string; file: string },
): Promise<PictureBody> {
  const { ticket } = await requireTicket(kit, signedIn, ticketId, "reply");
  const desk = await openDesk(kit, signedIn);
  const store = desk.stores.find(({ id }) => id === ticket.store_id);
  const picture = store && findUsable(desk, templateId, store).pictures.find((one) => one.file === file);
  if (!picture) throw new Problem("missing", "template-missing");
  return handTemplatePicture(kit, { ticketId: ticket.id, storeId: ticket.store_id }, picture, "composer");
}
