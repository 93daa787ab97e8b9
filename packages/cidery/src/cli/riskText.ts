/** The distribution of outcomes in text and as JSON: quantiles, the worst tenth, certainty equivalents. */
import type { InfluenceDiagram } from "@cidery/core";
import type { Policy, RiskProfile } from "@cidery/core/solve";
import type { ModelInput } from "@cidery/core/tasks";
import type { Terminal } from "./terminal.ts";
import { certaintyEquivalent, compileDiagram, riskProfile, riskQuantile } from "@cidery/core/solve";
import { percentText } from "@cidery/core/text";
import { heading, number, wrapped } from "./print.ts";
import { table } from "./table.ts";

export interface AgentRisk {
  readonly agent: string;
  readonly profile: RiskProfile;
}

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];
/** More outcomes are not listed. */
const MOST_LISTED = 12;
const WORST = 0.1;

/** The distribution of every agent's utility under the policy that was found. */
export function outcomesOf(
  diagram: InfluenceDiagram,
  policy: Policy,
  { parameters }: Pick<ModelInput, "parameters">,
): readonly AgentRisk[] {
  const compiled = compileDiagram(diagram, parameters === undefined ? {} : { parameters });
  return diagram.agents.map(({ name }, agent) => ({
    agent: name,
    profile: riskProfile(compiled, policy, agent),
  }));
}

/** A judge with no tolerance of their own has that of the spread; of a sure thing any will do. */
function judgeOf({ deviation }: RiskProfile, tolerance: number | undefined): number {
  return tolerance ?? (deviation > 0 ? deviation : 1);
}

export function riskText(
  { agent, profile }: AgentRisk,
  tolerance: number | undefined,
  terminal: Terminal,
): string {
  const { outcomes, mean, deviation } = profile;
  const judge = judgeOf(profile, tolerance);
  const sure = certaintyEquivalent(profile, { kind: "exponential", tolerance: judge });
  const worst = certaintyEquivalent(profile, { kind: "cvar", share: WORST });
  const rows = [
    ["mean", number(mean)],
    ["standard deviation", number(deviation)],
    ...QUANTILES.map((q) => [
      q === 0.5 ? "median" : `${percentText(q)} quantile`,
      number(riskQuantile(profile, q)),
    ]),
    [`mean of the worst ${percentText(WORST)} (CVaR)`, worst === undefined ? "–" : number(worst)],
    [
      `certainty equivalent, exponential, tolerance ${number(judge)}`,
      sure === undefined ? "–" : number(sure),
    ],
  ];
  const listed =
    outcomes.length <= MOST_LISTED
      ? table(
          terminal,
          ["outcome", "probability"],
          outcomes.map(({ value, probability }) => [number(value), percentText(probability)]),
          { indent: 2 },
        )
      : `  ${outcomes.length} outcomes from ${number(outcomes[0]?.value ?? 0)} to ${number(outcomes.at(-1)?.value ?? 0)}\n`;
  const note =
    "Of the policy above; --attitude looks for the one that is best for somebody cautious.";
  return `\n${heading(terminal, `What ${agent} may get`)}${table(terminal, ["measure", "value"], rows, { indent: 2 })}${listed}${terminal.paint.dim(wrapped(note, terminal.columns))}`;
}

export function riskJson(
  risks: readonly AgentRisk[],
  tolerance: number | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    risks.map(({ agent, profile }) => {
      const judge = judgeOf(profile, tolerance);
      return [
        agent,
        {
          mean: profile.mean,
          deviation: profile.deviation,
          quantiles: QUANTILES.map((share) => ({ share, value: riskQuantile(profile, share) })),
          worst: {
            share: WORST,
            mean: certaintyEquivalent(profile, { kind: "cvar", share: WORST }),
          },
          exponential: {
            tolerance: judge,
            certaintyEquivalent: certaintyEquivalent(profile, {
              kind: "exponential",
              tolerance: judge,
            }),
          },
          outcomes: profile.outcomes,
        },
      ];
    }),
  );
}
