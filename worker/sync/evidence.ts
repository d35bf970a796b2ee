/** Proof of what TikTok told us and what became of it, for an appeal: one object per batch, ids and times and verdicts, no bodies. Kept 90
 *  days by the bucket's own rule. A batch whose proof cannot be written is still a batch done. */
import { createHash } from "node:crypto";
import type { Kit } from "../env.ts";
import { writeLog } from "../log.ts";

export interface Proof {
  notification: string;
  message: string;
  /** The seller's `open_id` where TikTok names no shop. */
  shop: string;
  topic: string;
  ids: string[];
  verdict: string;
  /** Epoch milliseconds. */
  at: number;
}

export async function keepEvidence(kit: Kit, queue: string, proofs: Proof[]): Promise<void> {
  if (proofs.length === 0) return;
  const body = JSON.stringify({ queue, proofs });
  const hash = createHash("sha256").update(body).digest("hex");
  const day = new Date(kit.now()).toISOString().slice(0, 10);
  try {
    await kit.env.EVIDENCE.put(`batches/${day}/${kit.now()}-${hash.slice(0, 16)}.json`, body, { customMetadata: { sha256: hash } });
  } catch (error) {
    writeLog(kit, { door: "consumer", job: "evidence", verdict: "bug", error });
  }
}
