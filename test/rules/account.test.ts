// What a deploy does in a Cloudflare account: the order of its steps, twice in a row, cut off at each of them, and what it says of secrets, addresses
// and refusals. The account is a pretended one that answers wrangler's commands as Cloudflare does.
import { expect, test } from "vitest";
import { DeployStopped, deployTo, type Plan, type Wrangler } from "../../scripts/account.ts";
import { newestKey } from "../../worker/stores/seal.ts";

const KEYS = { first: `k1:${Buffer.alloc(32, 1).toString("base64")}`, second: `k1:${Buffer.alloc(32, 2).toString("base64")}` };

function planOf(change: Partial<Plan> = {}): Plan {
  return {
    appUrl: "https://tillside-web-4kx.pages.dev",
    pages: "tillside-web",
    queues: ["live", "live-dead"],
    buckets: [{ name: "evidence", expireDays: 90 }, { name: "mail" }],
    secrets: { SESSION_SECRET: "session", SEAL_KEYS: KEYS.first, SETUP_TOKEN: "token-1", PUSH_KEY: "push" },
    hasOwnSealKeys: false,
    isWatched: true,
    ...change,
  };
}

class Account {
  readonly asked: string[] = [];
  readonly made = new Set<string>();
  readonly secrets = new Map<string, string>();
  rules: string[] = [];
  /** Commands that begin so fail, in Cloudflare's words. */
  readonly failing = new Map<string, string>();

  readonly wrangler: Wrangler = (args, { input = "" } = {}) => {
    const words = args.join(" ");
    this.asked.push(words);
    for (const [begin, why] of this.failing) if (words.startsWith(begin)) return { status: 1, stdout: "", stderr: why };
    const [status, stdout] = this.#answer(args, input);
    return { status, stdout, stderr: "" };
  };

  #answer(args: string[], input: string): [number, string] {
    const words = args.join(" ");
    if (words === "pages project list --json") {
      const isMade = this.made.has("pages project create tillside-web --production-branch main");
      const other = { "Project Name": "shop", "Project Domains": "shop.pages.dev, shop.example.com" };
      return [
        0,
        JSON.stringify(isMade ? [other, { "Project Name": "tillside-web", "Project Domains": "tillside-web-4kx.pages.dev" }] : [other]),
      ];
    }
    if (words.includes(" create ")) {
      if (this.made.has(words)) return [1, `${words}: it is there already`];
      this.made.add(words);
    }
    if (words.includes("lifecycle add")) this.rules.push(args[args.indexOf("--expire-days") + 1] ?? "");
    if (words.includes("lifecycle remove")) this.rules = [];
    if (words.startsWith("secret list"))
      return [0, JSON.stringify([...this.secrets.keys()].map((name) => ({ name, type: "secret_text" })))];
    if (words === "secret bulk")
      for (const [name, value] of Object.entries(JSON.parse(input) as object)) this.secrets.set(name, String(value));
    return [0, ""];
  }
}

function deploy(account: Account, change: Partial<Plan> = {}) {
  const said: string[] = [];
  let stopped = "";
  try {
    deployTo(account.wrangler, planOf(change), (line) => said.push(line));
  } catch (error) {
    if (!(error instanceof DeployStopped)) throw error;
    stopped = error.message;
  }
  return { said: said.join("\n"), stopped };
}

test("the schema comes before the Worker that needs it, the Worker before its secrets, and no secret is an argument", () => {
  const account = new Account();
  const { said, stopped } = deploy(account);
  expect(stopped).toBe("");
  const places = ["queues create", "r2 bucket create", "d1 migrations apply", "deploy", "secret bulk", "pages deploy"].map((begin) =>
    account.asked.findIndex((words) => words.startsWith(begin)),
  );
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThanOrEqual(0);
  expect(account.asked.join()).not.toMatch(/token-1|session|AQEB/);
  expect(said).toContain("First sign-in: https://tillside-web-4kx.pages.dev/setup#token-1");
  expect(newestKey(/SEAL_KEYS=(\S+)/.exec(said)?.[1] ?? "")).toBe("k1");
});

test("a second run changes no secret, shows none, and leaves one rule for what expires", () => {
  const account = new Account();
  deploy(account);
  const before = new Map(account.secrets);
  const { said, stopped } = deploy(account, { secrets: { ...planOf().secrets, SEAL_KEYS: KEYS.second, SETUP_TOKEN: "token-2" } });
  expect([stopped, said]).toEqual(["", "Tillside runs at https://tillside-web-4kx.pages.dev"]);
  expect(account.secrets).toEqual(before);
  expect(account.rules).toEqual(["90"]);
});

test("where Cloudflare does not say which secrets are set, none is set anew", () => {
  const account = new Account();
  deploy(account);
  const before = new Map(account.secrets);
  account.failing.set("secret list", "fetch failed");
  const { stopped } = deploy(account, { secrets: { ...planOf().secrets, SEAL_KEYS: KEYS.second } });
  expect(stopped).toContain("Could not see which secrets are set");
  expect(account.secrets).toEqual(before);
});

test("cut off at any step, the next run ends it, and the first sign-in and the seal keys were told by one of the two", () => {
  for (const step of [
    "pages project create",
    "queues create",
    "r2 bucket create",
    "d1",
    "deploy",
    "secret list",
    "secret bulk",
    "pages deploy",
  ]) {
    const account = new Account();
    account.failing.set(step, "the line went dead");
    const first = deploy(account);
    account.failing.clear();
    const second = deploy(account, { secrets: { ...planOf().secrets, SEAL_KEYS: KEYS.second, SETUP_TOKEN: "token-2" } });
    expect([step, second.stopped]).toEqual([step, ""]);
    const told = first.said + second.said;
    expect([step, told]).toEqual([step, expect.stringContaining(`/setup#${account.secrets.get("SETUP_TOKEN")}`)]);
    expect([step, told]).toEqual([step, expect.stringContaining(`SEAL_KEYS=${account.secrets.get("SEAL_KEYS")}`)]);
  }
});

test("what Cloudflare refused to create is told where a later step fails for it", () => {
  const account = new Account();
  account.failing.set("r2 bucket create mail", "Please enable R2 through the Cloudflare Dashboard.");
  account.failing.set("deploy", "R2 bucket 'mail' not found.");
  const { stopped } = deploy(account);
  expect(stopped).toContain("Please enable R2");
  expect(stopped).toContain("R2 bucket 'mail' not found.");
  expect(stopped).toContain("Could not deploy the Worker");
});

test("a name below pages.dev that is another's stops the deploy before the schema; a domain of one's own may be added later", () => {
  const account = new Account();
  const { stopped } = deploy(account, { appUrl: "https://tillside-web.pages.dev" });
  expect(stopped).toContain("https://tillside-web-4kx.pages.dev");
  expect(account.asked.some((words) => words.startsWith("d1"))).toBe(false);
  const own = deploy(account, { appUrl: "https://desk.example.org" });
  expect(own.stopped).toBe("");
  expect(own.said).toContain("add desk.example.org at Cloudflare under Workers & Pages › tillside-web › Custom domains");
});

test("seal keys of one's own are set and not repeated; made up where a log may keep it, none is shown", () => {
  const own = new Account();
  const given = deploy(own, { hasOwnSealKeys: true });
  expect([own.secrets.get("SEAL_KEYS"), given.said.includes(KEYS.first)]).toEqual([KEYS.first, false]);
  expect(deploy(own, { hasOwnSealKeys: true }).said).toContain("set already and stay");
  const unseen = deploy(new Account(), { isWatched: false });
  expect(unseen.said).not.toContain(KEYS.first);
  expect(unseen.said).toContain("npx wrangler secret put SEAL_KEYS");
});
