/** The report of the desk's own work, in German. */
import type { Dictionary } from "../words.ts";

export const service: Dictionary["insights"]["service"] = {
  speeds: {
    title: "Wie lange es dauerte",
    what: "Zeit bis",
    rows: { first: "Erste Antwort", next: "Folgeantwort", resolved: "Erledigt" },
    count: "Gezählt",
    median: "Median",
    p90: "90 % binnen",
    openMedian: "Median, Öffnungszeit",
    openP90: "90 % binnen, Öffnungszeit",
    beforeMedian: "Median zuvor",
    means:
      "Von der ältesten unbeantworteten Nachricht bis zur ersten Antwort eines Menschen, die TikTok angenommen hat, und von den ersten Worten bis „erledigt“. Unter einer Stunde auf die Minute gezählt, unter einem Tag auf fünf Minuten, darüber auf die Stunde. Öffnungszeit ist die des Kalenders, den der Store zu dem Zeitpunkt hatte; ohne Kalender rund um die Uhr.",
  },
  figures: {
    opened: {
      name: "Neue Tickets",
      means:
        "Tickets, deren erste Nachricht des Käufers in diese Tage fällt. Spam, E-Mails und was vor dem Verbinden eines Stores geschrieben wurde, stehen in keiner Zahl.",
    },
    asked: { name: "Nachrichten von Käufern", means: "Jede Nachricht, die ein Käufer in diesen Tagen im Chat geschrieben hat." },
    replies: {
      name: "Antworten von Menschen",
      means:
        "Antworten, die TikTok in diesen Tagen angenommen hat, von hier und aus dem Seller Center. Was Regeln und Chatbots schrieben, zählt eigens.",
    },
    first: {
      name: "Erste Antwort, Median",
      means:
        "Die Hälfte der ersten Antworten dieser Tage kam höchstens so lange nach der ersten unbeantworteten Nachricht. Nach dem Kalender; die Öffnungszeit steht unten.",
    },
    next: { name: "Folgeantwort, Median", means: "Wie zuvor, von jeder Antwort nach der ersten, die ein Warten beendet hat." },
    resolved: {
      name: "Erledigt",
      means: "In diesen Tagen erledigte Tickets, durch einen Menschen, eine Regel oder Tillside selbst. Was zurückkam, zählt jedes Mal.",
    },
    reopened: { name: "Wieder geöffnet", means: "In diesen Tagen wieder geöffnete Tickets, geteilt durch die darin erledigten." },
    single: {
      name: "Eine Antwort genügte",
      means:
        "Von den in diesen Tagen erledigten Tickets jene, die genau eine Antwort eines Menschen hatten und seither nicht wieder geöffnet wurden. Der Anteil sinkt, wenn eines davon zurückkommt.",
    },
    kept: {
      name: "Zusagen gehalten",
      means:
        "Gehaltene Zusagen dieser Tage, geteilt durch gehaltene und gebrochene. Eine gehaltene zählt am Tag der Antwort, eine gebrochene am Tag, an dem sie fällig war.",
    },
    auto: {
      name: "Automatisch",
      means:
        "Was Regeln, automatische Antworten und TikToks Chatbots schrieben, geteilt durch alles, was Käufern in diesen Tagen geschrieben wurde.",
    },
    templated: {
      name: "Aus Vorlagen",
      means:
        "Antworten von Menschen, in denen ein Satz einer Vorlage steht, geteilt durch alle. Antworten aus dem Seller Center gehören nicht dazu.",
    },
  },
  perDay: { opened: "Neue Tickets", asked: "Nachrichten", replies: "Antworten", resolved: "Erledigt" },
  heat: {
    title: "Wann Käufer schreiben",
    caption: "Nach Wochentag und Stunde des Stores",
    shows: "Was die Karte zeigt",
    messages: "Nachrichten",
    tickets: "Neue Tickets",
    weekday: "Wochentag",
    cell: (day, hour, count) => `${day}, ${hour}: ${count}`,
    empty: "In diesen Tagen hat niemand geschrieben.",
    unlisted: "Eine Stunde vieler Wochen hat keine eigene Liste. Diese Tage im Ganzen haben eine.",
    openList: "Zur Liste",
  },
  promises: {
    title: "Zusagen",
    what: "Zusage",
    rows: { first: "Erste Antwort", next: "Folgeantwort", resolution: "Erledigung" },
    kept: "Gehalten",
    missed: "Gebrochen",
    share: "Gehalten von allen",
    rates: "Was TikTok bewertet, steht unter Antwortraten",
  },
  byStore: { title: "Nach Store", store: "Store", rate: "TikToks Antwortrate" },
  agents: {
    title: "Nach Person",
    person: "Person",
    replies: "Antworten",
    resolved: "Erledigt",
    next: "Folgeantwort, Median",
    reopened: "Zurückgekommen",
    means:
      "Eine Antwort gehört der Person, die sie gesendet hat, ein zurückgekommenes Ticket der, die es erledigt hatte. Regeln und Chatbots sind niemand.",
    elsewhere: (count) =>
      count === 1
        ? "1 Antwort wurde im Seller Center geschrieben: TikTok sagt nicht, von wem."
        : `${count} Antworten wurden im Seller Center geschrieben: TikTok sagt nicht, von wem.`,
    none: "In diesen Tagen hat niemand geantwortet.",
    gone: "Jemand, der nicht mehr da ist",
  },
  templates: {
    title: "Vorlagen",
    template: "Vorlage",
    used: "In Antworten",
    edited: "Geändert",
    share: "Geändert von allen",
    means:
      "Eine Vorlage zählt, wenn ein Satz von ihr in der Antwort steht. Geändert: Die Antwort ist nicht Wort für Wort die Vorlage allein.",
    none: "Keine Antwort dieser Tage kam aus einer Vorlage.",
    gone: "Eine Vorlage, die es nicht mehr gibt",
  },
  backlog: {
    title: "Wartet gerade",
    words: "Tickets unter „Zu tun“, deren Käufer in diesem Augenblick auf eine Antwort wartet, gleich welche Tage gewählt sind.",
    waiting: (count) => (count === 1 ? "1 Ticket wartet" : `${count} Tickets warten`),
    ages: (median, oldest) => `Die Hälfte davon seit höchstens ${median}, das älteste seit ${oldest}.`,
    none: "Niemand wartet.",
    age: "Wartet seit",
    tickets: "Tickets",
    upTo: (span) => `weniger als ${span}`,
    over: (span) => `${span} und mehr`,
    cut: (most) => `Von jedem Store wurden ${most} angesehen.`,
    open: "„Zu tun“ öffnen",
  },
  list: {
    back: "Zum Bericht",
    of: {
      opened: "Neue Tickets",
      asked: "Nachrichten von Käufern",
      replies: "Antworten von Menschen",
      first: "Erste Antworten",
      next: "Folgeantworten",
      auto: "Automatische Nachrichten",
      resolved: "Erledigt",
      single: "Mit einer Antwort erledigt",
      reopened: "Wieder geöffnet",
      templated: "Antworten aus Vorlagen",
      edited: "Antworten mit geändertem Vorlagentext",
      "kept-first": "Rechtzeitige erste Antworten",
      "kept-next": "Rechtzeitige Folgeantworten",
      "kept-resolution": "Rechtzeitig erledigt",
      "missed-first": "Verspätete erste Antworten",
      "missed-next": "Verspätete Folgeantworten",
      "missed-resolution": "Verspätet erledigt",
    },
    by: (person) => `von ${person}`,
    from: (template) => `aus „${template}“`,
    cut: (most) => `Gezeigt werden die neuesten ${most}. Weniger Tage oder ein einzelner Store zeigen den Rest.`,
    none: { title: "Hier ist nichts", words: "In diesen Tagen gab es nichts davon." },
    took: (span) => `nach ${span}`,
    states: { open: "Offen", snoozed: "Zurückgestellt", resolved: "Erledigt", spam: "Spam" },
  },
};
