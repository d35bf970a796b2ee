// `npm run password-link -- ana@example.com`: a link by which this person sets a new password, for the day no admin is left who could give one. It needs
// the deployment's own rights at Cloudflare, and the desk writes down that it was made. `--dry-run` prints the statements and changes nothing.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { unstable_readConfig as readConfig } from "wrangler";
import { GIVEN_LINK_HOURS } from "../worker/factors/password-link.ts";
import { hashToken } from "../worker/team/session.ts";

const TOKEN_BYTES = 20;
const MS_PER_HOUR = 3_600_000;

/** For a person who is there and not shut out; nothing for anybody else. */
export function linkStatements(email: string, token: string, now: number): string[] {
  const whose = `FROM user WHERE email = '${email.replaceAll("'", "''")}' AND disabled_at IS NULL`;
  return [
    `INSERT OR REPLACE INTO password_link (user_id, token_hash, made_by, created_at, expires_at)
      SELECT id, '${hashToken(token)}', NULL, ${now}, ${now + GIVEN_LINK_HOURS * MS_PER_HOUR} ${whose}`,
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
  const ran = spawnSync("npx", ["wrangler", "d1", "execute", "DB", "--remote", "--yes", "--command", command], {
    cwd: root,
    encoding: "utf8",
  });
  if (ran.status !== 0) throw new Error(ran.stderr || ran.stdout);
  console.log(`If ${email} works here, this link sets a new password once, within ${GIVEN_LINK_HOURS} hours:`);
  console.log(`${String(config.vars.APP_URL)}/password#${token}`);
}

if (import.meta.main) {
  const email = process.argv.slice(2).find((word) => word.includes("@"));
  if (!email) throw new Error("Whose? npm run password-link -- ana@example.com");
  giveLink(email, process.argv.includes("--dry-run"));
}
