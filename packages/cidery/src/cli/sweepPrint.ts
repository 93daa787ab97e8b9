/** Sweeps of a lab as tables: a column for each agent, or rows and columns for two parameters. */
import type { Lab, LabSweep } from "@cidery/core/lab";
import type { LabCurves } from "@cidery/core/tasks";
import type { Terminal } from "./terminal.ts";
import { labMap, summariseRuns } from "@cidery/core/lab";
import { agentsOf, cellsOf } from "./labExport.ts";
import { spread } from "./labPrint.ts";
import { count, heading, measured, number } from "./print.ts";
import { table } from "./table.ts";

export function printSweep(lab: Lab, sweep: LabSweep, curves: LabCurves, terminal: Terminal): void {
  const { against } = sweep;
  const seeds = curves.points[0]?.runs.length ?? 0;
  const names = [sweep.parameter, ...(against === undefined ? [] : [against.parameter])];
  const titles = names.map(
    (name) => lab.parameters.find((one) => one.name === name)?.title ?? name,
  );
  terminal.out(heading(terminal, `${lab.title}: ${titles.join(" × ")}`));
  const place = against === undefined ? "value" : "pair";
  const each = `${count(seeds, "seed")} for each ${place}, ${curves.seconds.toFixed(1)} s`;
  terminal.out(`${terminal.paint.dim(each)}\n`);
  if (against === undefined) printCurves(lab, sweep, curves, terminal);
  else printMaps(lab, sweep, against.parameter, curves, terminal);
}

/** A table for each measure: a line for each value, a column for each agent that has it. */
function printCurves(lab: Lab, sweep: LabSweep, { points }: LabCurves, terminal: Terminal): void {
  const summaries = points.map(({ value, runs }) => ({
    value,
    summary: summariseRuns(runs.map(({ rows }) => rows)),
  }));
  for (const name of sweep.measures) {
    const agents = agentsOf(lab, sweep).filter((id) =>
      summaries.some(({ summary }) =>
        summary.some((row) => row.agent === id && name in row.values),
      ),
    );
    printTitle(lab, name, terminal);
    const rows = summaries.map(({ value, summary }) => [
      number(value),
      ...agents.map((id) => spread(summary.find(({ agent }) => agent === id)?.values[name])),
    ]);
    terminal.out(table(terminal, [sweep.parameter, ...agents], rows));
  }
}

/** A table for each measure and agent; columns that do not fit on the line go to a further table. */
function printMaps(
  lab: Lab,
  sweep: LabSweep,
  against: string,
  curves: LabCurves,
  terminal: Terminal,
): void {
  for (const name of sweep.measures)
    for (const agent of agentsOf(lab, sweep)) {
      const { xs, ys, cells } = labMap(cellsOf(curves, agent, name));
      if (cells.length === 0) continue;
      printTitle(lab, name, terminal, agent);
      const numbers = new Map(cells.map(({ x, y, value }) => [`${x} ${y}`, measured(value)]));
      const corner = `${sweep.parameter} \\ ${against}`;
      const width = Math.max(...[...numbers.values(), ...ys.map(number)].map((s) => s.length)) + 2;
      const most = Math.max(1, Math.floor((terminal.columns - corner.length) / width));
      for (let from = 0; from < ys.length; from += most) {
        const columns = ys.slice(from, from + most);
        const rows = xs.map((x) => [
          number(x),
          ...columns.map((y) => numbers.get(`${x} ${y}`) ?? ""),
        ]);
        terminal.out(table(terminal, [corner, ...columns.map(number)], rows));
      }
    }
}

function printTitle(lab: Lab, name: string, terminal: Terminal, agent?: string): void {
  const measure = lab.measures.find((one) => one.name === name);
  const who = lab.agents.find(({ id }) => id === agent)?.title;
  const of = who === undefined ? "" : `: ${who}`;
  terminal.out(`\n${measure?.title ?? name}, ${measure?.unit ?? ""}${of}\n`);
}
