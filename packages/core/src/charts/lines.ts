/** Curves over a parameter or over time, with intervals, published numbers and the present setting. */
import type { Lab } from "../lab/index.ts";
import type { PlotSpec } from "./plotSpec.ts";
import type { ChartTheme } from "./theme.ts";
import { numberText } from "../base/index.ts";

/** A point of a line, with the interval around it where there were several runs. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  /** Interval, where there were several runs. */
  readonly low?: number;
  readonly high?: number;
}

/** One line of a chart: its title, how it is drawn, and its points. */
export interface ChartSeries {
  readonly title: string;
  /** Place in the list of all that are shown: its colour. */
  readonly slot: number;
  readonly dash: string;
  readonly points: readonly ChartPoint[];
}

/** A published number: a level, or a point where `x` is given. */
export interface ChartMark {
  readonly x?: number;
  readonly y: number;
  readonly title: string;
}

/** Lines over one parameter or over time, as they are to be shown. */
export interface LinesChart {
  readonly title: string;
  readonly x: string;
  /** Unit of the numbers; may be empty. */
  readonly y: string;
  readonly series: readonly ChartSeries[];
  readonly marks?: readonly ChartMark[];
  /** The present setting, as an upright line. */
  readonly here?: number;
  readonly xDomain?: readonly [number, number];
  /** What the values of x stand for, where they are not quantities: dots, and no line between them. */
  readonly choices?: readonly { readonly x: number; readonly name: string }[];
  /** For numbers from 1 on that grow by shares, as those of a training do. */
  readonly xScale?: "log";
  readonly yDomain?: readonly [number, number];
}

/** Colours and size of the picture, in pixels. */
export interface LinesOptions {
  readonly theme: ChartTheme;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** The title and the names of the lines are written into the picture, where no page does it. */
  readonly named?: boolean;
}

/** The choices of a lab's parameter, for the axis of a chart over it; nothing for a quantity. */
export function choicesOf(
  { parameters }: Pick<Lab, "parameters">,
  name: string,
): Pick<LinesChart, "choices"> {
  const { choices, range } = parameters.find((one) => one.name === name) ?? {};
  if (choices === undefined || range === undefined) return {};
  return { choices: choices.map((choice, i) => ({ x: range[0] + i, name: choice })) };
}

/** Least and largest of some numbers with a little room; undefined of none. */
export function spanOf(values: readonly number[]): readonly [number, number] | undefined {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return undefined;
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const room = high > low ? 0.06 * (high - low) : Math.max(1, Math.abs(high)) * 0.1;
  return [low - room, high + room];
}

/** The specification of a chart of lines, to be drawn by the command or the page. */
export function linesSpec(chart: LinesChart, options: LinesOptions): PlotSpec {
  const { theme, width, height, named = false } = options;
  const { series, marks = [], here, xDomain, yDomain, xScale, choices } = chart;
  const levels = marks.filter(({ x }) => x === undefined);
  const points = marks.filter(({ x }) => x !== undefined);
  // The colour of the ground around letters, so that they can be read where curves pass.
  const words = { stroke: theme.surface, strokeWidth: 4, fill: theme.inkSoft };
  return {
    options: {
      width,
      height,
      marginLeft: 56,
      marginRight: named ? 150 : 26,
      marginTop: named ? 32 : 14,
      marginBottom: choices === undefined ? 40 : 110,
      style: { background: "transparent", overflow: "visible", fontSize: "11px" },
      x: {
        label: named ? `${chart.x} →` : chart.x,
        labelArrow: "none",
        labelAnchor: "center",
        ticks: Math.max(3, Math.round(width / 90)),
        ...(xDomain && { domain: xDomain }),
        ...(choices && {
          ticks: choices.map(({ x }) => x),
          tickFormat: (x: number) => choices.find((one) => one.x === x)?.name ?? "",
          tickRotate: -35,
          labelOffset: 104,
          inset: 14,
        }),
        // Powers of ten only: the numbers between would stand on each other.
        ...(xScale === "log" && {
          type: "log",
          ticks: powersOfTen(xDomain?.[1] ?? 1),
          tickFormat: (x: number) => x.toLocaleString("en"),
        }),
      },
      y: { label: null, grid: true, nice: true, ...(yDomain && { domain: yDomain }) },
    },
    marks: [
      { mark: "frame", channels: { stroke: theme.line } },
      {
        mark: "ruleY",
        data: levels,
        channels: { y: "y", stroke: theme.inkSoft, strokeDasharray: "1 4", strokeWidth: 1.6 },
      },
      {
        mark: "text",
        data: levels,
        channels: {
          y: "y",
          text: "title",
          frameAnchor: "right",
          textAnchor: "end",
          dx: -4,
          dy: -7,
          ...words,
        },
      },
      ...(here === undefined
        ? []
        : [
            {
              mark: "ruleX" as const,
              data: [here],
              channels: { stroke: theme.lineStrong, strokeDasharray: "3 3" },
            },
          ]),
      ...series.map(({ slot, points: own }) => ({
        mark: "areaY" as const,
        data: own.filter(({ low, high }) => low !== undefined && high !== undefined),
        channels: { x: "x", y1: "low", y2: "high", fill: theme.series(slot), fillOpacity: 0.14 },
      })),
      ...(choices === undefined ? series : []).map(({ slot, dash, points: own }) => ({
        mark: "lineY" as const,
        data: own,
        channels: {
          x: "x",
          y: "y",
          stroke: theme.series(slot),
          strokeWidth: 2.2,
          ...(dash !== "" && { strokeDasharray: dash }),
        },
      })),
      ...series.map(({ slot, points: own }, i) => ({
        mark: "dot" as const,
        data: choices === undefined ? own.slice(-1) : own,
        channels: {
          x: "x",
          y: "y",
          r: choices === undefined ? 3 : 4.5,
          // Dots of one choice beside each other, or the last would hide the others.
          ...(choices && { dx: 5 * (i - (series.length - 1) / 2) }),
          fill: theme.series(slot),
        },
      })),
      {
        mark: "dot",
        data: points,
        channels: { x: "x", y: "y", r: 6, symbol: "star", fill: theme.ink },
      },
      ...(named ? names(chart, theme, words) : []),
      {
        mark: "tip",
        pointed: true,
        data: series.flatMap(({ title, points: own }) =>
          own.map(({ x, y }) => ({
            x,
            y,
            said: `${title}\n${chart.x}: ${short(x)}\n${chart.y}: ${short(y)}`,
          })),
        ),
        channels: { x: "x", y: "y", title: "said", fill: theme.raised, stroke: theme.lineStrong },
      },
    ],
  };
}

/** The title above, each line's name at its end, and what the published points are. */
function names(
  { title, series, marks = [] }: LinesChart,
  theme: ChartTheme,
  words: Readonly<Record<string, unknown>>,
): PlotSpec["marks"] {
  const ends = series.flatMap(({ title: name, slot, points }) => {
    const last = points.at(-1);
    return last === undefined ? [] : [{ x: last.x, y: last.y, name, slot }];
  });
  return [
    {
      mark: "text",
      data: marks.filter(({ x }) => x !== undefined),
      channels: { x: "x", y: "y", text: "title", dx: 10, dy: -10, textAnchor: "start", ...words },
    },
    ...apart(ends, series).map((end) => ({
      mark: "text" as const,
      data: [end],
      channels: {
        x: "x",
        y: "y",
        text: "name",
        fill: theme.series(end.slot),
        textAnchor: "start",
        dx: 12,
      },
    })),
    {
      mark: "text",
      data: [title],
      channels: { frameAnchor: "top-left", dy: -18, fontWeight: "bold" },
    },
  ];
}

/** Names at the ends of the lines, moved down where they would overlap. */
function apart<End extends { readonly y: number }>(
  ends: readonly End[],
  series: readonly ChartSeries[],
): End[] {
  const heights = series.flatMap(({ points }) => points.map(({ y }) => y));
  const span = Math.max(...heights) - Math.min(...heights);
  const gap = 0.085 * (span > 0 ? span : 1);
  let below = Number.POSITIVE_INFINITY;
  return [...ends]
    .sort((a, b) => b.y - a.y)
    .map((end) => {
      below = Math.min(end.y, below - gap);
      return { ...end, y: below };
    });
}

function powersOfTen(most: number): number[] {
  return Array.from({ length: Math.floor(Math.log10(most) + 1e-9) + 1 }, (_, i) => 10 ** i);
}

function short(value: number): string {
  return numberText(value, { digits: 4 });
}
