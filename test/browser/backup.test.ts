// Settings › Backups as an admin uses it: the recovery key is shown once, a backup is begun by keyboard, grows to its end, and leaves as a file.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, visit } from "./browser.ts";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await closeWindows(await openBrowser());
  await world.close();
});

test("an admin makes the recovery key, which is shown once, then a backup, and takes it away", async () => {
  const { page, complaints } = await visit(await openBrowser(), world.admin.origin, { as: world.admin });
  await page.goto("/settings/backups");
  const begin = page.getByRole("button", { name: "Back up now" });
  await begin.waitFor();
  expect(await begin.getAttribute("aria-disabled")).toBe("true");
  await page.getByRole("button", { name: "Make a recovery key" }).click();
  const key = page.getByRole("textbox", { name: "Recovery key" });
  await key.waitFor();
  expect(await key.inputValue()).toMatch(/^([0-9A-Z]{4}-){13}[0-9A-Z]{4}$/);
  await page.getByRole("button", { name: "I have kept it" }).click();
  await key.waitFor({ state: "detached" });
  // Until the page has heard of the key a backup cannot begin, and a key pressed then is no answer.
  await page.getByRole("button", { name: "Back up now", disabled: false }).waitFor();
  await begin.focus();
  await page.keyboard.press("Enter");
  await page.getByText("Done", { exact: true }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^tillside-\d{4}-\d\d-\d\d\.backup$/);
  await page.getByRole("checkbox", { name: "Make a backup every week, at night" }).click();
  await page.getByText("Saved.").waitFor();
  expect(await world.rows("SELECT is_weekly, kept FROM backup_setting")).toEqual([{ is_weekly: 1, kept: 4 }]);
  expect(complaints).toEqual([]);
});
