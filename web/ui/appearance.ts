/** How the page looks to this person on this device: the only thing kept in the browser, and nothing personal. */
import { createSignal } from "solid-js";

export type Theme = "system" | "light" | "dark";
export type Density = "comfortable" | "compact";

const readChoice = <Choice extends string>(name: string, choices: readonly Choice[], otherwise: Choice): Choice =>
  choices.find((choice) => choice === localStorage.getItem(name)) ?? otherwise;

const [theme, setTheme] = createSignal(readChoice<Theme>("theme", ["system", "light", "dark"], "system"));
const [density, setDensity] = createSignal(readChoice<Density>("density", ["comfortable", "compact"], "comfortable"));

export { density, theme };

export function chooseTheme(choice: Theme): void {
  localStorage.setItem("theme", choice);
  setTheme(choice);
  showAppearance();
}

export function chooseDensity(choice: Density): void {
  localStorage.setItem("density", choice);
  setDensity(choice);
  showAppearance();
}

export function showAppearance(): void {
  const { dataset } = document.documentElement;
  if (theme() === "system") delete dataset.theme;
  else dataset.theme = theme();
  dataset.density = density();
}
