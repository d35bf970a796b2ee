/** Coming in: set-up, sign-in, invitation, in German. */
import type { Dictionary } from "../words.ts";

export const team: Dictionary["team"] = {
  footer: "Läuft im eigenen Cloudflare-Konto. Auf diesem Gerät bleibt nichts über Käufer.",
  language: "Sprache",
  email: "E-Mail",
  password: "Passwort",
  newPassword: "Passwort wählen",
  passwordHint: "Mindestens 12 Zeichen. Ein Satz merkt sich leichter als ein Rätsel.",
  name: "Eigener Name",
  nameHint: "Das Team sieht ihn. Käufer nicht.",
  signIn: {
    page: "Anmelden",
    title: "Bei Tillside anmelden",
    act: "Anmelden",
    reasons: {
      ended: "Die Sitzung ist beendet. Nach dem Anmelden geht es dort weiter, wo sie war.",
      left: "Abgemeldet. Auf diesem Gerät bleibt nichts über Käufer.",
      connect: "Als Admin anmelden, um den Store fertig zu verbinden, dann neu autorisieren.",
      joined: "Das Konto ist bereit. Mit dem eben gewählten Passwort anmelden.",
    },
    noAccount: "Noch kein Konto? Ein Admin der Organisation kann unter Einstellungen, Personen einladen.",
    notSetUp: "Tillside ist noch nicht eingerichtet",
    notSetUpWords:
      "Den Einrichtungslink öffnen, der beim Start von Tillside ausgegeben wurde. Er endet mit einem Token, das zum ersten Admin macht.",
    haveToken: "Das Token liegt vor",
  },
  setup: {
    page: "Einrichten",
    title: "Tillside einrichten",
    words: "So entsteht der erste Admin: Er verbindet Stores und lädt die anderen ein.",
    token: "Einrichtungs-Token",
    tokenHint: "Ausgegeben beim Start von Tillside; der geöffnete Link kann es mitgebracht haben.",
    act: "Tillside anlegen",
    isSetUp: "Tillside ist schon eingerichtet",
    isSetUpWords: "Mit dem eigenen Konto anmelden oder einen Admin um eine Einladung bitten.",
    toSignIn: "Zur Anmeldung",
  },
  join: {
    page: "Beitreten",
    title: "Dem Team beitreten",
    words: (email, role) => `Eingeladen als ${role}, mit ${email}.`,
    roles: { admin: "Admin", agent: "Agent" },
    act: "Beitreten",
    over: "Diese Einladung gilt nicht mehr",
  },
};
