/** What colleagues have begun to write, in Simplified Chinese. */
import type { Dictionary } from "../words.ts";

export const drafts: Dictionary["drafts"] = {
  by: (name) => `${name} 的草稿：`,
  noteBy: (name) => `${name} 的备注草稿：`,
  take: "接手",
};
