/** What a map over two parameters shows, as data. */
import type { HeatChart } from "@cidery/core/charts";
import { type Lab, labMap, type LabSweep, type Settings } from "@cidery/core/lab";
import { mean } from "@cidery/core/learn";
import type { SweepRun } from "@cidery/core/tasks";
import { agentTitle, measureNamed } from "./write.ts";

/** A map for each measure and agent, means over the seeds; cells that are not there yet are left out. */
export function heatMaps(
  lab: Lab,
  sweep: LabSweep,
  points: readonly SweepRun[],
  settings: Settings,
  titleOf: (parameter: string) => string,
): HeatChart[] {
  const { parameter, against } = sweep;
  if (against === undefined) return [];
  const agents = lab.agents.map(({ id }) => id);
  const chosen = agents.filter((id) => sweep.agents?.includes(id) ?? true);
  return sweep.measures.flatMap((name) =>
    chosen.flatMap((agent): HeatChart[] => {
      const found = new Map<string, { x: number; y: number; all: number[] }>();
      for (const { value: x, second: y = 0, rows } of points) {
        const value = rows.find((row) => row.agent === agent)?.values[name];
        if (value === undefined) continue;
        const cell = found.get(`${x} ${y}`) ?? { x, y, all: [] };
        cell.all.push(value);
        found.set(`${x} ${y}`, cell);
      }
      if (found.size === 0) return [];
      const map = labMap([...found.values()].map(({ x, y, all }) => ({ x, y, value: mean(all) })));
      const column = nearest(map.xs, settings[parameter]);
      const row = nearest(map.ys, settings[against.parameter]);
      const { title, unit } = measureNamed(lab, name);
      const who = chosen.length === 1 ? "" : `: ${agentTitle(lab, agent)}`;
      return [
        {
          title: `${title}${who}`,
          unit,
          x: titleOf(parameter),
          y: titleOf(against.parameter),
          map,
          ...(column !== undefined && row !== undefined && { here: { column, row } }),
        },
      ];
    }),
  );
}

/** Place of the nearest value; none outside of them. */
function nearest(values: readonly number[], wanted: number | undefined): number | undefined {
  const [low, high] = [values[0], values.at(-1)];
  if (wanted === undefined || low === undefined || high === undefined) return undefined;
  if (wanted < low || wanted > high) return undefined;
  const far = values.map((value) => Math.abs(value - wanted));
  return far.indexOf(Math.min(...far));
}
