// `npm run password-link -- ana@example.com`: a link by which this person sets a new password, for the day no admin is left who could give one. It needs
// the deployment's own rights at Cloudflare, and the desk writes down that it was made. `--dry-run` prints the statements and changes nothing.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { unstable_readConfig as readConfig } from "wrangler";
import { GIVEN_LINK_HOURS } from "../worker/factors/password-link.ts";
import { hashToken } from "../worker/team/session.ts";
import { HOUR_MS } from "../worker/units.ts";

const TOKEN_BYTES = 20;

/** For a person who is there and not shut out; nothing for anybody else. Addresses are kept in small letters, however they are typed. */
export function linkStatements(email: string, token: string, now: number): string[] {
  const whose = `FROM user WHERE email = '${email.toLowerCase().replaceAll("'", "''")}' AND disabled_at IS NULL`;
  return [
    `INSERT OR REPLACE INTO password_link (user_id, token_hash, made_by, created_at, expires_at)
      SELECT id, '${hashToken(token)}', NULL, ${now}, ${now + GIVEN_LINK_HOURS * HOUR_MS} ${whose}`,
    `INSERT INTO audit (at, user_id, action, subject) SELECT ${now}, NULL, 'give-password-link', id ${whose}`,
  ];
}

function giveLink(email: string, isDryRun: boolean): void {
  const root = path.resolve(import.meta.dirname, "..");
  const config = readConfig({ config: path.join(root, "wrangler.toml") }) as { vars: Record<string, unknown> };
  const token = randomBytes(TOKEN_BYTES).toString("hex");
  const command = linkStatements(email, token, Date.now()).join("; ");
  if (isDryRun) {
    console.log(command);
    return;
  }
  const ran = spawnSync("wrangler", ["d1", "execute", "DB", "--remote", "--yes", "--command", command], {
    cwd: root,
    encoding: "utf8",
  });
  if (ran.status !== 0) {
    console.error(`${ran.stdout}${ran.stderr}\nNo link was made. Are you signed in at Cloudflare (npx wrangler login)?`);
    process.exit(1);
  }
  console.log(`If ${email} works here, this link sets a new password once, within ${GIVEN_LINK_HOURS} hours:`);
  console.log(`${String(config.vars.APP_URL)}/password#${token}`);
}

if (import.meta.main) {
  const email = process.argv.slice(2).find((word) => word.includes("@"));
  if (!email) {
    console.error("Whose? npm run password-link -- ana@example.com");
    process.exit(2);
  }
  // npm keeps the word for itself where the two dashes before it are forgotten.
  giveLink(email, process.argv.includes("--dry-run") || process.env.npm_config_dry_run === "true");
}
