// Which documents were asked for and which were opened, for tests that count them. Refuses their content.
import type { Core } from "../core/core.ts";

export interface ServedDocument {
  /** Epoch milliseconds. */
  at: number;
  packageId: string;
  kind: string;
  /** An address was handed out, or the file behind it was fetched. */
  event: "address" | "opened";
}

const DOCUMENTS_KEPT_MAX = 5_000;

export function noteDocument(core: Core, packageId: string, kind: string, event: ServedDocument["event"]): void {
  const kept = core.state.documents;
  kept.push({ at: core.now(), packageId, kind, event });
  // Cut a tenth at a time: shifting one by one would copy the list at every document.
  if (kept.length > DOCUMENTS_KEPT_MAX * 1.1) kept.splice(0, kept.length - DOCUMENTS_KEPT_MAX);
}
