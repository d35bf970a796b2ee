/** Why one was not let in, or may not let others in, in German. */
import type { Dictionary } from "../words.ts";

export const doorProblems: Dictionary["doorProblems"] = {
  "sign-in-refused": () => "E-Mail und Passwort passen nicht zusammen.",
  "too-many-sign-ins": ({ seconds }) =>
    `Zu viele Versuche. In ${seconds} ${Number(seconds) === 1 ? "Sekunde" : "Sekunden"} geht es wieder.`,
  "setup-token-wrong": () => "Das ist nicht das Einrichtungs-Token, das beim Start von Tillside ausgegeben wurde.",
  "already-set-up": () => "Tillside ist hier bereits eingerichtet. Bitte anmelden.",
  restoring: () => "Hier wird eine Sicherung wiederhergestellt. Melden Sie sich danach an.",
  "invitation-over": () => "Diese Einladung wurde benutzt, zurückgezogen oder ist älter als sieben Tage. Eine neue erbitten.",
  "already-a-member": () => "Mit dieser E-Mail-Adresse arbeitet hier schon jemand.",
  "own-role": () => "Niemand ändert die eigene Rolle oder sperrt sich selbst aus. Ein anderer Admin kann es.",
  "password-common": () =>
    "Dieses Passwort gehört zu denen, die alle zuerst probieren. Ein anderes wählen; vier Wörter, die nichts miteinander zu tun haben, sind ein gutes.",
  "password-own": ({ word }) =>
    `Ohne „${word}“ bleibt von diesem Passwort wenig, und das würde jeder probieren, der Sie oder Tillside hier kennt. Ein anderes wählen.`,
  "password-link-over": () => "Dieser Link wurde benutzt, durch einen neueren ersetzt oder ist zu alt. Um einen anderen bitten.",
  "password-link-own": () => "Das eigene Passwort wird unter Meine Sitzungen geändert.",
  "person-missing": () => "Diese Person arbeitet nicht mehr hier.",
  "password-wrong": () => "Das ist nicht Ihr Passwort.",
};
