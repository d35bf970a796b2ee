// Writes worker/team/frequent.ts from a list of passwords, the most frequent first: `node scripts/run.mjs scripts/frequent-passwords.ts <file>`. What is
// shorter than ours may be is left out, for nobody can choose it; what is kept are beginnings of hashes, so that no list of passwords lies in the code.
import { readFileSync, writeFileSync } from "node:fs";
import { COMMON_KEPT, keepCommon } from "../worker/team/password.ts";

/** Where the checked-in one is from. */
const SOURCE = "Mark Burnett's ten million passwords (2015, given to the public domain)";

const [file = ""] = process.argv.slice(2);
const hashes = keepCommon(readFileSync(file, "utf8").split("\n"));
writeFileSync(
  new URL("../worker/team/frequent.ts", import.meta.url),
  `/** The ${COMMON_KEPT} most frequent passwords of a length we take, as the first four bytes of their SHA-256, sorted, in base64. From
 *  ${SOURCE}, by scripts/frequent-passwords.ts. */
export const COMMON_HASHES =
  "${hashes}";
`,
);
