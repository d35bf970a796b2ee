/** A ticket's last words in one line. Messages without words come as "[TYPE]". */
import { speak } from "../words/words.ts";

export function previewOf(preview: string): string {
  const type = /^\[(\w+)\]$/.exec(preview)?.[1];
  return type ? (speak("mailbox").types[type] ?? preview) : preview;
}
