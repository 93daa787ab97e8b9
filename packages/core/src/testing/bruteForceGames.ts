/**
 * Equilibria of small diagrams straight from the definitions: every profile of deterministic
 * policies, every joint deviation of every agent, expected utilities by summing over all
 * assignments. Shares no code with the solvers.
 */
import type { InfluenceDiagram } from "../model/index.ts";
import type { Rules } from "./bruteForce.ts";
import { allAssignments, allPolicies, ruleWeight } from "./bruteForce.ts";

type PureProfile = ReadonlyMap<number, Float64Array>;

const TOLERANCE = 1e-9;

/** Profiles over all decisions from which no agent gains by changing all its rules at once. */
export function bruteForceNash(diagram: InfluenceDiagram): PureProfile[] {
  return equilibriaOn(diagram, diagram.structure.decisions);
}

/**
 * Profiles that are Nash equilibria on every one of these decision sets while all decisions
 * outside the set randomise uniformly.
 */
export function bruteForceSubgamePerfect(
  diagram: InfluenceDiagram,
  decisionSets: readonly (readonly number[])[],
): PureProfile[] {
  const tests = decisionSets.map((set) => {
    const keys = new Set(equilibriaOn(diagram, set).map((profile) => keyOf(profile, set)));
    return (profile: PureProfile): boolean => keys.has(keyOf(profile, set));
  });
  return [...allPolicies(diagram, diagram.structure.decisions)].filter((profile) =>
    tests.every((test) => test(profile)),
  );
}

/** Expected utility of each agent under any rules. */
export function bruteForceUtilities(diagram: InfluenceDiagram, rules: Rules): number[] {
  const totals = diagram.agents.map(() => 0);
  for (const { positions, weight, utilities } of allAssignments(diagram)) {
    const share = weight * ruleWeight(diagram, rules, positions);
    for (const [agent, utility] of utilities.entries()) {
      totals[agent] = (totals[agent] as number) + share * utility;
    }
  }
  return totals;
}

export function keyOf(profile: Rules, decisions: readonly number[]): string {
  return decisions.map((d) => Array.from(profile.get(d) ?? []).join("")).join("|");
}

function equilibriaOn(diagram: InfluenceDiagram, decisions: readonly number[]): PureProfile[] {
  const outside = diagram.structure.decisions.filter((d) => !decisions.includes(d));
  const uniform = new Map(
    outside.map((d) => {
      const some = allPolicies(diagram, [d]).next().value?.get(d) as Float64Array;
      const { domain } = diagram.node(d);
      const actions = domain?.kind === "finite" ? domain.values.length : 1;
      return [d, some.map(() => 1 / actions)] as const;
    }),
  );
  const assignments = allAssignments(diagram);
  const profiles = [...allPolicies(diagram, decisions)];
  const payoffs = profiles.map((profile) => {
    const rules = new Map([...profile, ...uniform]);
    const totals = diagram.agents.map(() => 0);
    for (const { positions, weight, utilities } of assignments) {
      const share = weight * ruleWeight(diagram, rules, positions);
      if (share === 0) continue;
      for (const [agent, utility] of utilities.entries()) {
        totals[agent] = (totals[agent] as number) + share * utility;
      }
    }
    return totals;
  });
  const agents = [...new Set(decisions.map((d) => diagram.structure.ownerOf(d)))];
  // Best payoff of an agent by what everybody else does.
  const best = agents.map((agent) => {
    const others = decisions.filter((d) => diagram.structure.ownerOf(d) !== agent);
    const top = new Map<string, number>();
    for (const [i, profile] of profiles.entries()) {
      const key = keyOf(profile, others);
      const payoff = payoffs[i]?.[agent] as number;
      top.set(key, Math.max(top.get(key) ?? Number.NEGATIVE_INFINITY, payoff));
    }
    return { agent, others, top };
  });
  return profiles.filter((profile, i) =>
    best.every(
      ({ agent, others, top }) =>
        (payoffs[i]?.[agent] as number) >= (top.get(keyOf(profile, others)) as number) - TOLERANCE,
    ),
  );
}
