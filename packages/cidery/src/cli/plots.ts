/** Sensitivity results as SVG charts, by Observable Plot on a document without a browser. */
import type * as PlotModule from "@observablehq/plot";
import type { Sensitivity, TornadoBar } from "@cidery/core/solve";

type Plot = typeof PlotModule;

/** The part of a drawn element that is used; this layer has no types of the browser. */
interface DrawnElement {
  readonly tagName: string;
  readonly outerHTML: string;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): DrawnElement | null;
}

interface PlotTools {
  readonly plot: Plot;
  readonly document: NonNullable<NonNullable<Parameters<Plot["plot"]>[0]>["document"]>;
}

/** The chart library is loaded only when a chart is wanted: it is slower than most commands. */
export async function chartTools(): Promise<PlotTools> {
  const [plot, { parseHTML }] = await Promise.all([
    import("@observablehq/plot"),
    import("linkedom"),
  ]);
  return { plot, document: parseHTML("<!doctype html><body></body>").document };
}

/** The optimal value over the parameter, with a rule where the optimal policy changes. */
export async function curvePlot(curve: Sensitivity): Promise<string> {
  const { plot, document } = await chartTools();
  const borders = curve.regions.slice(1).map(({ from }) => from);
  return svgOf(
    plot.plot({
      document,
      width: 640,
      height: 380,
      marginLeft: 56,
      x: { label: `${curve.parameter} →`, labelArrow: "none" },
      y: { label: "optimal value", grid: true, nice: true },
      marks: [
        plot.ruleX(borders, { stroke: "#9aa4b2", strokeDasharray: "4 3" }),
        plot.lineY(curve.points, { x: "parameter", y: "value", stroke: "#2563a8", strokeWidth: 2 }),
        plot.dot(curve.points, { x: "parameter", y: "value", r: 2.5, fill: "#2563a8" }),
      ],
    }),
  );
}

/** A bar from the value at the low end to the value at the high end of each parameter's range. */
export async function tornadoPlot(bars: readonly TornadoBar[]): Promise<string> {
  const { plot, document } = await chartTools();
  return svgOf(
    plot.plot({
      document,
      width: 640,
      height: 60 + 36 * bars.length,
      marginLeft: 30 + 8 * Math.max(4, ...bars.map(({ parameter }) => parameter.length)),
      x: { label: "optimal value →", labelArrow: "none", grid: true, nice: true, zero: false },
      y: { label: null, domain: bars.map(({ parameter }) => parameter) },
      marks: [
        plot.barX(bars, {
          y: "parameter",
          x1: "valueAtLow",
          x2: "valueAtHigh",
          fill: "#2563a8",
          insetTop: 6,
          insetBottom: 6,
        }),
      ],
    }),
  );
}

export interface SweepPoint {
  readonly x: number;
  readonly y: number;
  readonly agent: string;
  readonly measure: string;
}

/** A number that was printed somewhere: a level, or a point at `x`. */
export interface PublishedMark {
  readonly measure: string;
  readonly y: number;
  readonly x?: number;
  readonly title: string;
}

interface SweepNames {
  readonly x: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly order: readonly string[];
  readonly published?: readonly PublishedMark[];
}

const PANEL = { width: 720, height: 250 } as const;

/**
 * Curves of a lab's measures over a parameter: a panel with a scale of its own for each measure, a
 * line for each agent in the same colour everywhere, published numbers dashed or as rings.
 */
export async function sweepPlot(points: readonly SweepPoint[], names: SweepNames): Promise<string> {
  const agents = [...new Set(points.map(({ agent }) => agent))];
  const panels: string[] = [];
  for (const measure of names.order) {
    const drawn = await sweepPanel(
      points.filter((point) => point.measure === measure),
      { ...names, title: names.titles[measure] ?? measure, agents },
      (names.published ?? []).filter((one) => one.measure === measure),
    );
    panels.push(drawn.replace("<svg ", `<svg y="${panels.length * PANEL.height}" `));
  }
  const height = PANEL.height * panels.length;
  const size = `width="${PANEL.width}" height="${height}" viewBox="0 0 ${PANEL.width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>\n${panels.join("")}</svg>\n`;
}

async function sweepPanel(
  points: readonly SweepPoint[],
  names: { readonly x: string; readonly title: string; readonly agents: readonly string[] },
  published: readonly PublishedMark[],
): Promise<string> {
  const { plot, document } = await chartTools();
  const levels = published.filter(({ x }) => x === undefined);
  const rings = published.filter(({ x }) => x !== undefined);
  // White around the letters, so that they can be read where curves pass.
  const words = { fill: "#667", stroke: "white", strokeWidth: 4, textAnchor: "start" } as const;
  return svgOf(
    plot.plot({
      document,
      ...PANEL,
      marginTop: 32,
      marginLeft: 56,
      marginRight: 150,
      marginBottom: 40,
      inset: 8,
      x: { label: `${names.x} →`, labelArrow: "none" },
      y: { label: null, grid: true, nice: true },
      color: { scheme: "Dark2", domain: [...names.agents] },
      marks: [
        plot.frame({ stroke: "#d5dae1" }),
        plot.ruleY(levels, { y: "y", stroke: "#667", strokeDasharray: "4 3" }),
        plot.lineY(points, { x: "x", y: "y", stroke: "agent", strokeWidth: 2 }),
        plot.dot(rings, { x: "x", y: "y", r: 6, stroke: "#667", strokeWidth: 2 }),
        plot.text(levels, { y: "y", text: "title", frameAnchor: "left", dx: 6, dy: -8, ...words }),
        plot.text(rings, { x: "x", y: "y", text: "title", dx: 10, dy: -10, ...words }),
        plot.text(apart(points), {
          x: "x",
          y: "y",
          text: "agent",
          fill: "agent",
          textAnchor: "start",
          dx: 12,
        }),
        plot.text([names.title], { frameAnchor: "top-left", dy: -18, fontWeight: "bold" }),
      ],
    }),
  );
}

/** Where the names of the curves stand: at their ends, moved down where they would overlap. */
function apart<P extends { readonly x: number; readonly y: number }>(points: readonly P[]): P[] {
  const last = Math.max(...points.map(({ x }) => x));
  const heights = points.map(({ y }) => y);
  const span = Math.max(...heights) - Math.min(...heights);
  const gap = 0.085 * (span > 0 ? span : 1);
  let below = Number.POSITIVE_INFINITY;
  return points
    .filter(({ x }) => x === last)
    .sort((a, b) => b.y - a.y)
    .map((end) => {
      below = Math.min(end.y, below - gap);
      return { ...end, y: below };
    });
}

export function svgOf(drawn: unknown): string {
  const element = drawn as DrawnElement;
  const svg = element.tagName.toLowerCase() === "svg" ? element : element.querySelector("svg");
  if (svg === null) throw new RangeError("the chart library returned no picture");
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${svg.outerHTML}\n`;
}
