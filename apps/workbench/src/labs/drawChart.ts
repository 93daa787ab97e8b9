/** Draws a chart with Observable Plot, as the command does. Loaded when a chart is first shown. */
import {
  areaY,
  dot,
  frame,
  lineY,
  plot,
  ruleX,
  ruleY,
  text,
  tip,
  pointer,
} from "@observablehq/plot";
import { type ChartOf, SLOTS } from "./chartData.ts";
import { numberText } from "@cidery/core/text";

export function drawChart(chart: ChartOf, width: number): SVGSVGElement | HTMLElement {
  const { series, marks = [], here, xDomain, yDomain, xScale } = chart;
  const levels = marks.filter(({ x }) => x === undefined);
  const points = marks.filter(({ x }) => x !== undefined);
  const all = series.flatMap(({ title, slot, points: own }) =>
    own.map((point) => ({ ...point, title, stroke: colour(slot) })),
  );
  const drawn = plot({
    width,
    height: Math.round(Math.min(300, Math.max(190, width * 0.52))),
    marginLeft: 52,
    marginRight: 26,
    marginTop: 14,
    marginBottom: 38,
    style: { background: "transparent", overflow: "visible", fontSize: "11px" },
    x: {
      label: chart.x,
      labelArrow: "none",
      labelAnchor: "center",
      ticks: Math.max(3, Math.round(width / 90)),
      ...(xDomain && { domain: xDomain }),
      // Powers of ten only: the numbers between would stand on each other.
      ...(xScale === "log" && {
        type: "log" as const,
        ticks: powersOfTen(xDomain?.[1] ?? 1),
        tickFormat: (x: number) => x.toLocaleString("en"),
      }),
    },
    y: { label: null, grid: true, nice: true, ...(yDomain && { domain: yDomain }) },
    marks: [
      frame({ stroke: "var(--line)" }),
      ruleY(levels, {
        y: "y",
        stroke: "var(--ink-soft)",
        strokeDasharray: "1 4",
        strokeWidth: 1.6,
      }),
      text(levels, {
        y: "y",
        text: "title",
        frameAnchor: "right",
        textAnchor: "end",
        dx: -4,
        dy: -7,
        fill: "var(--ink-soft)",
        stroke: "var(--surface)",
        strokeWidth: 4,
      }),
      ...(here === undefined
        ? []
        : [ruleX([here], { stroke: "var(--line-strong)", strokeDasharray: "3 3" })]),
      ...series.map(({ slot, points: own }) =>
        areaY(
          own.filter(({ low, high }) => low !== undefined && high !== undefined),
          { x: "x", y1: "low", y2: "high", fill: colour(slot), fillOpacity: 0.14 },
        ),
      ),
      ...series.map(({ slot, dash, points: own }) =>
        lineY(own, {
          x: "x",
          y: "y",
          stroke: colour(slot),
          strokeWidth: 2.2,
          ...(dash !== "" && { strokeDasharray: dash }),
        }),
      ),
      ...series.map(({ slot, points: own }) =>
        dot(own.length > 1 ? own.slice(-1) : own, { x: "x", y: "y", r: 3, fill: colour(slot) }),
      ),
      dot(points, { x: "x", y: "y", r: 6, symbol: "star", fill: "var(--ink)" }),
      tip(
        all,
        pointer({
          x: "x",
          y: "y",
          title: (one: (typeof all)[number]) =>
            `${one.title}\n${chart.x}: ${short(one.x)}\n${chart.y}: ${short(one.y)}`,
          fill: "var(--raised)",
          stroke: "var(--line-strong)",
        }),
      ),
    ],
  });
  return withoutNames(drawn);
}

/** The chart as a whole is described by whoever shows it; its marks are no elements to be named. */
export function withoutNames<E extends Element>(drawn: E): E {
  for (const element of drawn.querySelectorAll("[aria-label], [aria-description]")) {
    element.removeAttribute("aria-label");
    element.removeAttribute("aria-description");
  }
  return drawn;
}

function powersOfTen(most: number): number[] {
  return Array.from({ length: Math.floor(Math.log10(most) + 1e-9) + 1 }, (_, i) => 10 ** i);
}

function colour(slot: number): string {
  return `var(--series-${slot % SLOTS})`;
}

function short(value: number): string {
  return numberText(value, { digits: 4 });
}
