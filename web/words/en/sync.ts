/** Work that could not be done after many tries, in words. */
export const sync = {
  title: "Dead letters",
  words:
    "Work that failed again and again was put here, so that nothing is lost silently. Everything is also looked for again by the regular checks; replaying only makes it sooner.",
  none: { title: "Nothing is here", words: "All work was done, or is still being tried." },
  replay: "Start again",
  replayed: "Started again. It comes back here if it fails once more.",
  failed: "Given up",
  jobs: {
    notified: "Take up TikTok’s notice",
    "begin-store": "Begin to follow the store",
    "pull-orders": "Fetch orders",
    "pull-conversation": "Fetch a conversation",
    "pull-product": "Fetch a product",
    "reconcile-orders": "Check orders against TikTok",
    "sweep-conversations": "Look for new messages",
    "backfill-orders": "Bring in past orders",
    "backfill-products": "Bring in products",
    "backfill-conversations": "Bring in past conversations",
    "tend-authorization": "Renew the authorization",
    "wake-rooms": "Wake tickets",
    "rules-due": "Ask the rules about a ticket",
    "rule-trial": "Rehearse a rule",
    "recompute-clocks": "Count open tickets by a changed promise",
  } as Record<string, string>,
  unknown: (name: string) => `Work of the kind ${name}`,
  about: (count: number) => `${count} ${count === 1 ? "thing" : "things"}`,
};
