/** Which stores a question is about, as its address names them. Pure: whether one may see them is the question's own business. */
import * as z from "zod";

const STORE_LIST_CHARACTERS_MAX = 2_000;

/** Ids between commas; absent or empty: every store one may read. */
export const storeList = z
  .string()
  .max(STORE_LIST_CHARACTERS_MAX)
  .optional()
  .transform((text) => (text ? text.split(",") : null));
