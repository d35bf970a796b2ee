// What nobody outside TikTok knows for certain, each as a switch with the answer taken for now. A client that passes with every
// setting of a switch does not depend on the guess. Refuses anything that TikTok documents: that is simply built.

export interface Doubts {
  /** Which host Partner Center prints in the authorization link of a US app. All spellings are accepted. */
  usAuthorizeHost: "services.us.tiktokshop.com" | "services.tiktokshops.us";
  /** The `error` of a declined authorization. */
  rejection: "auth_denied" | "access_denied";
  refreshRotates: boolean;
  refreshKillsAccess: boolean;
  refreshTakesAuthorizedCode: boolean;
  reauthorizeKillsTokens: boolean;
  accessTokenSeconds: number;
  badSignStatus: 200 | 401;
  deadTokenStatus: 200 | 401;
  /** Of a token that was good once; one that never was is 36009004 for certain. */
  deadTokenCode: 105001 | 36009004;
  expiredTokenStatus: 200 | 401;
  foreignCipherStatus: 200 | 401;
  businessStatus: 200 | 400;
  authHostStatus: 200 | 400;
  refusesUnknownQuery: boolean;
  /** A cipher where none belongs is certain to be refused by some calls; whether by all is not. */
  refusesNeedlessCipher: boolean;
  /** Whether `{}` may be sent without being signed, as the samples and some clients do it. */
  takesUnsignedEmptyBody: boolean;
  /** Whether the one shop of a seller is meant where no cipher is sent. */
  guessesOnlyShop: boolean;
  requiresPageSize: boolean;
  sendsRetryAfter: boolean;
  chatQuotaPer: "app" | "shop";
  /** How a push spells a cancelled order; the order itself always says CANCELLED. */
  cancelSpelling: "CANCEL" | "CANCELLED";
  pushesPartlyShipped: boolean;
  /** How a withdrawn or refused cancellation is spelt. */
  withdrawnSpelling: "CANCELLATION_REQUEST_CANCELLED" | "CANCELLATION_REQUEST_CANCEL";
  messagesPageOversize: "reject" | "clamp";
  conversationOrder: "latest_first" | "newest_first";
  creatingIsContact: boolean;
  sevenDayWindow: boolean;
  /** After how much silence a session of a chat is over. */
  sessionSeconds: number;
  imageSizeAsText: boolean;
  apiMessageRole: "CUSTOMER_SERVICE" | "SHOP";
  pushesOwnMessages: boolean;
  /** What an index of a message holds: the second and a running number, or how many were said before it. */
  messageIndexes: "time" | "count";
  sellerCancelsUnpaid: boolean;
  sellerCancelsOnHold: boolean;
  /** Whether a part of an order on hold may be cancelled, where parts may be at all. */
  cancelsPartOnHold: boolean;
  cancelsSkusAndLines: boolean;
  /** Who cancels orders TikTok fulfils, and answers buyers who ask. */
  fbtCancels: "platform" | "seller";
  usRejectsCancels: boolean;
  /** How a withdrawn return is spelt; as a filter both are understood. */
  withdrawnReturnSpelling: "RETURN_OR_REFUND_REQUEST_CANCEL" | "RETURN_OR_REFUND_REQUEST_CANCELLED";
  smallReturnPages: boolean;
  /** What stands where the address of an unpaid or resting order would be. */
  hiddenAddress: "empty" | "null" | "missing";
  absentTimes: "missing" | "zero";
  masksOutsideUs: boolean;
  unknownOrders: "drop" | "error";
  listsFbtWarehouses: boolean;
  eventApiOverrides: boolean;
  strictWebhookAddress: boolean;
  secretDuringRotation: "old" | "new";
  errorData: "null" | "object";
  /** Whether a tracking number must look like its carrier's. */
  checksNumberFormat: boolean;
  /** How often a seller may correct number or carrier of one parcel. */
  trackingCorrectionsMax: 1 | 3;
  splitNamesAllLines: boolean;
  /** Whether a combined parcel keeps the id of its draft. */
  combineKeepsDraftId: boolean;
}

export const usualDoubts = (): Doubts => ({
  usAuthorizeHost: "services.us.tiktokshop.com",
  rejection: "auth_denied",
  refreshRotates: true,
  refreshKillsAccess: false,
  refreshTakesAuthorizedCode: true,
  reauthorizeKillsTokens: false,
  accessTokenSeconds: 604_800,
  badSignStatus: 401,
  deadTokenStatus: 401,
  deadTokenCode: 105001,
  expiredTokenStatus: 401,
  foreignCipherStatus: 401,
  businessStatus: 200,
  authHostStatus: 200,
  refusesUnknownQuery: false,
  refusesNeedlessCipher: false,
  takesUnsignedEmptyBody: true,
  guessesOnlyShop: false,
  requiresPageSize: true,
  sendsRetryAfter: false,
  chatQuotaPer: "app",
  cancelSpelling: "CANCEL",
  pushesPartlyShipped: true,
  withdrawnSpelling: "CANCELLATION_REQUEST_CANCELLED",
  messagesPageOversize: "reject",
  conversationOrder: "latest_first",
  creatingIsContact: false,
  sevenDayWindow: false,
  sessionSeconds: 21_600,
  imageSizeAsText: false,
  apiMessageRole: "CUSTOMER_SERVICE",
  pushesOwnMessages: true,
  messageIndexes: "time",
  sellerCancelsUnpaid: true,
  sellerCancelsOnHold: true,
  cancelsPartOnHold: false,
  cancelsSkusAndLines: false,
  fbtCancels: "platform",
  usRejectsCancels: true,
  withdrawnReturnSpelling: "RETURN_OR_REFUND_REQUEST_CANCEL",
  smallReturnPages: true,
  hiddenAddress: "empty",
  absentTimes: "missing",
  masksOutsideUs: true,
  unknownOrders: "drop",
  listsFbtWarehouses: true,
  eventApiOverrides: true,
  strictWebhookAddress: false,
  secretDuringRotation: "old",
  errorData: "null",
  checksNumberFormat: true,
  trackingCorrectionsMax: 3,
  splitNamesAllLines: true,
  combineKeepsDraftId: false,
});

type Setting = Doubts[keyof Doubts];
type Choices<Value> = readonly Value[] | "seconds";

const YES_NO = [true, false] as const;
const STATUS = [200, 401] as const;

/** Per switch: the settings it may have (a number of seconds may be any) and the question it answers. The panel draws its controls from this. */
export const DOUBTS: { [K in keyof Doubts]: readonly [Choices<Doubts[K]>, string] } = {
  usAuthorizeHost: [["services.us.tiktokshop.com", "services.tiktokshops.us"], "Host in the authorization link of a US app"],
  rejection: [["auth_denied", "access_denied"], "error= of a declined authorization"],
  refreshRotates: [YES_NO, "A refresh replaces the refresh token"],
  refreshKillsAccess: [YES_NO, "A refresh ends the access tokens before it"],
  refreshTakesAuthorizedCode: [YES_NO, "A refresh accepts grant_type=authorized_code"],
  reauthorizeKillsTokens: [YES_NO, "Authorizing again ends the tokens before it"],
  accessTokenSeconds: ["seconds", "Life of an access token, in seconds"],
  badSignStatus: [STATUS, "HTTP status of a wrong signature (106001)"],
  deadTokenStatus: [STATUS, "HTTP status of a dead token (105001, 36009004)"],
  deadTokenCode: [[105001, 36009004], "Code of a token that is honoured no more"],
  expiredTokenStatus: [STATUS, "HTTP status of an expired token (105002)"],
  foreignCipherStatus: [STATUS, "HTTP status of another shop's cipher (101000)"],
  businessStatus: [[200, 400], "HTTP status of business errors"],
  authHostStatus: [[200, 400], "HTTP status of errors of the auth host"],
  refusesUnknownQuery: [YES_NO, "Unknown query parameters are refused"],
  refusesNeedlessCipher: [YES_NO, "A shop_cipher where none belongs is refused everywhere"],
  takesUnsignedEmptyBody: [YES_NO, "A body of {} may be left out of the signature"],
  guessesOnlyShop: [YES_NO, "Without a shop_cipher the only shop of a seller is meant"],
  requiresPageSize: [YES_NO, "page_size must be given"],
  sendsRetryAfter: [YES_NO, "429 comes with Retry-After"],
  chatQuotaPer: [["app", "shop"], "The daily chat quota is counted per"],
  cancelSpelling: [["CANCEL", "CANCELLED"], "How topic 1 spells a cancelled order"],
  pushesPartlyShipped: [YES_NO, "PARTIALLY_SHIPPING is pushed"],
  withdrawnSpelling: [["CANCELLATION_REQUEST_CANCELLED", "CANCELLATION_REQUEST_CANCEL"], "How a withdrawn cancellation is spelt"],
  messagesPageOversize: [["reject", "clamp"], "More than ten messages a page"],
  conversationOrder: [["latest_first", "newest_first"], "Order of the list of conversations"],
  creatingIsContact: [YES_NO, "Creating a conversation counts as contact"],
  sevenDayWindow: [YES_NO, "Only buyers who wrote within seven days may be answered"],
  sessionSeconds: ["seconds", "Silence after which a session of a chat is over, in seconds"],
  imageSizeAsText: [YES_NO, "Sizes of received images come as text"],
  apiMessageRole: [["CUSTOMER_SERVICE", "SHOP"], "Role of a message sent through the API"],
  pushesOwnMessages: [YES_NO, "Topic 14 fires for messages sent through the API"],
  messageIndexes: [["time", "count"], "Indexes of messages hold the time, or count from one"],
  sellerCancelsUnpaid: [YES_NO, "A seller may cancel an unpaid order"],
  sellerCancelsOnHold: [YES_NO, "A seller may cancel an order on hold"],
  cancelsPartOnHold: [YES_NO, "A part of an order on hold may be cancelled"],
  cancelsSkusAndLines: [YES_NO, "A cancellation may name SKUs and units at once"],
  fbtCancels: [["platform", "seller"], "Cancellations of orders TikTok fulfils are left to the"],
  usRejectsCancels: [YES_NO, "A seller of the United States may refuse a cancellation by the API"],
  withdrawnReturnSpelling: [["RETURN_OR_REFUND_REQUEST_CANCEL", "RETURN_OR_REFUND_REQUEST_CANCELLED"], "How a withdrawn return is spelt"],
  smallReturnPages: [YES_NO, "Fewer than ten returns a page may be asked for"],
  hiddenAddress: [["empty", "null", "missing"], "The address of an unpaid or resting order is"],
  absentTimes: [["missing", "zero"], "A moment that has not come is"],
  masksOutsideUs: [YES_NO, "TikTok Shipping masks recipients outside the United States"],
  unknownOrders: [["drop", "error"], "Unknown ids in order detail"],
  listsFbtWarehouses: [YES_NO, "TikTok's warehouses stand in the warehouse list"],
  eventApiOverrides: [YES_NO, "The Event API's address overrides the app's"],
  strictWebhookAddress: [YES_NO, "Webhook addresses must be https with a domain and no port"],
  secretDuringRotation: [["old", "new"], "While a secret is being rotated, pushes are signed with the"],
  errorData: [["null", "object"], "data of an error"],
  checksNumberFormat: [YES_NO, "A tracking number must look like its carrier's"],
  trackingCorrectionsMax: [[1, 3], "How often tracking of one package may be corrected"],
  splitNamesAllLines: [YES_NO, "A split must name every line that waits"],
  combineKeepsDraftId: [YES_NO, "A combined package keeps the id of its draft"],
};

const isDoubt = (name: string): name is keyof Doubts => Object.hasOwn(DOUBTS, name);

/** Sets one switch from text, as a form or JSON gives it; false when there is no such switch or setting. */
export function setDoubt(doubts: Doubts, name: string, text: string): boolean {
  if (!isDoubt(name)) return false;
  const choices: Choices<Setting> = DOUBTS[name][0];
  const setting: Setting | undefined =
    choices === "seconds" ? (/^\d+$/.test(text) ? Number(text) : undefined) : choices.find((choice) => String(choice) === text);
  if (setting === undefined) return false;
  Object.assign(doubts, { [name]: setting });
  return true;
}
