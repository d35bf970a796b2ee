/** TikTok’s response rate, in German. */
import type { Dictionary } from "../words.ts";

/** As exact as what is told. */
const rate = new Intl.NumberFormat("de");
const one = new Intl.NumberFormat("de", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const compliance: Dictionary["compliance"] = {
  title: "Antwortraten",
  points: "Punkte in Gefahr",
  all: "Alle Stores",
  words:
    "TikToks Antwortrate, soweit sie sich aus den Chats ablesen lässt: jeder Chat von der ersten unbeantworteten Nachricht des Käufers bis zur ersten zählenden Antwort eines Menschen. Begrüßungen, „Moment bitte“ und Antworten von Chatbots zählen nicht. Maßgeblich ist die Zahl im Seller Center.",
  none: { title: "Hier sind keine Stores", words: "Sobald Sie einen Store lesen dürfen, steht seine Rate hier." },
  store: (name) => `Antwortrate von ${name}`,
  rate: (percent) => `${rate.format(percent)} %`,
  noRate: "Noch keine Rate",
  figures: (inTime, decided, days) => `${inTime} von ${decided} Chats rechtzeitig beantwortet, letzte ${days} Tage`,
  rule: (percent, hours) => `Ziel ${percent} % innerhalb von ${hours} h`,
  weekend: "Wochenend-Chats bis Montagmittag",
  between: (worst, best) => `Endet zwischen ${rate.format(worst)} % und ${rate.format(best)} %, je nachdem, was aus den offenen Chats wird`,
  unknown: "TikToks Regel für diesen Marktplatz kennen wir nicht, darum gilt hier die strengste. Ein Admin kann sie berichtigen.",
  fine: "Nichts ist zu retten",
  save: (count, time, percent) =>
    `${count === 1 ? "Diesen Chat" : `Diese ${count}`} vor ${time} beantworten, um bei ${percent} % oder darüber zu bleiben`,
  lost: (percent) => `${percent} % sind in diesem Zeitraum nicht mehr zu halten; jede Antwort hebt die Rate trotzdem.`,
  open: (count) => `Offene Chats (${count})`,
  late: (count) => `Spät oder nie beantwortet (${count})`,
  cut: (count) => `Die ersten ${count} sind aufgeführt`,
  saves: "Rettet die Rate",
  answered: "beantwortet",
  never: "nicht beantwortet",
  due: "fällig",
  editRule: (marketplace) => `Regel für ${marketplace} bearbeiten`,
  theirs: {
    title: (name) => `Was TikTok für ${name} zählt`,
    sources: { tiktok: "TikTok", typed: "Seller Center" },
    none: {
      tiktok: "Noch nicht gefragt. TikToks eigene Zahl wird jede Nacht gelesen.",
      typed: "Nichts eingetragen. So lässt sich vergleichen, was Seller Center zeigt und was hier gezählt wird.",
    },
    rate: (percent) => `${one.format(percent)} %`,
    of: (sessions) => ` von ${sessions === 1 ? "1 Chat" : `${sessions} Chats`}`,
    nothing: "Nichts zu zählen",
    ours: (percent, chats, hours) =>
      percent === null ? "hier gibt es keine Chats dieser Tage" : `hier ${one.format(percent)} % von ${chats}, innerhalb von ${hours} h`,
    apart: (points) => (points === 0 ? "gleich" : `${one.format(Math.abs(points))} Punkte ${points > 0 ? "über" : "unter"} TikToks Zahl`),
    days: (since, until) => `${since} bis ${until}`,
    satisfied: (percent) => `${one.format(percent)} % zufrieden`,
    fast: (span) => `erste Antwort im Schnitt nach ${span}`,
    read: (source, when) => `${source === "tiktok" ? "gelesen" : "eingetragen"} ${when}`,
    ask: "TikTok jetzt fragen",
    pulled: (name) => `TikToks Zahl für ${name} wurde gelesen`,
    type: "Eintragen, was Seller Center zeigt",
    typeHint: "Die Antwortrate, wie Seller Center sie an einem Tag zeigt. Was hier für die Tage davor gezählt wird, steht daneben.",
    day: "Tag der Anzeige",
    percent: "Antwortrate, in Prozent",
    save: "Zahl speichern",
    saved: "Zahl gespeichert",
    earlier: (count) => `Frühere (${count})`,
    until: "Bis",
    source: "Von",
    theirs: "TikTok",
    we: "Hier",
    difference: "Punkte",
    signed: (points) => `${points > 0 ? "+" : points < 0 ? "−" : ""}${one.format(Math.abs(points))}`,
  },
  form: {
    title: (marketplace) => `TikToks Regel für ${marketplace}`,
    from: "Gilt ab",
    hours: "Antwortfrist, in Stunden",
    target: "Ziel, in Prozent",
    days: "Zeitraum, in Tagen",
    weekend: "Am Wochenende begonnene Chats sind Montagmittag fällig (nur wenn alle Chatbots an sind)",
    save: "Regel speichern",
    saved: (marketplace) => `Regel für ${marketplace} gespeichert. Ab ihrem Tag wird danach gerechnet.`,
    hint: "Sie gilt für jeden Store des Marktplatzes. Regeln früherer Tage bleiben, wie sie waren.",
  },
};
