/** What an agent's e-mail may be. The limits leave room under those of Cloudflare Email Service: 5 MiB for the whole message, files swell by
 *  a third on the way, and a subject of 998 characters (https://developers.cloudflare.com/email-service/platform/limits/). */
import * as z from "zod";

export const SUBJECT_CHARACTERS_MAX = 250;
/** RFC 5321, section 4.5.3.1.3: a path of 256 with its brackets. */
export const RECEIVER_CHARACTERS_MAX = 254;
export const MAIL_CHARACTERS_MAX = 50_000;
export const FILES_MAX = 10;
export const FILES_BYTES_MAX = 3 * 1024 * 1024;
export const FILE_NAME_CHARACTERS_MAX = 120;

export const QUOTED_ENTRIES_MAX = 200;

/** The ticket's conversation for somebody outside. */
export const mailQuote = z.object({
  entries: z.array(z.string().max(120)).min(1).max(QUOTED_ENTRIES_MAX),
  /** True: with all that tells who the buyer is. */
  open: z.boolean().default(false),
});
export type MailQuote = z.infer<typeof mailQuote>;

export const mailDraft = z.object({
  id: z.string().regex(/^[\w-]{8,40}$/),
  /** To an address, or to the buyer of an order by the address TikTok lends them. */
  to: z.union([z.object({ address: z.email().max(RECEIVER_CHARACTERS_MAX) }), z.object({ order: z.string().regex(/^\d{6,30}$/) })]),
  subject: z
    .string()
    .trim()
    .min(1)
    .max(SUBJECT_CHARACTERS_MAX)
    .regex(/^[^\r\n]*$/),
  text: z.string().trim().min(1).max(MAIL_CHARACTERS_MAX),
  files: z.array(z.string().max(120)).max(FILES_MAX).default([]),
  quote: mailQuote.nullable().default(null),
});
export type MailDraft = z.infer<typeof mailDraft>;
