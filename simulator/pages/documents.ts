// Documents TikTok hands out an address for: labels and packing slips. They really open, and say they are pretended.
// Refuses addresses whose day is over, as TikTok's end after 24 hours.
import type { Core } from "../core/core.ts";
import { drawPng } from "../png.ts";

/** A page of a few lines as PDF 1.4 (ISO 32000): catalogue, pages, page, contents, font. */
function drawPdf(lines: readonly string[]): string {
  const safe = lines.map((line) => line.replace(/[^\x20-\x7e]/g, "?").replace(/[\\()]/g, "\\$&"));
  const content = `BT /F1 12 Tf 24 560 Td 18 TL ${safe.map((line) => `(${line}) Tj T*`).join(" ")} ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 298 595] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  return `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
}

const drawLabel = () =>
  drawPng(400, 600, (x, y) => (y > 60 && y < 200 && x > 30 && x < 370 && (x * 7919) % 11 < 5 ? [20, 20, 20] : [255, 255, 255]));

/** The document behind a path, or null. */
export function documentAt(core: Core, url: URL): Response | null {
  const match = /^\/documents\/(\w+)\/(\d+)\.(pdf|png)$/.exec(url.pathname);
  const parcel = core.state.packages[match?.[2] ?? ""];
  if (!match || !parcel) return null;
  if (Number(url.searchParams.get("exp") ?? 0) * 1000 < core.now()) return new Response("The address has expired.", { status: 403 });
  if (match[3] === "png") return new Response(drawLabel().slice(), { headers: { "content-type": "image/png" } });
  const kind = (match[1] ?? "").replaceAll("_", " ");
  const pdf = drawPdf([`PRETENDED ${kind.toUpperCase()}`, `Package ${parcel.id}`, `${parcel.providerName} ${parcel.trackingNumber}`]);
  return new Response(pdf, { headers: { "content-type": "application/pdf" } });
}
