/** Warum mit einer Bestellung oder einer Einheit etwas nicht geht: ein Satz für jeden Code, neben denen aus problems.ts. */
import type { Dictionary } from "../words.ts";

export const orderProblems: Dictionary["orderProblems"] = {
  "order-unpaid": () => "Der Käufer hat noch nicht bezahlt.",
  "order-on-hold": () => "TikTok hält die Bestellung in der ersten Stunde des Käufers zurück. Bis dahin darf nichts gepackt werden.",
  "order-not-shipped": () => "Davon wurde noch nichts versandt.",
  "order-partly-shipped": () => "Ein Teil wurde schon versandt. Wählen Sie stattdessen einzelne Einheiten.",
  "order-shipped": () => "Sie wurde schon versandt.",
  "order-cancelled": () => "Sie wurde storniert.",
  "order-by-tiktok": () => "Diese Bestellung versendet TikToks eigenes Lager. Hier ist nichts zu tun.",
  "order-status-unknown": ({ status }) => `TikTok nennt sie „${status}“, ein Wort, das wir nicht kennen. Sehen Sie im Seller Center nach.`,
  "order-cancel-asked": () => "Der Käufer bittet um Stornierung. Beantworten Sie das zuerst.",
  "order-cancelling": () => "Ihre Stornierung liegt bei TikTok und ist noch nicht beantwortet.",
  "order-no-request": () => "Der Käufer hat nicht um Stornierung gebeten.",
  "order-one-unit": () => "Es ist nur noch eine Einheit übrig.",
  "order-part-market": ({ marketplace }) =>
    `Einen Teil einer Bestellung lässt TikTok nur in den USA und in Großbritannien stornieren, nicht in ${marketplace}. Stornieren Sie sie ganz.`,
  "order-held": () => "Sie ist schon zurückgestellt.",
  "order-not-held": () => "Niemand hat sie zurückgestellt.",
  "stock-elsewhere": () => "Der Bestand dieses Stores wird nicht hier geführt. Ein Admin kann das auf der Seite des Stores ändern.",
  "line-pending": () => "TikTok hat diese Einheit noch nicht freigegeben.",
  "line-cancelling": () => "Ihre Stornierung liegt bei TikTok und ist noch nicht beantwortet.",
  "line-shipped": () => "Diese Einheit wurde schon versandt.",
  "line-cancelled": () => "Diese Einheit wurde storniert.",
};
