/** Inventory › Balancing: how much of its stock each listing shows at TikTok, and why. */
export interface Rule {
  kind: string;
  amount: number | null;
  reserve: number;
  max: number | null;
  stopAt: number;
  weight: number;
}

const units = (count: number) => (count === 1 ? "1 unit" : `${count} units`);
const kindIn: Record<string, (amount: number | null) => string> = {
  shared: () => "Shares with the others",
  percent: (amount) => `Shows at most ${amount ?? 0} % of what is free`,
  ringfence: (amount) => `Has ${units(amount ?? 0)} of its own`,
  fixed: (amount) => `Shows ${amount ?? 0} while they are there`,
  stop: () => "Shows nothing",
};
const limits = ({ reserve, max, stopAt, weight }: Rule): string[] => [
  ...(reserve > 0 ? [`keeps ${reserve} back`] : []),
  ...(max === null ? [] : [`at most ${max}`]),
  ...(stopAt > 0 ? [`nothing at ${stopAt} or fewer`] : []),
  ...(weight > 1 ? [`counts ${weight} times`] : []),
];

export const balancing = {
  words:
    "Stores that sell the same stock see almost all of it while there is plenty. When little is left it is divided by how fast each store sells, so that no unit is sold twice. Numbers are written to TikTok only for stores that are switched on here.",
  pauseAll: "Pause all",
  goOn: "Go on",
  paused: "Balancing is paused. Nothing is written to TikTok; what TikTok shows stays as it is and falls with each order.",
  none: {
    title: "No store is balanced yet",
    words: "An admin switches stores on, one by one. From then on the desk sets what TikTok shows in the store's own warehouses.",
  },
  dial: {
    title: "How careful",
    names: { careful: "Careful", balanced: "Balanced", keen: "Keen" },
    says: {
      careful: "Keeps most back for what may be sold before a new number is seen. A little less is on show.",
      balanced:
        "The usual. In a simulated rush over four stores nothing was sold twice, and 98 of 100 units were sold. That is no promise.",
      keen: "Shows the most. In a rush a unit may be sold twice now and then.",
    },
  },
  stores: {
    title: "Stores",
    isOn: "Balanced",
    isOff: "Not balanced: what TikTok shows is set elsewhere",
    isPaused: "Paused",
    begin: "Switch on",
    end: "Switch off",
    pause: "Pause",
    goOn: "Go on",
    beginWith: (name: string) => `Switch on for ${name}`,
    endWith: (name: string) => `Switch off for ${name}`,
    pauseOne: (name: string) => `Pause ${name}`,
    goOnWith: (name: string) => `Go on with ${name}`,
    ruleOf: (name: string) => `Rule of ${name}`,
  },
  rule: {
    title: "Rules",
    open: "Rule",
    openOf: (level: string) => `Rule: ${level}`,
    levels: { store: "Store", item: "Item, in every store", listing: "This listing" },
    none: "No rule of its own",
    holds: "Holds",
    kind: "How it takes part",
    kinds: { shared: "Shared", percent: "Per cent", ringfence: "Ring-fence", fixed: "Fixed number", stop: "Stop" },
    says: {
      shared: "Shares what is free with the other stores.",
      percent: "Shows no more than a part of what is free.",
      ringfence: "These units are its own; the others share the rest.",
      fixed: "Shows this number while so many are there for it.",
      stop: "Shows nothing, and leaves all of it to the others.",
    },
    percent: "Per cent",
    units: "Units",
    amountHint: "A whole number",
    reserve: "Keep back",
    reserveHint: "Taken off the number",
    max: "At most",
    maxHint: "Empty: no limit",
    stopAt: "Nothing at or below",
    stopAtHint: "0: sells to the last unit",
    weight: "Weight",
    weightHint: "How much it counts when little is divided",
    save: "Save rule",
    remove: "Remove rule",
    sentence: (rule: Rule) => [kindIn[rule.kind]?.(rule.amount) ?? rule.kind, ...limits(rule)].join(", "),
    effects: (rule: Rule) =>
      rule.kind === "shared" && limits(rule).length === 0
        ? []
        : [`Its rule: ${[kindIn[rule.kind]?.(rule.amount) ?? rule.kind, ...limits(rule)].join(", ")}.`],
  },
  listings: {
    title: "What listings show",
    store: "Store",
    listing: "Listing",
    wanted: "To show",
    shown: "TikTok shows",
    onWay: "On its way",
    nothing: "Nothing",
    readAt: "As it was read last",
    next: (number: string) => `${number} is sent next`,
    sent: (number: string) => `${number}, sent`,
    failed: "Not taken:",
    explain: (number: string, name: string) => `Explain ${number} of ${name}`,
    more: "More listings",
    none: { title: "Nothing to balance here", words: "Map the store's listings to items first; kits and packs count by their parts." },
  },
  failures: {
    "no-shop-warehouse": "the store ships from no warehouse that TikTok knows; link one on the store's page",
    "sku-unknown": "TikTok does not know this SKU",
  } as Record<string, string>,
  number: {
    title: (number: string, name: string) => `Why ${number}: ${name}`,
    notYet: "It has not been thought over yet.",
    pool: ({ item, onHand, promised, pool }: { item: string; onHand: number; promised: number; pool: number }) =>
      `${item}: ${onHand} on hand − ${promised} promised = ${onHand - promised} in this store's warehouses${pool === onHand - promised ? "." : `, of which ${pool} ${pool === 1 ? "counts" : "count"}.`}`,
    modes: {
      alone: () => "No other store sells it, so all of them may be shown.",
      shared: ({ guard, rivals, share }: { guard: number; rivals: number; share: number }) =>
        guard > 0
          ? `${rivals} listings share it. ${guard} ${guard === 1 ? "is" : "are"} kept back for what may be sold before a new number is seen: ${share}.`
          : `${rivals} listings share it and little sells now, so each shows all of it: ${share}.`,
      divided: ({ rivals, share, perMinute }: { rivals: number; share: number; perMinute: number }) =>
        `Only a little is left and ${rivals} listings sell it, so it is divided by how fast each sells. This one sold ${perMinute} a minute lately and has ${share}.`,
      ringfence: ({ share }: { share: number }) =>
        `${share} ${share === 1 ? "is" : "are"} fenced off for it; nobody else may sell ${share === 1 ? "it" : "them"}.`,
      stop: () => "Its rule says stop: it shows nothing and leaves all of it to the others.",
    },
    pack: ({ qty, item }: { qty: number; item: string }) => `One unit takes ${qty} of ${item}.`,
    result: (number: number) => `So it is to show ${number}.`,
    waiting: (count: number) => `${units(count)} of that ${count === 1 ? "waits" : "wait"} until the others show less.`,
    others: "Beside it:",
    unread: "TikTok has not been read yet.",
    shows: (number: string) => `TikTok shows ${number}, read`,
    pushes: "Sent lately",
    noPushes: "Nothing was sent yet.",
    seenAfter: (seconds: number) => `seen after ${seconds} s`,
    lost: (number: string) => `not seen; TikTok showed ${number}`,
    underWay: "not seen yet",
  },
  replay: {
    title: "The last rush",
    act: "Live through it again",
    nothing: "No two balanced stores have sold it in the last 30 days.",
    about: ({ units: wanted, stock, stores, sku }: { units: number; stock: number; stores: number; sku: string }) =>
      `${units(wanted)} of ${sku} were ordered in ${stores} stores while ${stock} ${stock === 1 ? "was" : "were"} there, from`,
    yours: (count: number) => `As it was: ${count} sold twice`,
    way: (name: string, count: number) => `${name}: ${count} in the worst of 20 runs`,
    ways: {
      careful: "Careful",
      balanced: "Balanced",
      keen: "Keen",
      full: "Full quantity everywhere",
      buffer: "Fixed buffer of 5",
    } as Record<string, string>,
    doubt: "Orders that were never taken are not known, so this says what would have been sold twice, not what more could have been sold.",
  },
};
