/**
 * Answers claims about numbers with the exact solvers: under one policy of the list of optimal play
 * (`optimalPlay.ts`), or under all of it at once. Contradictory evidence is `undefined`, a model
 * without numbers `needs-numbers`, a list that is not complete `not-all-looked-at`, and whatever
 * the solvers refuse `out-of-reach` with their own words.
 */
import type { NodeId } from "../graph/index.ts";
import type { AgentId, InfluenceDiagram, Value } from "../model/index.ts";
import type { CompiledDiagram, Expectation, Impossible, Policy, Worth } from "../solve/index.ts";
import type {
  Circumstances,
  ClaimEvent,
  EquilibriumKind,
  ExactAnswer,
  ExactEngine,
  Plays,
  UnknownReason,
} from "./exactEngine.ts";
import { MechanismError } from "../model/index.ts";
import {
  conditionalUtility,
  expectation,
  equilibria,
  equilibriaRemarks,
  incentiveMeter,
  intervene,
  query,
  relevanceGraph,
  resolveInterventions,
  solveCompiled,
  SolveError,
  uniformPolicy,
  valueOfControl,
  valueOfInformation,
  would,
} from "../solve/index.ts";
import { eventCondition, eventHolds, nodesOf } from "./claimEvents.ts";
import { OptimalPlay } from "./optimalPlay.ts";
import type { Ask } from "./playPrecision.ts";
import type { Precision } from "./precision.ts";
import {
  probabilityPrecision,
  ROUNDED_ENTRIES,
  sumPrecision,
  valuePrecision,
} from "./playPrecision.ts";
import { equalWithin } from "./precision.ts";
import { known, unknown } from "./exactAnswer.ts";
import { contextAt, ruleAnswer } from "./ruleAnswer.ts";

export function solveEngine(diagram: InfluenceDiagram): ExactEngine {
  const play = new OptimalPlay(diagram);
  return { ...engineUnder(play, undefined), plays: () => playsOf(play) };
}

/** The list that claims quantify over, each member with an engine of its own. */
function playsOf(play: OptimalPlay): Plays | undefined {
  try {
    const { policies, missing, mixes } = play.list;
    const isGame = play.solution === undefined;
    return {
      nouns: isGame
        ? ["subgame-perfect equilibrium", "subgame-perfect equilibria"]
        : ["optimal policy", "optimal policies"],
      engines: policies.map((policy) => engineUnder(play, policy)),
      mixes,
      ...(missing === undefined ? {} : { missing }),
    };
  } catch (error) {
    // What cannot be solved is said by the answers themselves, in the solver's words.
    if (error instanceof SolveError || error instanceof MechanismError) return undefined;
    throw error;
  }
}

/** Answers under one policy; without one, what can be said of all optimal play. */
function engineUnder(play: OptimalPlay, policy: Policy | undefined): ExactEngine {
  const { diagram } = play;
  return {
    value: (agent, when) =>
      (policy === undefined ? plainValue(play, agent, when) : undefined) ??
      each(play, policy, when, utilitiesOf(diagram, agent), sumPrecision, (compiled, rules) =>
        conditionalUtility(compiled, { agent, ...circumstances(diagram, when), policy: rules }),
      ),
    policy: (decision, when) => guarded(() => ruleAnswer(play, policy, decision, when)),
    probability: (event, when) =>
      each(play, policy, when, nodesOf(event), probabilityPrecision, (compiled, rules) =>
        eventProbability(compiled, event, when, rules),
      ),
    expectation: (node, when) =>
      each(play, policy, when, [node], precisionFor(play, node), (compiled, rules) =>
        expectation(compiled, { of: node, ...circumstances(diagram, when), policy: rules }),
      ),
    counterfactual: (event, when) => guarded(() => counterfactual(play, policy, event, when)),
    equilibria: (kind) => guarded(() => countOf(play, kind)),
    informationValue: (decision, node) =>
      guarded(() => worth(valueOfInformation(diagram, decision, node))),
    controlValue: (node, agent) => guarded(() => worth(valueOfControl(diagram, node, { agent }))),
    incentiveMeter: (decision, node) =>
      guarded(() => worth(incentiveMeter(diagram, { decision }, node))),
  };
}

function precisionFor(play: OptimalPlay, node: NodeId): typeof sumPrecision {
  return play.diagram.node(node).kind === "utility"
    ? sumPrecision
    : () => valuePrecision(play, node);
}

/** A difference of two optima, once both are proved. */
function worth(found: Worth): ExactAnswer<number> {
  const [low, high] = found.bounds;
  if (!found.exact)
    return unknown("out-of-reach", `it lies between ${low} and ${high}; more was not proved`);
  const scale = Math.max(Math.abs(found.with), Math.abs(found.without));
  return {
    kind: "known",
    values: [found.value],
    precision: { kind: "sum", scale: () => scale },
  };
}

function utilitiesOf({ structure }: InfluenceDiagram, agent: AgentId): NodeId[] {
  return structure.utilities.filter((u) => structure.owners[u]?.includes(agent) === true);
}

/** The optimum itself, as it stands or after forcing own decisions: no policy needs to be looked at. */
function plainValue(
  play: OptimalPlay,
  agent: AgentId,
  when: Circumstances,
): ExactAnswer<number> | undefined {
  if (when.given.length > 0) return undefined;
  return guarded(() => {
    const { structure } = play.diagram;
    const isDecider = structure.decisions.every((d) => structure.ownerOf(d) === agent);
    const { solution } = play;
    if (solution?.optimal !== true || !isDecider || structure.decisions.length === 0)
      return undefined;
    const precision = sumPrecision(play, [solution.policy], (compiled, rules) =>
      conditionalUtility(compiled, { agent, ...circumstances(play.diagram, when), policy: rules }),
    );
    if (when.forced.length === 0) return { ...known(solution.bounds[0]), precision };
    return solution.soluble ? continuedValue(play, when) : undefined;
  });
}

/**
 * After forcing decisions that no other relies on, whatever is best for the others stays best, so
 * all optimal play continues with the same value.
 */
function continuedValue(play: OptimalPlay, when: Circumstances): ExactAnswer<number> | undefined {
  const { decisions, graph } = relevanceGraph(play.diagram.structure);
  const forced = new Set(when.forced.map(({ node }) => node));
  if ([...forced].some((node) => !decisions.includes(node))) return undefined;
  const relies = decisions.some(
    (d, i) =>
      !forced.has(d) && [...graph.children(i)].some((j) => forced.has(decisions[j] as NodeId)),
  );
  if (relies) return undefined;
  const interventions = resolveInterventions(play.diagram, circumstances(play.diagram, when).do);
  const continued = solveCompiled(intervene(play.compiled, interventions));
  return continued.optimal ? known(continued.bounds[0]) : undefined;
}

function countOf(play: OptimalPlay, kind: EquilibriumKind): ExactAnswer<number> {
  const { solution } = play;
  if (solution !== undefined && kind !== "mixed") {
    const count = solution.countOptimal;
    return count === undefined
      ? unknown("out-of-reach", "too many policies are optimal to count")
      : known(count);
  }
  const names = { pure: "pure", subgame_perfect: "subgame-perfect", mixed: "mixed" } as const;
  const found = equilibria(play.diagram, {
    kind: names[kind],
    randomise: kind === "mixed" ? "always" : "never",
  });
  if (kind === "mixed" && found.degenerate) return known(Infinity);
  if (found.completeness !== "all")
    return unknown("out-of-reach", equilibriaRemarks(found).join("; "));
  return known(found.count);
}

/**
 * The policies to ask about: the one given, or all. @throws SolveError when not all could be looked
 * at and the question depends on what agents do
 */
function policiesFor(
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
  const forced = new Set(when.forced.map(({ node }) => node));
  const seen = new Set<NodeId>();
  const stack = [...asked, ...when.given.map(({ node }) => node)];
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
function withFreeRules(play: OptimalPlay, policy: Policy, when: Circumstances): readonly Policy[] {
  if (when.forced.length === 0) return [policy];
  const { diagram } = play;
  const forcedNodes = new Set(when.forced.map(({ node }) => node));
  const { do: forced } = circumstances(diagram, when);
  let filled: readonly Policy[] = [policy];
  for (const decision of diagram.structure.decisions) {
    if (forcedNodes.has(decision)) continue;
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

/** The same question under every optimal policy; equal answers count once. */
function each(
  play: OptimalPlay,
  policy: Policy | undefined,
  when: Circumstances,
  asked: readonly NodeId[],
  precise: (play: OptimalPlay, all: readonly Policy[], ask: Ask) => Precision,
  ask: Ask,
): ExactAnswer<number> {
  return guarded((): ExactAnswer<number> => {
    const policies = policiesFor(play, policy, when, asked);
    const precision = precise(play, policies, ask);
    const values: number[] = [];
    for (const rules of policies) {
      const answer = ask(play.compiled, rules);
      if (answer.kind === "impossible") continue;
      if (!values.some((v) => equalWithin(v, answer.value, precision))) values.push(answer.value);
    }
    if (values.length === 0) return unknown("undefined", "the condition has probability zero");
    return { kind: "known", values, precision };
  });
}

function eventProbability(
  compiled: CompiledDiagram,
  event: ClaimEvent,
  when: Circumstances,
  policy: Policy,
): Expectation | Impossible {
  const of = nodesOf(event);
  const answer = query(compiled, { of, ...circumstances(compiled.diagram, when), policy });
  if (answer.kind === "impossible") return answer;
  // Both are sums of products, so that each is exactly 0 where nothing stands in the other's way.
  let inside = 0;
  let outside = 0;
  const sizes = answer.domains.map((d) => d.length);
  for (const [i, p] of answer.probabilities.entries()) {
    if (p === 0) continue;
    const positions = contextAt(sizes, i);
    const world = new Map(
      of.map((id, k) => [id, answer.domains[k]?.[positions[k] as number] as Value]),
    );
    if (eventHolds(event, world)) inside += p;
    else outside += p;
  }
  const value = outside === 0 ? 1 : outside < inside ? Math.min(1 - outside, ALMOST_ONE) : inside;
  return { kind: "expectation", value, evidence: answer.evidence };
}

/** The largest number below 1. */
const ALMOST_ONE = 1 - Number.EPSILON / 2;

function counterfactual(
  play: OptimalPlay,
  policy: Policy | undefined,
  event: ClaimEvent,
  when: Circumstances,
): ExactAnswer<number> {
  const { diagram } = play;
  const condition = eventCondition(diagram, event);
  if (condition === undefined)
    return unknown("out-of-reach", "counterfactual events must be about one variable at a time");
  const { given, do: forced } = circumstances(diagram, when);
  const values: number[] = [];
  let detail: string | undefined;
  for (const rules of policiesFor(play, policy, when, nodesOf(event))) {
    const answer = would(play.compiled, { event: condition, given, do: forced, policy: rules });
    if (answer.kind === "impossible") continue;
    if (!values.some((v) => Math.abs(v - answer.value) <= 1e-12)) values.push(answer.value);
    if (answer.bounds !== undefined) {
      const names = answer.assumed.map((id) => diagram.node(id).name).join(", ");
      const [low, high] = answer.bounds;
      detail = `assumed-independent-noise at ${names}; between ${low} and ${high} for any coupling`;
    }
  }
  if (values.length === 0) return unknown("undefined", "the evidence has probability zero");
  const precision = { kind: "probability", noise: () => ROUNDED_ENTRIES } as const;
  return { kind: "known", values, precision, ...(detail === undefined ? {} : { detail }) };
}

/** Claims write assignments; solvers read them by name. Two values for one node contradict. */
function circumstances(diagram: InfluenceDiagram, when: Circumstances) {
  const named = (list: Circumstances["given"]) => {
    const result: Record<string, Value | { oneOf: Value[] }> = {};
    for (const { node, value } of list) {
      const { name } = diagram.node(node);
      const before = result[name];
      const clash = before !== undefined && JSON.stringify(before) !== JSON.stringify(value);
      result[name] = clash ? { oneOf: [] } : value;
    }
    return result;
  };
  const forced = named(when.forced);
  for (const [name, value] of Object.entries(forced))
    if (typeof value === "object" && "oneOf" in value)
      throw new SolveError(
        "impossible-intervention",
        `${name} is forced to two values`,
        "force each variable once",
      );
  return { given: named(when.given), do: forced as Record<string, Value> };
}

function guarded<T extends ExactAnswer<number> | ExactAnswer<Value> | undefined>(run: () => T) {
  try {
    return run();
  } catch (error) {
    if (error instanceof SolveError)
      return unknown(REASONS[error.code] ?? "out-of-reach", error.message);
    if (error instanceof MechanismError) return unknown("needs-numbers", error.message);
    throw error;
  }
}

const REASONS: Readonly<Record<string, UnknownReason>> = {
  "missing-mechanism": "needs-numbers",
  "missing-domain": "needs-numbers",
  "continuous-domain": "needs-numbers",
  "value-outside-domain": "undefined",
  "information-cycle": "undefined",
  "not-numeric": "undefined",
  "impossible-intervention": "undefined",
  "not-all-looked-at": "not-all-looked-at",
  "free-rule": "never-happens",
};
