/** Tells browsers that what lies of these items, or of these goods at TikTok, has changed: names, never
 *  numbers. A page that shows one of them asks again. */
import type { Kit } from "../env.ts";

export async function pokeStock({ env }: Pick<Kit, "env">, items: Iterable<string>): Promise<void> {
  const named = [...new Set(items)];
  if (named.length > 0) await env.MAILBOX.getByName("mailbox").pokeStock(named);
}
