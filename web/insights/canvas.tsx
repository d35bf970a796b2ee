/** Draws a chart with uPlot in the page's own colours, as wide as there is room, anew when the theme changes, and says below what the pointer or
 *  the arrow keys stand on. */
import { createEffect, createSignal, onCleanup, onMount } from "solid-js";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { ChartProps, Series } from "./chart.tsx";
import { writeShort, writeValue } from "./write.ts";

const HEIGHT_PX = 204;
const X_AXIS_PX = 28;
const LABEL_PX = 64;
const Y_AXIS_PX = 52;
const BAR_SHARE = 0.7;
const BAR_PX_MAX = 48;

const COLOURS: Record<Series["look"], string> = {
  main: "var(--accent)",
  before: "var(--ink-3)",
  late: "var(--late)",
  fine: "var(--fine)",
  limit: "var(--soon)",
};

/** A canvas knows no custom properties: the browser is asked what they come to. */
function resolveColour(within: HTMLElement, colour: string): string {
  const probe = document.createElement("i");
  probe.style.setProperty("color", colour);
  within.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

/** `says`: the whole in a sentence. */
export default function Canvas(props: ChartProps & { says: string }) {
  const [at, setAt] = createSignal<number | null>(null);
  const [theme, setTheme] = createSignal(0);
  let place: HTMLDivElement | undefined;
  let plot: uPlot | undefined;
  onMount(() => {
    const resized = new ResizeObserver(([entry]) => entry && plot?.setSize({ width: entry.contentRect.width, height: HEIGHT_PX }));
    if (place) resized.observe(place);
    const changed = () => setTheme((count) => count + 1);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", changed);
    const themed = new MutationObserver(changed);
    themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    onCleanup(() => {
      resized.disconnect();
      themed.disconnect();
      scheme.removeEventListener("change", changed);
    });
  });
  createEffect(() => {
    theme();
    if (!place) return;
    plot?.destroy();
    const data: uPlot.AlignedData = [props.labels.map((_, index) => index), ...props.series.map(({ values }) => [...values])];
    plot = new uPlot(optionsFor(place, props, setAt), data, place);
  });
  onCleanup(() => plot?.destroy());
  const told = () => {
    const index = at();
    if (index === null) return "";
    const label = (props.longLabels ?? props.labels)[index] ?? "";
    return `${label}: ${props.series.map(({ name, values }) => `${name} ${writeValue(values[index] ?? null, props.unit)}`).join(" · ")}`;
  };
  const step = (event: KeyboardEvent) => {
    const last = props.labels.length - 1;
    const from = at();
    const to = { ArrowLeft: (from ?? last + 1) - 1, ArrowRight: (from ?? -1) + 1, Home: 0, End: last }[event.key];
    if (to === undefined || !plot) return;
    event.preventDefault();
    const index = Math.min(last, Math.max(0, to));
    plot.setCursor({ left: plot.valToPos(index, "x"), top: 0 });
    setAt(index);
  };
  return (
    <>
      <div ref={(element) => (place = element)} class="chart-place" role="img" aria-label={props.says} tabindex="0" onKeyDown={step} />
      <p class="chart-told small" aria-live="polite">
        {told()}
      </p>
    </>
  );
}

function optionsFor(place: HTMLElement, chart: ChartProps, tell: (index: number | null) => void): uPlot.Options {
  const colour = (name: string) => resolveColour(place, name);
  const style = getComputedStyle(place);
  const axis = {
    stroke: colour("var(--ink-3)"),
    font: `11px ${style.fontFamily}`,
    grid: { stroke: colour("var(--line)"), width: 1 },
    ticks: { show: false },
  };
  return {
    width: place.clientWidth,
    height: HEIGHT_PX,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false, setScale: false } },
    // Days are told by their place: no clock and no zone has a say.
    scales: { x: { time: false, range: (_, low, high) => [low - 0.5, high + 0.5] }, y: { range: (_, low, high) => rangeOf(low, high) } },
    axes: [
      {
        ...axis,
        size: X_AXIS_PX,
        grid: { show: false },
        space: LABEL_PX,
        incrs: [1, 2, 7, 14, 28, 56, 112],
        values: (_, ticks) => ticks.map((tick) => chart.labels[tick] ?? ""),
      },
      { ...axis, size: Y_AXIS_PX, values: (_, ticks) => ticks.map((tick) => writeShort(tick, chart.unit)) },
    ],
    series: [{}, ...chart.series.map((one) => seriesFor(one, chart, colour))],
    hooks: { setCursor: [({ cursor }) => tell(cursor.idx ?? null)] },
  };
}

function seriesFor(one: Series, chart: ChartProps, colour: (name: string) => string): uPlot.Series {
  const stroke = colour(COLOURS[one.look]);
  const isBar = chart.look === "bars" && one.look !== "before" && one.look !== "limit";
  return {
    label: one.name,
    stroke,
    width: one.look === "before" ? 1.5 : 2,
    ...(one.look === "before" || one.look === "limit" ? { dash: [4, 4] } : {}),
    ...(isBar ? { fill: stroke, width: 0, paths: uPlot.paths.bars?.({ size: [BAR_SHARE, BAR_PX_MAX] }) } : {}),
    ...(one.look === "main" && !isBar ? { fill: colour("color-mix(in oklch, var(--accent) 10%, transparent)") } : {}),
    points: { show: chart.labels.length === 1 },
  } as uPlot.Series;
}

/** From nothing, with air above; below nothing where more went back than was sold. */
function rangeOf(low: number | null, high: number | null): [number, number] {
  const top = Math.max(0, high ?? 0);
  const bottom = Math.min(0, low ?? 0);
  return top === bottom ? [0, 1] : [bottom * 1.1, top * 1.1];
}
