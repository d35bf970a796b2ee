/** A class in the page's language; as it is kept where it is none of those there are, or the words have not come. */
import { heard } from "../words/words.ts";

export function writeClass(path: string): string {
  const words = heard("classes");
  const [name = "", detail = ""] = path.split("/");
  const [first, second] = [words?.classes[name as "damaged"], words?.details[detail as "late"]];
  if (!first) return path;
  return second && second !== first ? `${first}: ${second}` : first;
}
