// `npm run backup -- --from ADDRESS --to FILE`: asks a desk for a backup as its admin, waits until it is written and takes it here, still encrypted for the
// recovery key that was made in Settings › Backups. For clocks of other machines too: the password may come from the environment.

import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { askFor } from "./ask.ts";

const LOOK_EVERY_MS = 2_000;

interface Page {
  backups: { id: string; state: string; parts: number; rows: number; rooms: number; objects: number }[];
}

class Admin {
  readonly from: string;
  #cookies = new Map<string, string>();

  constructor(from: string) {
    this.from = from.replace(/\/$/, "");
  }

  async send(method: string, path: string, body?: object): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { origin: this.from, cookie, ...(body ? { "content-type": "application/json" } : {}) };
    const sent = fetch(this.from + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    const answer = await sent.catch(() => {
      throw new Error(`${this.from} does not answer.`);
    });
    for (const set of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (set.split(";")[0] ?? "").split(/=(.*)/s);
      this.#cookies.set(name, value);
    }
    if (answer.ok) return answer;
    const { code } = (await answer.json().catch(() => ({ code: answer.status }))) as { code: string };
    throw new Error(`The desk refused ${path}: ${code}`);
  }

  async ask<T>(method: string, path: string, body?: object): Promise<T> {
    return (await (await this.send(method, path, body)).json()) as T;
  }

  /** By password, and by a code where the account has one. */
  async signIn(): Promise<void> {
    const email = await askFor("TILLSIDE_EMAIL", "E-mail of an admin");
    const password = await askFor("TILLSIDE_PASSWORD", "Password");
    const { next } = await this.ask<{ next?: string }>("POST", "/api/auth/sign-in/email", { email, password });
    if (next === "prove") await this.ask("POST", "/api/sign-in/code", { code: await askFor("TILLSIDE_CODE", "Code of the second factor") });
  }

  async write(): Promise<string> {
    const { id } = await this.ask<{ id: string }>("POST", "/api/backups", { id: randomUUID() });
    for (;;) {
      const { backups } = await this.ask<Page>("GET", "/api/backups");
      const own = backups.find((one) => one.id === id);
      if (own?.state === "done") return id;
      if (own?.state !== "writing") throw new Error(`The backup came to nothing: ${own?.state ?? "missing"}`);
      console.log(`${own.rows} rows, ${own.rooms} rooms, ${own.objects} files`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}

/** Takes the file here; one of that name stays until the new one is whole. */
async function take(answer: Response, to: string): Promise<void> {
  const unfinished = `${to}.part`;
  const body = answer.body as Parameters<typeof Readable.fromWeb>[0];
  await pipeline(Readable.fromWeb(body), createWriteStream(unfinished, { mode: 0o600 }));
  await rename(unfinished, to);
}

function readWords(): { from?: string; to?: string } {
  try {
    return parseArgs({ options: { from: { type: "string" }, to: { type: "string" } } }).values;
  } catch {
    // A word it does not know.
    return {};
  }
}

const { from, to } = readWords();
if (!from || !to) {
  console.error("Usage: npm run backup -- --from https://desk.example.com --to desk.backup");
  process.exit(2);
}
try {
  const admin = new Admin(from);
  await admin.signIn();
  await take(await admin.send("GET", `/api/backups/${await admin.write()}/file`), to);
  console.log(`Written: ${to}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
