/** Why one was not let in, or may not let others in: what only the door and the pages of people say. */
import type { Facts } from "../../api.ts";

export const doorProblems: Record<string, (facts: Facts) => string> = {
  "sign-in-refused": () => "E-mail and password do not match.",
  "too-many-sign-ins": ({ seconds }) => `Too many tries. Wait ${seconds} ${Number(seconds) === 1 ? "second" : "seconds"}, then try again.`,
  "setup-token-wrong": () => "This is not the set-up token that was printed when Tillside was started.",
  "already-set-up": () => "Somebody has set up this desk already. Sign in instead.",
  restoring: () => "A backup is being restored here. Sign in once it is over.",
  "invitation-over": () => "This invitation was used, withdrawn, or is older than seven days. Ask for a new one.",
  "already-a-member": () => "Somebody with this e-mail address works here already.",
  "own-role": () => "Nobody changes their own role or shuts themselves out. Another admin can.",
  "password-common": () =>
    "This password is among those that everybody tries first. Choose another; four words that have nothing to do with each other make a good one.",
  "password-own": ({ word }) =>
    `Little is left of this password without “${word}”, which anybody who knows you or this desk would try. Choose another.`,
  "password-link-over": () => "This link was used, was replaced by a newer one, or is too old. Ask for another.",
  "password-link-own": () => "Your own password is changed under My sessions.",
  "person-missing": () => "This person does not work here any more.",
  "password-wrong": () => "This is not your password.",
};
