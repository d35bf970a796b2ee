/** Values that CSS reads as custom properties or lengths. They are told to the DOM, because the page's policy takes no style attributes. */
import { createRenderEffect } from "solid-js";

/** Keeps a property of an element at a value; for use in `ref`. */
export function keepStyle(element: HTMLElement, name: string, value: () => string | number): void {
  createRenderEffect(() => element.style.setProperty(name, String(value())));
}
