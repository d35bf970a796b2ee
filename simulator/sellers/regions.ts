// The markets TikTok Shop serves and what differs between them: currency, zone, the remorse hour, who may mark parcels as shipped.
// Refuses to be a gazetteer; places and people to invent addresses from stand in buyers/places.ts.

export interface Region {
  code: string;
  country: string;
  currency: string;
  timeZone: string;
  dial: string;
  locale: string;
  /** Shops of the United States belong to their own Partner Center; everything else is ROW. */
  center: "US" | "ROW";
  /** Whether a paid order rests an hour during which the buyer may cancel freely. */
  holds: boolean;
  /** Whether Mark Package As Shipped may be called here (else 21008106). */
  marksShipped: boolean;
  /** Whether a local order has its package before it is shipped. */
  packsEarly: boolean;
  /** Whether a parcel of TikTok Shipping gets its label by buying a service; elsewhere a package that exists is shipped. */
  buysLabels: boolean;
  /** Whether a local seller may put units of one SKU into different parcels. */
  splitsUnits: boolean;
  /** Whether labels come as ZPL too. */
  printsZpl: boolean;
}

const row = (
  code: string,
  country: string,
  currency: string,
  timeZone: string,
  dial: string,
  locale: string,
  more: Partial<Region> = {},
): Region => ({
  code,
  country,
  currency,
  timeZone,
  dial,
  locale,
  center: "ROW",
  holds: true,
  marksShipped: false,
  packsEarly: true,
  buysLabels: false,
  splitsUnits: false,
  printsZpl: false,
  ...more,
});

const OWN_CARRIER = { marksShipped: true, splitsUnits: true };
const LABELS = { ...OWN_CARRIER, buysLabels: true };
const ZPL = { printsZpl: true };

/** Developer docs, "Regions": sixteen markets, and four announced in 2026 that follow the rules of the EU here. */
const REGIONS: Record<string, Region> = Object.fromEntries(
  [
    row("US", "United States", "USD", "America/Los_Angeles", "+1", "en", { ...LABELS, center: "US", packsEarly: false }),
    row("GB", "United Kingdom", "GBP", "Europe/London", "+44", "en-GB", { ...LABELS, packsEarly: false }),
    row("DE", "Germany", "EUR", "Europe/Berlin", "+49", "de-DE", OWN_CARRIER),
    row("FR", "France", "EUR", "Europe/Paris", "+33", "fr-FR", OWN_CARRIER),
    row("ES", "Spain", "EUR", "Europe/Madrid", "+34", "es-ES", OWN_CARRIER),
    row("IT", "Italy", "EUR", "Europe/Rome", "+39", "it-IT", OWN_CARRIER),
    row("IE", "Ireland", "EUR", "Europe/Dublin", "+353", "en-GB", OWN_CARRIER),
    row("AT", "Austria", "EUR", "Europe/Vienna", "+43", "de-DE", OWN_CARRIER),
    row("BE", "Belgium", "EUR", "Europe/Brussels", "+32", "fr-FR", OWN_CARRIER),
    row("NL", "Netherlands", "EUR", "Europe/Amsterdam", "+31", "en-GB", OWN_CARRIER),
    row("PL", "Poland", "PLN", "Europe/Warsaw", "+48", "en-GB", OWN_CARRIER),
    row("JP", "Japan", "JPY", "Asia/Tokyo", "+81", "ja-JP", LABELS),
    row("MX", "Mexico", "MXN", "America/Mexico_City", "+52", "es-MX", ZPL),
    row("BR", "Brazil", "BRL", "America/Sao_Paulo", "+55", "pt-BR", ZPL),
    row("ID", "Indonesia", "IDR", "Asia/Jakarta", "+62", "id-ID", { holds: false }),
    row("MY", "Malaysia", "MYR", "Asia/Kuala_Lumpur", "+60", "ms-MY"),
    row("PH", "Philippines", "PHP", "Asia/Manila", "+63", "en", { holds: false }),
    row("SG", "Singapore", "SGD", "Asia/Singapore", "+65", "en"),
    row("TH", "Thailand", "THB", "Asia/Bangkok", "+66", "th-TH"),
    row("VN", "Vietnam", "VND", "Asia/Ho_Chi_Minh", "+84", "vi-VN", { holds: false }),
  ].map((region) => [region.code, region]),
);

export function regionOf(code: string): Region {
  const region = REGIONS[code];
  if (!region) throw new Error(`TikTok Shop does not serve region "${code}".`);
  return region;
}
