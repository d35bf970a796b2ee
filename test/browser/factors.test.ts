// A second factor as a person meets it: a passkey of Chromium's own making, a code by the clock, what everybody must have.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf } from "../../worker/factors/totp.ts";
import { openWorld, PASSWORD, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, visit } from "./browser.ts";

let world: World;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld({ host: "localhost" }), openBrowser()]);
  await world.agent("Mia Stone", []);
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
function codeNow(key: string, steps = 0): string {
  const bits = Array.from(key.replace(/\s/g, ""), (letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  return codeOf(secret, Math.floor(world.now() / 30_000) + steps);
}

/** A device of Chromium's own making that knows its person: https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/. */
async function carryDevice(page: Page): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("WebAuthn.enable");
  await protocol.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

const card = (page: Page) => page.getByRole("region", { name: "Second factor" });

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in?next=/settings/sessions");
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("a passkey is added under My sessions, asked for after the password, and lets in without one", async () => {
  const { page, complaints, close } = await visit(browser, world.admin.origin);
  await carryDevice(page);
  await signIn(page, "ana@example.com");
  await card(page).getByRole("button", { name: "Add a passkey" }).click();
  await card(page).getByRole("textbox", { name: "Name of the passkey" }).fill("Ana’s laptop");
  await card(page).getByLabel("Your password").fill(PASSWORD);
  await card(page).getByRole("button", { name: "Go on" }).click();
  await card(page).getByRole("heading", { name: "Recovery codes" }).waitFor();
  expect(await card(page).getByRole("list").locator("code").count()).toBe(8);
  expect(await seriousFaults(page)).toEqual([]);
  await card(page).getByRole("button", { name: "I have kept them" }).click();
  await card(page).getByText("Recovery codes left: 8").waitFor();

  await page.context().clearCookies();
  await signIn(page, "ana@example.com");
  await page.getByRole("textbox", { name: "Recovery code" }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await card(page).getByText("Ana’s laptop").waitFor();

  await page.context().clearCookies();
  await page.goto("/sign-in?next=/settings/sessions");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await card(page).getByText("last used").waitFor();
  expect(await world.rows("SELECT counter > 1 AS counted FROM second_factor")).toEqual([{ counted: 1 }]);
  expect(complaints).toEqual([]);
  await close();
});

test("where everybody must have one, it is set up at the door with an app's key and its first code", async () => {
  await world.rows("UPDATE sign_in_rule SET second_factor = 1");
  const { page, complaints, close } = await visit(browser, world.admin.origin);
  await signIn(page, "mia.stone@example.com");
  const key = (await page.locator("code").first().textContent()) ?? "";
  await page.getByRole("textbox", { name: "Code of six digits" }).fill("000000");
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByText("This code is not good").waitFor();
  await page.getByRole("textbox", { name: "Code of six digits" }).fill(codeNow(key));
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await card(page).getByText("Authenticator app", { exact: true }).waitFor();
  await card(page).getByText("This desk asks everybody").waitFor();

  await page.context().clearCookies();
  await signIn(page, "mia.stone@example.com");
  await page.getByRole("textbox", { name: "Code" }).fill(codeNow(key, 1));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await card(page).getByText("last used").waitFor();
  // Chromium tells of every refusal on its console.
  expect(complaints.filter((one) => !one.includes("403"))).toEqual([]);
  await close();
});
