// Every address of the desk and everything that opens over a page, with what stands there once it is there: what a story about all of them
// walks. It asserts nothing.
import type { Page } from "playwright-core";
import { thread } from "./browser.ts";

type Stands = (page: Page) => Promise<void>;

const heading =
  (name: string | RegExp): Stands =>
  (page) =>
    page.getByRole("main").getByRole("heading", { name }).first().waitFor();
const leadsTo =
  (address: string): Stands =>
  (page) =>
    page.waitForURL(`**${address}`);
const menu =
  (name: string): Stands =>
  (page) =>
    page.getByRole("menu", { name }).locator("[role^=menuitem]").nth(1).waitFor();
const dialog =
  (name: string | RegExp): Stands =>
  (page) =>
    page.getByRole("dialog", { name }).waitFor();

/** Of a desk with one store and everything that has an address of its own. */
export interface Ids {
  store: string;
  ticket: string;
  order: string;
  authorization: string;
  claim: string;
  job: string;
  rule: string;
  item: string;
  aftersale: string;
  ownReturn: string;
  run: string;
  orderJob: string;
}

/** By the router's pattern: where one goes, and when the page stands. */
export const addressesOf = (ids: Ids): Record<string, [address: string, stands: Stands][]> => ({
  "/": [["/", leadsTo("/mailbox")]],
  "/mailbox/:view?/:ticket?": [
    ["/mailbox", (page) => page.getByRole("region", { name: "Tickets: To do" }).getByRole("link").first().waitFor()],
    [`/mailbox/todo/${ids.ticket}`, (page) => thread(page).getByRole("paragraph").first().waitFor()],
    ["/mailbox?q=no+such+words", (page) => page.getByText("no such words").first().waitFor()],
  ],
  "/orders": [["/orders", (page) => page.getByRole("table", { name: "Orders" }).getByRole("row").nth(1).waitFor()]],
  "/orders/jobs": [["/orders/jobs", heading("Jobs and files")]],
  "/orders/jobs/:id": [[`/orders/jobs/${ids.orderJob}`, heading("Job")]],
  "/orders/:id": [[`/orders/${ids.order}`, heading(/\d{10}/)]],
  "/inventory": [["/inventory", (page) => page.getByRole("table", { name: "Items" }).getByRole("row").nth(1).waitFor()]],
  "/inventory/items/:id": [
    ["/inventory/items/new", heading("New item")],
    [`/inventory/items/${ids.item}`, heading("KIT-1")],
  ],
  "/inventory/listings": [
    ["/inventory/listings", (page) => page.getByRole("table", { name: "Listings" }).getByRole("row").nth(1).waitFor()],
    ["/inventory/listings?q=no+such+words", heading("No listing has")],
  ],
  "/returns": [
    ["/returns", (page) => page.getByRole("table", { name: "Cancellations and returns" }).getByRole("row").nth(1).waitFor()],
    ["/returns?kind=own&phase=over", heading("No return was made here")],
    ["/returns?kind=cancellations&phase=over", (page) => page.getByRole("table").getByRole("row").nth(1).waitFor()],
  ],
  "/returns/:id": [
    [`/returns/${ids.aftersale}`, heading(/\d{10}/)],
    [`/returns/${ids.ownReturn}`, heading("Return made here")],
  ],
  "/print-runs": [["/print-runs", heading("Print runs")]],
  "/print-runs/:id": [[`/print-runs/${ids.run}`, heading("Packing slips for 2 orders")]],
  "/app-store/tiktok-shop/choose": [
    [`/app-store/tiktok-shop/choose?authorization=${ids.authorization}`, heading("Which shops shall become stores?")],
  ],
  "/app-store/tiktok-shop/claim": [[`/app-store/tiktok-shop/claim?claim=${ids.claim}`, heading("TikTok sent somebody here")]],
  "/app-store/:app?": [
    ["/app-store", heading("App Store")],
    ["/app-store/tiktok-shop", heading("TikTok Shop")],
  ],
  "/inventory/stock": [
    ["/inventory/stock", (page) => page.getByRole("button", { name: "Explain MUG in East" }).waitFor()],
    ["/inventory/stock?view=below", (page) => page.getByText("Nothing is below zero").waitFor()],
    [
      "/inventory/stock?q=mug",
      async (page) => {
        await page.getByRole("button", { name: "Explain MUG in East" }).click();
        await page.getByText("Adds up").waitFor();
      },
    ],
    [
      "/inventory/stock?view=all",
      async (page) => {
        // What explained the number a moment before is still open.
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "Change stock of MUG in East" }).click();
        await page.getByRole("dialog", { name: "Stock of MUG" }).waitFor();
      },
    ],
  ],
  "/inventory/balancing": [["/inventory/balancing", heading("No store is balanced yet")]],
  "/inventory/warehouses": [["/inventory/warehouses", (page) => page.getByRole("link", { name: "Stock in East" }).waitFor()]],
  "/inventory/fbt": [
    ["/inventory/fbt", (page) => page.getByRole("navigation", { name: "Which goods" }).waitFor()],
    ["/inventory/fbt?view=inbounds", heading("No inbound orders")],
  ],
  "/stores": [["/stores", (page) => page.getByRole("main").getByText("Northwind Home").first().waitFor()]],
  "/stores/new": [["/stores/new", heading("New store")]],
  "/stores/:id": [[`/stores/${ids.store}`, heading("Northwind Home")]],
  "/insights/:report?": [
    ["/insights", (page) => page.getByText("Net sales", { exact: true }).first().waitFor()],
    ["/insights/fulfilment", (page) => page.getByText("Late dispatch", { exact: true }).first().waitFor()],
    ["/insights/cover", heading("Stock cover")],
    ["/insights/service", (page) => page.getByText("How long it took", { exact: true }).first().waitFor()],
    ["/insights/mail", heading("Last sendings")],
    ["/insights/service?counted=opened", heading("New tickets")],
    ["/insights/returns", (page) => page.getByText("Return rate", { exact: true }).first().waitFor()],
  ],
  "/compliance": [["/compliance", heading("Response rates")]],
  "/points": [
    ["/points", heading("What costs points next")],
    ["/points?when=late&kind=return", heading("Nothing has passed")],
  ],
  "/insights/gaps": [["/insights/gaps", heading("Evidence")]],
  "/notifications": [["/notifications", heading("Notifications")]],
  "/settings": [["/settings", leadsTo("/settings/people")]],
  "/settings/people": [["/settings/people", heading("People")]],
  "/settings/tags": [["/settings/tags", heading("Tags")]],
  "/settings/templates": [["/settings/templates", heading("Templates")]],
  "/settings/tiktok-apps": [["/settings/tiktok-apps", heading("TikTok apps")]],
  "/settings/preferences": [["/settings/preferences", heading("My preferences")]],
  "/settings/notifications": [["/settings/notifications", heading("My notifications")]],
  "/settings/audit": [["/settings/audit", heading("Audit log")]],
  "/settings/sessions": [["/settings/sessions", heading("My sessions")]],
  "/settings/sla": [["/settings/sla", heading("SLA & hours")]],
  "/settings/teams": [["/settings/teams", heading("At work")]],
  "/settings/rules": [["/settings/rules", heading("Rules")]],
  "/settings/rules/:id": [
    ["/settings/rules/new", (page) => page.getByRole("button", { name: "Make the rule, off" }).waitFor()],
    // The form of another rule was open a moment before.
    [
      `/settings/rules/${ids.rule}`,
      async (page) =>
        void (await page.waitForFunction(() => document.querySelector<HTMLInputElement>("main input")?.value === "Money first")),
    ],
  ],
  "/settings/bulk-jobs": [["/settings/bulk-jobs", heading("Bulk jobs")]],
  "/settings/bulk-jobs/:id": [[`/settings/bulk-jobs/${ids.job}`, heading("Tag 2 tickets")]],
  "/settings/unmatched-mail": [["/settings/unmatched-mail", heading("Unmatched e-mail")]],
  "/settings/personal-data": [["/settings/personal-data", heading("Erasures")]],
  "/settings/health": [["/settings/health", heading("Health")]],
  "/settings/machine-help": [["/settings/machine-help", heading("Machine help")]],
  "/settings/backups": [["/settings/backups", heading("Recovery key")]],
  "*": [["/nowhere", heading("There is nothing at this address")]],
});

/** Where nobody is signed in. */
export const OUTSIDE: Record<string, string> = {
  "/setup": "/setup",
  "/sign-in": "/sign-in",
  "/join/:token": "/join/no-such-invitation",
  "/password": "/password",
};

/** What opens over an open ticket by a key, and is closed by Escape. */
export const OVER_A_TICKET: [key: string, stands: Stands][] = [
  ["?", dialog("Keyboard")],
  ["Control+k", (page) => page.getByRole("option").first().waitFor()],
  ["a", menu("Assign to")],
  ["z", menu("Snooze until")],
  ["p", menu("Priority")],
  ["m", dialog(/^Merge #\d+ with another ticket$/)],
  ["l", (page) => page.getByRole("combobox", { name: "Find a tag" }).waitFor()],
  ["t", (page) => page.getByRole("dialog", { name: "Templates" }).getByRole("option").first().waitFor()],
  ["#", (page) => page.getByRole("option").first().waitFor()],
];

/** What opens over a selection in the list. */
export const OVER_A_SELECTION: [key: string, stands: Stands][] = [
  ["a", menu("Assign the selection to")],
  ["z", menu("Snooze the selection until")],
  ["l", menu("Tags of the selection")],
  ["r", dialog("Reply to 2 tickets")],
];

/** What opens over an order by a button, and is closed by Escape. */
export const OVER_AN_ORDER: [stage: string, button: string, stands: Stands][] = [
  ["ready_to_ship", "Hold", dialog("Hold this order back")],
  ["ready_to_ship", "Enter tracking", dialog("Enter tracking")],
  ["ready_to_ship", "Combine", dialog("Combine orders")],
  [
    "ready_to_ship",
    "Cancel",
    (page) =>
      page
        .getByRole("dialog", { name: /^Cancel order/ })
        .getByRole("combobox")
        .first()
        .waitFor(),
  ],
];
