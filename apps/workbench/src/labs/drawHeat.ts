/** Draws a map of cells with Observable Plot, as the command does. Loaded when one is first shown. */
import type { MapScale } from "@cidery/core/lab";
import { dot, frame, link, plot, pointer, rect, tip } from "@observablehq/plot";
import type { HeatOf } from "./heatData.ts";
import { withoutNames } from "./drawChart.ts";
import { numberText } from "@cidery/core/text";

export function drawHeat({ map, x, y, unit, here }: HeatOf, width: number): Element {
  const axis = (values: readonly number[], room: number) => ({
    labelArrow: "none" as const,
    domain: [-0.5, values.length - 0.5],
    ticks: thinned(values.length, room),
    tickFormat: (at: number) => short(values[at] ?? 0),
  });
  const height = Math.round(Math.min(380, Math.max(220, width * 0.8)));
  const drawn = plot({
    width,
    height,
    marginLeft: 52,
    marginRight: 18,
    marginTop: 28,
    marginBottom: 38,
    style: { background: "transparent", overflow: "visible", fontSize: "11px" },
    x: { ...axis(map.xs, width / 46), label: x, labelAnchor: "center" },
    // Above the axis, where there is room for a long name on a narrow screen.
    y: { ...axis(map.ys, height / 26), label: `↑ ${y}`, labelAnchor: "top" },
    marks: [
      rect(map.cells, {
        x1: ({ column }: Cell) => column - 0.5,
        x2: ({ column }: Cell) => column + 0.5,
        y1: ({ row }: Cell) => row - 0.5,
        y2: ({ row }: Cell) => row + 0.5,
        fill: ({ value }: Cell) => colourOf(value, map.scale),
        shapeRendering: "crispEdges",
      }),
      link(map.borders, {
        x1: "x1",
        y1: "y1",
        x2: "x2",
        y2: "y2",
        stroke: "var(--ink)",
        strokeWidth: 2,
      }),
      ...(here === undefined
        ? []
        : [
            dot([here], { x: "column", y: "row", r: 5, stroke: "var(--surface)", strokeWidth: 5 }),
            dot([here], { x: "column", y: "row", r: 5, stroke: "var(--ink)", strokeWidth: 2 }),
          ]),
      frame({ stroke: "var(--line-strong)" }),
      tip(
        map.cells,
        pointer({
          x: "column",
          y: "row",
          title: (one: Cell) =>
            `${short(one.value)} ${unit}\n${x}: ${short(one.x)}\n${y}: ${short(one.y)}`,
          fill: "var(--raised)",
          stroke: "var(--line-strong)",
        }),
      ),
    ],
  });
  return withoutNames(drawn);
}

type Cell = HeatOf["map"]["cells"][number];

/** A mixture of the page's colours, so that light and dark each have their own. */
function colourOf(value: number, { kind, domain }: MapScale): string {
  if (kind === "diverging") {
    const share = Math.abs(value) / domain[2];
    return mixed(value < 0 ? "--heat-below" : "--heat-above", share);
  }
  return mixed("--heat-most", (value - domain[0]) / (domain[1] - domain[0]));
}

function mixed(colour: string, share: number): string {
  return `color-mix(in srgb, var(${colour}) ${(100 * share).toFixed(2)}%, var(--heat-middle))`;
}

/** Every cell's place, or every second, third … so that numbers do not touch. */
function thinned(count: number, room: number): number[] {
  const every = Math.max(1, Math.ceil(count / Math.max(2, Math.floor(room))));
  return Array.from({ length: Math.ceil(count / every) }, (_, i) => i * every);
}

function short(value: number): string {
  return numberText(value, { digits: 3, full: 4 });
}
