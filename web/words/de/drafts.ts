/** What colleagues have begun to write, in German. */
import type { Dictionary } from "../words.ts";

export const drafts: Dictionary["drafts"] = {
  by: (name) => `Entwurf von ${name}:`,
  noteBy: (name) => `Notizentwurf von ${name}:`,
  take: "Übernehmen",
};
