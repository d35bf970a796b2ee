/** What a burst is about, in one line of the page's language. */
import { writeClass } from "../assist/class-words.ts";
import { LOCALE } from "../words/language.ts";
import { speak } from "../words/words.ts";
import type { Burst } from "./queries.ts";

const dayShape = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", timeZone: "UTC" });
/** A calendar day is nobody's moment: it is written as it stands. */
const writeDay = (day: string) => dayShape.format(Date.parse(`${day}T00:00:00Z`));

export function writeBurst({ about, told }: Pick<Burst, "about" | "told">): string {
  const words = speak("bursts");
  const [kind, name = ""] = about.split(":");
  const asked = kind === "class" ? writeClass(told.class ?? name) : words.orders[name as "waiting"];
  const [left = "", ...carrier] = told.carrier?.split(" ") ?? [];
  return [
    asked,
    told.listing,
    told.carrier && words.carrier(carrier.join(" "), writeDay(left)),
    told.day && words.ordered(writeDay(told.day)),
    told.asked && words.asked(writeDay(told.asked)),
  ]
    .filter(Boolean)
    .join(" · ");
}
