/**
 * What the graph says beside a lab's meter: in the diagram of the agent whose row it is, at the settings
 * of the run. A meter reads influence by everything the agent might want of it; where the graph
 * excludes an incentive it must read nothing, whatever the settings.
 */
import type { InfluenceDiagram } from "../model/index.ts";
import type { Lab, LabMeasure, LabRow } from "./lab.ts";
import type { Settings } from "./labSweep.ts";
import { judge } from "../incentives/index.ts";
import { analyse } from "../structure/index.ts";
import { diagramOfAgent } from "./lab.ts";

/** Of an influence: admitted, admitted only for what own decisions learn, excluded, or not told. */
export type GraphSays = "admits" | "only informational" | "excludes" | "cannot tell";

/**
 * May the decision want to control the variable, and only to learn? Names as in the diagram; of a diagram that lacks
 * one of them, or in which the first is no decision, nothing can be told.
 */
export function graphSays(
  diagram: InfluenceDiagram,
  decision: string,
  variable: string,
): GraphSays {
  const [d, x] = [diagram.idOf(decision), diagram.idOf(variable)];
  if (d === undefined || x === undefined) return "cannot tell";
  if (diagram.structure.kind(d) !== "decision") return "cannot tell";
  const analysis = analyse(diagram.structure);
  const control = judge(analysis, "instrumental-control-incentive", { decision: d, node: x });
  if (control.kind === "absent") return "excludes";
  if (control.kind !== "present") return "cannot tell";
  const agent = diagram.structure.ownerOf(d);
  const informs = judge(analysis, "only-informational", { agent, node: x });
  return informs.kind === "present" ? "only informational" : "admits";
}

/** A reading of an incentive measure, and the diagram (file) whose verdict stands beside it. */
export interface LabMeterReading {
  readonly agent: string;
  readonly measure: string;
  readonly value: number;
  readonly diagram: string;
  readonly says: GraphSays;
}

/** Which diagram's verdict belongs beside an agent's reading; undefined when the measure names another one. */
export function diagramOfMeter(
  lab: Pick<Lab, "agents" | "diagrams">,
  { meters }: LabMeasure,
  agent: string,
  settings: Settings,
): string | undefined {
  if (meters === undefined) return undefined;
  const acting = lab.agents.find(({ id }) => id === agent);
  const own = acting === undefined ? undefined : diagramOfAgent(acting, settings);
  if (meters.diagram !== undefined && own !== undefined && own !== meters.diagram) return undefined;
  return meters.diagram ?? own ?? lab.diagrams[0]?.file;
}

/** Every reading of a run beside what the graph says. Cost: one analysis for every diagram and measure. */
export function labMeterReadings(
  lab: Pick<Lab, "agents" | "diagrams" | "measures">,
  rows: readonly LabRow[],
  settings: Settings,
  diagram: (file: string) => InfluenceDiagram,
): LabMeterReading[] {
  return rows.flatMap(({ agent, values }) =>
    lab.measures.flatMap((measure): LabMeterReading[] => {
      const value = values[measure.name];
      const file = diagramOfMeter(lab, measure, agent, settings);
      if (measure.meters === undefined || value === undefined || file === undefined) return [];
      const { decision, variable } = measure.meters;
      const says = graphSays(diagram(file), decision, variable);
      return [{ agent, measure: measure.name, value, diagram: file, says }];
    }),
  );
}

/** Less than this is rounding. */
const NOTHING = 1e-6;

/** Readings that should be nothing by the graph, and are not (or are no numbers): graph or world is wrong. */
export function contradictions(readings: readonly LabMeterReading[]): LabMeterReading[] {
  return readings.filter(({ says, value }) => says === "excludes" && !(Math.abs(value) <= NOTHING));
}
