/** A QR code on white, whatever the theme: cameras look for dark on light. Beside it stands what it says, for whoever cannot scan. */
import { Show } from "solid-js";
import { drawQr } from "./qr.ts";

/** ISO/IEC 18004 §9.1: light for so many modules around it. */
const QUIET = 4;

export function QrCode(props: { text: string; label: string }) {
  const code = () => drawQr(props.text);
  return (
    <Show when={code()}>
      {(rows) => (
        <svg
          class="qr-code"
          role="img"
          aria-label={props.label}
          viewBox={`${-QUIET} ${-QUIET} ${rows().length + 2 * QUIET} ${rows().length + 2 * QUIET}`}
        >
          <path d={pathOf(rows())} />
        </svg>
      )}
    </Show>
  );
}

const pathOf = (rows: boolean[][]): string =>
  rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
