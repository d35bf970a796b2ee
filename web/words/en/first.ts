/** What the first page says, in one file, since all of it is wanted at once. In English. */
export { frame } from "./frame.ts";
export { labels } from "./labels.ts";
export { mailbox } from "./mailbox.ts";
