// Writes pages of text and bars as PDF 1.4 (ISO 32000) with nothing but text. Refuses pictures, compression and letters beyond Latin-1.

/** Points; an inch has 72. */
export interface Sheet {
  width: number;
  height: number;
  /** Drawing commands, from `text`, `bars` and `rule`. */
  marks: string[];
}

/** Latin-1 beyond ASCII as octal escapes; what the standard fonts cannot show becomes a question mark. */
function escapeText(words: string): string {
  return Array.from(words, (sign) => {
    const code = sign.codePointAt(0) ?? 0x3f;
    if (code > 0xff || code < 0x20) return "?";
    if (code > 0x7e) return `\\${code.toString(8).padStart(3, "0")}`;
    return /[\\()]/.test(sign) ? `\\${sign}` : sign;
  }).join("");
}

/** One line of text; its foot stands at `x`, `y`, counted from the lower left. */
export const text = (x: number, y: number, size: number, words: string, isBold = false): string =>
  `BT /${isBold ? "F2" : "F1"} ${size} Tf ${x} ${y} Td (${escapeText(words)}) Tj ET`;

export const rule = (x: number, y: number, width: number): string => `${x} ${y} ${width} 0.8 re f`;

/** Bars and gaps in turn, beginning with a bar, each `unit` points a step. */
export function bars(x: number, y: number, height: number, unit: number, widths: readonly number[]): string {
  let at = x;
  const drawn = widths.map((width, turn) => {
    const bar = turn % 2 === 0 ? `${at.toFixed(2)} ${y} ${(width * unit).toFixed(2)} ${height} re` : "";
    at += width * unit;
    return bar;
  });
  return `${drawn.filter(Boolean).join(" ")} f`;
}

const font = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
const FIRST_PAGE = 5;

/** The whole file, in ASCII, so that lengths are lengths in bytes. */
export function drawPdf(sheets: readonly Sheet[]): string {
  const pages = sheets.flatMap(({ width, height, marks }, at) => {
    const content = marks.join("\n");
    const resources = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>";
    return [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${FIRST_PAGE + 2 * at + 1} 0 R /Resources ${resources} >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ];
  });
  const kids = sheets.map((_sheet, at) => `${FIRST_PAGE + 2 * at} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${sheets.length} >>`,
    font("Helvetica"),
    font("Helvetica-Bold"),
    ...pages,
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
