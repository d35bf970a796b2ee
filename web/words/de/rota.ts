/** Settings, Teams: who works together, whose turn it is; and being here or away, in German. */
import type { Dictionary } from "../words.ts";

export const rota: Dictionary["rota"] = {
  title: "Teams",
  words:
    "Ein Ticket kann bei einem Team stehen wie bei einer Person. In einem Team zu sein, lässt niemanden mehr sehen: Das bestimmt sich unter Personen, Store für Store.",
  fresh: "Neues Team",
  none: "Noch gibt es kein Team. Eines für alle anlegen, die dieselben Tickets beantworten, und ihm dann auf der Seite eines Stores dessen neue Tickets geben.",
  edit: (name) => `${name} bearbeiten`,
  noMembers: "Niemand ist darin",
  everyStore: "Jeder Store, auch spätere",
  form: {
    name: "Name",
    members: "Wer darin ist",
    membersHint: "Sie bekommen seine Tickets der Reihe nach, solange sie da sind, Platz haben und im Store antworten dürfen.",
    stores: "Arbeitet für",
    someStores: "Einige Stores",
    create: "Team anlegen",
    save: "Team speichern",
    saved: (name) => `Team ${name} gespeichert`,
    drop: "Team auflösen",
    dropped: (name) => `Team ${name} ist aufgelöst`,
  },
  drop: {
    title: (name) => `${name} auflösen?`,
    words:
      "Tickets, die bei ihm stehen, behalten seinen Namen, und wer welche hat, behält sie. Stores, die ihm ihre neuen Tickets gaben, geben sie niemandem.",
    keep: "Team behalten",
  },
  desk: {
    title: "Reihum",
    cap: "Tickets zu tun, die eine Person höchstens bekommt",
    capHint: "Über alle Stores gezählt. Leer: so viele, wie kommen. Was jemand selbst übernimmt, wird nie verweigert.",
    handBack: "Wer abwesend ist",
    handBackHint: "Tickets zu tun, sofern die Person unter „Meine Einstellungen“ nichts anderes gewählt hat.",
    replyTakes: "Wer ein Ticket beantwortet, das niemand hat, übernimmt es",
    save: "Verteilung speichern",
    saved: "Die Verteilung ist gespeichert",
  },
  ways: {
    team: "gibt sie den Nächsten im Team",
    nobody: "lässt sie allen offen",
    keep: "behält sie",
  },
  people: {
    title: "Bei der Arbeit",
    here: "Da",
    away: "Abwesend",
    open: (count) => `${count} zu tun`,
    cap: (name) => `Tickets, die ${name} höchstens bekommt`,
    most: "höchstens",
    saved: (name, cap) => (cap === null ? `${name} bekommt so viele, wie Tillside zulässt` : `${name} bekommt höchstens ${cap}`),
  },
  atWork: {
    title: "Bei der Arbeit",
    here: "Da",
    away: "Abwesend",
    load: (open, cap) => (cap === null ? `${open} zu tun` : `${open} von ${cap} zu tun`),
    after: {
      team: "eigene Tickets gehen an die Nächsten im Team",
      nobody: "eigene Tickets stehen allen offen",
      keep: "eigene Tickets bleiben",
    },
    handing: (done, total) => `${done} von ${total} zurückgegeben`,
    nowHere: "Wieder da. Tickets kommen wieder der Reihe nach.",
    nowAway: {
      team: "Abwesend. Die eigenen Tickets gehen an die Nächsten im Team.",
      nobody: "Abwesend. Die eigenen Tickets stehen allen offen.",
      keep: "Abwesend. Die eigenen Tickets bleiben, neue kommen nicht.",
    },
  },
};
