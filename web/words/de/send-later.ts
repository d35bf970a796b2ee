/** A reply that is to leave later, in German. */
import type { Dictionary } from "../words.ts";

export const sendLater: Dictionary["sendLater"] = {
  title: "Später senden",
  at: "Senden um",
  hint: "Es kommt stattdessen zurück, wenn der Käufer zuerst schreibt oder jemand im Seller Center antwortet.",
  there: (time, place) => `Das ist ${time} in ${place}.`,
  act: "Dann senden",
};
