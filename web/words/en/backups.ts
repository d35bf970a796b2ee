/** Backups: the recovery key, when they are made, what became of them, how a desk is brought back. */
import type { Facts } from "../../api.ts";

const problems: Record<string, (facts: Facts) => string> = {
  "recovery-key-missing": () => "Make a recovery key first: without one nobody could ever read the backup.",
  "backup-under-way": () => "A backup is being written. Wait for it, or stop it.",
  "backup-missing": () => "This backup is no longer there.",
  "bulk-not-now": () => "This backup is not whole.",
  "restore-not-empty": () => "This desk is in use. A backup is restored into an empty one only. Nothing was changed.",
  "restore-not-begun": () => "Another backup is being restored here, or this one is in already. Nothing was changed.",
  "restore-schema-older": ({ schema, own }) =>
    `This backup was made by an older version (${schema}; this desk is at ${own}). Deploy that version into an empty account, restore there, then deploy the newest: it brings the data along. Nothing was changed.`,
  "restore-schema-newer": ({ schema, own }) =>
    `This backup was made by a newer version (${schema}; this desk is at ${own}). Deploy that version first. Nothing was changed.`,
  "restore-unknown-table": ({ table }) => `The desk knows nothing of the table ${table} in this backup.`,
  "restore-rows-missing": ({ table }) => `Rows of ${table} did not arrive. Run the restore again.`,
};

export const backups = {
  title: "Backups",
  words:
    "Everything the desk holds, as one encrypted file: orders, tickets, notes, files, stock, settings, people. Nobody can read it without the recovery key, not even this desk.",
  key: {
    title: "Recovery key",
    none: "A backup holds your buyers’ data, so it is encrypted for a key that you alone keep. Make it once, write it down, and keep it apart from the backups.",
    made: "Made",
    words: "Backups are encrypted for it. If it is lost, make another one: earlier backups still need the earlier key.",
    make: "Make a recovery key",
    again: "Make another key",
    shown: "It is shown only now and is kept nowhere. Write it down or put it into your password safe before you leave this page.",
    label: "Recovery key",
    kept: "I have kept it",
  },
  schedule: {
    title: "By itself",
    weekly: "Make a backup every week, at night",
    kept: "How many are kept",
    keptHint: "Older ones are deleted by night.",
    next: "Next one",
    saved: "Saved.",
  },
  list: {
    title: "Made so far",
    begin: "Back up now",
    none: "No backup was made yet.",
    byClock: "by itself",
    holds: (rows: string, rooms: string, files: string) => `Rows: ${rows}, rooms: ${rooms}, files: ${files}`,
    earlierKey: "needs an earlier recovery key",
    states: { writing: "Being written", done: "Done", stopped: "Stopped", failed: "Failed", forgotten: "Deleted" },
    stop: "Stop",
    open: "Download",
  },
  how: {
    title: "How to bring a desk back",
    steps: [
      "Deploy the same version into an empty account with the same SEAL_KEYS. With other keys everything comes back but the consent of your stores and other secrets, which are given anew.",
      "Download the backup, and take the old desk off the air: two desks on one shop would both answer its buyers.",
      "Run: npm run restore -- FILE --to ADDRESS. It asks for the recovery key and for the setup token of the empty desk, reads the whole file first, and refuses one in which a single bit has changed. Cut off, it goes on when run again.",
      "Everybody signs in anew. What TikTok did since is fetched by the next sweep; replies that were on their way are shown as unconfirmed; rules’ timers, bulk jobs and balancing wait for somebody to start them.",
    ],
    moment:
      "A backup that is made while people work holds each table, ticket and file as it was when its turn came. Counts are made anew when it is restored.",
  },
  problems,
};
