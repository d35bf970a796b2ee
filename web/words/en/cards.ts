/** Choosing a card for a reply. */
export const cards = {
  title: "Show a card",
  search: "Order number, item, product name or SKU, or the id of a coupon",
  hint: "A card is sent as a message of its own, before the words.",
  list: "Cards",
  waiting: "Looking for products",
  none: "No card by this word.",
  noneHint: "A coupon is sent by its id: copy it from Seller Center, Marketing. TikTok gives no list of them.",
  groups: { linked: "Orders of this ticket", others: "Other orders of this buyer", products: "Products", coupon: "Coupon" },
  kinds: {
    ORDER_CARD: "Order",
    LOGISTICS_CARD: "Tracking",
    RETURN_REFUND_CARD: "Return or refund",
    PRODUCT_CARD: "Product",
    COUPON_CARD: "Coupon",
  } as Record<string, string>,
  noPackage: "Tracking of the parcel",
  couponById: (id: string) => `Coupon ${id}`,
  couponHint: "TikTok says whether it exists once it is sent.",
};
