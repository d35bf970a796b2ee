// The pictures a phone's home screen asks for, drawn from the mark: run it when the mark changes. A maskable icon fills its square, because
// the phone cuts its own corners.
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { openBrowser } from "../test/browser/browser.ts";

const folder = path.resolve(import.meta.dirname, "../web/public");
const mark = readFileSync(path.join(folder, "mark.svg"), "utf8");
const ICONS = [
  { file: "192.png", size: 192, isWhole: false },
  { file: "512.png", size: 512, isWhole: false },
  { file: "maskable-512.png", size: 512, isWhole: true },
  { file: "apple-180.png", size: 180, isWhole: true },
];

mkdirSync(path.join(folder, "icons"), { recursive: true });
const browser = await openBrowser();
const page = await browser.newPage();
for (const { file, size, isWhole } of ICONS) {
  const drawn = isWhole ? mark.replace('rx="9"', "") : mark;
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawn}`);
  await page.screenshot({ path: path.join(folder, "icons", file), omitBackground: true });
}
await browser.close();
