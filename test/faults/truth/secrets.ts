// What must be read nowhere but where it belongs: secrets and tokens, and anything of a buyer's, in logs, dead letters, evidence, and the
// reasons of failures.

import { complaintAboutLine } from "../../log-lines.ts";
import { SESSION_SECRETS } from "../desk.ts";
import { WHISPER } from "../trade.ts";
import { APPS, type World } from "../world.ts";

const TELLING = [
  "SELECT job || IFNULL(why, '') FROM dead_letter",
  "SELECT why FROM job_trouble",
  "SELECT reason FROM failed_item",
  "SELECT reason FROM store",
  "SELECT reason FROM authorization",
  "SELECT IFNULL(before, '') || IFNULL(after, '') FROM audit",
];

export function findLeaks(world: World): string[] {
  const { platform } = world;
  const told = [
    ...platform.logs,
    ...TELLING.flatMap((sql) => world.rows(sql).flatMap((row) => Object.values(row).map(String))),
    ...platform.bucket("EVIDENCE").map(({ text }) => text),
    ...["tillside-live-dead", "tillside-long-dead"].flatMap((name) => platform.queue(name).map(({ body }) => JSON.stringify(body))),
  ].join("\n");
  const strays = platform.logs.flatMap((line) => complaintAboutLine(line) ?? []);
  return strays.concat(
    secretsOf(world).flatMap(([what, secret]) => (secret.length > 3 && told.includes(secret) ? [`${what} "${secret}" was told`] : [])),
  );
}

function secretsOf(world: World): [what: string, secret: string][] {
  const { shop } = world;
  const tokens = shop.grants.flatMap((grant) => [...grant.tokens.map(({ token }) => token), grant.refreshToken ?? ""]);
  return [
    ...APPS.map((app): [string, string] => ["an app's secret", app.appSecret]),
    ...SESSION_SECRETS.map((secret): [string, string] => ["a session's secret", secret]),
    ...tokens.map((token): [string, string] => ["a token", token]),
    ...shop.shops.map((one): [string, string] => ["a shop's cipher", one.cipher]),
    ...shop.buyers.flatMap(({ address, email }): [string, string][] => [
      ["a buyer's name", `${address.firstName} ${address.lastName}`],
      ["a buyer's phone", address.phone],
      ["a buyer's street", address.line1],
      ["a buyer's e-mail", email],
    ]),
    ["a buyer's words", WHISPER],
    ["an agent's words", "is on its way"],
  ];
}
