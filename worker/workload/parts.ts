/** A file that was written in parts: handed out whole, one part after another, no more than one of which is ever held, and taken away whole. */
import type { Kit } from "../env.ts";

export function openParts(kit: Kit, keys: string[], name: string, type: string): Response {
  const waiting = [...keys];
  const body = new ReadableStream<Uint8Array>({
    pull: async (stream) => {
      const key = waiting.shift();
      if (key === undefined) return stream.close();
      const kept = await kit.env.MAIL.get(key);
      if (kept) stream.enqueue(new Uint8Array(await kept.arrayBuffer()));
    },
  });
  return new Response(body, {
    headers: { "content-type": type, "content-disposition": `attachment; filename="${name}"`, "x-content-type-options": "nosniff" },
  });
}

export const partKeys = (parts: number, keyOf: (part: number) => string) => Array.from({ length: parts }, (_, part) => keyOf(part));

/** By where they lie and not by what a row counts: what was put down by a step nobody heard of again goes as well. */
export async function dropUnder({ env }: Pick<Kit, "env">, prefix: string): Promise<void> {
  let isMore = true;
  while (isMore) {
    const { objects, truncated } = await env.MAIL.list({ prefix });
    if (objects.length > 0) await env.MAIL.delete(objects.map(({ key }) => key));
    isMore = truncated;
  }
}
