/** An order's story in sentences, from the parts the desk gives: shown on its page, and put into replies as it stands. */
import { writeTime } from "../ui/clock.ts";
import { speak } from "../words/words.ts";
import type { OrderWork } from "./queries.ts";

type Part = OrderWork["story"][number];

const MS = 1000;

/** `zone` is the store's. */
export const tellWork = (parts: readonly Part[], zone: string): string => parts.map((part) => tellPart(part, zone)).join(" ");

function tellPart(part: Part, zone: string): string {
  const words = speak("orderWork").story;
  const day = (seconds: number | null) => (seconds === null ? "" : writeTime(seconds * MS, "day", zone));
  const due = (seconds: number | null) => (seconds === null ? "" : writeTime(seconds * MS, "full", zone));
  switch (part.say) {
    case "left":
      return words.left(words.some(part.units, part.of), day(part.at), part.carrier ?? "");
    case "handed-over":
      return words.handedOver(words.some(part.units, part.of), day(part.at), part.carrier ?? "");
    case "delivered":
      return words.delivered(words.some(part.units, part.of), day(part.at));
    case "to-ship":
      return words.toShip(words.some(part.units, part.of), due(part.due));
    case "waits":
      return words.waits[part.what](words.some(part.units, part.of), part.warehouse ?? "", due(part.due));
    default:
      return words[part.say];
  }
}
