/**
 * Profiles of a large game that come nearer and nearer to an equilibrium: what is at hand when the search
 * proper is stopped. From uniform play, the agent that could gain most answers the others, a few times over. Small games
 * are searched before anybody could stop them, and get none.
 */
import type { Structure } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { Policy } from "../tables/policy.ts";
import { checkpoint } from "../../base/index.ts";
import { expectedUtility } from "../policies/expectedUtility.ts";
import { ruleContexts, uniformPolicy, valueCount } from "../tables/policy.ts";
import { LARGEST_SCOPE } from "./componentGame.ts";
import { bestAlone } from "./policyRegret.ts";

/** Pure profiles, as a power of two, from which on a game is called large. */
const LARGE = 14;
const STEPS = 6;
const ROUNDING = 1e-12;

/** A policy of everybody, and what the one who gains most by leaving it gains. */
export interface NearProfile {
  readonly policy: Policy;
  readonly utilities: readonly number[];
  readonly regret: number;
  readonly regretTolerance: number;
}

/** Each has less regret than the one before. Every step solves a decision problem for each agent. */
export function* profilesByReplies(
  compiled: CompiledDiagram,
  structure: Structure,
): Generator<NearProfile> {
  const { diagram } = compiled;
  let size = 0;
  for (const d of structure.decisions) {
    const [contexts, values] = [ruleContexts(diagram, d), valueCount(diagram, d)];
    // Rules of that size are refused by the search itself, before any is made.
    if (contexts * values > LARGEST_SCOPE) return;
    size += contexts * Math.log2(values);
  }
  if (!(size > LARGE)) return;
  let policy = uniformPolicy(diagram, structure.decisions);
  let least = Number.POSITIVE_INFINITY;
  for (let step = 0; step < STEPS; step++) {
    const standings = diagram.agents.map((_, agent) => {
      const utility = expectedUtility(compiled, agent, policy);
      const best = bestAlone(compiled, policy, agent);
      return { utility, regret: (best?.value ?? utility) - utility, rules: best?.rules };
    });
    // A problem that was stopped within answers with less than its best.
    checkpoint();
    const worst = standings.reduce((a, b) => (b.regret > a.regret ? b : a));
    const regretTolerance =
      ROUNDING * Math.max(1, ...standings.map((one) => Math.abs(one.utility)));
    if (worst.regret < least) {
      least = worst.regret;
      const utilities = standings.map((one) => one.utility);
      yield { policy, utilities, regret: Math.max(0, worst.regret), regretTolerance };
    }
    if (worst.rules === undefined || worst.regret <= regretTolerance) return;
    policy = new Map([...policy, ...worst.rules]);
  }
}
