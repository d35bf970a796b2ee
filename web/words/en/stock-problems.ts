/** Why something is not done with stock or a warehouse: a sentence for every code, beside those of problems.ts. */
import type { Facts } from "../../api.ts";

export const stockProblems: Record<string, (facts: Facts) => string> = {
  "warehouse-missing": () => "This warehouse is not here any more. Nothing was changed.",
  "warehouse-name-taken": ({ name }) => `Another warehouse is called “${name}” already.`,
  "warehouse-changed-meanwhile": () => "Somebody else saved this warehouse while you were editing. Nothing of yours was saved.",
  "warehouse-not-empty": () => "Something still stands there, is promised or is expected. Count it out or move it first.",
  "warehouse-ships": () => "A store still ships from it. Take it out of that store's list first.",
  "warehouse-archived": () => "This warehouse was put away. Nothing was changed.",
  "warehouse-by-tiktok": () => "TikTok runs this warehouse and counts what lies in it.",
  "warehouses-full": ({ most }) => `There are ${most} warehouses already, and lists show no more.`,
  "fbt-incomplete": () => "The import needs a start date and a warehouse. Nothing was changed.",
  "fbt-too-early": ({ earliest, latest }) =>
    `The import may start from ${earliest} to ${latest}, in the store's time zone. Nothing was changed.`,
  "fbt-too-late": ({ earliest, latest }) =>
    `The import may start from ${earliest} to ${latest}, in the store's time zone. Nothing was changed.`,
  "fbt-warehouse-unknown": () => "This is not this store's FBT warehouse. Nothing was changed.",
  "fbt-warehouse-exists": ({ name }) => `A store has one FBT warehouse, and this one has “${name}”.`,
  "sources-twice": () => "A warehouse stands in the list twice. Nothing was changed.",
  "sources-linked-twice": () => "Two warehouses stand for the same one of TikTok's. Nothing was changed.",
  "sources-fallback": () => "One of them must be where orders wait for what stands nowhere. Nothing was changed.",
  "balance-not-managed": () => "Its stock is not managed here. Switch “Manage orders and stock here” on at the store's Status card first.",
  "shop-warehouse-unknown": () => "TikTok does not name this warehouse for the store. Nothing was changed.",
  "item-is-kit": () => "A kit stands on no shelf: count what it is made of.",
  "stock-moved-meanwhile": ({ now, seen }) => `It was ${seen} when you began, and is ${now} now. Nothing was counted; look again.`,
  "stock-not-enough": ({ there }) => `Only ${there} are there. Nothing was changed.`,
  "adjust-way": () => "This reason goes the other way. Nothing was changed.",
  "transfer-same": () => "It is there already.",
  "transfer-target": () => "Nothing can be moved to that warehouse. Nothing was changed.",
  "transfer-more-than-free": ({ free, onHand }) =>
    `${onHand} are there, and ${free} of them are promised to nobody. Move more only if you are certain.`,
  "sheet-warehouse-unknown": ({ warehouse }) => `No warehouse of ours is called “${warehouse}”.`,
  "sheet-count-wrong": ({ text, most }) => `“${text}” is no number from 0 to ${most}.`,
  "sheet-count-twice": () => "Another row counts the same item in the same warehouse. Neither is taken.",
};
