// Coming in: the first admin by the set-up link, everyone by e-mail and password, colleagues by an invitation, and out again.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTillside, type Tillside } from "../../scripts/workerd.ts";
import { PASSWORD, SECRETS } from "../stories/world.ts";
import { closeWindows, openBrowser, visit } from "./browser.ts";

describe("a desk nobody has set up", () => {
  let tillside: Tillside;
  let browser: Browser;
  beforeAll(async () => {
    // No shop is needed to open a door; an address where nobody answers stands for it.
    [tillside, browser] = await Promise.all([startTillside({ simulatorUrl: "http://127.0.0.1:9", secrets: SECRETS }), openBrowser()]);
  });
  afterAll(async () => {
    await closeWindows(browser);
    await tillside.stop();
  });

  test("shows the way to its set-up, takes the first admin by the link, and is set up only once", async () => {
    const { page, complaints, close } = await visit(browser, tillside.url);
    await page.goto("/");
    await page.getByRole("heading", { name: "This desk is not set up yet" }).waitFor();

    await page.goto(`/setup#${SECRETS.SETUP_TOKEN}`);
    expect(await page.getByLabel("Set-up token").inputValue()).toBe(SECRETS.SETUP_TOKEN);
    await page.getByText("At least 12 characters").waitFor();
    await page.getByLabel("E-mail").fill("ana@example.com");
    await page.getByLabel("Your name").fill("Ana Admin");
    await page.getByLabel("Choose a password").fill(PASSWORD);
    await page.getByRole("button", { name: "Create the desk" }).click();
    await page.getByRole("heading", { name: "Connect a TikTok shop" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/mailbox");

    await page.goto("/setup");
    await page.getByRole("heading", { name: "This desk is set up already" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("lets in who knows the password, says so to who does not, and brings back to where one wanted to go", async () => {
    const { page, complaints, close } = await visit(browser, tillside.url);
    await page.goto("/orders?stage=shipped");
    await page.getByRole("heading", { name: "Sign in to Tillside" }).waitFor();
    await page.getByLabel("E-mail").fill("ana@example.com");
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByText("E-mail and password do not match").waitFor();
    await page.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Shipped" }).waitFor();
    expect(new URL(page.url()).search).toBe("?stage=shipped");

    await page.getByRole("button", { name: "Your account, Ana Admin" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByText("You are signed out").waitFor();
    await page.goto("/mailbox");
    await page.getByRole("heading", { name: "Sign in to Tillside" }).waitFor();
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("an admin invites, the link makes an agent of whoever opens it, and an agent sees no settings of others", async () => {
    const admin = await visit(browser, tillside.url);
    await admin.page.goto("/sign-in?next=/settings/people");
    await admin.page.getByLabel("E-mail").fill("ana@example.com");
    await admin.page.getByLabel("Password").fill(PASSWORD);
    await admin.page.keyboard.press("Enter");
    await admin.page.getByRole("button", { name: "Invite" }).click();
    await admin.page.getByLabel("E-mail").fill("jonas@example.com");
    await admin.page.getByRole("button", { name: "Make the invitation link" }).click();
    const link = await admin.page.getByRole("textbox", { name: "Invitation link" }).inputValue();
    expect(link).toContain(`${tillside.url}/join/`);
    await admin.close();

    const guest = await visit(browser, tillside.url);
    await guest.page.goto(link);
    await guest.page.getByText("You were invited as an agent, with jonas@example.com.").waitFor();
    await guest.page.getByLabel("Your name").fill("Jonas Berg");
    await guest.page.getByLabel("Choose a password").fill(PASSWORD);
    await guest.page.getByRole("button", { name: "Join" }).click();
    await guest.page.getByRole("button", { name: "Your account, Jonas Berg" }).waitFor();
    await guest.page.goto("/settings");
    await guest.page.getByRole("heading", { name: "My sessions" }).waitFor();
    expect(await guest.page.getByRole("link", { name: "People" }).count()).toBe(0);
    await guest.page.goto(link);
    await guest.page.getByRole("heading", { name: "This invitation is no longer good" }).waitFor();
    expect(guest.complaints).toEqual([]);
    await guest.close();
  });

  test("a session that is ended elsewhere ends here, with the reason and the way back", async () => {
    const first = await visit(browser, tillside.url);
    const second = await visit(browser, tillside.url);
    for (const { page } of [first, second]) {
      await page.goto("/sign-in?next=/settings/sessions");
      await page.getByLabel("E-mail").fill("jonas@example.com");
      await page.getByLabel("Password").fill(PASSWORD);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "My sessions" }).waitFor();
    }
    await second.page.getByRole("button", { name: "End", exact: true }).first().click();
    const again = second.page.getByRole("dialog");
    await again.getByLabel("Your password").fill("not mine at all");
    await again.getByRole("button", { name: "End", exact: true }).click();
    await again.getByText("This is not your password.").waitFor();
    await again.getByLabel("Your password").fill(PASSWORD);
    await again.getByRole("button", { name: "End", exact: true }).click();
    await first.page.getByText("Your session has ended").waitFor();
    expect(first.page.url()).toContain("next=%2Fsettings%2Fsessions");
    await first.close();
    await second.close();
  });

  test("whoever forgot a password has a link from an admin, sets another one, and signs in with it", async () => {
    const admin = await visit(browser, tillside.url);
    await admin.page.goto("/sign-in?next=/settings/people");
    await admin.page.getByLabel("E-mail").fill("ana@example.com");
    await admin.page.getByLabel("Password").fill(PASSWORD);
    await admin.page.keyboard.press("Enter");
    await admin.page.getByRole("button", { name: "Edit Jonas Berg" }).click();
    await admin.page.getByRole("button", { name: "Link for a new password" }).click();
    await admin.page.getByRole("dialog").getByLabel("Your password").fill(PASSWORD);
    await admin.page.keyboard.press("Enter");
    const link = await admin.page.getByRole("textbox", { name: "Link" }).inputValue();
    await admin.close();

    const { page, complaints, close } = await visit(browser, tillside.url);
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await page.getByRole("heading", { name: "Ask an admin for a link" }).waitFor();
    await page.goto(link);
    await page.getByText("For Jonas Berg, jonas@example.com.").waitFor();
    await page.getByLabel("Choose a password").fill("nine brown otters");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your password is set" }).waitFor();
    await page.getByRole("link", { name: "To sign-in" }).click();
    await page.getByLabel("E-mail").fill("jonas@example.com");
    await page.getByLabel("Password").fill("nine brown otters");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Your account, Jonas Berg" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
