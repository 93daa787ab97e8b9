/**
 * The lab format as data: a question, diagrams, parameters, agents, what is measured, and claims.
 * One run is one seed with one setting of the parameters; it answers with rows of numbers. A claim
 * looks at runs of its own and says what it measured, so that anybody can run it again.
 */
import type { InfluenceDiagram } from "../model/index.ts";
import type { LabEpisode, LabTrainingPoint, PublishedNumber } from "./labEpisode.ts";
import type { LabSweep, Settings } from "./labSweep.ts";
import type { SystemKind } from "./labSystem.ts";
import type { WorldTie } from "./contract/index.ts";
import { mean, meanInterval } from "../learn/index.ts";

/** Where a number or a rule comes from. */
export type Provenance = "published" | "derived" | "assumption" | "disputed";

/** A diagram of the lab, and the edit that makes it from the first. */
export interface LabDiagram {
  /** File in the lab's folder. */
  readonly file: string;
  readonly title: string;
  /** The edit that separates it from the first diagram, in words; absent for the first. */
  readonly edit?: string;
}

/** A number that can be set before a run, with unit, range and source. */
export interface LabParameter {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly initial: number;
  readonly range: readonly [number, number];
  readonly whole?: boolean;
  /** What each value stands for, where values are not quantities: the first for the low end of the range. */
  readonly choices?: readonly string[];
  /** It sets how much is trained or searched, and nothing of the world. */
  readonly effort?: boolean;
  readonly provenance: Provenance;
}

/** An agent that the lab compares, what it optimises, and in which diagram. */
export interface LabAgent {
  readonly id: string;
  readonly title: string;
  /** What it maximises, in words. */
  readonly objective: string;
  /** The diagram (file) it acts in. */
  readonly diagram: string;
  /** Other diagrams it acts in where a parameter has changed the structure; the first that applies. */
  readonly selects?: readonly {
    readonly parameter: string;
    readonly value: number;
    readonly diagram: string;
  }[];
  /** False: no incentive of it is measured, so that it need not run where only meters are read. */
  readonly metered?: boolean;
  /** It trains, so that `Lab.train` has something to tell of it. */
  readonly learns?: boolean;
}

/** A number that the lab reports, its unit, and what it means. */
export interface LabMeasure {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  /** `observed`: what the agent is paid; `hidden`: what the designer wanted. */
  readonly kind: "observed" | "hidden" | "behaviour" | "incentive" | "other";
  /**
   * For an incentive: whose influence on what it measures, so that it can stand beside the verdict of
   * the graph. The diagram (file) is that of the agent whose row it is when none is named.
   */
  readonly meters?: {
    readonly diagram?: string;
    readonly decision: string;
    readonly variable: string;
  };
}

/** The measures of one agent in one run. */
export interface LabRow {
  readonly agent: string;
  /** By the measures' names. */
  readonly values: Readonly<Record<string, number>>;
}

/** What a run is given: seed, effort, the lab's diagrams, and how it reports and is stopped. */
export interface LabContext {
  readonly seed: number;
  /** Quick runs may train less; they must not change what is claimed. */
  readonly effort: "quick" | "full";
  /** Agents whose rows are wanted; a run may leave the others out. All when absent. */
  readonly agents?: readonly string[];
  readonly diagram: (file: string) => InfluenceDiagram;
  readonly signal: { readonly aborted: boolean };
  readonly onProgress: (text: string) => void;
}

/** Whether a claim holds, and what was measured. */
export interface LabFinding {
  readonly holds: boolean;
  /** What was measured, with numbers. */
  readonly measured: string;
}

/** What the lab asserts about its numbers, where it was published, and how it is checked. */
export interface LabClaim {
  readonly id: string;
  readonly statement: string;
  readonly provenance: Provenance;
  /** For what is published: the place in the source that says so. */
  readonly place?: string;
  /** `once`: exact, no chance in it. `each-seed`: asked for every seed. `all-seeds`: of the set. */
  readonly over: "once" | "each-seed" | "all-seeds";
  /** Share of seeds that must agree, for `each-seed`. Default 0.9. */
  readonly share?: number;
  /**
   * Of how many seeds it is asked, for `each-seed`: as few as can do if all agree, unless told. More where some
   * disagree, so that the bound can be reached all the same.
   */
  readonly seeds?: number;
  /** Chance comes from the seed of the context, or from the seeds given. */
  readonly check: (context: LabContext, seeds: readonly number[]) => LabFinding;
  /** The same question where it must be denied: with another objective, or an arrow taken away. A claim of this library names one. */
  readonly control?: LabControl;
}

/** What is swapped, and the claim asked of that. */
export interface LabControl {
  /** What is another than in the claim, in words. */
  readonly swap: string;
  readonly check: (context: LabContext, seeds: readonly number[]) => LabFinding;
}

/** Something that can be read off one run, at any settings. */
export interface LabConclusion {
  readonly id: string;
  readonly statement: string;
  /** The claim it goes with, beside which it is shown. */
  readonly claim?: string;
  /** Agents whose rows it reads; the others need not run. */
  readonly agents: readonly string[];
  readonly holds: (rows: readonly LabRow[], settings: Settings) => boolean;
}

/** What somebody sees of a lab who sees one picture: what happened, and which edit changed it. */
export interface LabHeadline {
  /** What happens at the initial settings, in one sentence. */
  readonly conclusion: string;
  /** The claim that checks it. */
  readonly claim: string;
  /** Two agents, and in words what is another for the second. */
  readonly agents: readonly [string, string];
  readonly edit: string;
  /** What is shown of both, by name. */
  readonly measures: readonly string[];
  /** A sweep of the lab over one parameter, and the measure that is drawn. */
  readonly curve: { readonly parameter: string; readonly measure: string };
}

/**
 * A lab as one object: the question, diagrams, parameters, agents, measures, claims, and the
 * function that runs it.
 */
export interface Lab {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly headline?: LabHeadline;
  /**
   * By hand, for the first diagram: does what the agent is paid for pass through the world it acts on
   * ("mdp"), or does it only answer? A test compares with `systemKind` of the graph.
   */
  readonly system: SystemKind;
  readonly sources: readonly string[];
  readonly assumptions: readonly string[];
  readonly diagrams: readonly LabDiagram[];
  readonly parameters: readonly LabParameter[];
  readonly agents: readonly LabAgent[];
  readonly measures: readonly LabMeasure[];
  readonly run: (settings: Settings, context: LabContext) => readonly LabRow[];
  /** One episode of an agent as it behaves when planned or trained with this seed. */
  readonly episode?: (settings: Settings, context: LabContext, agent: string) => LabEpisode;
  /**
   * Trains every learning agent and reports, some forty times each and most of them early
   * (`checkpoints`), how it would do if training ended there. Evaluation draws on chance of its own, so that it does not change what is learnt.
   */
  readonly train?: (
    settings: Settings,
    context: LabContext,
    onPoint: (point: LabTrainingPoint) => void,
  ) => void;
  /** How each diagram and the world it draws hang together; `checkWorldContract` compares them. */
  readonly ties?: () => readonly WorldTie[];
  readonly sweeps: readonly LabSweep[];
  readonly published?: readonly PublishedNumber[];
  readonly claims: readonly LabClaim[];
  /** What can be read off a run at any settings, for asking how far it carries. */
  readonly conclusions?: readonly LabConclusion[];
}

/** The diagram (file) an agent acts in at these settings. */
export function diagramOfAgent({ diagram, selects = [] }: LabAgent, settings: Settings): string {
  const selected = selects.find(({ parameter, value }) => settings[parameter] === value);
  return selected?.diagram ?? diagram;
}

/** The parameters' initial values. */
export function initialSettings(lab: Lab): Record<string, number> {
  return Object.fromEntries(lab.parameters.map(({ name, initial }) => [name, initial]));
}

/**
 * The settings with some replaced.
 * @throws RangeError for a name that is not a parameter or a value outside its range
 */
export function labSettings(lab: Lab, changes: Iterable<readonly [string, number]>): Settings {
  const settings = initialSettings(lab);
  for (const [name, value] of changes) {
    const parameter = lab.parameters.find((one) => one.name === name);
    if (parameter === undefined) {
      const names = lab.parameters.map((one) => one.name).join(", ");
      throw new RangeError(`${lab.id} has no parameter ${name}; it has ${names}`);
    }
    const [low, high] = parameter.range;
    if (!(value >= low && value <= high)) {
      throw new RangeError(`${name} = ${value} is outside ${low} … ${high} ${parameter.unit}`);
    }
    if (parameter.whole === true && !Number.isInteger(value)) {
      throw new RangeError(`${name} = ${value} must be a whole number of ${parameter.unit}`);
    }
    settings[name] = value;
  }
  return settings;
}

/** The measures of one agent over all seeds: means with intervals. */
export interface LabSummaryRow {
  readonly agent: string;
  /** Mean over the seeds and its 95 % interval (none for one seed), by measure. */
  readonly values: Readonly<
    Record<
      string,
      { readonly mean: number; readonly interval: readonly [number, number] | undefined }
    >
  >;
}

/** Means over runs of the same lab, agent by agent. */
export function summariseRuns(runs: readonly (readonly LabRow[])[]): LabSummaryRow[] {
  const byAgent = new Map<string, Map<string, number[]>>();
  for (const { agent, values } of runs.flat()) {
    const measures = byAgent.get(agent) ?? new Map<string, number[]>();
    byAgent.set(agent, measures);
    for (const [name, value] of Object.entries(values))
      measures.set(name, [...(measures.get(name) ?? []), value]);
  }
  return [...byAgent].map(([agent, measures]) => ({
    agent,
    values: Object.fromEntries(
      [...measures].map(([name, all]) => [name, { mean: mean(all), interval: meanInterval(all) }]),
    ),
  }));
}
