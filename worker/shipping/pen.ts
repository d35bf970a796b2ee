/** Writes lines of text down a page, and goes on on the next one. It draws what plain fonts can, so that no font lies in the file: SKUs and numbers
 *  always, names in Latin letters, a question mark for every other sign. */
import { type PDFDocument, type PDFFont, type PDFPage, StandardFonts } from "@cantoo/pdf-lib";
import { openSheet } from "./sheet.ts";

/** In points of 1/72 inch. */
export interface Paper {
  size: [number, number];
  margin: number;
  line: number;
  /** What fits across. */
  characters: number;
}

export interface Pen {
  document: PDFDocument;
  page: PDFPage;
  plain: PDFFont;
  bold: PDFFont;
  y: number;
  paper: Paper;
}

/** WinAnsi, which every PDF reader can draw without a font in the file (ISO 32000-1, annex D). */
const DRAWABLE = /[^\u0020-\u007e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/g;
const USUAL_POINTS = 9;

const drawable = (text: string) => text.replace(/\s+/g, " ").replace(DRAWABLE, "?");

/** False where nothing of it can be drawn. */
export const isLegible = (text: string) => drawable(text).replace(/[?\s,]/g, "") !== "";

const topOf = ({ size, margin, line }: Paper) => size[1] - margin - line;

export async function openPen(paper: Paper): Promise<Pen> {
  const document = await openSheet();
  return {
    document,
    page: document.addPage(paper.size),
    plain: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
    y: topOf(paper),
    paper,
  };
}

export function write(pen: Pen, text: string, { size = USUAL_POINTS, isBold = false, indent = 0 } = {}): void {
  const { paper } = pen;
  if (pen.y < paper.margin) {
    pen.page = pen.document.addPage(paper.size);
    pen.y = topOf(paper);
  }
  pen.page.drawText(drawable(text).slice(0, paper.characters), {
    x: paper.margin + indent,
    y: pen.y,
    size,
    font: isBold ? pen.bold : pen.plain,
  });
  pen.y -= paper.line + Math.max(0, size - USUAL_POINTS);
}

/** Half a line of nothing. */
export function leaveRoom(pen: Pen): void {
  pen.y -= pen.paper.line / 2;
}
