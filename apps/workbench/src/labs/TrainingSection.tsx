/** Observed and hidden performance of every learner, drawn while it trains. */
import type { Lab, LabTrainingPoint } from "@cidery/core/lab";
import { useMemo } from "react";
import { Chart, ChartTable, Legend } from "./Chart.tsx";
import { type LinesChart, spanOf } from "@cidery/core/charts";
import { partsOf } from "./labPart.ts";
import { labStore, settingsKey, startTask } from "./labStore.ts";
import { TaskBar } from "./TaskBar.tsx";
import { agentSlot, agentTitle, measureNamed, written } from "./write.ts";

export function TrainingSection({ lab }: { readonly lab: Lab }) {
  const store = labStore(lab);
  const key = store(settingsKey);
  const task = store((state) => state.tasks["train"]);
  const points = useMemo(() => partsOf(task?.parts, "labTraining"), [task?.parts]);
  const charts = useMemo(() => trainingCharts(lab, points), [lab, points]);
  if (lab.train === undefined) {
    return <p className="note calm">There is no training to watch in this lab.</p>;
  }
  const last = points.at(-1);
  return (
    <>
      <TaskBar
        lab={lab}
        name="train"
        task={task}
        stale={task !== undefined && task.key !== key}
        label="Train"
        again="Train again"
        start={() => {
          const { settings, seed, full } = store.getState();
          const effort = full ? "full" : "quick";
          startTask(lab, "train", settingsKey(store.getState()), {
            kind: "labTraining",
            input: { lab: lab.id, settings, seed, effort },
          });
        }}
      >
        {task?.status === "running" && last !== undefined && (
          <span className="faint">
            {agentTitle(lab, last.agent)}: {written(last.done)} so far
          </span>
        )}
      </TaskBar>
      {points.length === 0 ? (
        <p className="faint">
          Learners:{" "}
          {lab.agents
            .filter(({ learns }) => learns === true)
            .map(({ title }) => title)
            .join(", ") || "none"}
          . Each point is how well an agent would do, were its training stopped there; looks are
          closest early, where most is learnt.
        </p>
      ) : (
        <>
          <Legend entries={linesOf(charts)} />
          <div className="lab-charts">
            {charts.map((chart) => (
              <Chart key={chart.title} chart={chart} />
            ))}
          </div>
          <ChartTable charts={charts} />
        </>
      )}
    </>
  );
}

/** A panel for each agent and unit; panels of one unit share their axes, so that they compare. */
function trainingCharts(lab: Lab, points: readonly LabTrainingPoint[]): LinesChart[] {
  const measures = lab.measures.filter(
    ({ name, kind }) =>
      (kind === "observed" || kind === "hidden") && points.some(({ values }) => name in values),
  );
  const hidden = measures.filter(({ kind }) => kind !== "observed").map(({ name }) => name);
  const units = [...new Set(measures.map(({ unit }) => unit))];
  const agents = [...new Set(points.map(({ agent }) => agent))].sort(
    (a, b) => agentSlot(lab, a) - agentSlot(lab, b),
  );
  const xDomain: readonly [number, number] = [1, Math.max(2, ...points.map(({ done }) => done))];
  return agents.flatMap((agent) =>
    units.flatMap((unit) => {
      const here = measures.filter((measure) => measure.unit === unit);
      const all = points.flatMap(({ values }) => here.flatMap(({ name }) => values[name] ?? []));
      const yDomain = spanOf(all);
      const series = here
        .map(({ name, title, kind }) => ({
          title: `${title} (${kind})`,
          ...lookOf(kind, hidden.indexOf(name)),
          points: points.flatMap(({ agent: whose, done, values }) => {
            const y = values[name];
            return whose === agent && y !== undefined ? [{ x: done, y }] : [];
          }),
        }))
        .filter((one) => one.points.length > 0);
      if (series.length === 0) return [];
      const levels = (lab.published ?? []).filter(
        ({ measure, at }) => at === undefined && here.some(({ name }) => name === measure),
      );
      return [
        {
          title: agentTitle(lab, agent) + (units.length > 1 ? `, ${unit}` : ""),
          x: "trained on",
          y: unit,
          series,
          xDomain,
          xScale: "log" as const,
          ...(yDomain && { yDomain }),
          marks: levels
            .filter(({ value }) => yDomain && value >= yDomain[0] && value <= yDomain[1])
            .map(({ value, measure }) => ({
              y: value,
              title: `${measureNamed(lab, measure).title}, published`,
            })),
        },
      ];
    }),
  );
}

/** What it is paid is drawn through, whatever else there is in a dash and a colour of its own. */
function lookOf(kind: string, position: number): { readonly slot: number; readonly dash: string } {
  if (kind === "observed") return { slot: 0, dash: "" };
  return { slot: 1 + position, dash: DASHES[position % DASHES.length] ?? "" };
}

const DASHES = ["6 3", "2 3", "9 3 2 3", "12 4"];

/** Every line of the charts by its title, once. */
function linesOf(charts: readonly LinesChart[]): readonly LinesChart["series"][number][] {
  return [
    ...new Map(charts.flatMap(({ series }) => series).map((one) => [one.title, one])).values(),
  ];
}
