/** What costs a shop points next. */
export const points = {
  title: "What costs points next",
  short: "Points next",
  words:
    "Every moment from which TikTok counts something against a shop, of all stores, the soonest first: chats, parcels to ship and to be scanned, and what buyers ask back.",
  rates: "Response rates",
  when: { next: "Coming", late: "Passed" },
  whenLabel: "When",
  all: "Everything",
  kinds: { chat: "Chats", dispatch: "To ship", collection: "Carrier scan", cancellation: "Cancel requests", return: "Returns" },
  kind: { chat: "Chat", dispatch: "Ship", collection: "Scan", cancellation: "Cancel request", return: "Return" },
  most: (count: string) => `${count}+`,
  none: {
    next: { title: "Nothing comes due", words: "No chat, parcel or request waits for anybody." },
    late: { title: "Nothing has passed", words: "Everything that could cost points was done in time." },
  },
  list: "Deadlines",
  more: "Show more",
  order: (id: string) => `Order ${id}`,
  todo: {
    reply: "Reply",
    ship: "Ship it",
    review: "Clear the review",
    release: "Release it",
    wait: "Wait for TikTok’s hold",
    "hand-over": "Have it scanned",
    answer: "Answer",
  },
  costs: {
    response: (percent: number, hours: number) => `Response rate: ${percent} % within ${hours} h`,
    lateDispatch: (percent: number) => `Late dispatch rate: at most ${percent} %`,
    lateCollection: "Late collection; TikTok cancels later",
    granted: "Silence is a yes",
    grantedFor: (amount: string) => `Silence is a yes: ${amount} back`,
  },
};
