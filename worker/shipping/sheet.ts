/** Many papers as one PDF, in the order they are given, so that a printer is asked once. What is no PDF, or is locked, is left out and named. */
import { PDFDocument } from "@cantoo/pdf-lib";

/** Papers in one file: a person carries that many, and a Worker's memory holds them. */
export const PAPERS_PER_SHEET_MAX = 100;
export const SHEET_BYTES_MAX = 24 * 1024 * 1024;

/** Without dates of its own, so that the same papers make the same file. */
export const openSheet = () => PDFDocument.create({ updateMetadata: false });

export interface Sheet {
  bytes: Uint8Array;
  /** Places of papers that could not be read. */
  unreadable: number[];
}

/** Null for a paper that is not there. */
export async function mergePapers(papers: readonly (Uint8Array | null)[]): Promise<Sheet> {
  const sheet = await openSheet();
  const unreadable: number[] = [];
  for (const [place, bytes] of papers.entries()) {
    if (!bytes) {
      unreadable.push(place);
      continue;
    }
    try {
      const paper = await PDFDocument.load(bytes, { updateMetadata: false });
      for (const page of await sheet.copyPages(paper, paper.getPageIndices())) sheet.addPage(page);
    } catch {
      // pdf-lib throws words alone for what it cannot read.
      unreadable.push(place);
    }
  }
  return { bytes: await sheet.save(), unreadable };
}

/** A PDF for the browser's own viewer, which a sandbox would keep from opening; nothing in it may reach out. */
export const servePdf = (bytes: Uint8Array | ReadableStream, name: string) =>
  new Response(bytes as BodyInit, {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="${name}.pdf"`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
      "cross-origin-resource-policy": "same-origin",
    },
  });
