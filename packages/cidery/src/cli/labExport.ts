/** Runs of a lab as CSV and JSON, and sweeps as charts. */
import type { Lab, LabSweep, MapCell, Settings } from "@cidery/core/lab";
import type { LabCurves, LabRun, LabSweepPoint } from "@cidery/core/tasks";
import type { ChartMark, LinesChart } from "@cidery/core/charts";
import { choicesOf } from "@cidery/core/charts";
import { labMap } from "@cidery/core/lab";
import { mean } from "@cidery/core/learn";
import { dashOf } from "@cidery/core/charts";
import { heatPlot, linesPlot } from "./plots.ts";

/** Every run, a line for each agent. */
export function runsCsv(lab: Lab, runs: readonly LabRun[]): string {
  const names = lab.measures.map(({ name }) => name);
  return lines(["seed", "agent", ...names], rowsOf(lab, runs));
}

/** Every run of every sweep, with the parameter and its value in front, and the second of each. */
export function curvesCsv(lab: Lab, all: readonly LabCurves[]): string {
  const names = lab.measures.map(({ name }) => name);
  const isMap = all.some(({ against }) => against !== undefined);
  const rows = all.flatMap(({ parameter, against = "", points }) =>
    points.flatMap(({ value, second = "", runs }) =>
      rowsOf(lab, runs).map((row) => [
        parameter,
        value,
        ...(isMap ? [against, second] : []),
        ...row,
      ]),
    ),
  );
  const place = ["parameter", "value", ...(isMap ? ["against", "second_value"] : [])];
  return lines([...place, "seed", "agent", ...names], rows);
}

type Cell = string | number;

function rowsOf(lab: Lab, runs: readonly LabRun[]): Cell[][] {
  return runs.flatMap(({ seed, rows }) =>
    rows.map(({ agent, values }) => [
      seed,
      agent,
      ...lab.measures.map(({ name }) => values[name] ?? ""),
    ]),
  );
}

function lines(head: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  return `${[head, ...rows].map((row) => row.join(",")).join("\n")}\n`;
}

export function runsJson(
  lab: Lab,
  settings: Settings,
  found: { readonly runs: readonly LabRun[]; readonly seconds: number; readonly stopped: boolean },
): Record<string, unknown> {
  return {
    lab: lab.id,
    settings,
    parameters: lab.parameters,
    published: lab.published ?? [],
    seconds: found.seconds,
    stopped: found.stopped,
    runs: found.runs,
  };
}

/** The mean over the seeds at a point of a sweep; undefined when the agent has no such measure. */
function meanAt({ runs }: LabSweepPoint, agent: string, measure: string): number | undefined {
  const values = runs.flatMap(({ rows }) => {
    const found = rows.find((row) => row.agent === agent)?.values[measure];
    return found === undefined ? [] : [found];
  });
  return values.length === 0 ? undefined : mean(values);
}

/** Agents of the lab that a sweep is about, in the lab's order. */
export function agentsOf(lab: Lab, { agents }: LabSweep): readonly string[] {
  return lab.agents.map(({ id }) => id).filter((id) => agents?.includes(id) ?? true);
}

/** A chart of a sweep, means over the seeds: panels of curves with published numbers, or maps. */
export async function curvesSvg(lab: Lab, sweep: LabSweep, curves: LabCurves): Promise<string> {
  if (sweep.against !== undefined) return await mapsSvg(lab, sweep, sweep.against, curves);
  const agents = agentsOf(lab, sweep);
  const charts = sweep.measures.map(
    (measure): LinesChart => ({
      title: lab.measures.find(({ name }) => name === measure)?.title ?? measure,
      x: parameterTitle(lab, sweep.parameter),
      ...choicesOf(lab, sweep.parameter),
      y: "",
      series: agents.map((agent, slot) => ({
        title: agent,
        slot,
        dash: dashOf(slot),
        points: curves.points.flatMap((point) => {
          const y = meanAt(point, agent, measure);
          return y === undefined ? [] : [{ x: point.value, y }];
        }),
      })),
      marks: publishedOn(lab, sweep, measure),
    }),
  );
  return await linesPlot(charts);
}

async function mapsSvg(
  lab: Lab,
  sweep: LabSweep,
  against: NonNullable<LabSweep["against"]>,
  curves: LabCurves,
): Promise<string> {
  const [x = "", y = ""] = [sweep.parameter, against.parameter].map((name) =>
    parameterTitle(lab, name),
  );
  const charts = sweep.measures.flatMap((measure) =>
    agentsOf(lab, sweep).flatMap((agent) => {
      const cells = cellsOf(curves, agent, measure);
      if (cells.length === 0) return [];
      const what = lab.measures.find(({ name }) => name === measure);
      const who = lab.agents.find(({ id }) => id === agent)?.title ?? agent;
      const title = `${what?.title ?? measure}: ${who}`;
      return [{ title, unit: what?.unit ?? "", x, y, map: labMap(cells) }];
    }),
  );
  return await heatPlot(charts);
}

/** One number for every pair of values at which the agent has the measure. */
export function cellsOf({ points }: LabCurves, agent: string, measure: string): MapCell[] {
  return points.flatMap((point) => {
    const value = meanAt(point, agent, measure);
    return value === undefined || point.second === undefined
      ? []
      : [{ x: point.value, y: point.second, value }];
  });
}

function parameterTitle(lab: Lab, name: string): string {
  const parameter = lab.parameters.find((one) => one.name === name);
  return `${parameter?.title ?? name}, ${parameter?.unit ?? ""}`;
}

/** Levels belong to every sweep of their measure, points only to the sweep of their parameter. */
function publishedOn(lab: Lab, sweep: LabSweep, shown: string): ChartMark[] {
  return (lab.published ?? []).flatMap(({ measure, value, at, title }) => {
    if (measure !== shown) return [];
    if (at === undefined) return [{ y: value, title }];
    return at.parameter === sweep.parameter ? [{ y: value, x: at.value, title }] : [];
  });
}
