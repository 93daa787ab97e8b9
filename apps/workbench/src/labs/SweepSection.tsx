/** Measures over a parameter or two, point by point, with published numbers laid over them. */
import { type Lab, type LabSweep, type Settings, sweepName } from "@cidery/core/lab";
import { useMemo, useState } from "react";
import { useShallow } from "zustand/shallow";
import { Chart, ChartTable, Legend } from "./Chart.tsx";
import { dashOf } from "@cidery/core/charts";
import { HeatMap, HeatTable } from "./HeatMap.tsx";
import { heatMaps } from "./heatData.ts";
import type { SweepRun } from "@cidery/core/tasks";
import { partsOf } from "./labPart.ts";
import { labStore, linkOf, startTask } from "./labStore.ts";
import { parameterTitle, sweepCharts } from "./sweepCharts.ts";
import { TaskBar } from "./TaskBar.tsx";
import { agentSlot, agentTitle, measureNamed, written } from "./write.ts";

const MOST_SWEEP_RUNS = 20;

export function SweepSection({ lab }: { readonly lab: Lab }) {
  const [chosen, setChosen] = useState(0);
  const sweep = lab.sweeps[chosen];
  if (sweep === undefined) return <p className="note calm">This lab has no sweep.</p>;
  return (
    <>
      {lab.sweeps.length > 1 && (
        <fieldset className="lab-choice">
          <legend>Over</legend>
          {lab.sweeps.map((one, index) => (
            <button
              key={sweepName(one)}
              type="button"
              className="chip"
              aria-pressed={index === chosen}
              onClick={() => setChosen(index)}
            >
              {sweepTitle(lab, one)}
            </button>
          ))}
        </fieldset>
      )}
      <Sweep key={chosen} lab={lab} sweep={sweep} index={chosen} />
    </>
  );
}

function Sweep({
  lab,
  sweep,
  index,
}: {
  readonly lab: Lab;
  readonly sweep: LabSweep;
  readonly index: number;
}) {
  const store = labStore(lab);
  const { settings, seed, full } = store(useShallow(linkOf));
  const name = `sweep${index}`;
  const task = store((state) => state.tasks[name]);
  const [runs, setRuns] = useState(1);
  const points = useMemo(() => partsOf(task?.parts, "labSweep"), [task?.parts]);
  const { against } = sweep;
  // The swept parameters' own settings do not matter.
  const apart = { [sweep.parameter]: 0, ...(against && { [against.parameter]: 0 }) };
  const key = JSON.stringify([{ ...settings, ...apart }, seed, full, runs]);
  return (
    <>
      <TaskBar
        lab={lab}
        name={name}
        task={task}
        stale={task !== undefined && task.key !== key}
        label="Compute the sweep"
        again="Compute again"
        start={() => {
          const effort = full ? "full" : "quick";
          const asked = { lab: lab.id, settings, firstSeed: seed, seeds: runs, effort } as const;
          startTask(lab, name, key, { kind: "labSweep", input: { ...asked, sweep } });
        }}
      >
        <label className="lab-inline">
          seeds per point
          <select
            className="field"
            value={runs}
            onChange={({ target }) => setRuns(Number(target.value))}
          >
            {[1, 3, 5, 10, MOST_SWEEP_RUNS].map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
      </TaskBar>
      {points.length === 0 ? (
        <Planned lab={lab} sweep={sweep} />
      ) : against === undefined ? (
        <Lines lab={lab} sweep={sweep} points={points} here={settings[sweep.parameter]} />
      ) : (
        <Heats lab={lab} sweep={sweep} points={points} settings={settings} />
      )}
      <Published lab={lab} sweep={sweep} />
    </>
  );
}

interface SweepProps {
  readonly lab: Lab;
  readonly sweep: LabSweep;
}

/** What will be computed. */
function Planned({ lab, sweep }: SweepProps) {
  const { against } = sweep;
  return (
    <p className="faint">
      {rangeOf(lab, sweep.parameter, sweep.values)}
      {against && <>, each at {rangeOf(lab, against.parameter, against.values)}</>}; measured:{" "}
      {sweep.measures.map((measure) => measureNamed(lab, measure).title).join(", ")}. Everything
      else as set.
    </p>
  );
}

function Heats({
  lab,
  sweep,
  points,
  settings,
}: SweepProps & {
  readonly points: readonly SweepRun[];
  readonly settings: Settings;
}) {
  const heats = useMemo(
    () => heatMaps(lab, sweep, points, settings, (name) => parameterTitle(lab, name)),
    [lab, sweep, points, settings],
  );
  return (
    <>
      <div className="lab-charts">
        {heats.map((heat) => (
          <HeatMap key={heat.title} heat={heat} />
        ))}
      </div>
      <HeatTable heats={heats} />
    </>
  );
}

function Lines({
  lab,
  sweep,
  points,
  here,
}: SweepProps & {
  readonly points: readonly SweepRun[];
  /** The setting of the swept parameter. */
  readonly here: number | undefined;
}) {
  const charts = useMemo(() => sweepCharts(lab, sweep, points, here), [lab, sweep, points, here]);
  const agents = [
    ...new Set(
      points.flatMap(({ rows }) =>
        rows
          .filter(({ values }) => sweep.measures.some((measure) => measure in values))
          .map(({ agent }) => agent),
      ),
    ),
  ];
  return (
    <>
      <Legend
        entries={agents.map((agent) => {
          const slot = agentSlot(lab, agent);
          return { title: agentTitle(lab, agent), slot, dash: dashOf(slot) };
        })}
      />
      <div className="lab-charts">
        {charts.map((chart) => (
          <Chart key={chart.title} chart={chart} />
        ))}
      </div>
      <ChartTable charts={charts} />
    </>
  );
}

function Published({ lab, sweep }: SweepProps) {
  const published = (lab.published ?? []).filter(
    ({ measure, at }) =>
      sweep.against === undefined &&
      sweep.measures.includes(measure) &&
      (at === undefined || at.parameter === sweep.parameter),
  );
  if (published.length === 0) return null;
  return (
    <section className="lab-published" aria-label="Published numbers">
      <h4>Published numbers</h4>
      <ul>
        {published.map(({ title, source, value, measure, at }) => (
          <li key={`${title} ${value} ${at?.value ?? ""}`}>
            <span aria-hidden="true">{at === undefined ? "┄" : "★"}</span>{" "}
            {measureNamed(lab, measure).title} <b>{written(value)}</b>
            {at !== undefined && ` at ${at.parameter} = ${written(at.value)}`}: {title}{" "}
            <span className="faint">({source})</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sweepTitle(lab: Lab, { parameter, against }: LabSweep): string {
  const names = [parameter, ...(against === undefined ? [] : [against.parameter])];
  return names.map((name) => parameterTitle(lab, name)).join(" × ");
}

function rangeOf(lab: Lab, parameter: string, values: readonly number[]): string {
  const [from, to] = [written(values[0] ?? 0), written(values.at(-1) ?? 0)];
  return `${values.length} values of ${parameterTitle(lab, parameter)} from ${from} to ${to}`;
}
