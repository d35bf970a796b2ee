/** A reply that is to leave later. */
export const sendLater = {
  title: "Send later",
  at: "Send at",
  hint: "It comes back to you instead if the buyer writes first, or somebody answers in Seller Center.",
  there: (time: string, place: string) => `That is ${time} in ${place}.`,
  act: "Send then",
};
