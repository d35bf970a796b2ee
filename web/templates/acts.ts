/** What a macro does, in words. */
import { speak } from "../words/words.ts";
import type { MacroAction } from "./queries.ts";

export function sayAction(action: MacroAction, nameOf: (id: string) => string | null, tagOf: (id: string) => string | undefined): string {
  const words = speak("templates").acts;
  switch (action.do) {
    case "assign":
      if (action.to === "me") return words.assignMe;
      return action.to === "" ? words.handBack : words.assignTo(nameOf(action.to) ?? action.to);
    case "snooze":
      return words.snooze(action.hours);
    case "tag":
      return words.tagAs(tagOf(action.tagId) ?? speak("labels").tag);
    case "untag":
      return words.untagAs(tagOf(action.tagId) ?? speak("labels").tag);
    case "priority":
      return speak("labels").setPriority(speak("labels").priorities[action.priority]);
    case "show-card":
      return words.showCard[action.card];
    case "resolve":
      return words.resolve;
    case "reopen":
      return words.reopen;
  }
}
