/** Lists as people type them: with commas between, those of Chinese keyboards too. Pure. */
const COMMA = /[,，、]/u;

export const splitAtCommas = (text: string): string[] =>
  text
    .split(COMMA)
    .map((one) => one.trim())
    .filter(Boolean);
