/** Two soft notes, made here: no file is fetched. A browser that plays nothing before somebody has touched the page stays silent. */
const NOTES_HERTZ = [660, 880];
const NOTE_SECONDS = 0.14;
const LOUDNESS = 0.06;
/** A burst rings once. */
const REST_MS = 4_000;

let rangAt = Number.NEGATIVE_INFINITY;

export function ring(): void {
  if (performance.now() - rangAt < REST_MS) return;
  rangAt = performance.now();
  const context = new AudioContext();
  for (const [at, hertz] of NOTES_HERTZ.entries()) {
    const begins = context.currentTime + at * NOTE_SECONDS;
    const note = new OscillatorNode(context, { frequency: hertz });
    const gain = new GainNode(context, { gain: LOUDNESS });
    gain.gain.exponentialRampToValueAtTime(0.001, begins + NOTE_SECONDS);
    note.connect(gain).connect(context.destination);
    note.start(begins);
    note.stop(begins + NOTE_SECONDS);
    note.onended = () => at === NOTES_HERTZ.length - 1 && void context.close();
  }
}
