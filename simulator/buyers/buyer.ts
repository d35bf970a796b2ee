// A buyer: a TikTok profile with an address, one person across all shops. Refuses to be found by name; sellers know only ids,
// a nickname and a relay address.
import type { Chance } from "../core/chance.ts";
import type { Core } from "../core/core.ts";
import { drawWord } from "../core/ids.ts";
import { type Region, regionOf } from "../sellers/regions.ts";
import { placesOf, type Town } from "./places.ts";

/** TikTok's address, unmasked. `levels` go from the country (L0) down. */
export interface Address {
  firstName: string;
  lastName: string;
  phone: string;
  region: string;
  country: string;
  postcode: string;
  town: string;
  line1: string;
  line2: string;
  levels: { name: string; value: string }[];
  deliverTo: string;
}

export interface Buyer {
  id: string;
  region: string;
  nickname: string;
  email: string;
  language: string;
  address: Address;
}

export interface BuyerInput {
  region?: string;
  nickname?: string;
  firstName?: string;
  lastName?: string;
  language?: string;
}

const LEVEL_NAMES: Record<string, string[]> = {
  US: ["Country", "State", "County", "City"],
  GB: ["Country", "Nation", "County", "Post town"],
  TH: ["Country", "Province", "District", "Subdistrict"],
};

const fill = (chance: Chance, pattern: string) =>
  pattern.replace(/#/g, () => String(chance.below(10))).replace(/@/g, () => String.fromCharCode(65 + chance.below(26)));

const SECOND_LINES: Record<string, readonly string[]> = {
  US: ["Apt 4", "Unit 12B", "", "", ""],
  GB: ["Flat 3", "", "", "First floor"],
  DE: ["", "", "2. OG links", "Hinterhaus"],
  TH: ["ชั้น 3", "", "หมู่ 5", ""],
};

/** A made-up address in the market's own order of parts and script; the person is given, for buyers keep their name when they move. */
export function drawAddress(chance: Chance, region: Region, person: { firstName: string; lastName: string }): Address {
  const places = placesOf(region.code);
  const town: Town = chance.pick(places.towns);
  const number = 1 + chance.below(240);
  const street = chance.pick(places.streets);
  const values = region.code === "TH" ? [town.state, town.town, town.county] : [town.state, town.county, town.town];
  const names = LEVEL_NAMES[region.code] ?? ["Country", "State", "District", "City"];
  return {
    ...person,
    phone: fill(chance, places.phone).replace(/^\([^)]*\)/, `(${region.dial})`),
    region: region.code,
    country: region.country,
    postcode: fill(chance, town.postcode),
    town: town.town,
    line1: region.code === "US" || region.code === "GB" ? `${number} ${street}` : `${street} ${number}`,
    line2: chance.pick(SECOND_LINES[region.code] ?? [""]),
    levels: [region.country, ...values].map((value, at) => ({ name: names[at] ?? `Level ${at}`, value })),
    deliverTo: region.code === "US" ? chance.pick(["", "", "Front door", "Mailroom", "Leave with neighbor"]) : "",
  };
}

const NICKNAME_TAILS = ["", ".k", "_xo", "finds", "88", ".home", "_daily", "2001", "loves", ".studio"];

/** A new person of that market (the United States unless named). One buyer may buy from any shop. */
export function addBuyer(core: Core, input: BuyerInput = {}): Buyer {
  const chance = core.chance("people");
  const region = regionOf(input.region ?? "US");
  const places = placesOf(region.code);
  const firstName = input.firstName ?? chance.pick(places.given);
  const lastName = input.lastName ?? chance.pick(places.family);
  const tail = chance.pick(NICKNAME_TAILS);
  const relay = drawWord(chance, 14).toLowerCase();
  const buyer: Buyer = {
    id: core.ids.next("buyer"),
    region: region.code,
    nickname: input.nickname ?? `${firstName.toLowerCase()}${tail}${chance.hits(0.4) ? chance.below(99) : ""}`,
    email: region.center === "US" ? `v4b${relay}@scs.tiktokw.us` : `v3${relay}@chat.seller.tiktok.com`,
    language: input.language ?? places.language,
    address: drawAddress(chance, region, { firstName, lastName }),
  };
  core.state.buyers[buyer.id] = buyer;
  core.changed();
  return buyer;
}
