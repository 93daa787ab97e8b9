/**
 * A number over two parameters as a map of coloured cells, one panel for each measure and agent, each
 * with a legend of its own. Orange below 0 and blue above, which people who see few colours tell apart
 * too; where the sign changes a black line runs between the cells.
 */
import type { LabMap, MapScale } from "@cidery/core/lab";
import { chartTools, svgOf } from "./plots.ts";
import { numberText } from "@cidery/core/text";

export interface HeatPanel {
  readonly title: string;
  readonly map: LabMap;
}

interface AxisNames {
  readonly x: string;
  readonly y: string;
}

const PANEL = { width: 470, height: 420 } as const;
const LEGEND = { width: 470, height: 52 } as const;
const COLUMNS = 2;
const COLOURS = { below: "#b25800", middle: "#f4f4f2", above: "#1b5fa6", most: "#123f70" } as const;
/** The legend is drawn in that many steps. */
const STEPS = 40;

export async function heatPlot(panels: readonly HeatPanel[], names: AxisNames): Promise<string> {
  const drawn: string[] = [];
  const cell = { width: PANEL.width, height: PANEL.height + LEGEND.height };
  for (const [at, panel] of panels.entries()) {
    const x = (at % COLUMNS) * cell.width;
    const y = Math.floor(at / COLUMNS) * cell.height;
    drawn.push(moved(await heatPanel(panel, names), x, y));
    drawn.push(moved(await legend(panel.map.scale), x, y + PANEL.height));
  }
  const width = Math.min(COLUMNS, panels.length) * cell.width;
  const height = Math.ceil(panels.length / COLUMNS) * cell.height;
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>\n${drawn.join("")}</svg>\n`;
}

function moved(svg: string, x: number, y: number): string {
  return svg.replace("<svg ", `<svg x="${x}" y="${y}" `);
}

async function heatPanel({ title, map }: HeatPanel, names: AxisNames): Promise<string> {
  const { plot, document } = await chartTools();
  const axis = (label: string, values: readonly number[]) => ({
    label: `${label} →`,
    labelArrow: "none" as const,
    labelAnchor: "center" as const,
    domain: [-0.5, values.length - 0.5],
    ticks: thinned(values.length),
    tickFormat: (at: number) => short(values[at] ?? 0),
  });
  return svgOf(
    plot.plot({
      document,
      ...PANEL,
      marginTop: 32,
      marginLeft: 60,
      marginRight: 24,
      marginBottom: 44,
      x: axis(names.x, map.xs),
      y: axis(names.y, map.ys),
      color: colours(map.scale),
      marks: [
        plot.rect(map.cells, {
          x1: ({ column }: { column: number }) => column - 0.5,
          x2: ({ column }: { column: number }) => column + 0.5,
          y1: ({ row }: { row: number }) => row - 0.5,
          y2: ({ row }: { row: number }) => row + 0.5,
          fill: "value",
          shapeRendering: "crispEdges",
        }),
        plot.link(map.borders, {
          x1: "x1",
          y1: "y1",
          x2: "x2",
          y2: "y2",
          stroke: "#111",
          strokeWidth: 2,
        }),
        plot.frame({ stroke: "#667" }),
        plot.text([title], { frameAnchor: "top-left", dy: -18, fontWeight: "bold" }),
      ],
    }),
  );
}

async function legend(scale: MapScale): Promise<string> {
  const { plot, document } = await chartTools();
  const low = scale.domain[0];
  const high = scale.domain.at(-1) ?? 1;
  const step = (high - low) / STEPS;
  const bars = Array.from({ length: STEPS }, (_, i) => low + (i + 0.5) * step);
  return svgOf(
    plot.plot({
      document,
      ...LEGEND,
      marginTop: 6,
      marginLeft: 60,
      marginRight: 24,
      marginBottom: 26,
      x: { domain: [low, high], ticks: 5, label: null },
      y: { axis: null, domain: [0, 1] },
      color: colours(scale),
      marks: [
        plot.rect(bars, {
          x1: (value: number) => value - step / 2,
          x2: (value: number) => value + step / 2,
          y1: 0,
          y2: 1,
          fill: (value: number) => value,
          shapeRendering: "crispEdges",
        }),
        ...(scale.kind === "diverging"
          ? [plot.ruleX([0], { stroke: "#111", strokeWidth: 2 })]
          : []),
        plot.frame({ stroke: "#667" }),
      ],
    }),
  );
}

function colours({ kind, domain }: MapScale): {
  readonly type: "linear";
  readonly domain: number[];
  readonly range: string[];
} {
  const { below, middle, above, most } = COLOURS;
  const range = kind === "diverging" ? [below, middle, above] : [middle, most];
  return { type: "linear", domain: [...domain], range };
}

/** Every cell's place, or every second, third … so that numbers do not touch. */
function thinned(count: number): number[] {
  const every = Math.ceil(count / 9);
  return Array.from({ length: Math.ceil(count / every) }, (_, i) => i * every);
}

function short(value: number): string {
  return numberText(value, { digits: 3 });
}
