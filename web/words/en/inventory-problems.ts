/** Why something is not done in the inventory: a sentence for every code, beside those of problems.ts. */
import type { Facts } from "../../api.ts";

const rights: Record<string, string> = { fulfil: "ship orders", manage: "manage", read: "read" };

export const inventoryProblems: Record<string, (facts: Facts) => string> = {
  "item-missing": () => "This item is not here any more. Nothing was changed.",
  "item-archived": ({ sku }) => `“${sku}” is archived. Offer it again to use it.`,
  "item-changed-meanwhile": () => "Somebody else saved this item while you were editing. Nothing of yours was saved.",
  "item-sku-taken": ({ sku }) => `Another item has the SKU “${sku}” already.`,
  "item-cost-wrong": ({ amount, currency }) =>
    `“${amount}” is no amount in ${currency}. Write it with a point and no more places than the currency has.`,
  "item-not-a-kit": () => "Only a kit has parts.",
  "kit-empty": () => "A kit needs at least one part.",
  "kit-in-kit": ({ sku }) => `“${sku}” is a kit itself. Put its parts in instead.`,
  "qty-too-large": ({ most }) => `At most ${most} of an item.`,
  "item-mapped": () => "A listing still sells it. Unmap it first.",
  "item-in-kits": () => "It is part of a kit. Take it out there first.",
  "item-in-stock": () => "Some of it is still in stock or reserved. Count it down to nothing first.",
  "right-missing-anywhere": ({ right }) => `You may not ${rights[String(right)] ?? right} in any store. An admin can let you.`,
  "listing-missing": () => "This listing is not here any more, or belongs to a store you do not see.",
  "mapping-missing": () => "There is nothing to take back here.",
  "mapping-undo-late": ({ minutes }) => `This can be taken back for ${minutes} minutes only. Map the listing anew instead.`,
  "mapping-changed-meanwhile": () => "Somebody has changed it since. It was left as it is now.",
  "sheet-too-large": () => "The file is too large. Cut it into parts.",
  "sheet-too-long": ({ rows, most }) => `The file has ${rows} rows; ${most} go at once. Cut it into parts.`,
  "sheet-column-missing": ({ column }) => `The first row must name the columns; “${column}” is not among them.`,
  "sheet-store-unknown": ({ store }) => `No store of yours is called “${store}”.`,
  "sheet-store-forbidden": ({ store }) => `You may not map listings of “${store}”.`,
  "sheet-id-rounded": ({ id }) => `The spreadsheet has rounded this id to ${id}. Bring the column in as text, or use seller_sku.`,
  "sheet-listing-unnamed": () => "The row names no listing: give sku_id, seller_sku or fbt_reference_code.",
  "sheet-listing-unknown": ({ listing, store }) => `“${listing}” is no listing of ${store}.`,
  "sheet-listing-twice": ({ count, listing }) => `${count} listings have the seller SKU “${listing}”. Use sku_id.`,
  "sheet-item-unknown": ({ sku }) => `No item has the SKU “${sku}”.`,
  "sheet-qty-wrong": ({ qty, most }) => `“${qty}” is no quantity from 1 to ${most}.`,
  "sheet-part-twice": ({ sku }) => `“${sku}” stands twice for the same listing. Add the quantities up in one row.`,
  "sheet-parts-many": ({ most }) => `A listing has at most ${most} different items.`,
  "sheet-other-row": () => "Another row of the same listing is wrong, so none of it is mapped.",
  "fbt-scope-missing": () =>
    "This store's consent does not include TikTok's own warehouses, so FBT codes are not known. Authorize it again with that permission.",
  "fbt-refused": () => "TikTok refused to list this store's FBT goods. It is asked again every night.",
  "fbt-goods-missing": () => "These goods are compared with nothing any more. The page shows what there is now.",
  "fbt-moved-meanwhile": () => "The difference has changed meanwhile. Look at the number as it is now, then decide.",
};
