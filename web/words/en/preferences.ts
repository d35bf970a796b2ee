/** Settings, My preferences. */
export const preferences = {
  title: "My preferences",
  words: "They are yours on every device you sign in with, and change nothing for anybody else.",
  look: "Look and time",
  zone: "Times are shown in",
  zoneHint: "Buyers' messages and deadlines also name the store's own time.",
  zoneDevice: (zone: string) => `This device's zone, ${zone}`,
  zoneSave: "Show times there",
  hold: "A reply can be taken back for",
  holdNone: "It leaves at once",
  holdSeconds: (seconds: number) => (seconds === 1 ? "1 second" : `${seconds} seconds`),
  keys: "Keys",
  keysWords:
    "Choose a key, then press the one you want; two letters after each other are one key too. Backspace takes a key away, Esc leaves it.",
  change: (name: string) => `Change the key of ${name}`,
  press: "Press a key",
  ours: (name: string) => `Give ${name} our key again`,
  allOurs: "All our keys again",
  taken: (key: string, name: string) => `${key} is already ${name}. Nothing was changed; choose another, or change ${name} first.`,
};
