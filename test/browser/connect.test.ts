// From nothing to a connected store, over the pretend TikTok's own pages: by the App Store, by New Store, several shops behind one consent,
// a refusal, and a store's page afterwards.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let admin: Visitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  world.shop.addSeller({ name: "GlowLab", region: "US", shops: [{ region: "US", name: "GlowLab" }] });
  world.shop.addSeller({
    name: "Northwind",
    region: "GB",
    shops: [
      { region: "GB", name: "Northwind UK" },
      { region: "DE", name: "Northwind DE", sellerType: "CROSS_BORDER" },
    ],
  });
  admin = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

/** What a seller does at TikTok: account type, install, and the answer. */
async function answerAtTikTok(page: Page, seller: string, answer: "Authorize" | "Decline"): Promise<void> {
  await page.getByRole("button", { name: "Next" }).click();
  await page
    .getByRole("radio", { name: new RegExp(`^${seller},`) })
    .first()
    .check();
  await page.getByRole("button", { name: "Sign in and install" }).click();
  await page.getByRole("button", { name: answer, exact: true }).click();
}

test("the App Store leads to a connected store, and a refusal at TikTok is a sentence and another try", async () => {
  const { page, complaints } = admin;
  await page.goto("/mailbox");
  await page.getByRole("link", { name: "Choose a marketplace" }).click();
  await page.getByText("Product ratings and reviews stay in Seller Center").waitFor();
  const authorize = page.getByRole("button", { name: "Authorize at TikTok" });
  expect(await authorize.getAttribute("aria-disabled")).toBe("true");
  await page.getByRole("radio", { name: "United States" }).check();
  await authorize.click();
  await answerAtTikTok(page, "GlowLab", "Decline");
  await page.getByText("You declined at TikTok, so nothing was connected").waitFor();

  await page.getByRole("button", { name: "Install App" }).click();
  await page.getByRole("radio", { name: "United States" }).check();
  await page.getByRole("button", { name: "Authorize at TikTok" }).click();
  await answerAtTikTok(page, "GlowLab", "Authorize");
  await page.getByRole("heading", { name: "Which shops shall become stores?" }).waitFor();
  await page.getByRole("button", { name: "Connect 1 shop" }).click();
  await page.getByText("The store is connected").waitFor();
  await page.getByRole("heading", { name: "GlowLab", level: 1 }).waitFor();
  expect(await page.getByRole("region", { name: "Connection" }).getByText("Connected", { exact: true }).count()).toBe(1);
  expect(complaints).toEqual([]);
});

test("New Store makes a store that waits, and one consent fills it and opens the seller's other shop beside it", async () => {
  const { page, complaints } = admin;
  await page.goto("/stores");
  await page.getByRole("main").getByRole("button", { name: "New store" }).click();
  await page.getByRole("searchbox", { name: "Search channels" }).fill("tik");
  await page.getByRole("link", { name: /TikTok Shop/ }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Our UK shop");
  await page.getByLabel("Marketplace").selectOption({ label: "United Kingdom" });
  expect(await page.getByRole("textbox", { name: "Currency" }).inputValue()).toBe("GBP");
  expect(await page.getByRole("combobox", { name: "Time zone" }).inputValue()).toBe("Europe/London");
  await page.getByRole("button", { name: "Save store" }).click();
  await page.getByText("This store waits for its shop").waitFor();

  await page.getByRole("button", { name: "Authorize at TikTok" }).click();
  await answerAtTikTok(page, "Northwind", "Authorize");
  const british = page.getByRole("checkbox", { name: /Northwind UK/ });
  expect(await british.isChecked()).toBe(true);
  await page.getByText("Becomes Our UK shop").waitFor();
  await page.getByRole("checkbox", { name: /Northwind DE/ }).check();
  await page.getByText("Becomes a new store").waitFor();
  await page.getByRole("button", { name: "Connect 2 shops" }).click();
  const rows = page.getByRole("main").getByRole("row");
  await rows.filter({ hasText: "Our UK shop" }).filter({ hasText: "Connected" }).waitFor();
  await rows.filter({ hasText: "Northwind DE" }).filter({ hasText: "Connected" }).waitFor();
  expect(complaints).toEqual([]);
});

test("a store's settings change in place, and somebody who was faster is told of", async () => {
  const { page } = admin;
  await page.goto("/stores");
  await page.getByRole("main").getByRole("link", { name: "GlowLab" }).click();
  await page.getByRole("button", { name: "Edit Reopen window" }).click();
  await page.getByRole("spinbutton", { name: "Days" }).fill("3");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("3 days").waitFor();

  await page.getByRole("button", { name: "Edit Name" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("GlowLab US");
  const id = new URL(page.url()).pathname.split("/").pop();
  const { store } = await world.admin.get<{ store: { version: number } }>(`/api/stores/${id}`);
  await world.admin.patch(`/api/stores/${id}`, { version: store.version, change: { reopenDays: 5 } });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Somebody else saved this store while you were editing").waitFor();
  await page.getByRole("button", { name: "Show what they saved" }).click();
  await page.getByText("5 days").waitFor();

  await page.getByRole("button", { name: "Edit Currency" }).click();
  await page.getByRole("textbox", { name: "Currency" }).fill("EUR");
  await page.getByRole("link", { name: "Mailbox", exact: true }).click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Stay" }).click();
  expect(await page.getByRole("textbox", { name: "Currency" }).inputValue()).toBe("EUR");
  await page.getByRole("button", { name: "Cancel" }).click();
});

test("a consent that TikTok's side withdraws is said on every page, and authorizing again mends it", async () => {
  const { page } = admin;
  const seller = world.shop.sellers.find((one) => one.name === "GlowLab");
  await page.goto("/orders");
  world.shop.deauthorize({ sellerId: seller?.id ?? "" });
  await page.getByRole("alert").filter({ hasText: "GlowLab must be authorized again" }).waitFor();
  await page.getByRole("link", { name: "Reauthorize GlowLab" }).click();
  await page.getByRole("button", { name: "Re-authorize at TikTok" }).click();
  await answerAtTikTok(page, "GlowLab", "Authorize");
  await page.getByText("The store is connected").waitFor();
  expect(await page.getByText("must be authorized again").count()).toBe(0);
});

test("disconnecting asks first and keeps what came in; where no app is set up, the page says how to get one", async () => {
  const { page } = admin;
  await page.getByRole("button", { name: "More: disconnect" }).click();
  await page.getByRole("menuitem", { name: "Disconnect" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disconnect GlowLab" }).click();
  await page.getByText("Authorize again, and it goes on where it stopped").waitFor();

  await world.rows("DELETE FROM tiktok_app WHERE region = 'US'");
  await world.later(61_000);
  await page.getByRole("button", { name: "Authorize at TikTok" }).click();
  await page.getByRole("heading", { name: "Set up your TikTok app for US shops first" }).waitFor();
  await page.getByText("partner.us.tiktokshop.com").waitFor();
  expect(await page.getByRole("textbox", { name: "Redirect URL" }).inputValue()).toContain("/connect/tiktok/us");
  await page.getByRole("textbox", { name: "App key" }).fill("appUS");
  await page.getByRole("textbox", { name: "Service id" }).fill("serviceUS");
  await page.getByLabel("App secret").fill("secret-of-US");
  await page.getByRole("button", { name: "Save app" }).click();
  await page.getByRole("heading", { name: "Select account type" }).waitFor();
});
