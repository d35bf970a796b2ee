/** The kinds of field TikTok's objects are made of. Lenient where TikTok is loose (ids as numbers, 0 or "" for "not yet"), strict where a
 *  wrong guess would cost: an id must be there. */
import * as z from "zod";

/** Decimal ids beyond 2^53: always text. */
export const id = z.union([z.string().min(1), z.number().int().transform(String)]);

export const optionalId = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => (value && value !== "0" ? value : null));

/** Text, or null for absent and empty alike: TikTok uses both. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value || null);

/** Epoch seconds of something that has happened; null where TikTok leaves it out or sends 0. */
export const seconds = z.coerce
  .number()
  .int()
  .nullish()
  .transform((value) => value || null);

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value === true);

/** Lists may be missing or null. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);
