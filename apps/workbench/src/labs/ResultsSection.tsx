/** All measures by agent over several seeds, and the meter beside what the graph says. */
import { type Lab, type LabSummaryRow, summariseRuns } from "@cidery/core/lab";
import { useEffect, useMemo } from "react";
import type { LabLink } from "../state/labLink.ts";
import { SLOTS } from "@cidery/core/charts";
import { partsOf } from "./labPart.ts";
import { labStore, settingsKey, startTask } from "./labStore.ts";
import { Meters } from "./Meters.tsx";
import { TaskBar } from "./TaskBar.tsx";
import { agentSlot, agentTitle, writtenInterval } from "./write.ts";

export function ResultsSection({ lab }: { readonly lab: Lab }) {
  const store = labStore(lab);
  const key = store(runsKey);
  const task = store((state) => state.tasks["runs"]);
  const runs = useMemo(() => partsOf(task?.parts, "labRuns"), [task?.parts]);
  const summary = useMemo(() => summariseRuns(runs.map(({ rows }) => rows)), [runs]);
  const start = (): void => {
    const { settings, seed: firstSeed, full, runs: seeds } = store.getState();
    const input = {
      lab: lab.id,
      settings,
      firstSeed,
      effort: full ? "full" : "quick",
      seeds,
    } as const;
    startTask(lab, "runs", runsKey(store.getState()), { kind: "labRuns", input });
  };
  // Something is there when a lab is opened; later runs are started by hand.
  useEffect(() => {
    if (store.getState().tasks["runs"] === undefined) start();
  }, [lab]);
  return (
    <>
      <TaskBar
        lab={lab}
        name="runs"
        task={task}
        stale={task !== undefined && task.key !== key}
        start={start}
        label="Run"
        again="Run again"
      />
      {summary.length > 0 && (
        <>
          <p className="faint">
            {runs.length === 1
              ? "One seed says nothing about the spread"
              : `Mean ± 95 % interval over ${runs.length} seeds`}{" "}
            ({runs.map(({ seed }) => seed).join(", ")}).
          </p>
          {families(summary).map((rows, index) => (
            <ResultsTable
              key={rows[0]?.agent ?? index}
              lab={lab}
              rows={rows}
              label={index === 0 ? "Results by agent" : `Results by agent, part ${index + 1}`}
            />
          ))}
          <Meters lab={lab} summary={summary} settings={task?.settings ?? {}} />
        </>
      )}
    </>
  );
}

/** Agents that have at least half of their measures in common stand in one table. */
function families(summary: readonly LabSummaryRow[]): LabSummaryRow[][] {
  const tables: LabSummaryRow[][] = [];
  for (const row of summary) {
    const own = Object.keys(row.values);
    const table = tables.find(([first]) => {
      const others = Object.keys(first?.values ?? {});
      const shared = own.filter((name) => others.includes(name)).length;
      return 2 * shared >= Math.max(own.length, others.length);
    });
    if (table === undefined) tables.push([row]);
    else table.push(row);
  }
  return tables;
}

function ResultsTable({
  lab,
  rows,
  label,
}: {
  readonly lab: Lab;
  readonly rows: readonly LabSummaryRow[];
  readonly label: string;
}) {
  const shown = lab.measures.filter(({ name }) => rows.some(({ values }) => name in values));
  return (
    <div className="lab-table" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">agent</th>
            {shown.map(({ name, title, unit, kind }) => (
              <th key={name} scope="col" className={kind}>
                {title}
                <span className={`kind ${kind}`}>{kind}</span>
                <small>{unit}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ agent, values }) => (
            <tr key={agent}>
              <th scope="row">
                <i className={`dot slot-${agentSlot(lab, agent) % SLOTS}`} aria-hidden="true" />
                {agentTitle(lab, agent)}
              </th>
              {shown.map(({ name, kind }) => {
                const value = values[name];
                return (
                  <td key={name} className={kind}>
                    {value === undefined ? "" : writtenInterval(value.mean, value.interval)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function runsKey(link: LabLink): string {
  return `${settingsKey(link)} ${link.runs}`;
}
