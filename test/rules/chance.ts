// The same walk for ever, from a seed.
export function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return { hits: (share: number) => next() < share, below: (end: number) => Math.floor(next() * end) };
}
