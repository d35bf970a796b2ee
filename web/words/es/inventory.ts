/** Items, listings and where items stand, in Spanish. */
import type { Dictionary } from "../words.ts";

export const inventory: Dictionary["inventory"] = {
  title: "Inventario",
  tabs: {
    items: "Artículos",
    listings: "Publicaciones",
  },
};
