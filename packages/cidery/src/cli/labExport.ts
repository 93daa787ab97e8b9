/** Runs of a lab as CSV and JSON, and sweeps as charts. */
import type { Lab, LabSweep, Settings } from "../learn/index.ts";
import type { LabCurves, LabRun } from "./labTasks.ts";
import type { PublishedMark, SweepPoint } from "./plots.ts";
import { mean } from "../learn/index.ts";
import { sweepPlot } from "./plots.ts";

/** Every run, a line for each agent. */
export function runsCsv(lab: Lab, runs: readonly LabRun[]): string {
  const names = lab.measures.map(({ name }) => name);
  return lines(["seed", "agent", ...names], rowsOf(lab, runs));
}

/** Every run of every sweep, with the parameter and its value in front. */
export function curvesCsv(lab: Lab, all: readonly LabCurves[]): string {
  const names = lab.measures.map(({ name }) => name);
  const rows = all.flatMap(({ parameter, points }) =>
    points.flatMap(({ value, runs }) => rowsOf(lab, runs).map((row) => [parameter, value, ...row])),
  );
  return lines(["parameter", "value", "seed", "agent", ...names], rows);
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

/** A chart of a sweep: one panel for each measure, means over the seeds, published numbers on top. */
export async function curvesSvg(lab: Lab, sweep: LabSweep, curves: LabCurves): Promise<string> {
  const points: SweepPoint[] = curves.points.flatMap(({ value, runs }) =>
    sweep.measures.flatMap((measure) =>
      lab.agents.flatMap(({ id }) => {
        const values = runs.flatMap(({ rows }) => {
          const found = rows.find(({ agent }) => agent === id)?.values[measure];
          return found === undefined ? [] : [found];
        });
        return values.length === 0 ? [] : [{ x: value, y: mean(values), agent: id, measure }];
      }),
    ),
  );
  const parameter = lab.parameters.find(({ name }) => name === sweep.parameter);
  return await sweepPlot(points, {
    x: `${parameter?.title ?? sweep.parameter}, ${parameter?.unit ?? ""}`,
    titles: Object.fromEntries(lab.measures.map(({ name, title }) => [name, title])),
    order: sweep.measures,
    published: publishedOn(lab, sweep),
  });
}

/** Levels belong to every sweep of their measure, points only to the sweep of their parameter. */
function publishedOn(lab: Lab, sweep: LabSweep): PublishedMark[] {
  return (lab.published ?? []).flatMap(({ measure, value, at, title }) => {
    if (!sweep.measures.includes(measure)) return [];
    if (at === undefined) return [{ measure, y: value, title }];
    return at.parameter === sweep.parameter ? [{ measure, y: value, x: at.value, title }] : [];
  });
}
