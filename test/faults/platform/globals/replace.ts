// How a global is overlaid: configurable, so that other tools (a test runner's fake timers) still can.

export function replace<T extends object, K extends keyof T>(owner: T, name: K, value: T[K]): void {
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
}
