/** Why one was not let in, or may not let others in: what only the door and the pages of people say. */
import type { Facts } from "../../api.ts";

export const doorProblems: Record<string, (facts: Facts) => string> = {
  "sign-in-refused": () => "E-mail and password do not match.",
  "too-many-sign-ins": ({ seconds }) => `Too many tries. Wait ${seconds} seconds, then try again.`,
  "setup-token-wrong": () => "This is not the set-up token that was printed when Tillside was started.",
  "already-set-up": () => "Somebody has set up this desk already. Sign in instead.",
  "invitation-over": () => "This invitation was used, withdrawn, or is older than seven days. Ask for a new one.",
  "already-a-member": () => "Somebody with this e-mail address works here already.",
  "own-role": () => "Nobody changes their own role or shuts themselves out. Another admin can.",
};
