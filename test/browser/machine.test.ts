// An admin sets machine help up as a person does: reads what it would add, enters a server, asks it for its models, tries it before switching it on,
// says what a store gives along, and finds in the log what it came to.
import { afterAll, beforeAll, expect, test } from "vitest";
import { MODEL_KEY, MODELS } from "../../simulator/model/server.ts";
import { modelAddress } from "../stories/model.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, comeBack, openBrowser, seriousFaults, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let admin: Visitor;
let address = "";

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  address = modelAddress(world);
  world.shop.addSeller({ name: "Fern", region: "US", shops: [{ region: "US", name: "Fern US" }] });
  await world.connect("US", "Fern", "Fern US");
  admin = await visit(browser, world.tillside.url, { as: world.admin });
  await admin.page.goto("/settings/machine-help");
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const card = (name: string) => admin.page.getByRole("region", { name });
const says = (words: string) => admin.page.getByText(words).first().waitFor();

test("says once what a model would add, and that nothing needs one", async () => {
  await says("No model is set");
  await says("Nothing was asked yet.");
  expect(world.shop.asked).toEqual([]);
});

test("is set up with a server of one's own, whose models stand to choose", async () => {
  const server = card("Server");
  await server.getByLabel("Address").fill(address);
  await server.getByLabel("Key", { exact: true }).fill(MODEL_KEY);
  await server.getByRole("button", { name: "Add a model" }).click();
  await server.getByLabel("Model", { exact: true }).fill(MODELS[1]);
  await server.getByLabel("$ per million tokens in").fill("cheap");
  await says("A price is a number such as 0.15");
  await server.getByLabel("$ per million tokens in").fill("0,15");
  await server.getByLabel("$ per million tokens out").fill("0.60");
  await server.getByLabel("Draft a reply").selectOption(MODELS[1]);
  await server.getByRole("button", { name: "Save" }).click();
  await server.getByText("A key is kept.").waitFor();
  await server.getByRole("button", { name: "Ask the server for its models" }).click();
  await says("The server offers 3 models.");
  const [saved] = await world.rows<{ models: string; is_on: number }>("SELECT models, is_on FROM assist_setting");
  expect(saved).toEqual({ models: JSON.stringify([{ name: MODELS[1], in: 150_000, out: 600_000, sees: false }]), is_on: 0 });
});

test("is tried before it is switched on, and says what the server says when it refuses", async () => {
  const server = card("Server");
  await server.getByRole("button", { name: "Try it" }).click();
  await says("Hello, thank you for your message.");
  world.hosted.simulator.faults.raise({ kind: "model_key_refused", on: "model.chat", count: 1 });
  await server.getByRole("button", { name: "Try it" }).click();
  await says("The server says: Incorrect API key provided.");
  await card("Log").getByText("Refused").waitFor();
  await card("Log").getByText("Answered").waitFor();
  await card("This month")
    .getByRole("row", { name: /Draft a reply 2 1 0/ })
    .waitFor();
});

test("refuses an address inside, keeps what was typed, and is switched on", async () => {
  const server = card("Server");
  await server.getByLabel("Address").fill("https://10.0.0.8/v1");
  await server.getByRole("button", { name: "Save" }).click();
  await says("This address cannot be asked");
  expect(await server.getByLabel("Address").inputValue()).toBe("https://10.0.0.8/v1");
  await server.getByLabel("Address").fill(address);
  await server.getByLabel("Machine help is on").check();
  await server.getByRole("button", { name: "Save" }).click();
  await world.until("it is on", async () => (await world.rows("SELECT 1 FROM assist_setting WHERE is_on = 1")).length === 1);
  await admin.page.reload();
  await server.getByLabel("Draft a reply").selectOption("Off");
  await server.getByRole("button", { name: "Save" }).click();
  await says("Choose a model for at least one task");
});

test("what another admin saves takes away neither what is typed nor the word that it was not saved", async () => {
  const server = card("Server");
  await admin.page.reload();
  await server.getByLabel("Address").waitFor();
  const { setting } = await world.admin.get<{ setting: { version: number; hasKey: boolean; budget: number } }>("/api/assist");
  const { version, hasKey: _, ...kept } = setting;
  await world.admin.put("/api/assist", { version, setting: { ...kept, budget: kept.budget + 1_000_000 } });
  await server.getByLabel("$ per million tokens in").fill("0.20");
  await comeBack(admin.page);
  await server.getByRole("button", { name: "Save" }).click();
  await says("Another admin changed this meanwhile.");
  expect(await server.getByLabel("$ per million tokens in").inputValue()).toBe("0.20");
  await admin.page.reload();
});

test("a store says what it gives along", async () => {
  const stores = card("Stores");
  await stores.getByText("People are taken out · No policy").waitFor();
  await stores.getByRole("button", { name: "Edit: Fern US" }).click();
  await stores.getByLabel("Policy").fill("Returns within 30 days.");
  await stores.getByLabel("Glossary").fill("tee T-Shirt");
  await says("This line needs both sides of =: tee T-Shirt");
  await stores.getByLabel("Glossary").fill("tee = T-Shirt");
  await stores.getByRole("button", { name: "Save" }).click();
  await stores.getByText("People are taken out · Policy of 23 characters · 1 line of glossary").waitFor();
});

test("is found by the palette, and nothing about it is in anybody's way", async () => {
  expect(await seriousFaults(admin.page)).toEqual([]);
  await admin.page.goto("/settings/preferences");
  await admin.page.getByRole("heading", { name: "My preferences" }).waitFor();
  await admin.page.keyboard.press("Control+k");
  await admin.page.getByRole("combobox", { name: "Find or do anything" }).waitFor();
  await admin.page.keyboard.type("machine h");
  await admin.page.getByRole("option", { name: "Machine help" }).waitFor();
  await admin.page.keyboard.press("Enter");
  await admin.page.waitForURL("**/settings/machine-help");
  expect(admin.complaints).toEqual([]);
});
