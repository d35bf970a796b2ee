// What a script must be told by whoever runs it, and what another machine's clock tells it by the environment: never an argument, which other people of
// the machine can read.
import { createInterface } from "node:readline/promises";

export async function askFor(variable: string, words: string): Promise<string> {
  const given = process.env[variable];
  if (given) return given;
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await asking.question(`${words} (or ${variable}): `);
  asking.close();
  return answer.trim();
}
