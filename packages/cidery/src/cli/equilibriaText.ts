/** Equilibria as the command prints them: counts, regrets, and what a list covers, in JSON. */
import type { InfluenceDiagram } from "@cidery/core";
import type { DiagramEquilibrium, EquilibriaCoverage } from "@cidery/core/games";
import type { Terminal } from "./terminal.ts";
import { showCount } from "@cidery/core/solve";
import { roundedUp } from "@cidery/core/text";
import { plainRules, ruleJson, ruleText } from "./policyText.ts";
import { number, wrapped } from "./print.ts";

/** Said before the profile that was nearest when the search was stopped. */
export const NEAREST =
  "stopped before an equilibrium was found: below is the nearest profile that was met; its regret is the most that an agent gains by leaving it";

/** A number, or text where its digits say nothing. */
export function jsonCount(n: number): number | string {
  return Number.isSafeInteger(n) ? n : showCount(n);
}

export function coverageJson(coverage: EquilibriaCoverage): Record<string, unknown> {
  return {
    listed: coverage.pure + coverage.mixed,
    pure: coverage.pure,
    mixed: coverage.mixed,
    unlisted: coverage.unlisted,
    onlyInContextsThatCannotOccur: jsonCount(coverage.onlyElsewhere),
    continua: coverage.continua,
    continuaPoints: coverage.continuaPoints,
    mayMiss: coverage.mayMiss,
    pureOnly: coverage.pureOnly,
    oneOnly: coverage.oneOnly,
  };
}

/** `regret 0`; where rounding leaves something, `regret below 4e-12`; a real one with its digits. */
export function regretText(regret: number, tolerance: number): string {
  if (regret <= 0) return "regret 0";
  if (regret <= tolerance) return `regret below ${roundedUp(tolerance)}`;
  return `regret ${number(regret)}`;
}

export function printEquilibrium(
  terminal: Terminal,
  diagram: InfluenceDiagram,
  name: string,
  { policy, utilities, regret, regretTolerance }: DiagramEquilibrium,
): void {
  const { paint } = terminal;
  const values = utilities.map(
    (value, agent) => `${diagram.agents[agent]?.name ?? agent} ${number(value)}`,
  );
  terminal.out(
    `\n${paint.bold(name)} ${values.join(", ")}  ${paint.dim(`${regretText(regret, regretTolerance)}`)}\n`,
  );
  for (const rule of plainRules(diagram, policy)) terminal.out(ruleText(diagram, rule, terminal));
}

export function equilibriumJson(
  diagram: InfluenceDiagram,
  { policy, utilities, regret, regretTolerance }: DiagramEquilibrium,
): Record<string, unknown> {
  return {
    value: Object.fromEntries(
      diagram.agents.map((agent, id) => [agent.name, utilities[id] ?? null]),
    ),
    regret,
    regretTolerance,
    policies: plainRules(diagram, policy).map((rule) => ruleJson(diagram, rule)),
  };
}

/** What was nearest when the search was stopped with nothing found. */
export function printNearest(
  terminal: Terminal,
  diagram: InfluenceDiagram,
  nearest: DiagramEquilibrium | undefined,
): void {
  if (nearest === undefined) return;
  terminal.out(wrapped(NEAREST, terminal.columns));
  printEquilibrium(terminal, diagram, "nearest:", nearest);
}
