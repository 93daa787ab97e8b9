/** Charts as SVG files: the library's specifications, drawn on a document without a browser. */
import type { HeatChart, LinesChart, PlotSpec } from "@cidery/core/charts";
import type { Sensitivity, TornadoBar } from "@cidery/core/solve";
import {
  curveSpec,
  drawn,
  heatLegendSpec,
  heatSpec,
  linesSpec,
  PRINTED,
  tornadoSpec,
} from "@cidery/core/charts";

/** The part of a drawn element that is used; this layer has no types of the browser. */
interface DrawnElement {
  readonly tagName: string;
  readonly outerHTML: string;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): DrawnElement | null;
}

const PANEL = { width: 720, height: 250 } as const;
const MAP = { width: 470, height: 420 } as const;
const LEGEND = { width: 470, height: 52 } as const;
const COLUMNS = 2;

/** The optimal value over the parameter. */
export async function curvePlot(curve: Sensitivity): Promise<string> {
  return await svgOf(curveSpec(curve, PRINTED));
}

/** The optimal value at both ends of every parameter's range. */
export async function tornadoPlot(bars: readonly TornadoBar[]): Promise<string> {
  return await svgOf(tornadoSpec(bars, PRINTED));
}

/** Curves below each other, each with a scale of its own. */
export async function linesPlot(charts: readonly LinesChart[]): Promise<string> {
  const panels: string[] = [];
  for (const chart of charts) {
    const spec = linesSpec(chart, { theme: PRINTED, ...PANEL, named: true });
    panels.push(moved(await svgOf(spec), 0, panels.length * PANEL.height));
  }
  return sheet(PANEL.width, PANEL.height * panels.length, panels);
}

/** Maps beside each other, each with its legend. */
export async function heatPlot(charts: readonly HeatChart[]): Promise<string> {
  const drawings: string[] = [];
  const cell = { width: MAP.width, height: MAP.height + LEGEND.height };
  for (const [at, chart] of charts.entries()) {
    const x = (at % COLUMNS) * cell.width;
    const y = Math.floor(at / COLUMNS) * cell.height;
    const map = heatSpec(chart, { theme: PRINTED, ...MAP, named: true });
    const legend = heatLegendSpec(chart.map.scale, { theme: PRINTED, ...LEGEND });
    drawings.push(moved(await svgOf(map), x, y), moved(await svgOf(legend), x, y + MAP.height));
  }
  const width = Math.min(COLUMNS, charts.length) * cell.width;
  return sheet(width, Math.ceil(charts.length / COLUMNS) * cell.height, drawings);
}

function sheet(width: number, height: number, drawings: readonly string[]): string {
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>\n${drawings.join("")}</svg>\n`;
}

function moved(svg: string, x: number, y: number): string {
  return svg.replace("<svg ", `<svg x="${x}" y="${y}" `);
}

/** The chart library is loaded only when a chart is wanted: it is slower than most commands. */
async function svgOf(spec: PlotSpec): Promise<string> {
  const [library, { parseHTML }] = await Promise.all([
    import("@observablehq/plot"),
    import("linkedom"),
  ]);
  const { document } = parseHTML("<!doctype html><body></body>");
  const element = drawn(spec, library, { document }) as DrawnElement;
  const svg = element.tagName.toLowerCase() === "svg" ? element : element.querySelector("svg");
  if (svg === null) throw new RangeError("the chart library returned no picture");
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${svg.outerHTML}\n`;
}
