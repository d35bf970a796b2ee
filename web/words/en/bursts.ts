/** Many buyers who ask the same. */
export const bursts = {
  /** `isRead`: somebody has read what they ask; else only their orders are alike. */
  says: (count: string, isRead: boolean) => (isRead ? `${count} tickets say the same:` : `${count} tickets are about the same:`),
  orders: { waiting: "Order not sent yet", shipped: "Order on its way", delivered: "Order delivered" },
  ordered: (day: string) => `orders of ${day}`,
  carrier: (carrier: string, day: string) => `${carrier}, handed over on ${day}`,
  asked: (day: string) => `asked on ${day}`,
  look: "Look",
  answer: "Answer all",
  dismiss: "Do not show this to me again",
  filter: "The same",
  tickets: (count: string) => (count === "1" ? "1 ticket" : `${count} tickets`),
  over: "is over",
  suggest: "Suggest a reply for all",
  suggested: "Put into the field. Nothing is sent until you have seen each one.",
  wroteOn: "You wrote on meanwhile, so your words stay. Ask again to have a suggestion in their place.",
  blocked: (words: string) => `It stated ${words}, which no fact bears out. Ask again.`,
  oneOf: (count: string) => `One of ${count} like it`,
};
