/** The report of the desk's own work. */
export const service = {
  speeds: {
    title: "How long it took",
    what: "Time until",
    rows: { first: "First reply", next: "Next reply", resolved: "Resolved" },
    count: "Counted",
    median: "Median",
    p90: "90 % within",
    openMedian: "Median, open hours",
    openP90: "90 % within, open hours",
    beforeMedian: "Median before",
    means:
      "From the oldest unanswered message to the first person’s reply that TikTok took, and from the first words to “resolved”. Counted to the minute below an hour, to five minutes below a day, to the hour beyond. Open hours are those of the store’s calendar when it happened; without one, around the clock.",
  },
  figures: {
    opened: {
      name: "New tickets",
      means:
        "Tickets whose first message of the buyer came in these days. Spam, e-mail and what was written before a store was connected are in no number.",
    },
    asked: { name: "Messages of buyers", means: "Every message a buyer wrote in chat in these days." },
    replies: {
      name: "Replies by people",
      means: "Replies TikTok took in these days, here and in Seller Center. What rules and robots wrote is counted apart.",
    },
    first: {
      name: "First reply, median",
      means:
        "Half of the first replies of these days came no later than this after the buyer’s first unanswered message. By the calendar; open hours stand below.",
    },
    next: {
      name: "Next reply, median",
      means: "As above, of every reply after the first that ended a wait.",
    },
    resolved: {
      name: "Resolved",
      means: "Tickets resolved in these days, by a person, a rule or the desk itself. One that came back counts each time.",
    },
    reopened: { name: "Reopened", means: "Tickets reopened in these days, divided by tickets resolved in them." },
    single: {
      name: "One reply was enough",
      means:
        "Of the tickets resolved in these days, those that had one reply by a person and were not reopened since. It falls when one of them comes back.",
    },
    kept: {
      name: "Promises kept",
      means:
        "Promises of these days that were kept, divided by kept and broken ones. A kept one counts on the day of the reply, a broken one on the day it was due.",
    },
    auto: {
      name: "Automatic",
      means: "What rules, auto-replies and TikTok’s robots wrote, divided by all that was written to buyers in these days.",
    },
    templated: {
      name: "From templates",
      means: "Replies by people in which a sentence of a template stands, divided by all of them. Replies from Seller Center are none.",
    },
  },
  perDay: { opened: "New tickets", asked: "Messages", replies: "Replies", resolved: "Resolved" },
  heat: {
    title: "When buyers write",
    caption: "By weekday and hour of the store",
    shows: "What the map shows",
    messages: "Messages",
    tickets: "New tickets",
    weekday: "Weekday",
    cell: (day: string, hour: string, count: string) => `${day}, ${hour}: ${count}`,
    empty: "Nobody wrote in these days.",
    unlisted: "An hour of many weeks has no list of its own. The messages of these days do.",
    openList: "Their list",
  },
  promises: {
    title: "Promises",
    what: "Promise",
    rows: { first: "First reply", next: "Next reply", resolution: "Resolution" },
    kept: "Kept",
    missed: "Broken",
    share: "Kept of all",
    rates: "What TikTok scores stands under Rates",
  },
  byStore: { title: "By store", store: "Store", rate: "TikTok’s response rate" },
  agents: {
    title: "By person",
    person: "Person",
    replies: "Replies",
    resolved: "Resolved",
    next: "Next reply, median",
    reopened: "Came back",
    means: "A reply belongs to whoever sent it, a ticket that came back to whoever had resolved it. Rules and robots are nobody.",
    elsewhere: (count: number) =>
      count === 1
        ? "1 reply was written in Seller Center: TikTok does not say by whom."
        : `${count} replies were written in Seller Center: TikTok does not say by whom.`,
    none: "Nobody has replied in these days.",
    gone: "Somebody who is gone",
  },
  templates: {
    title: "Templates",
    template: "Template",
    used: "In replies",
    edited: "Changed",
    share: "Changed of all",
    means: "A template counts where a sentence of it is in the reply. Changed: the reply is not the template alone, word for word.",
    none: "No reply of these days came from a template.",
    gone: "A template that is gone",
  },
  backlog: {
    title: "Waiting now",
    words: "Tickets in To do whose buyer waits for an answer at this moment, whatever days are chosen.",
    waiting: (count: number) => (count === 1 ? "1 ticket waits" : `${count} tickets wait`),
    ages: (median: string, oldest: string) => `Half of them for ${median} or less, the oldest for ${oldest}.`,
    none: "Nobody waits.",
    age: "Waiting for",
    tickets: "Tickets",
    upTo: (span: string) => `less than ${span}`,
    over: (span: string) => `${span} and more`,
    cut: (most: number) => `Of each store, ${most} were looked at.`,
    open: "Open To do",
  },
  list: {
    back: "The report",
    of: {
      opened: "New tickets",
      asked: "Messages of buyers",
      replies: "Replies by people",
      first: "First replies",
      next: "Next replies",
      auto: "Automatic messages",
      resolved: "Resolved",
      single: "Resolved by one reply",
      reopened: "Reopened",
      templated: "Replies from templates",
      edited: "Replies from changed templates",
      "kept-first": "First replies in time",
      "kept-next": "Next replies in time",
      "kept-resolution": "Resolved in time",
      "missed-first": "First replies that were late",
      "missed-next": "Next replies that were late",
      "missed-resolution": "Resolutions that were late",
    },
    by: (person: string) => `by ${person}`,
    from: (template: string) => `from “${template}”`,
    cut: (most: number) => `The newest ${most} are shown. Fewer days or one store show the rest.`,
    none: { title: "Nothing here", words: "In these days there was none." },
    took: (span: string) => `after ${span}`,
    states: { open: "Open", snoozed: "Snoozed", resolved: "Resolved", spam: "Spam" },
  },
};
