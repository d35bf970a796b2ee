/** What people type of themselves and of what they name: e-mail addresses, new passwords, names. Pure. */
import * as z from "zod";

export const PASSWORD_CHARACTERS_MIN = 12;
export const PASSWORD_CHARACTERS_MAX = 128;
/** Of people and stores, as the desk keeps them. */
export const EMAIL_CHARACTERS_MAX = 200;

export const emailAddress = z
  .email()
  .max(EMAIL_CHARACTERS_MAX)
  .transform((value) => value.toLowerCase());

export const newPassword = z.string().min(PASSWORD_CHARACTERS_MIN).max(PASSWORD_CHARACTERS_MAX);

/** Equal where two names are the same to people: SQLite compares ASCII letters only. */
export const asRead = (name: string) => name.normalize("NFKC").toLocaleLowerCase("en");
