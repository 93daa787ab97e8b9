/**
 * A number over two parameters as a map of coloured cells. Where its sign changes, a line runs
 * between the cells.
 */
import type { LabMap, MapScale } from "../lab/index.ts";
import type { PlotSpec } from "./plotSpec.ts";
import type { ChartTheme } from "./theme.ts";
import { numberText } from "../base/index.ts";

/** A map of two parameters against one number, as it is to be shown. */
export interface HeatChart {
  readonly title: string;
  /** Of the number in the cells. */
  readonly unit: string;
  /** Names of the two parameters. */
  readonly x: string;
  readonly y: string;
  readonly map: LabMap;
  /** The cell nearest to the present settings, where they are on the map. */
  readonly here?: { readonly column: number; readonly row: number };
}

/** Colours and size of the picture, in pixels. */
export interface HeatOptions {
  readonly theme: ChartTheme;
  readonly width: number;
  readonly height: number;
  /** The title is written into the picture, where no page does it. */
  readonly named?: boolean;
}

/** A coloured rectangle; the colour is as it is, not a number to be coloured. */
const CELL = {
  x1: "x1",
  x2: "x2",
  y1: "y1",
  y2: "y2",
  fill: { value: "colour", scale: null },
  shapeRendering: "crispEdges",
} as const;

/** The specification of a map, to be drawn by the command or the page. */
export function heatSpec(
  { title, unit, map, x, y, here }: HeatChart,
  { theme, width, height, named = false }: HeatOptions,
): PlotSpec {
  const axis = (values: readonly number[], room: number): Record<string, unknown> => ({
    labelArrow: "none",
    domain: [-0.5, values.length - 0.5],
    ticks: thinned(values.length, room),
    tickFormat: (at: number) => short(values[at] ?? 0),
  });
  const cells = map.cells.map((cell) => ({
    ...cell,
    x1: cell.column - 0.5,
    x2: cell.column + 0.5,
    y1: cell.row - 0.5,
    y2: cell.row + 0.5,
    colour: colourOf(cell.value, map.scale, theme),
    said: `${short(cell.value)} ${unit}\n${x}: ${short(cell.x)}\n${y}: ${short(cell.y)}`,
  }));
  return {
    options: {
      width,
      height,
      marginLeft: 60,
      marginRight: 24,
      marginTop: 32,
      marginBottom: 44,
      style: { background: "transparent", overflow: "visible", fontSize: "11px" },
      x: {
        ...axis(map.xs, width / 46),
        label: named ? `${x} →` : x,
        labelAnchor: "center",
      },
      // Above the axis, where there is room for a long name on a narrow screen.
      y: {
        ...axis(map.ys, height / 26),
        label: named ? `${y} →` : `↑ ${y}`,
        labelAnchor: named ? "center" : "top",
      },
    },
    marks: [
      {
        mark: "rect",
        data: cells,
        channels: CELL,
      },
      {
        mark: "link",
        data: map.borders,
        channels: { x1: "x1", y1: "y1", x2: "x2", y2: "y2", stroke: theme.ink, strokeWidth: 2 },
      },
      ...(here === undefined
        ? []
        : [
            { stroke: theme.surface, strokeWidth: 5 },
            { stroke: theme.ink, strokeWidth: 2 },
          ].map((ring) => ({
            mark: "dot" as const,
            data: [here],
            channels: { x: "column", y: "row", r: 5, ...ring },
          }))),
      { mark: "frame", channels: { stroke: theme.lineStrong } },
      ...(named
        ? [
            {
              mark: "text" as const,
              data: [title],
              channels: { frameAnchor: "top-left", dy: -18, fontWeight: "bold" },
            },
          ]
        : []),
      {
        mark: "tip",
        pointed: true,
        data: cells,
        channels: {
          x: "column",
          y: "row",
          title: "said",
          fill: theme.raised,
          stroke: theme.lineStrong,
        },
      },
    ],
  };
}

/** The legend is drawn in that many steps. */
const STEPS = 40;

/** What the colours of a map stand for, as a bar. */
export function heatLegendSpec(scale: MapScale, { theme, width, height }: HeatOptions): PlotSpec {
  const low = scale.domain[0];
  const high = scale.domain.at(-1) ?? 1;
  const step = (high - low) / STEPS;
  const bars = Array.from({ length: STEPS }, (_, i) => {
    const value = low + (i + 0.5) * step;
    const colour = colourOf(value, scale, theme);
    return { x1: value - step / 2, x2: value + step / 2, y1: 0, y2: 1, colour };
  });
  return {
    options: {
      width,
      height,
      marginTop: 6,
      marginLeft: 60,
      marginRight: 24,
      marginBottom: 26,
      x: { domain: [low, high], ticks: 5, label: null },
      y: { axis: null, domain: [0, 1] },
    },
    marks: [
      {
        mark: "rect",
        data: bars,
        channels: CELL,
      },
      ...(scale.kind === "diverging"
        ? [
            {
              mark: "ruleX" as const,
              data: [0],
              channels: { stroke: theme.ink, strokeWidth: 2 },
            },
          ]
        : []),
      { mark: "frame", channels: { stroke: theme.lineStrong } },
    ],
  };
}

function colourOf(value: number, { kind, domain }: MapScale, theme: ChartTheme): string {
  if (kind === "diverging") {
    const share = Math.min(1, Math.abs(value) / domain[2]);
    return theme.heat(share, value < 0 ? "below" : "above");
  }
  return theme.heat((value - domain[0]) / (domain[1] - domain[0]), "most");
}

/** Every cell's place, or every second, third … so that numbers do not touch. */
function thinned(count: number, room: number): number[] {
  const every = Math.max(1, Math.ceil(count / Math.max(2, Math.floor(room))));
  return Array.from({ length: Math.ceil(count / every) }, (_, i) => i * every);
}

function short(value: number): string {
  return numberText(value, { digits: 3, full: 4 });
}
