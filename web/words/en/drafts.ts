/** What colleagues have begun to write in a ticket. */
export const drafts = {
  by: (name: string) => `Draft by ${name}:`,
  noteBy: (name: string) => `Draft of a note by ${name}:`,
  take: "Take over",
};
