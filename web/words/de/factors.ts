/** Second factors, in German. */
import type { Dictionary } from "../words.ts";

export const factors: Dictionary["factors"] = {
  title: "Zweiter Faktor",
  words:
    "Womit Sie sich außer dem Passwort anmelden: ein Passkey dieses Geräts oder eines Sicherheitsschlüssels, oder ein Code aus einer Authenticator-App. Mit einem Passkey kommen Sie auch ohne Passwort hinein.",
  none: "Noch keiner eingerichtet.",
  required: "Hier brauchen alle einen: Der letzte lässt sich nicht entfernen.",
  kinds: { totp: "Authenticator-App", passkey: "Passkey" },
  since: "Seit",
  used: "zuletzt benutzt",
  addCodes: "Authenticator-App einrichten",
  addPasskey: "Passkey hinzufügen",
  remove: "Entfernen",
  removeOf: (name) => `${name} entfernen`,
  codesLeft: (left) => `Verbleibende Wiederherstellungscodes: ${left}`,
  renew: "Neue Wiederherstellungscodes",
  password: "Ihr Passwort",
  passwordHint: "Wird noch einmal gefragt, damit niemand sonst an Ihrem Platz Ihre Anmeldung ändert. Ihre anderen Sitzungen enden.",
  passkeyName: "Name des Passkeys",
  passkeyHint: "Zum Beispiel das Gerät, das ihn aufbewahrt.",
  goOn: "Weiter",
  passkeySignIn: "Mit Passkey anmelden",
  passkeyNot: "Kein Passkey hat geantwortet. Noch einmal versuchen oder anders anmelden.",
  enrol: {
    words:
      "Diesen Schlüssel in eine Authenticator-App eingeben. Sie zeigt dann sechs Ziffern, die alle halbe Minute wechseln; die jetzigen hier eintippen.",
    copy: "Schlüssel kopieren",
    open: "In einer App auf diesem Gerät öffnen",
    code: "Code aus sechs Ziffern",
    confirm: "Bestätigen",
  },
  codes: {
    title: "Wiederherstellungscodes",
    words:
      "Jeder ersetzt den zweiten Faktor ein Mal, für den Tag, an dem er verloren geht. Nicht beim Passwort aufbewahren. Sie werden nur jetzt gezeigt.",
    copy: "Alle kopieren",
    kept: "Ich habe sie aufbewahrt",
  },
  prove: {
    code: "Code",
    hint: "Sechs Ziffern aus Ihrer Authenticator-App oder ein Wiederherstellungscode.",
    recovery: "Wiederherstellungscode",
    recoveryHint: "Falls Ihr Passkey nicht zur Hand ist.",
    act: "Anmelden",
    back: "Zurück zum Passwort",
    mustEnrol: "Hier brauchen alle einen zweiten Faktor. Richten Sie Ihren ein, um fortzufahren.",
  },
  people: {
    require: "Alle brauchen einen zweiten Faktor",
    requireHint: "Wer keinen hat, wird abgemeldet und richtet bei der nächsten Anmeldung einen ein.",
    passkeys: (count) => (count === 1 ? "Passkey" : `${count} Passkeys`),
    none: "keiner",
    reset: "Wegnehmen",
    resetOf: (name) => `Den zweiten Faktor von ${name} wegnehmen`,
    ask: (name) => `Den zweiten Faktor von ${name} wegnehmen?`,
    askWords:
      "Für den Fall, dass er mit allen Wiederherstellungscodes verloren ist. Vergewissern Sie sich, dass wirklich diese Person fragt: Danach genügt ihr Passwort. Alle ihre Sitzungen enden.",
  },
  problems: {
    "code-wrong": () => "Dieser Code stimmt nicht oder wurde schon benutzt. Auf den nächsten warten.",
    "codes-there": () => "Eine Authenticator-App ist schon eingerichtet. Zuerst entfernen.",
    "sign-in-step-over": () => "Das hat zu lange gedauert oder zu viele Versuche gebraucht. Mit dem Passwort neu beginnen.",
    "passkey-refused": () => "Dieser Passkey ist hier nicht bekannt, oder seine Antwort stimmte nicht.",
    "passkey-not-made": () => "Es entstand kein Passkey. Noch einmal versuchen, vielleicht mit einem anderen Gerät.",
    "passkey-not-added": ({ most }) => `Diesen Passkey gibt es hier schon, oder Sie haben bereits ${most}.`,
    "second-factor-required": () => "Hier brauchen alle einen zweiten Faktor: Erst einen anderen hinzufügen, dann diesen entfernen.",
    "second-factor-first": () => "Wiederherstellungscodes ersetzen einen zweiten Faktor. Zuerst einen einrichten.",
    "second-factor-missing": () => "Diesen zweiten Faktor gibt es nicht mehr.",
    "second-factor-own-first": () => "Richten Sie zuerst einen eigenen ein, sonst wären auch Sie draußen.",
    "second-factor-own": () => "Den eigenen entfernen Sie unter Meine Sitzungen.",
  },
};
