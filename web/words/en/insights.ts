/** Reports: what each number counts, to the letter. */
import { bulletins } from "./bulletins.ts";
import { service } from "./helpdesk.ts";

export const insights = {
  title: "Insights",
  tabs: {
    sales: "Sales",
    fulfilment: "Fulfilment",
    returns: "Returns",
    cover: "Stock cover",
    service: "Service",
    gaps: "Gaps",
    mail: "By e-mail",
  },
  bulletins,
  service,
  period: "Days",
  spans: {
    "7d": "Last 7 days",
    "28d": "Last 28 days",
    "90d": "Last 90 days",
    month: "This month",
    "last-month": "Last month",
    "12m": "Last 12 months",
    own: "Days of your choice",
  },
  from: "From",
  to: "To",
  storesChosen: (count: number) => `${count} stores`,
  samples: "Samples only",
  against: (days: string) => `held against ${days}`,
  zones: "Days as each store lives them:",
  notFinal: "Not final yet",
  notFinalWhy: "The last day is not over, or what is due may still come: these numbers can change.",
  behind: (stores: string) => `Changes of ${stores} are still being counted. The numbers are right again within minutes.`,
  none: { title: "No stores here", words: "When you may read a store, its numbers stand here." },
  inCurrency: (currency: string) => `In ${currency}`,
  meansOf: (name: string) => `What ${name} counts`,
  listOf: (name: string, value: string) => `${name}: ${value}. Open the orders`,
  ticketsOf: (name: string, value: string) => `${name}: ${value}. Open the tickets`,
  noList: "Made of two numbers that each open their own list.",
  noListZones: "Stores of several time zones have days of their own: each store’s number below opens its list.",
  before: (value: string) => `before: ${value}`,
  points: (points: string) => `${points} points`,
  showTable: "Table",
  showChart: "Chart",
  notDrawn: "This browser cannot draw the chart. Its table says the same.",
  chartShows: "What the chart shows",
  chartOf: (title: string, count: number, low: string, high: string) => `${title}: ${count} values between ${low} and ${high}`,
  chartEmpty: (title: string) => `${title}: nothing yet`,
  perDay: (name: string) => `${name} per day`,
  perWeek: (name: string) => `${name} per week`,
  day: "Day",
  week: "Week",
  thisPeriod: "These days",
  periodBefore: "Days before",
  file: "CSV",
  fileOf: (name: string) => `Download “${name}” as CSV`,
  byStore: "By store and who ships",
  storeAndShipper: "Store",
  byMarketplace: "By marketplace",
  marketplace: "Marketplace",
  by: { merchant: "Merchant", store: "Store (FBT)" },
  byMeans:
    "Store (FBT) counts all that TikTok shipped from its own warehouses as TikTok counts it: imported here or not, and also from before the import’s start date. Stock and working lists hold imported orders alone.",
  byStoreOnly: "By store",
  sku: "SKU",
  unmapped: "not mapped",
  limitMost: (percent: number) => `TikTok’s limit: at most ${percent} %`,
  limitLeast: (percent: number) => `TikTok’s limit: at least ${percent} %`,
  cover: {
    title: "How long stock lasts",
    means:
      "Free pieces (on hand, not reserved) divided by what was sold on an average day of the last 28 days that are over: units of paid orders that were not cancelled, samples included, gifts left out. Days without stock count too. Our own warehouses are one pool; at TikTok each store has its own, and TikTok’s word is what is free there. Kits are taken apart. Sold are units of the stores chosen here.",
    item: "Item",
    free: "Free",
    units: "Sold in 28 days",
    perDay: "A day",
    cover: "Lasts, days",
    noSales: "No sales",
    usedUp: "used up",
    untold: "not told",
    ends: "Until",
    ours: "Own warehouses",
    atTikTok: (store: string) => `TikTok’s warehouse of ${store}`,
    shelf: (warehouse: string, free: string) => `${warehouse} ${free}`,
    inKit: "partly sold in kits, so no list shows exactly these orders",
    view: "How stock is listed",
    views: { selling: "Selling", idle: "No sale in 28 days" },
    none: {
      selling: {
        title: "Nothing was sold of any item",
        words: "Once listings are mapped to items and sold, it says here how long each lasts.",
      },
      idle: { title: "No item stands without sales", words: "Every item that is free was sold in these days." },
    },
    act: "Open listings",
  },
  sold: {
    way: "Sold by",
    ways: { sku: "SKU", item: "Item" },
    title: { sku: "By SKU", item: "By item" },
    itemMeans:
      "Pieces of each item, by what listings are mapped to today: units sold times the pieces in one. A kit stands as a kit and is not taken apart. The money of a listing with several items is shared out by pieces.",
    kit: "Kit",
    noItem: "No item",
    noItemWhy: "Listings that are mapped to nothing, or ignored",
    more: "Show more",
    shownOf: (shown: number, many: number) => `${shown} of ${many}`,
  },
  fulfilment: {
    carriers: "Delivery time by carrier",
    carrier: "Carrier",
    noCarrier: "No carrier named",
    delivered: "Orders delivered",
    figures: {
      ship: {
        name: "Ship on time",
        means:
          "Merchant orders of which every unit was dispatched by TikTok’s ship-by time, divided by all whose ship-by time fell on one of these days that are over, without those fully cancelled before it. Samples are left out.",
      },
      late: {
        name: "Late dispatch",
        means:
          "Merchant orders whose last unit was dispatched after TikTok’s ship-by time, divided by all merchant orders whose last unit was dispatched in these days. TikTok’s own times decide; samples are left out.",
      },
      fault: {
        name: "Seller-fault cancellations",
        means:
          "Merchant orders placed in these days of which something was cancelled by your fault (out of stock, price, address out of reach, or TikTok’s own clock for lateness), divided by all merchant orders placed in them. Samples are left out.",
      },
      tracking: {
        name: "Valid tracking",
        means:
          "Parcels you sent by your own carrier in these days that the carrier has scanned at least once, divided by all such parcels. Parcels with TikTok’s labels are left out.",
      },
      collect: {
        name: "Collected on time",
        means:
          "Merchant orders first scanned by the carrier by TikTok’s collect-by time, divided by all whose collect-by time fell on one of these days that are over.",
      },
      deliver: {
        name: "Delivered on time",
        means:
          "Orders delivered by TikTok’s delivery time, divided by all whose delivery time fell on one of these days that are over, FBT included.",
      },
      buyer: { name: "Cancelled by buyers", means: "Units that buyers cancelled, divided by all units of orders paid in these days." },
      seller: { name: "Cancelled by you", means: "Units that you cancelled, divided by all units of orders paid in these days." },
      tiktok: {
        name: "Cancelled by TikTok",
        means: "Units cancelled by TikTok’s clock or its people, divided by all units of orders paid in these days.",
      },
      median: {
        name: "Delivery time, median",
        means: "Half of the orders delivered in these days took less from payment to delivery. Counted in steps of six hours.",
      },
      p90: { name: "Delivery time, 90 %", means: "Nine of ten orders delivered in these days took less. Counted in steps of six hours." },
    },
  },
  returns: {
    cohorts: "Return rate by month of delivery",
    month: "Month",
    figures: {
      rate: {
        name: "Return rate",
        means:
          "Units delivered in these days for which a return was opened since, divided by all units delivered in these days. By the day of delivery, so it does not fall because more is sold; it still rises while buyers may return.",
      },
      delivered: { name: "Units delivered", means: "Units of orders delivered in these days, without gifts." },
      returned: {
        name: "Units returned",
        means: "Of the units delivered in these days, those for which a return was opened since, whatever became of it.",
      },
      refunds: { name: "Refunds", means: "Returns that TikTok closed with money paid back in these days." },
      refund_goods: { name: "Goods paid back", means: "The goods’ part of refunds for returns closed in these days." },
      refund_shipping: { name: "Shipping paid back", means: "The shipping part of refunds for returns closed in these days." },
      refund_tax: { name: "Tax paid back", means: "The tax part of refunds for returns closed in these days." },
      refund_kept: {
        name: "Paid back, goods kept",
        means:
          "Refunds closed in these days for which nothing comes back: refund without return, or the buyer keeps the goods. It is part of the sums before.",
      },
      refund_cancelled: {
        name: "Paid back for cancellations",
        means: "What buyers got back for paid orders cancelled in these days, goods, shipping and tax. It was never in net sales.",
      },
    },
  },
  sales: {
    netBefore: "Net sales before",
    returned: "Returned",
    figures: {
      net: {
        name: "Net sales",
        means:
          "What units of orders paid in these days sold for after your own discount, without cancelled units, less the goods’ part of refunds that TikTok paid out in these days. What TikTok takes off the price it pays itself, so it is not deducted. Without tax, shipping and gifts.",
      },
      gmv: {
        name: "GMV",
        means:
          "List price (price paid plus both discounts) of all units in orders paid in these days, later cancelled ones included. Without tax, shipping and gifts.",
      },
      orders: { name: "Orders", means: "Orders paid in these days, later cancelled ones included. Unpaid orders are in no number." },
      units: { name: "Units", means: "Units in orders paid in these days, cancelled ones included. Gifts are counted apart." },
      average: { name: "Average order value", means: "Net sales divided by orders paid in these days that are not fully cancelled." },
      refunds: {
        name: "Refunded goods",
        means:
          "The goods’ part of refunds for returns, by the day TikTok closed them, whenever the order was paid. Shipping and tax paid back stand in Returns.",
      },
      cancelled: { name: "Cancelled units", means: "Cancelled units divided by all units of orders paid in these days." },
      platform: {
        name: "Paid by TikTok",
        means: "TikTok’s own discounts on units that were not cancelled. It is part of net sales, for TikTok pays it.",
      },
      shipping: {
        name: "Shipping paid",
        means: "What buyers paid for shipping in orders that are not fully cancelled. In no other number.",
      },
      tax: { name: "Tax", means: "Tax of orders that are not fully cancelled, as TikTok states it. In no other number." },
      gifts: { name: "Gifts", means: "Units given free with an order paid in these days." },
    },
  },
};
