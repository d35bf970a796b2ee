// The cleaner of formatted e-mail alone, in the runtime whose HTMLRewriter it is written on: many letters in, each as it would be shown.
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";

const CLEAN = new URL("../../worker/mail/clean.ts", import.meta.url);
const DOOR = `import { cleanHtml } from "./clean.js";
export default {
  async fetch(request) {
    const { letters, isRemote } = await request.json();
    const shown = await Promise.all(letters.map((letter) => cleanHtml(letter, isRemote).text().catch((error) => ({ failed: String(error) }))));
    return Response.json(shown);
  },
};`;

export async function cleanLetters(letters: string[], isRemote: boolean): Promise<(string | { failed: string })[]> {
  const modules = [
    { type: "ESModule" as const, path: "door.js", contents: DOOR },
    { type: "ESModule" as const, path: "clean.js", contents: stripTypeScriptTypes(readFileSync(CLEAN, "utf8")) },
  ];
  const miniflare = new Miniflare(convertV4MiniflareOptions({ modules, compatibilityDate: "2026-10-15", cf: false }));
  try {
    const answer = await miniflare.dispatchFetch("http://cleaner/", { method: "POST", body: JSON.stringify({ letters, isRemote }) });
    return (await answer.json()) as (string | { failed: string })[];
  } finally {
    await miniflare.dispose();
  }
}
