/**
 * What a tool's answers are worth, exactly: the score it is paid, how well they tell what would be
 * the case had nobody heard them, and how far they move what is the case.
 */
import type { InfluenceDiagram } from "@cidery/core";
import type { LabContext, Settings } from "@cidery/core/lab";
import type { Behaviour, TrainingOptions } from "@cidery/core/learn";
import type { Policy } from "@cidery/core/solve";
import { Random } from "@cidery/core";
import { contextualBandit, diagramEnvironment } from "@cidery/core/learn";
import {
  compileDiagram,
  expectedUtility,
  incentiveMeter,
  query,
  solveSingleAgent,
  uniformPolicy,
} from "@cidery/core/solve";

/** Questions and labels are 0 … 3. */
export const LABELS = [0, 1, 2, 3] as const;

export interface Tool {
  readonly model: InfluenceDiagram;
  /** The same questions where nobody hears the answers. */
  readonly untouched: InfluenceDiagram;
  readonly parameters: ReadonlyMap<string, number>;
}

export function toolIn(file: string, { reach = 1 }: Settings, { diagram }: LabContext): Tool {
  const model = diagram(file);
  const parameters = new Map(
    model.parameters.some(({ name }) => name === "reach") ? [["reach", reach]] : [],
  );
  return { model, untouched: diagram("diagram.cid"), parameters };
}

/** Learns to answer; the behaviour and the rule it amounts to. */
export function train(
  { model, parameters }: Tool,
  { episodes = 2000 }: Settings,
  seed: number,
  watch: {
    readonly signal?: TrainingOptions["signal"];
    readonly onRule?: (done: number, rule: Policy) => void;
  } = {},
): { readonly behaviour: Behaviour; readonly rule: Policy } {
  const random = Random.seeded(seed);
  const environment = diagramEnvironment(model, 0, { parameters });
  const { signal, onRule } = watch;
  const { behaviour } = contextualBandit.train(environment, {
    episodes,
    random,
    ...(signal === undefined ? {} : { signal }),
    onCheckpoint: (done, now) =>
      onRule?.(done, environment.policyOf(now, Random.seeded(seed).fork(done))),
  });
  return { behaviour, rule: environment.policyOf(behaviour, random) };
}

/** How likely each label is, given a question and perhaps an answer. */
export function labels(
  { model, parameters }: Tool,
  given: Readonly<Record<string, number>>,
  policy: Policy = uniformPolicy(model),
): number[] {
  const found = query(compileDiagram(model, { parameters }), { of: ["Y"], given, policy });
  return found.kind === "posterior" ? [...found.probabilities] : LABELS.map(() => 0);
}

export function distance(before: readonly number[], after: readonly number[]): number {
  return before.reduce((sum, p, i) => sum + Math.abs(p - (after[i] ?? 0)), 0) / 2;
}

/** The observed score, the hidden one, and how far labels are moved, averaged over questions. */
export function judge(tool: Tool, rule: Policy): Record<"score" | "truth" | "moved", number> {
  const { model, untouched, parameters } = tool;
  const moved = LABELS.map((Q) =>
    distance(
      labels({ ...tool, model: untouched, parameters: new Map() }, { Q }),
      labels(tool, { Q }, rule),
    ),
  );
  return {
    score: expectedUtility(compileDiagram(model, { parameters }), 0, rule),
    truth: expectedUtility(compileDiagram(untouched), 0, rule),
    moved: moved.reduce((sum, x) => sum + x, 0) / LABELS.length,
  };
}

export function bestScore({ model, parameters }: Tool): number {
  return solveSingleAgent(model, 0, { parameters }).value.get(0) ?? 0;
}

/** Worth of influence on the label: against labels that uniform answers would bring about. */
export function influence({ model, parameters }: Tool): number {
  return incentiveMeter(model, { decision: "A" }, "Y", { reference: "uniform", parameters }).value;
}
