// Documents TikTok hands out an address for: labels and packing slips. They really open, and say they are pretended.
// Refuses addresses whose day is over, as TikTok's end after 24 hours.
import type { Core } from "../core/core.ts";
import { drawLabelPicture, drawZpl, type SheetSize, sheetsOf } from "../documents/draw.ts";
import { drawPdf } from "../documents/pdf.ts";
import { noteDocument } from "../documents/served.ts";

const MIMES: Record<string, string> = { pdf: "application/pdf", png: "image/png", zpl: "application/zpl" };

function bodyOf(core: Core, kind: string, packageId: string, form: string, size: SheetSize): string | Uint8Array<ArrayBuffer> | null {
  const parcel = core.state.packages[packageId];
  if (!parcel) return null;
  if (form === "png") return drawLabelPicture(parcel).slice();
  if (form === "zpl") return drawZpl(parcel);
  const sheets = sheetsOf(core, parcel, kind, size);
  return sheets && drawPdf(sheets);
}

/** The document behind a path, or null. */
export function documentAt(core: Core, url: URL): Response | null {
  const [, kind = "", packageId = "", form = ""] = /^\/documents\/(\w+)\/(\d+)\.(pdf|png|zpl)$/.exec(url.pathname) ?? [];
  const name = kind.toUpperCase();
  const body = bodyOf(core, name, packageId, form, url.searchParams.get("size") === "A5" ? "A5" : "A6");
  if (body === null) return null;
  if (Number(url.searchParams.get("exp") ?? 0) * 1000 < core.now()) return new Response("The address has expired.", { status: 403 });
  noteDocument(core, packageId, name, "opened");
  return new Response(body, { headers: { "content-type": MIMES[form] ?? "" } });
}
