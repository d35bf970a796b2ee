// Where Chromium is. The packed one is unpacked once, before the first process of a run asks for it: two that unpack it at once start each
// other's half of a file. It is one for Linux on x64; elsewhere the machine's own is taken.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import sparticuz from "@sparticuz/chromium";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Vitest calls it before all files of the kind. */
export default async function setup(): Promise<void> {
  const found = await chromiumPath();
  if (found === "") throw new Error("The browser tests need Chrome or Chromium, and found none: CHROMIUM_PATH names one.");
  const ran = spawnSync(found, ["--version", "--no-sandbox"], { encoding: "utf8" });
  if (ran.status !== 0) throw new Error(`The browser tests need a Chromium that runs: ${found} says ${ran.error?.message ?? ran.stderr}`);
}

export async function chromiumPath(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  const installed = () => INSTALLED.find((one) => existsSync(one)) ?? "";
  const isPacked = process.platform === "linux" && process.arch === "x64";
  return named ?? (isPacked ? sparticuz.executablePath().catch(installed) : installed());
}
