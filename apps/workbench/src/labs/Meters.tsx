/**
 * The meter beside the verdict: what the graph admits, and what influence is worth at these settings.
 * An incentive the graph excludes must read 0; one that it admits may read 0 here and not elsewhere.
 */
import {
  diagramOfMeter,
  type GraphSays,
  graphSays,
  type Lab,
  type LabMeasure,
  type LabSummaryRow,
  type Settings,
} from "@cidery/core/lab";
import { labDiagram } from "../state/labDiagram.ts";
import { nodeTitle } from "../state/titles.ts";
import { MeterSearch } from "./MeterSearch.tsx";
import { agentTitle, written } from "./write.ts";

const NOTHING = 1e-9;

type Metered = LabMeasure & { readonly meters: NonNullable<LabMeasure["meters"]> };

export function Meters({
  lab,
  summary,
  settings,
}: {
  readonly lab: Lab;
  readonly summary: readonly LabSummaryRow[];
  /** Of the runs. */
  readonly settings: Settings;
}) {
  const metered = lab.measures.filter((one): one is Metered => one.meters !== undefined);
  if (metered.length === 0) return null;
  return (
    <section className="lab-meters" aria-label="Incentive meter">
      <h4>The meter beside the graph</h4>
      <p className="faint">
        The meter: optimal value less the optimal value when the influence is cut and the agent
        plans anew.
      </p>
      <ul>
        {metered.flatMap((measure) =>
          readingsOf(lab, measure, summary, settings).map(({ file, readings }) => (
            <Meter
              key={`${measure.name} ${file}`}
              lab={lab}
              measure={measure}
              file={file}
              readings={readings}
            />
          )),
        )}
      </ul>
    </section>
  );
}

function Meter({
  lab,
  measure,
  file,
  readings,
}: {
  readonly lab: Lab;
  readonly measure: Metered;
  readonly file: string;
  readonly readings: readonly Reading[];
}) {
  const { decision, variable } = measure.meters;
  const diagram = labDiagram(lab.id, file);
  const says = graphSays(diagram, decision, variable);
  const title = lab.diagrams.find((one) => one.file === file)?.title ?? file;
  const { tone, words } = concludes(says, readings);
  return (
    <li data-meter={measure.name}>
      <p>
        <b>{measure.title}</b>: influence of <i>{nodeTitle(diagram, decision)}</i> on{" "}
        <i>{nodeTitle(diagram, variable)}</i> in “{title}”
      </p>
      <p className="lab-meter-line">
        <span>
          graph <span className={`state ${STATE[says]}`}>{says}</span>
        </span>
        {readings.map(({ agent, value }) => (
          <span key={agent}>
            {readings.length > 1 ? agentTitle(lab, agent) : "meter"}{" "}
            <b className="lab-reading">
              {written(value)} {measure.unit}
            </b>
          </span>
        ))}
      </p>
      <p className={`lab-meter-words ${tone}`}>{words}</p>
      {tone === "calm" && readings[0] !== undefined && (
        <MeterSearch lab={lab} measure={measure.name} agent={readings[0].agent} />
      )}
    </li>
  );
}

const STATE: Readonly<Record<GraphSays, string>> = {
  admits: "present",
  "only informational": "informational",
  excludes: "absent",
  "cannot tell": "unknown",
};

interface Reading {
  readonly agent: string;
  readonly value: number;
}

interface OfDiagram {
  readonly file: string;
  readonly readings: readonly Reading[];
}

/** Readings by the diagram they belong to: the one that is named, or that of the agent of the row. */
function readingsOf(
  lab: Lab,
  measure: Metered,
  summary: readonly LabSummaryRow[],
  settings: Settings,
): readonly OfDiagram[] {
  const byFile = new Map<string, Reading[]>();
  for (const { agent, values } of summary) {
    const value = values[measure.name]?.mean;
    const file = diagramOfMeter(lab, measure, agent, settings);
    if (value === undefined || file === undefined) continue;
    byFile.set(file, [...(byFile.get(file) ?? []), { agent, value }]);
  }
  return [...byFile].map(([file, all]) => {
    const [first] = all;
    const same = all.every(({ value }) => Math.abs(value - (first?.value ?? 0)) <= NOTHING);
    return { file, readings: same ? all.slice(0, 1) : all };
  });
}

function concludes(
  says: GraphSays,
  readings: readonly Reading[],
): { readonly tone: string; readonly words: string } {
  if (readings.length === 0) return { tone: "", words: "No run has measured it yet." };
  const reads = readings.some(({ value }) => Math.abs(value) > NOTHING);
  if (says === "excludes") {
    return reads
      ? {
          tone: "bad",
          words: "The meter shows an incentive that the graph rules out: one of them is wrong.",
        }
      : { tone: "good", words: "Ruled out whatever the numbers, and the meter reads 0." };
  }
  if (reads) {
    const gains = readings.some(({ value }) => value > NOTHING);
    return {
      tone: "",
      words: gains
        ? `${says === "only informational" ? "Wanted only for what it tells" : "Possible"}, and worth something at these settings.`
        : "Possible; at these settings the influence costs more than it gains.",
    };
  }
  if (says === "only informational") {
    const words = "Possible only for what the agent would learn; worth nothing at these settings.";
    return { tone: "calm", words };
  }
  return { tone: "calm", words: "Possible, not at these settings." };
}
