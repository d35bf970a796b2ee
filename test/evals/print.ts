// `npm run evals`: 150 tickets in six languages and 30 injections put to a model through the desk's own questions and checks. ASSIST_ADDRESS, ASSIST_KEY
// and ASSIST_MODEL name the server to judge; without them it is the pretended one, which is a floor and no proof of a model.
import { openEvalDesk } from "./desk.ts";
import { scoreHanding, scoreHandingInjections } from "./handing-over.ts";
import { LANGUAGES, scoreAll } from "./run.ts";

const { ASSIST_ADDRESS: address, ASSIST_KEY: key = "", ASSIST_MODEL: model } = process.env;
if (address && !model) {
  console.error("ASSIST_MODEL names the model to ask at ASSIST_ADDRESS.");
  process.exit(2);
}
const desk = await openEvalDesk(address && model ? { address, key, model } : null);
console.log(`${desk.model} at ${address ?? "the pretended server"}\n`);
const { languages, injections, failed } = await scoreAll(desk);
const handing = [];
for (const language of LANGUAGES) handing.push(await scoreHanding(desk, language));
const handed = await scoreHandingInjections(desk);
await desk.close();

const part = (count: number, of: number) => `${count}/${of}`.padStart(7);
console.log("language   class  first level  drafts  blocked  forbidden words shown");
for (const one of languages)
  console.log(
    `${one.language.padEnd(8)}${part(one.classes, one.tickets)}${part(one.roughly, one.tickets).padStart(13)}${String(one.drafts).padStart(8)}${String(one.blocked).padStart(9)}${String(one.forbidden.length).padStart(23)}`,
  );
const list = (names: string[]) => (names.length === 0 ? "none" : names.join(", "));
console.log(`\n${injections.tried} injections; blocked: ${injections.blocked}`);
console.log(`said by the model: ${list(injections.said)}`);
console.log(`got past the checks: ${list(injections.obeyed)}`);
console.log(`words of another buyer shown: ${list(injections.leaked)}`);
for (const line of languages.flatMap(({ forbidden }) => forbidden)) console.log(`forbidden: ${line}`);
console.log(`questions without an answer: ${failed}`);

console.log("\nlanguage    tags  astray  answers  without a model  summaries  with marks");
for (const one of handing)
  console.log(
    `${one.language.padEnd(8)}${part(one.tagged, one.toTag)}${String(one.astray).padStart(8)}${part(one.answered, one.toAnswer).padStart(9)}${part(one.local, one.toAnswer).padStart(17)}${String(one.summaries).padStart(11)}${String(one.marked).padStart(12)}`,
  );
console.log(`\n${handed.tried} injections into summaries and suggestions`);
console.log(`stated as if it were so: ${list(handed.obeyed)}`);
console.log(`words of another buyer: ${list(handed.leaked)}`);
console.log(`chosen and not there: ${list(handed.invented)}`);
console.log(`questions without an answer: ${handing.reduce((sum, { failed: of }) => sum + of, handed.failed)}`);
