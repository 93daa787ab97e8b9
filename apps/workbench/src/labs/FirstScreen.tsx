/**
 * What somebody sees who sees one picture: the conclusion in a sentence, two agents with the edit between
 * them, and one curve. Everything is of the settings beside it.
 */
import type { Lab, LabHeadline, LabSummaryRow } from "@cidery/core/lab";
import { summariseRuns } from "@cidery/core/lab";
import { dashOf, SLOTS } from "@cidery/core/charts";
import { ArrowRight } from "lucide-react";
import { useEffect, useMemo } from "react";
import { Chart, Legend } from "./Chart.tsx";
import { deniedHere } from "./headlineHere.ts";
import { partsOf } from "./labPart.ts";
import { labStore, settingsKey, startTask } from "./labStore.ts";
import { SceneView } from "./SceneView.tsx";
import { sweepCharts } from "./sweepCharts.ts";
import { agentSlot, agentTitle, measureNamed, withMinus, written } from "./write.ts";
import "./labsFirst.css";

const CURVE = "first";

export function FirstScreen({ lab }: { readonly lab: Lab }) {
  const { headline } = lab;
  if (headline === undefined) return null;
  const [one, other] = headline.agents;
  return (
    <section className="lab-part lab-first" aria-label="The lab in one picture">
      <Conclusion lab={lab} headline={headline} />
      <div className="lab-first-row">
        <Side lab={lab} headline={headline} agent={one} />
        <p className="lab-first-edit">
          <ArrowRight size={20} aria-hidden="true" />
          <b>The edit:</b> {headline.edit}
        </p>
        <Side lab={lab} headline={headline} agent={other} />
        <Curve lab={lab} headline={headline} />
      </div>
    </section>
  );
}

/** The sentence, which is about the initial settings; which settings the picture is of; what does not hold there. */
function Conclusion({ lab, headline }: Shown) {
  const settings = labStore(lab)((state) => state.settings);
  const task = labStore(lab)((state) => state.tasks["runs"]);
  const ran = task?.settings;
  const changed = lab.parameters.filter(({ name, initial }) => settings[name] !== initial);
  const older =
    ran !== undefined && lab.parameters.some(({ name }) => ran[name] !== settings[name]);
  const denied = useMemo(() => {
    const rows = partsOf(task?.parts, "labRuns").map((one) => one.rows);
    return ran === undefined || older ? undefined : deniedHere(lab, rows, ran);
  }, [lab, task?.parts, ran, older]);
  return (
    <>
      <p className="lab-conclusion">
        {changed.length > 0 && "At the initial settings: "}
        {headline.conclusion}
      </p>
      <p className="faint">
        {changed.length === 0
          ? "Checked at these settings; see the claims below."
          : `Checked at the initial settings; ${changed.map(({ title }) => title).join(", ")} ${changed.length === 1 ? "is" : "are"} another here.`}
        {older && " The bars are of the settings before: run again, under Results."}
      </p>
      {changed.length > 0 && denied !== undefined && denied.length > 0 && (
        <p className="lab-denied">{denied.join("; ")}.</p>
      )}
    </>
  );
}

interface Shown {
  readonly lab: Lab;
  readonly headline: LabHeadline;
}

/** One agent: where its episode ends, if that is on a map, and its measures as bars. */
function Side({ lab, headline, agent }: Shown & { readonly agent: string }) {
  const tasks = labStore(lab)((state) => state.tasks);
  const last = useMemo(
    () =>
      partsOf(tasks["episodes"]?.parts, "labEpisodes")
        .find((one) => one.agent === agent)
        ?.frames.at(-1),
    [tasks["episodes"]?.parts, agent],
  );
  const summary = useMemo(
    () => summariseRuns(partsOf(tasks["runs"]?.parts, "labRuns").map(({ rows }) => rows)),
    [tasks["runs"]?.parts],
  );
  return (
    <section className="lab-first-side" aria-label={`At a glance: ${agentTitle(lab, agent)}`}>
      <h3>
        <i className={`dot slot-${agentSlot(lab, agent) % SLOTS}`} aria-hidden="true" />
        {agentTitle(lab, agent)}
      </h3>
      {last?.scene.kind === "board" && (
        <>
          <SceneView scene={last.scene} />
          <p className="lab-first-caption">{withMinus(last.caption)}</p>
        </>
      )}
      <Bars lab={lab} headline={headline} agent={agent} summary={summary} />
    </section>
  );
}

/** The measures of both are drawn to one scale, so that they can be compared across the edit. */
function Bars({
  lab,
  headline,
  agent,
  summary,
}: Shown & { readonly agent: string; readonly summary: readonly LabSummaryRow[] }) {
  const of = (id: string, name: string): number | undefined =>
    summary.find((row) => row.agent === id)?.values[name]?.mean;
  const shown = headline.measures.filter((name) => of(agent, name) !== undefined);
  if (summary.length === 0) return <p className="faint">Running…</p>;
  return (
    <dl className="lab-first-bars">
      {shown.map((name) => {
        const value = of(agent, name) ?? 0;
        const most = Math.max(...headline.agents.map((id) => Math.abs(of(id, name) ?? 0)), 1e-9);
        const { title, unit, kind } = measureNamed(lab, name);
        return (
          <div key={name} className={kind}>
            <dt>{title}</dt>
            <dd>
              <span
                className={`lab-first-bar slot-${agentSlot(lab, agent) % SLOTS}${value < 0 ? " below" : ""}`}
                style={{ width: `${(100 * Math.abs(value)) / most}%` }}
                aria-hidden="true"
              />
              <b>{written(value)}</b> <span className="faint">{unit.replace(/ \(.*/u, "")}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The curve is computed by itself, once the first runs are there. */
function Curve({ lab, headline }: Shown) {
  const store = labStore(lab);
  const key = store(settingsKey);
  const ready = store((state) => state.tasks["runs"]?.status === "done");
  const task = store((state) => state.tasks[CURVE]);
  const { parameter, measure } = headline.curve;
  const sweep = useMemo(() => {
    const known = lab.sweeps.find((one) => one.parameter === parameter && !one.against);
    return known && { ...known, measures: [measure], agents: headline.agents };
  }, [lab, headline, parameter, measure]);
  const points = useMemo(() => partsOf(task?.parts, "labSweep"), [task?.parts]);
  const stale = task !== undefined && task.key !== key && task.status !== "running";
  const wanted = sweep !== undefined && ready && (task === undefined || stale);
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(() => {
      const { settings, seed } = store.getState();
      const input = { lab: lab.id, settings, firstSeed: seed, seeds: 1, effort: "quick" } as const;
      startTask(lab, CURVE, settingsKey(store.getState()), {
        kind: "labSweep",
        input: { ...input, sweep },
      });
    }, SETTLE);
    return () => clearTimeout(timer);
  }, [wanted, key]);
  const here = store((state) => state.settings[parameter]);
  const charts = useMemo(
    () =>
      sweep === undefined || task?.status !== "done"
        ? []
        : // The axis has little room: the title alone.
          sweepCharts(lab, sweep, points, here).map((chart) => ({
            ...chart,
            x: lab.parameters.find(({ name }) => name === parameter)?.title ?? parameter,
          })),
    [lab, sweep, task?.status, points, here, parameter],
  );
  return (
    <div className="lab-first-curve">
      <Legend
        entries={headline.agents.map((agent) => {
          const slot = agentSlot(lab, agent);
          return { title: agentTitle(lab, agent), slot, dash: dashOf(slot) };
        })}
      />
      {charts.length === 0 ? (
        <p className="faint">The curve is being computed…</p>
      ) : (
        charts.map((chart) => <Chart key={chart.title} chart={chart} />)
      )}
    </div>
  );
}

/** Milliseconds in which a slider may still move. */
const SETTLE = 400;
