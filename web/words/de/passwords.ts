/** Forgotten passwords, and the password that is asked for again, in German. */
import type { Dictionary } from "../words.ts";

export const passwords: Dictionary["passwords"] = {
  forgotten: "Passwort vergessen?",
  page: "Neues Passwort",
  ask: {
    title: "Ein Link für ein neues Passwort",
    words:
      "Die Adresse eingeben, mit der Sie sich anmelden. Gehört sie jemandem hier, kommt ein Link per E-Mail; er gilt einmal, eine Stunde lang.",
    act: "Link senden",
    sent: "Sehen Sie in Ihre E-Mails",
    sentWords: "Gehört die Adresse jemandem hier, ist der Link unterwegs. Nach einigen Minuten nichts da? Fragen Sie einen Admin.",
  },
  noMail: {
    title: "Einen Admin um einen Link bitten",
    words:
      "Von hier gehen keine E-Mails aus. Ein Admin macht Ihnen einen Link unter Einstellungen, Personen. Der letzte Admin bekommt einen vom Betreiber von Tillside.",
  },
  set: {
    title: "Ein neues Passwort wählen",
    words: (name, email) => `Für ${name}, ${email}. Alle Sitzungen enden; angemeldet wird mit dem neuen.`,
    act: "Passwort setzen",
    over: "Dieser Link gilt nicht mehr",
    done: "Das Passwort ist gesetzt",
    doneWords: "Melden Sie sich damit an.",
  },
  back: "Zur Anmeldung",
  again: { password: "Ihr Passwort", hint: "Noch einmal gefragt, damit es niemand anderes an Ihrem Platz tut.", go: "Weiter" },
  end: {
    title: (browser) => `${browser} beenden?`,
    othersTitle: "Alle anderen Sitzungen beenden?",
    words: "Wer dort sitzt, ist sofort abgemeldet.",
    others: "Alle anderen beenden",
  },
  give: {
    act: "Link für ein neues Passwort",
    title: (name) => `Ein Link, mit dem ${name} ein neues Passwort setzt`,
    words:
      "Für den Fall, dass es vergessen ist. Vergewissern Sie sich, dass wirklich diese Person fragt: Wer den Link hat, setzt das Passwort. Nach einem zweiten Faktor wird trotzdem gefragt.",
    link: "Link zum neuen Passwort",
    hint: (name, until) => `Geben Sie ihn ${name} selbst: Er wird nur jetzt gezeigt, gilt einmal und bis ${until}.`,
  },
};
