/** One reply for all of a burst, worded by a model: a text with placeholders, of those alone that have a value in each ticket that was looked at, and no day, amount,
 *  link or promise of its own. It goes into the dialog of the bulk reply, where somebody reads it; each ticket's is judged once more as it is filled in. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import { AssistFailure, ask } from "../assist/ask.ts";
import { FACT_PATHS } from "../assist/order-facts.ts";
import { type Scene, setScene } from "../assist/scene.ts";
import { listReadyTasks } from "../assist/setting.ts";
import { type Unsupported, unsupported } from "../claims/claims.ts";
import type { Kit } from "../env.ts";
import { redact } from "../letters/redact.ts";
import { findKnownOf } from "../letters/share.ts";
import { Problem } from "../problem.ts";
import type { SignedIn } from "../team/session.ts";
import { resolvePath } from "../templates/catalogue.ts";
import { parseText } from "../templates/placeholders.ts";
import { TEXT_CHARACTERS_MAX } from "../tiktok/chat.ts";
import { findBurst, type ShownBurst } from "./list.ts";

/** Tickets whose questions the model is shown. */
const SAMPLES_MAX = 3;

const INSTRUCTION = `You write one reply of an online shop that will be sent to many buyers who asked the same, for a person at the shop who reads it before anything is sent.
"questions" are what some of them wrote, "about" what they ask. Answer in the language named by "language", politely and plainly, in at most 100 words of plain text.
What differs from buyer to buyer is written as a placeholder: its name between two curly brackets on either side, such as {{order.id}}. Use only names in "placeholders", and only
where they answer the question. State nothing else but what "policy" says. Promise nothing, offer no refund, discount or replacement, and name no day, amount or link yourself.
Greet nobody by name. Answer with the reply alone.`;

const answer = z.object({ text: z.string().trim().min(1).max(TEXT_CHARACTERS_MAX) });

export type BurstDraft =
  | { failed: AssistFailure["reason"] }
  | { failed: null; text: string; language: string; blocked: Pick<Unsupported, "kind" | "words">[] };

/** With whether a model could word an answer to all of it. */
export async function openBurst(kit: Kit, signedIn: SignedIn, id: string): Promise<{ burst: ShownBurst | null; canDraft: boolean }> {
  const burst = await findBurst(kit, signedIn, id);
  return { burst, canDraft: burst?.can.ok === true && (await listReadyTasks(kit, burst.storeId)).includes("draft") };
}

export async function draftForBurst(kit: Kit, signedIn: SignedIn, id: string): Promise<BurstDraft> {
  const burst = await findBurst(kit, signedIn, id);
  if (!burst) throw new Problem("missing", "burst-over");
  const samples = await kit.db.all<{ ticket_id: string }>(
    sql`SELECT ticket_id FROM burst_ticket INDEXED BY burst_ticket_by_turn WHERE burst_id = ${id} ORDER BY turn LIMIT ${SAMPLES_MAX}`,
  );
  // Whoever may not reply is refused here.
  const scenes = await Promise.all(samples.map(({ ticket_id }) => setScene(kit, signedIn, ticket_id)));
  const [first] = scenes;
  if (!first) throw new Problem("missing", "burst-over");
  const placeholders = FACT_PATHS.filter((path) => scenes.every(({ known }) => "value" in resolvePath(path, known)));
  try {
    const { text } = await ask(kit, {
      task: "draft",
      about: { ...first.about, ticketId: null },
      instruction: INSTRUCTION,
      data: {
        language: first.language,
        about: burst.told.class ?? burst.about.split(":")[1],
        questions: await questionsOf(kit, scenes),
        placeholders,
        policy: first.store.policy,
      },
      answer,
    });
    return { failed: null, text, language: first.language, blocked: judge(kit, first, text, placeholders) };
  } catch (thrown) {
    if (thrown instanceof AssistFailure) return { failed: thrown.reason };
    throw thrown;
  }
}

/** Of several buyers at once, so nothing of any of them goes along, whatever the store's setting: the minimiser knows those of one ticket. */
async function questionsOf(kit: Kit, scenes: readonly Scene[]): Promise<string[]> {
  const all = await findKnownOf(
    kit,
    scenes.map(({ about, known }) => ({ id: about.ticketId, buyer_name: known.buyer.nickname })),
  );
  return scenes.flatMap(({ asked }, at) => {
    const known = all[at];
    return known ? [redact(asked, known)] : [];
  });
}

/** Placeholders nobody offered cannot be filled in for everybody; what stands around them is judged like any draft. */
function judge(kit: Kit, { facts, zone, language }: Scene, text: string, offered: readonly string[]) {
  const pieces = parseText(text);
  const wrong = pieces.filter((piece) => piece.kind === "broken" || (piece.kind === "placeholder" && !offered.includes(piece.path)));
  const around = pieces.map((piece) => (piece.kind === "text" ? piece.text : "")).join("…");
  const policy = facts.filter(({ id }) => id === "policy");
  const claimed = unsupported(around, policy, { today: kit.now(), zone, language });
  return [
    ...wrong.map((piece) => ({ kind: "number" as const, words: "source" in piece ? piece.source : "" })),
    ...claimed.map(({ kind, words }) => ({ kind, words })),
  ];
}
