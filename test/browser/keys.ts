// A person without a mouse: presses keys, sees where the keyboard stands, and walks until it stands where it is meant to. Every wait is also the
// question whether the place is in sight.
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

const RING_PX_MIN = 2;
/** More lines, fields or buttons than any page has. */
const STEPS_MAX = 100;
/** Somebody else may be using the machine. */
const WAIT_MS_MAX = 10_000;

export function byKeys(page: Page) {
  /** Where the keyboard is, in words: what it is called and what it says. */
  const focused = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return "nowhere";
      return `${at.getAttribute("aria-label") ?? ""} ${at.textContent ?? ""}`.trim();
    });
  /** The ring is drawn by the element itself or by the field around it. */
  const isSeen = () =>
    page.evaluate((least) => {
      const around = [document.activeElement, document.activeElement?.parentElement, document.activeElement?.parentElement?.parentElement];
      return around.some((element) => {
        if (!element) return false;
        return [null, "::after"].some((part) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
          return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= least;
        });
      });
    }, RING_PX_MIN);
  const isHeld = () =>
    expect
      .poll(async () => ((await isSeen()) ? "seen" : await focused()), { message: new Error().stack ?? "", timeout: WAIT_MS_MAX })
      .toBe("seen");
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const isOn = (field: Locator) => () => field.evaluate((element) => element === document.activeElement);
  return {
    focused,
    isSeen,
    isHeld,
    press,
    isOn,
    type: (text: string) => page.keyboard.type(text),
    stands: (name: string) => expect.poll(focused, { timeout: WAIT_MS_MAX }).toContain(name),
    standsOn: (locator: Locator) => expect.poll(isOn(locator), { timeout: WAIT_MS_MAX }).toBe(true),
    /** The key, again and again until the keyboard stands there. */
    walk: async (key: string, isThere: () => Promise<boolean>) => {
      for (let pressed = 0; !(await isThere()); pressed += 1) {
        if (pressed >= STEPS_MAX) throw new Error(`${key} leads to "${await focused()}"`);
        await press(key);
      }
      await isHeld();
    },
    /** After this the page shows it, and the keyboard stands in sight. */
    shows: async (locator: Locator) => {
      await locator.first().waitFor();
      await isHeld();
    },
    isGone: async (locator: Locator) => {
      await locator.first().waitFor({ state: "hidden" });
      await isHeld();
    },
  };
}

export type Keys = ReturnType<typeof byKeys>;
