// Texts that mean harm, short enough for a name: markup that acts, words that look like the desk's own placeholders, signs that turn a line
// around or show nothing; and those that fit nowhere. Whoever shows one as anything but words sets `hacked` on the window.

export const NASTY: Record<string, string> = {
  script: "<script>hacked=1</script>",
  handler: "<img src=x onerror=hacked=1>",
  quotes: `"'><svg onload=hacked=1>`,
  braces: `{{buyer.nickname}} \${x}`,
  turned: "abc \u202egnp.exe\u202c مرحبا",
  unseen: "zero\u200bwidth\u200djoin\ufeffed",
  joined: "👩‍👩‍👧‍👦 family 🏳️‍🌈",
  stacked: "Z̸̡̢̛̫͎a̷̢l̴͇g̵o",
  query: "%' OR 1=1 --; \\",
};

const LINES_COUNT = 10_000;
export const LINES = Array.from({ length: LINES_COUNT }, (_, at) => `line ${at + 1}`).join("\n");

const WORD_CHARACTERS = 100 * 1024;
export const WORD = "w".repeat(WORD_CHARACTERS);

/** No text at all: what no column and no message can carry. */
export const BROKEN = ["nul\u0000here", "half \ud83d pair", "\udc00\ud800"];
