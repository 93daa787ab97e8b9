/**
 * What `solve` says beside a policy when it is asked to: distributions of outcomes, the strategy as a tree,
 * dominated options. Of the policy that was printed, whatever found it.
 */
import type { InfluenceDiagram } from "@cidery/core";
import type { NamedStrategy } from "@cidery/core/charts";
import type { DominanceInContext, Policy, RiskAttitude } from "@cidery/core/solve";
import type { ModelInput } from "@cidery/core/tasks";
import type { Invocation } from "./command.ts";
import type { AgentRisk } from "./riskText.ts";
import { namedStrategy } from "@cidery/core/charts";
import { compileDiagram, dominance, strategyTree } from "@cidery/core/solve";
import { judgeOf } from "@cidery/core/tasks";
import { flag, textOption } from "./command.ts";
import { finiteNumber } from "./numbers.ts";
import { outcomesOf, riskJson, riskText } from "./riskText.ts";
import { dominanceJson, dominanceText, strategyFile, strategyText } from "./strategyText.ts";
import { BadInput } from "./terminal.ts";
import { writeFile } from "./writing.ts";

/** What was asked for beside the policy. */
export interface PolicyAnalysis {
  readonly risks: readonly AgentRisk[];
  readonly tolerance: number | undefined;
  readonly strategy: NamedStrategy | undefined;
  /** Whose expected utility stands in it. */
  readonly whose: string;
  readonly dominated: readonly DominanceInContext[] | undefined;
}

/** @throws BadInput for a tolerance that is not above 0; SolveError where a table would be too large */
export function analysePolicy(
  diagram: InfluenceDiagram,
  policy: Policy,
  model: Pick<ModelInput, "parameters">,
  invocation: Invocation,
  agent?: number,
): PolicyAnalysis {
  const { parameters } = model;
  const file = textOption(invocation, "write");
  // Read again only for what is asked beside the policy.
  const compiled = once(() =>
    compileDiagram(diagram, parameters === undefined ? {} : { parameters }),
  );
  const judge = agent ?? judgeOf(diagram);
  const strategy =
    flag(invocation, "tree") || file !== undefined
      ? namedStrategy(diagram, strategyTree(compiled(), policy, judge))
      : undefined;
  if (file !== undefined && strategy !== undefined)
    writeFile(invocation.terminal.workingFolder, file, strategyFile(strategy, file));
  return {
    risks: flag(invocation, "risk") ? outcomesOf(diagram, policy, model) : [],
    tolerance: toleranceOption(invocation),
    strategy,
    whose: judge === undefined ? "everybody together" : (diagram.agents[judge]?.name ?? ""),
    dominated: flag(invocation, "dominance") ? dominance(compiled(), policy) : undefined,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export function analysisText(
  diagram: InfluenceDiagram,
  { risks, tolerance, strategy, whose, dominated }: PolicyAnalysis,
  invocation: Invocation,
): string {
  const { terminal } = invocation;
  const file = textOption(invocation, "write");
  return [
    ...risks.map((risk) => riskText(risk, tolerance, terminal)),
    strategy !== undefined && flag(invocation, "tree")
      ? strategyText(strategy, whose, terminal)
      : "",
    dominated === undefined ? "" : dominanceText(diagram, dominated, terminal),
    file === undefined ? "" : `wrote ${file}\n`,
  ].join("");
}

export function analysisJson(
  diagram: InfluenceDiagram,
  { risks, tolerance, strategy, dominated }: PolicyAnalysis,
  { options }: Invocation,
): Record<string, unknown> {
  return {
    ...(risks.length === 0 ? {} : { risk: riskJson(risks, tolerance) }),
    ...(strategy === undefined || options["tree"] !== true ? {} : { strategy }),
    ...(dominated === undefined ? {} : { dominance: dominanceJson(diagram, dominated) }),
  };
}

function toleranceOption(invocation: Invocation): number | undefined {
  const tolerance = textOption(invocation, "tolerance");
  const judge = tolerance === undefined ? undefined : finiteNumber(tolerance, "--tolerance");
  if (judge !== undefined && !(judge > 0))
    throw new BadInput("--tolerance: a number above 0 is needed");
  return judge;
}

export const ATTITUDE_HELP =
  "the best policy for an attitude to risk: exponential=TOLERANCE, logarithmic=WEALTH, or cvar=SHARE (the mean of the worst part)";

/** @throws BadInput for another kind, or a number it cannot be */
export function attitudeOption(invocation: Invocation): RiskAttitude | undefined {
  const text = textOption(invocation, "attitude");
  if (text === undefined) return undefined;
  const [kind = "", written] = text.split("=");
  const amount = (): number => finiteNumber(written, `--attitude ${kind}=`);
  if (kind === "exponential") {
    const tolerance = amount();
    if (tolerance > 0) return { kind, tolerance };
    throw new BadInput("--attitude exponential: the risk tolerance must be above 0");
  }
  if (kind === "logarithmic") return { kind, wealth: amount() };
  if (kind === "cvar") {
    const share = amount();
    if (share > 0 && share <= 1) return { kind, share };
    throw new BadInput("--attitude cvar: the share must be above 0 and at most 1");
  }
  throw new BadInput(
    `--attitude ${text}: there is no such attitude to risk`,
    "for example: --attitude exponential=50, logarithmic=100 or cvar=0.1",
  );
}
