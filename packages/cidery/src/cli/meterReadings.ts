/**
 * What `cidery meter` shows: for each decision of an agent and each chance variable below it, whether
 * the graph admits a control incentive, what the meter reads, and, when asked, settings at which it
 * reads something. Plain data, so that it can cross between threads.
 */
import type { AgentId, InfluenceDiagram } from "@cidery/core";
import type { SearchSettingsOptions, SettingsFound } from "@cidery/core/solve";
import { descendants } from "@cidery/core/graph";
import { analyse, printModel, printVariables, verdict } from "@cidery/core";
import { incentiveMeter, searchSettings, SolveError, uniformPolicy } from "@cidery/core/solve";

/** Below this, in units of utility, the meter reads 0. */
export const NOTHING = 1e-6;

export interface MeterReading {
  readonly decision: string;
  readonly variable: string;
  /** What the graph says of a control incentive. */
  readonly graph: "admits" | "excludes";
  /** Absent where the model has no numbers. */
  readonly value?: number;
  readonly bounds?: readonly [number, number];
  readonly reference?: "natural" | "uniform" | "given";
  readonly found?: FoundSettings;
}

type FoundSettings =
  | { readonly kind: "not-found"; readonly tries: number; readonly stopped: boolean }
  | {
      readonly kind: "parameters";
      readonly value: number;
      readonly tries: number;
      readonly parameters: Readonly<Record<string, number>>;
    }
  | {
      readonly kind: "mechanisms";
      readonly value: number;
      readonly tries: number;
      readonly ownValues: boolean;
      /** The changed declarations, and the whole model, as `.cid` text. */
      readonly changes: string;
      readonly model: string;
    };

export interface MeterQuestion {
  readonly agent: AgentId;
  readonly decision?: string;
  readonly variable?: string;
  readonly reference: "natural" | "uniform";
  /** Search where the graph admits and the meter reads 0. */
  readonly search?: { readonly tries: number; readonly seed: number };
}

export function meterReadings(
  diagram: InfluenceDiagram,
  question: MeterQuestion,
  hooks: Pick<SearchSettingsOptions, "signal"> & { readonly onProgress: (text: string) => void },
): MeterReading[] {
  const { agent, reference, search } = question;
  const analysis = analyse(diagram.structure);
  const readings: MeterReading[] = [];
  for (const decision of diagram.structure.decisionsOf(agent)) {
    const { name } = diagram.node(decision);
    if (question.decision !== undefined && name !== question.decision) continue;
    const below = descendants(diagram.graph, [decision]);
    for (const node of diagram.nodes) {
      if (node.kind !== "chance" || below[node.id] !== 1) continue;
      if (question.variable !== undefined && node.name !== question.variable) continue;
      if (hooks.signal?.aborted === true) return readings;
      hooks.onProgress(`${name} → ${node.name}`);
      const asked = { decision, node: node.id };
      const admits =
        verdict(analysis, "instrumental-control-incentive", asked).verdict === "present";
      const read = reading(diagram, decision, node.id, reference, hooks.signal);
      const settings =
        search !== undefined && admits && !((read.value ?? 0) > NOTHING)
          ? plain(
              searchSettings(diagram, { decision }, node.id, {
                ...search,
                reference,
                threshold: NOTHING,
                ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
                onProgress: ({ part, done, of }) =>
                  hooks.onProgress(`${name} → ${node.name}: other ${part}, ${done} of ${of}`),
              }),
            )
          : undefined;
      readings.push({
        decision: name,
        variable: node.name,
        graph: admits ? "admits" : "excludes",
        ...read,
        ...(settings === undefined ? {} : { found: settings }),
      });
    }
  }
  return readings;
}

function reading(
  diagram: InfluenceDiagram,
  decision: number,
  node: number,
  reference: "natural" | "uniform",
  signal: SearchSettingsOptions["signal"],
): Pick<MeterReading, "value" | "bounds" | "reference"> {
  const { structure } = diagram;
  const owner = structure.ownerOf(decision);
  const others = structure.decisions.filter((d) => structure.ownerOf(d) !== owner);
  try {
    const meter = incentiveMeter(diagram, { decision }, node, {
      reference,
      policy: uniformPolicy(diagram, others),
      ...(signal === undefined ? {} : { signal }),
    });
    const { value, bounds, exact } = meter;
    return { value, reference: meter.reference, ...(exact ? {} : { bounds }) };
  } catch (error) {
    const noNumbers = ["missing-mechanism", "missing-domain"];
    if (error instanceof SolveError && noNumbers.includes(error.code)) return {};
    throw error;
  }
}

function plain(found: SettingsFound): FoundSettings | undefined {
  switch (found.kind) {
    case "excluded":
    case "here":
      return undefined;
    case "not-found":
      return found;
    case "parameters": {
      const { meter, tries, parameters } = found;
      return {
        kind: "parameters",
        value: meter.value,
        tries,
        parameters: Object.fromEntries(parameters),
      };
    }
    case "mechanisms": {
      const { meter, tries, diagram, changed, ownValues } = found;
      return {
        kind: "mechanisms",
        value: meter.value,
        tries,
        ownValues,
        changes: printVariables(diagram, changed),
        model: printModel(diagram),
      };
    }
  }
}
