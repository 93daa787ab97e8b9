/** A sweep over one parameter as charts: one for each measure, a line for each agent. */
import type { Lab, LabSweep } from "@cidery/core/lab";
import type { SweepRun } from "@cidery/core/tasks";
import { type ChartPoint, choicesOf, dashOf, type LinesChart } from "@cidery/core/charts";
import { mean, meanInterval } from "@cidery/core/learn";
import { agentSlot, agentTitle, measureNamed } from "./write.ts";

export function sweepCharts(
  lab: Lab,
  sweep: LabSweep,
  points: readonly SweepRun[],
  here: number | undefined,
): LinesChart[] {
  const agents = [...new Set(points.flatMap(({ rows }) => rows.map(({ agent }) => agent)))];
  const values = [...new Set(points.map(({ value }) => value))];
  const [least, most] = [Math.min(...sweep.values), Math.max(...sweep.values)];
  return sweep.measures.flatMap((name) => {
    const { title, unit } = measureNamed(lab, name);
    const series = agents
      .map((agent) => ({
        title: agentTitle(lab, agent),
        slot: agentSlot(lab, agent),
        dash: dashOf(agentSlot(lab, agent)),
        points: values.flatMap((x): ChartPoint[] => {
          const ys = points.flatMap(({ value, rows }) =>
            value === x ? (rows.find((row) => row.agent === agent)?.values[name] ?? []) : [],
          );
          if (ys.length === 0) return [];
          const interval = meanInterval(ys);
          if (interval === undefined) return [{ x, y: mean(ys) }];
          const [low, high] = interval;
          return [{ x, y: mean(ys), low, high }];
        }),
      }))
      .filter((one) => one.points.length > 0);
    if (series.length === 0) return [];
    const marks = (lab.published ?? [])
      .filter(
        ({ measure, at }) =>
          measure === name && (at === undefined || at.parameter === sweep.parameter),
      )
      .map(({ value, title: what, at }) => ({
        y: value,
        title: what,
        ...(at !== undefined && { x: at.value }),
      }));
    const isInside = here !== undefined && here >= least && here <= most;
    return [
      {
        title,
        x: parameterTitle(lab, sweep.parameter),
        ...choicesOf(lab, sweep.parameter),
        y: unit,
        series,
        marks,
        xDomain: [least, most] as const,
        // What spans powers of ten is drawn over them.
        ...(least > 0 && most / least >= 500 && { xScale: "log" as const }),
        ...(isInside && { here }),
      },
    ];
  });
}

export function parameterTitle(lab: Lab, name: string): string {
  const known = lab.parameters.find((one) => one.name === name);
  return known === undefined ? name : `${known.title} (${name}, ${known.unit})`;
}
