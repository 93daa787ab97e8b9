/**
 * The policies that a question about optimal play is asked under: one, or all of the list, and with
 * every way to fill rules where an intervention brings about what no policy could.
 */
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Policy } from "../solve/index.ts";
import type { Circumstances } from "./exactEngine.ts";
import type { OptimalPlay } from "./optimalPlay.ts";
import { SolveError, uniformPolicy } from "../solve/index.ts";
import { evidenceNodes, forcedNodes, requestOf } from "./policyQuestions.ts";

/**
 * The policies to ask about: the one given, or all. @throws SolveError when not all could be looked
 * at and the question depends on what agents do
 */
export function policiesFor(
  play: OptimalPlay,
  policy: Policy | undefined,
  when: Circumstances,
  asked: readonly NodeId[],
): readonly Policy[] {
  if (policy !== undefined) return withFreeRules(play, policy, when);
  const { diagram } = play;
  if (isChanceOnly(diagram, when, asked)) return [uniformPolicy(diagram)];
  const { policies, missing } = play.list;
  if (missing !== undefined)
    throw new SolveError("not-all-looked-at", missing, "ask for the value, or break the ties");
  return policies.flatMap((one) => withFreeRules(play, one, when));
}

/** Does no decision lie above what is asked, once interventions have cut their arrows? */
function isChanceOnly(
  diagram: InfluenceDiagram,
  when: Circumstances,
  asked: readonly NodeId[],
): boolean {
  const forced = new Set(forcedNodes(when));
  const seen = new Set<NodeId>();
  const stack = [...asked, ...evidenceNodes(when)];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id) || forced.has(id)) continue;
    seen.add(id);
    const node = diagram.node(id);
    if (node.kind === "decision") return false;
    stack.push(...node.parents);
  }
  return true;
}

/** Most ways to fill rules in contexts that only an intervention brings about. */
const MOST_FILLINGS = 64;

/**
 * An intervention may bring about a context that no policy can. Optimal play says nothing about the
 * rule there, so every action is tried.
 */
export function withFreeRules(
  play: OptimalPlay,
  policy: Policy,
  when: Circumstances,
): readonly Policy[] {
  const set = new Set(forcedNodes(when));
  if (set.size === 0) return [policy];
  const { diagram } = play;
  const { do: forced = {} } = requestOf(play.compiled, when);
  let filled: readonly Policy[] = [policy];
  for (const decision of diagram.structure.decisions) {
    if (set.has(decision)) continue;
    const possible = play.possibleContexts(decision);
    const met = play.occurring(decision, policy, forced);
    if (possible === undefined || met === undefined) continue;
    const actions = play.compiled.sizes[decision] as number;
    for (const [context, occurs] of met.entries()) {
      if (!occurs || possible[context] === true) continue;
      if (filled.length * actions > MOST_FILLINGS)
        throw new SolveError(
          "free-rule",
          `the intervention brings about what never happens, and what ${diagram.node(decision).name} does then is free`,
          "force the decision as well",
        );
      filled = filled.flatMap((rules) =>
        Array.from({ length: actions }, (_, action) => {
          const rule = (rules.get(decision) as Float64Array).slice();
          rule.fill(0, context * actions, (context + 1) * actions);
          rule[context * actions + action] = 1;
          return new Map(rules).set(decision, rule);
        }),
      );
    }
  }
  return filled;
}
