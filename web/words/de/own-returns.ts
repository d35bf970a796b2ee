/** Returns made by hand on orders that TikTok ships, in German. */
import type { Dictionary } from "../words.ts";

export const ownReturns: Dictionary["ownReturns"] = {
  begunBy: (person) => `Angelegt von ${person}`,
  apart:
    "Hier angelegt: TikTok versendet diese Bestellung, gibt keine Adresse des Käufers weiter und weiß nichts von dieser Retoure. Von TikTok eröffnete Retouren stehen getrennt davon.",
  card: {
    one: "Hier angelegte Retoure",
    title: "Hier angelegte Retouren",
    why: "TikTok eröffnet selbst eine Retoure, wenn der Käufer sie in der App verlangt. Wo das nicht geschieht, lässt sich hier eine anlegen.",
  },
  begin: {
    open: "Retoure anlegen",
    title: (order) => `Retoure zu Bestellung …${order}`,
    why: "TikTok gibt bei Bestellungen, die es selbst versendet, keine Angaben des Käufers weiter. Eine hier angelegte Retoure braucht sie deshalb vom Kunden.",
    reason: "Grund der Rückgabe",
    reasonHint: "Für Kollegen; weder TikTok noch der Käufer sieht ihn.",
    noReason: "Einen Grund der Rückgabe angeben.",
    told: "Der Kunde hat seine Angaben schon mitgeteilt",
    later: "Sie lassen sich danach erfragen und eintragen.",
    act: "Retoure anlegen",
  },
  details: {
    fields: {
      name: "Vor- und Nachname",
      lines: "Straße und Hausnummer",
      postalCode: "Postleitzahl",
      city: "Ort",
      region: "Bundesland oder Region",
      country: "Land",
      phone: "Telefon",
      email: "E-Mail",
    },
    countryHint: "Zwei Buchstaben, wie DE",
    missing: (field) => `Es fehlt noch: ${field}.`,
    country: "Das Land hat zwei Buchstaben, wie DE.",
    reach: "Ein Versanddienst braucht eine Telefonnummer oder eine E-Mail-Adresse.",
  },
  customer: {
    title: "Versandangaben des Käufers",
    hidden: "Sie liegen vor. Um sie zu sehen, braucht es das Recht, Empfänger dieses Stores zu sehen.",
    source: "Vom Kunden",
    typed: (person) => `Eingetragen von ${person},`,
    until: "Wird von selbst gelöscht am",
    gone: "Die Angaben wurden gelöscht.",
    night: "Von selbst",
    missing: "Noch nicht bekannt. TikTok verbirgt sie bei dieser Bestellung, nur der Kunde kann sie nennen.",
    asked: (person) => `${person} hat eine Anfrage an den Kunden geöffnet am`,
    ask: "Kunden fragen",
    type: "Eintragen",
    change: "Ändern",
    purge: "Angaben löschen",
    purgeSure: "Die Angaben werden endgültig gelöscht. Die Retoure bleibt, und das Protokoll nennt, wer sie gelöscht hat.",
    typeHint: "Liegt nur bei dieser Retoure, nie in der Bestellung. Gekennzeichnet als vom Kunden, mit Ihrem Namen.",
    save: "Angaben speichern",
  },
  end: {
    title: "Abschluss",
    words: "Wenn nichts mehr zu erwarten ist. Die Angaben des Käufers werden 30 Tage danach gelöscht.",
    act: "Retoure abschließen",
    over: (person) => `Abgeschlossen von ${person}`,
  },
};
