// What a deploy does in the seller's own Cloudflare account, by wrangler's commands and in this order, each of which may come again. What is made up
// here is told once, the moment it is set: a step that fails after it would take it along for ever.

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** One command of wrangler, in the folder of the Worker or of the pages. */
export type Wrangler = (args: string[], more?: { in?: "pages"; input?: string }) => Ran;

export interface Plan {
  appUrl: string;
  /** The pages' project. */
  pages: string;
  queues: string[];
  buckets: { name: string; expireDays?: number }[];
  /** Set where they are missing. */
  secrets: Record<"SESSION_SECRET" | "SEAL_KEYS" | "SETUP_TOKEN" | "PUSH_KEY", string>;
  /** Whoever deploys gave the seal keys, and so has them. */
  hasOwnSealKeys: boolean;
  /** A person reads what is said, and no log keeps it. */
  isWatched: boolean;
}

/** What Cloudflare said, and what a person can do about it. */
export class DeployStopped extends Error {}

interface Account {
  wrangler: Wrangler;
  say: (line: string) => void;
  /** What could not be made: it is there already, or it is the cause of what fails later. */
  refusals: string[];
}

export function deployTo(wrangler: Wrangler, plan: Plan, say: (line: string) => void): void {
  const account: Account = { wrangler, say, refusals: [] };
  createResources(account, plan);
  const isServed = requireAddress(account, plan);
  must(account, wrangler(["d1", "migrations", "apply", "DB", "--remote"]), "bring the schema up to date");
  must(account, wrangler(["deploy"]), "deploy the Worker");
  putSecrets(account, plan);
  must(account, wrangler(["pages", "deploy", "--branch", "main"], { in: "pages" }), "deploy the pages");
  say(`Tillside runs at ${plan.appUrl}`);
  if (!isServed)
    say(
      `Nothing answers there yet: add ${new URL(plan.appUrl).host} at Cloudflare under Workers & Pages › ${plan.pages} › Custom domains.`,
    );
}

/** Creating what is there is refused, in words that are Cloudflare's and may change: so no refusal is judged here, and all are told if a step fails. */
function createResources(account: Account, { pages, queues, buckets }: Plan): void {
  const attempt = (ran: Ran) => {
    if (ran.status !== 0) account.refusals.push(wordsOf(ran));
    return ran.status === 0;
  };
  const { wrangler, say } = account;
  attempt(wrangler(["pages", "project", "create", pages, "--production-branch", "main"], { in: "pages" }));
  for (const queue of queues) attempt(wrangler(["queues", "create", queue]));
  for (const { name, expireDays } of buckets) {
    attempt(wrangler(["r2", "bucket", "create", name]));
    if (expireDays === undefined) continue;
    // Added again it would stand there twice, and with the days of the version before.
    wrangler(["r2", "bucket", "lifecycle", "remove", name, "--name", "expire"]);
    const rule = wrangler(["r2", "bucket", "lifecycle", "add", name, "expire", "--expire-days", String(expireDays), "--force"]);
    if (!attempt(rule)) say(`What lies in ${name} is not deleted after ${expireDays} days: ${wordsOf(rule)}`);
  }
}

/** Names below pages.dev are the whole world's: whose is taken gets letters added, and a link to the bare name would lead to another's desk. Answers
 *  whether the pages know the address; one of the seller's own may be added later. */
function requireAddress(account: Account, { appUrl, pages }: Plan): boolean {
  const listed = must(account, account.wrangler(["pages", "project", "list", "--json"], { in: "pages" }), "find the address of the pages");
  const projects = JSON.parse(listed) as { "Project Name": string; "Project Domains": string }[];
  const domains = projects.find((project) => project["Project Name"] === pages)?.["Project Domains"].split(", ") ?? [];
  const { host } = new URL(appUrl);
  if (domains.includes(host)) return true;
  const own = domains.find((domain) => domain.endsWith(".pages.dev"));
  if (!own) throw stopped(account, `make the project ${pages} of the pages`);
  if (!host.endsWith(".pages.dev")) return false;
  throw new DeployStopped(
    `The pages have the address https://${own}, and not ${appUrl}: write that one into wrangler.toml as APP_URL and run the deploy again.`,
  );
}

/** All that are missing at once, so that none is set and never told. Nobody can read one at Cloudflare afterwards. */
function putSecrets(account: Account, { appUrl, secrets, hasOwnSealKeys, isWatched }: Plan): void {
  const { wrangler, say } = account;
  // Never guessed: to set the seal keys of a running desk anew is to lose every consent and secret it holds.
  const listed = must(account, wrangler(["secret", "list", "--format", "json"]), "see which secrets are set");
  const known = (JSON.parse(listed) as { name: string }[]).map(({ name }) => name);
  const fresh = Object.entries(secrets).filter(([name]) => !known.includes(name));
  if (hasOwnSealKeys && known.includes("SEAL_KEYS"))
    say("SEAL_KEYS are set already and stay as they are; SECURITY.md says how to turn them.");
  if (fresh.length === 0) return;
  must(account, wrangler(["secret", "bulk"], { input: JSON.stringify(Object.fromEntries(fresh)) }), "set the secrets");
  for (const [name, value] of fresh) {
    if (name === "SETUP_TOKEN") say(`First sign-in: ${appUrl}/setup#${value}`);
    if (name === "SEAL_KEYS" && !hasOwnSealKeys) say(isWatched ? keepWords(value) : UNSEEN_WORDS);
  }
}

const keepWords = (value: string) =>
  `Put this into your password safe, apart from backups. It is shown only now; without it no key is turned, and a restored desk needs every consent anew:\n  SEAL_KEYS=${value}`;

const UNSEEN_WORDS =
  "SEAL_KEYS were made up and are not shown where a log may keep them, so nobody has them. Before anybody signs in, set your own and keep them: npx wrangler secret put SEAL_KEYS (k1:<32 random bytes in base64>).";

function must(account: Account, ran: Ran, what: string): string {
  if (ran.status !== 0) throw stopped(account, what, wordsOf(ran));
  return ran.stdout;
}

function stopped({ refusals }: Account, what: string, words = ""): DeployStopped {
  const before =
    refusals.length > 0
      ? `\nBefore that Cloudflare refused, which is as it should be for what is there already:\n${refusals.join("\n")}`
      : "";
  return new DeployStopped(
    `${words}${before}\nCould not ${what}. What was done before stays; run the deploy again once it is mended.`.trimStart(),
  );
}

const wordsOf = ({ stdout, stderr }: Ran) => `${stdout}${stderr}`.trim();
