/** A person's preferences taking effect on this page, and the way to change one: shown at once, kept by the desk, taken back if it refuses. */

import { api, ask } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import { chooseDensity, chooseTheme } from "../ui/appearance.ts";
import { chooseZone } from "../ui/clock.ts";
import { chooseKeys } from "../ui/keys.ts";
import { chooseLanguage } from "../words/language.ts";
import { askMe, type Me } from "./me.tsx";

export type Preferences = Me["preferences"];
export type Choice = Parameters<typeof api.preferences.$patch>[0]["json"];

export function adoptPreferences({ theme, density, keys, zone }: Preferences): void {
  if (theme) chooseTheme(theme);
  if (density) chooseDensity(density);
  chooseKeys(keys ?? {});
  chooseZone(zone ?? null);
}

/** Once for each sign-in or load, never while somebody is at work: another language loads the page again. */
export function adoptLanguage({ language }: Preferences): void {
  if (language) chooseLanguage(language);
}

/** What is answered to a choice before it does not know of it, and shows nothing. */
let newest: Choice;

export function useChoosing() {
  const client = useQueryClient();
  const show = (preferences: Preferences) => {
    client.setQueryData<Me>(askMe.queryKey, (me) => me && { ...me, preferences });
    adoptPreferences(preferences);
  };
  return async (choice: Choice): Promise<void> => {
    const before = client.getQueryData<Me>(askMe.queryKey)?.preferences ?? {};
    newest = choice;
    show(Object.fromEntries(Object.entries({ ...before, ...choice }).filter(([, value]) => value !== null)));
    try {
      const { preferences } = await ask(api.preferences.$patch({ json: choice }));
      if (newest === choice) show(preferences);
      // Kept by now: the page may load again.
      if (choice.language !== undefined) chooseLanguage(choice.language);
    } catch (error) {
      if (newest === choice) show(before);
      throw error;
    }
  };
}
