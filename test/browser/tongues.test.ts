// The desk in another language: chosen by a person it is theirs on every device, chosen at the door it is this device's, and a browser that asks
// for one gets it without choosing.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Desk } from "../stories/desk.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let agent: Desk;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  agent = await world.agent("Jonas Berg", []);
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const spoken = (page: Page) => page.locator("html").getAttribute("lang");

test("whoever chooses German reads German from then on, also at the door", async () => {
  const { page, complaints, close } = await visit(browser, world.tillside.url, { as: world.admin });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/settings/preferences");
  await page.getByLabel("Language").selectOption("Deutsch");
  await page.getByRole("heading", { name: "Meine Einstellungen" }).waitFor();
  expect(await spoken(page)).toBe("de");
  expect(await page.getByLabel("Sprache").inputValue()).toBe("de");
  expect(await seriousFaults(page)).toEqual([]);

  asked.length = 0;
  await page.goto("/mailbox");
  await page.getByRole("link", { name: "Zu tun" }).first().waitFor();
  await page.waitForLoadState("networkidle");
  // Loaded once, and of other languages nothing.
  expect(asked.filter((path) => path === "/mailbox")).toHaveLength(1);
  expect(asked.filter((path) => /\/(es|zh)-/.test(path))).toEqual([]);

  await page.getByRole("button", { name: /^Eigenes Konto/ }).click();
  await page.getByRole("menuitem", { name: "Abmelden" }).click();
  await page.getByRole("heading", { name: "Bei Tillside anmelden" }).waitFor();
  expect(await spoken(page)).toBe("de");
  expect(await seriousFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test("what was chosen follows its person to another device, and nobody else", async () => {
  const theirs = await visit(browser, world.tillside.url, { as: agent });
  await theirs.page.goto("/settings/preferences");
  await theirs.page.getByLabel("Language").selectOption("简体中文");
  await theirs.page.getByRole("heading", { name: "个人偏好" }).waitFor();
  await theirs.close();
  const elsewhere = await visit(browser, world.tillside.url, { as: agent });
  await elsewhere.page.goto("/orders");
  await elsewhere.page.getByRole("heading", { name: "订单" }).first().waitFor();
  expect(await spoken(elsewhere.page)).toBe("zh-Hans");
  await elsewhere.page.goto("/settings/preferences");
  await elsewhere.page.getByLabel("语言").selectOption({ index: 0 });
  await elsewhere.page.getByRole("heading", { name: "My preferences" }).waitFor();
  await elsewhere.close();
});

test("the door speaks what its browser asks for, until somebody chooses", async () => {
  const { page, context, close } = await visit(browser, world.tillside.url, { language: "es-MX" });
  await page.goto("/sign-in");
  await page.getByRole("heading", { name: "Iniciar sesión en Tillside" }).waitFor();
  await page.getByLabel("Idioma").selectOption("English");
  await page.getByRole("heading", { name: "Sign in to Tillside" }).waitFor();
  const again = await context.newPage();
  await again.goto("/join/no-such-invitation");
  await again.getByRole("heading", { level: 1 }).waitFor();
  expect(await spoken(again)).toBe("en");
  await close();
});
