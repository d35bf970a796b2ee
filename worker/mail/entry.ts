/** An e-mail as a ticket's timeline holds it, written here or received. The text is its beginning; what is longer, the formatted form and the
 *  files lie in R2, under keys the entry names. Nothing in it is trusted: whoever shows it shows text. */

export interface Correspondent {
  address: string;
  name: string;
}

export interface MailFile {
  name: string;
  /** Judged by its bytes. */
  type: string;
  bytes: number;
  key: string;
}

/** letter: a person or a shop system wrote · bounce: it could not be delivered (RFC 3464) · automatic: nobody wrote it (RFC 3834). */
export type MailNature = "letter" | "bounce" | "automatic";

/** unconfirmed: it may have left, and nobody can tell; the agent decides. */
export type MailState = "queued" | "sending" | "sent" | "failed" | "unconfirmed" | "discarded";

/** What is known of an e-mail of ours on its way. */
export interface Dispatch {
  by: string;
  byName: string;
  state: MailState;
  attempts: number;
  /** It does not leave before. Epoch milliseconds. */
  notBefore: number;
  trouble: string | null;
  /** False until D1 knows whose ticket an answer belongs to. */
  isTold: boolean;
  replyTo: string;
  /** Message-IDs of the e-mails before it, oldest first. */
  references: string[];
}

export interface MailEntry {
  kind: "email";
  /** Received: by its Message-ID. Written: chosen by the agent's browser, so that one click never becomes two e-mails. */
  id: string;
  at: number;
  from: Correspondent;
  to: Correspondent[];
  subject: string;
  text: string;
  /** The text goes on where textKey says. */
  textKey: string | null;
  htmlKey: string | null;
  files: MailFile[];
  messageId: string | null;
  nature: MailNature;
  /** The order whose buyer stands behind TikTok's relay address: that address is personal. */
  relayOf: string | null;
  /** What of the ticket's conversation it quotes. */
  shared?: { messages: number; open: boolean };
  /** Null for what was received. */
  dispatch: Dispatch | null;
}

/** What a timeline carries of a text; the rest is fetched when asked for. */
export const TEXT_SHOWN_CHARACTERS_MAX = 20_000;

type Notice = Pick<MailEntry, "id" | "at" | "from" | "subject" | "text"> & { to: Correspondent };

/** What the desk writes of its own accord, to one person: plain text that nobody's ticket keeps. */
export const writeNotice = ({ to, ...notice }: Notice): MailEntry => ({
  kind: "email",
  ...notice,
  to: [to],
  textKey: null,
  htmlKey: null,
  files: [],
  messageId: null,
  nature: "letter",
  relayOf: null,
  dispatch: null,
});
