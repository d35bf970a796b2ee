/** Items, listings and what they are mapped to, and where items stand. */
export const inventory = {
  title: "Inventory",
  tabs: {
    items: "Items",
    listings: "Listings",
  },
};
