/** The App Store, and the way from there to a connected store: what comes of it, and what a seller needs first. */
export const connect = {
  appStore: "App Store",
  search: "Search apps",
  categories: { all: "All", marketplaces: "Marketplaces" },
  installed: (count: number) => `${count} ${count === 1 ? "store" : "stores"}`,
  nothing: (text: string) => `No app is called “${text}”.`,
  back: "Back to the App Store",

  app: {
    name: "TikTok Shop",
    short: "Conversations and orders of your shops.",
    kind: "Marketplace",
    connected: (stores: string) => `Connected: ${stores}`,
    install: "Install App",
    tabs: { overview: "Overview", permissions: "Permissions", stores: "Stores" },
    overview:
      "Brings the conversations and orders of a TikTok shop into this desk. You answer buyers inside TikTok’s own chat, with their orders beside the words, for all your shops in one place.",
    does: [
      "Every buyer message becomes a ticket, with its order beside it",
      "Orders of the past three months, then every new one within seconds",
      "Orders that TikTok ships for you (FBT) are shown as such",
      "Reply and shipping deadlines, counted in the shop’s own time",
      "Several shops behind one seller account, each as a store of its own",
    ],
    doesNot: ["Product ratings and reviews stay in Seller Center: TikTok’s API does not offer them"],
    reads: "What it asks TikTok for",
    noStores: "No store is connected yet.",
    next: "What happens next",
    steps: [
      "TikTok asks for your account type and shows what we may read",
      "You come back to the new store, state Connected",
      "Orders come in newest first; today’s are there in seconds, the rest within minutes",
    ],
  },

  scopes: {
    title: "What the app has to ask TikTok for",
    words: "In Partner Center under Manage API, by TikTok’s own names. Customer service takes longest to be approved.",
    optional: "Optional",
    all: [
      { scope: "seller.authorization.info", says: "Which shops you have authorized, and notices about them" },
      { scope: "seller.customer_service", says: "Conversations with buyers, and writing to them" },
      { scope: "seller.order.info", says: "Your orders, their packages, and recipients as far as TikTok shows them" },
      { scope: "seller.product.basic", says: "Your products, to show what an order is about" },
      { scope: "seller.logistics", says: "The carrier’s scans of a package, and your warehouses’ names", isOptional: true },
    ] as { scope: string; says: string; isOptional?: boolean }[],
  },

  install: {
    title: "Select your TikTok Shop marketplace",
    more: (count: number) => `${count} more marketplaces`,
    isConnected: (stores: string) => `${stores} connected`,
    authorize: "Authorize at TikTok",
    away: "You sign in at TikTok, then come back here.",
    choose: "Choose the marketplace this shop sells in",
  },

  results: {
    connected: (facts: Record<string, string>) =>
      `${facts.shop ? `${facts.shop} is connected.` : "The store is connected."} Orders and conversations are coming in, newest first.`,
    declined: () => "You declined at TikTok, so nothing was connected. Nothing was changed.",
    "state-over": () => "That authorization was started more than 30 minutes ago, or was used already. Start again.",
    "return-strange": () => "What came back is not what TikTok sends. Nothing was connected; start again from Authorize.",
    "claims-full": () =>
      "Too many authorizations that nobody began here wait for an admin. Start from Authorize, or try again in half an hour.",
    "state-of-another": () => "That authorization was started by somebody else. Nothing was connected; start your own.",
    "not-a-seller": () =>
      "The account that signed in at TikTok is a creator’s or a partner’s. Sign in there with the seller account that owns the shop.",
    "scopes-missing": ({ scopes }: Record<string, string>) =>
      `The TikTok app lacks permissions that this desk cannot do without: ${scopes}. Add them to the app in Partner Center, wait for TikTok’s approval, then authorize again.`,
    "tiktok-silent": () => "TikTok did not answer in time. Nothing was connected. Try again in a minute.",
    "code-refused": ({ words }: Record<string, string>) =>
      `TikTok refused to complete the authorization: “${words}”. Check that the app’s secret is right, then authorize again.`,
    "another-seller": ({ shop }: Record<string, string>) =>
      `The seller who just agreed does not own ${shop || "this store’s shop"}. Sign in at TikTok with the account that does.`,
    "wrong-marketplace": ({ found, marketplace }: Record<string, string>) =>
      `This seller has no shop in ${marketplace}. Found: ${found || "none"}. Choose the marketplace of the shop.`,
    "shop-taken": ({ store }: Record<string, string>) => `That shop is connected already, as ${store || "another store"}.`,
    "shop-of-another-store": ({ store }: Record<string, string>) =>
      `That shop belongs to ${store || "another store"}, which is disconnected. Authorize that store, so that its history goes on.`,
  } as Record<string, (facts: Record<string, string>) => string>,
  toStore: (store: string) => `Open ${store}`,

  choose: {
    title: "Which shops shall become stores?",
    words: (seller: string) => `${seller} has several shops. Each one you choose becomes a store of its own.`,
    anySeller: "This seller",
    fresh: "Becomes a new store",
    waiting: (store: string) => `Becomes ${store}`,
    returns: (store: string) => `Goes back to ${store}, with its history`,
    taken: (store: string) => `Connected as ${store}`,
    crossBorder: "Cross-border",
    act: (count: number) => (count === 1 ? "Connect 1 shop" : `Connect ${count} shops`),
    none: "Choose at least one shop",
    failed: (shop: string) => `${shop} was taken by another store meanwhile.`,
  },

  claim: {
    title: "TikTok sent somebody here",
    words:
      "A seller agreed at TikTok, but not from this page: perhaps from Seller Center, or in another browser. If that was you or your colleague, say which store it is for.",
    warning: "Do not connect a shop you do not know. Its owner would see nothing wrong, and you would answer its buyers.",
    store: "For which store",
    newStore: "A new store",
    act: "Yes, this was ours",
    expires: (time: string) => `Good until ${time}.`,
    over: "Start again",
  },

  missing: {
    title: { US: "Set up your TikTok app for US shops first", ROW: "Set up your TikTok app for shops outside the US first" },
    words:
      "TikTok lets a desk in through an app. Yours is a seller’s own in-house app: free, made once in TikTok Shop Partner Center, and approved by TikTok. It needs the customer service permission.",
    steps: {
      US: "Open partner.us.tiktokshop.com, sign in as the seller, choose App & Service, then Create app and the in-house kind.",
      ROW: "Open partner.tiktokshop.com, sign in as the seller, choose App & Service, then Create app and the in-house kind.",
    },
    scopes: "Under Manage API, ask for these permissions. Customer service takes longest to be approved.",
    addresses: "Give TikTok these two addresses:",
    redirect: "Redirect URL",
    webhook: "Webhook URL",
    keys: "Then copy the app’s key, secret and service id from Partner Center:",
  },
  apps: {
    title: "TikTok apps",
    words: "One app for US shops, one for all others: TikTok keeps them in two Partner Centers.",
    regions: { US: "US shops", ROW: "Shops outside the US" },
    origin: {
      title: "Where an app comes from",
      words:
        "TikTok lets a desk in through an app. Yours is a seller’s own in-house app: free, made in Partner Center under App & Service, and approved by TikTok. Set up shows the way step by step, with the addresses to enter there.",
      centers: { US: "Partner Center for US shops", ROW: "Partner Center for all others" },
    },
    none: "Not set up",
    setUp: "Set up",
    edit: "Edit",
    key: "App key",
    service: "Service id",
    serviceHint: "The number in the app’s authorization link",
    secret: "App secret",
    secretNew: "Shown by Partner Center once. Nobody can read it here afterwards.",
    secretKeep:
      "Leave empty to keep the secret. A new one is used at once; the old one is still good for webhooks until you end the rotation.",
    changed: "Changed",
    save: "Save app",
    rotating: "Two secrets are good for webhooks: TikTok may still sign with the older one.",
    end: "End rotation",
    ended: "Only the newest secret is good now.",
    endAsk: {
      title: "End the rotation?",
      words: "From now on webhooks signed with the older secret are refused. Do it once Partner Center shows only the new one.",
      keep: "Keep both",
    },
  },
};
