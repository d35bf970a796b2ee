/** What colleagues have begun to write, in Spanish. */
import type { Dictionary } from "../words.ts";

export const drafts: Dictionary["drafts"] = {
  by: (name) => `Borrador de ${name}:`,
  noteBy: (name) => `Borrador de nota de ${name}:`,
  take: "Tomarlo",
};
