/**
 * Answers claims about numbers with the exact solvers: under one policy of the list of optimal play
 * (`optimalPlay.ts`), or under all of it at once. Contradictory evidence is `undefined`, a model
 * without numbers `needs-numbers`, a list that is not complete `not-all-looked-at`, and whatever
 * the solvers refuse `out-of-reach` with their own words.
 */
import type { NodeId } from "../graph/index.ts";
import type { AgentId, InfluenceDiagram, Value } from "../model/index.ts";
import type { Policy, Worth } from "../solve/index.ts";
import type {
  Circumstances,
  ClaimEvent,
  EquilibriumKind,
  ExactAnswer,
  ExactEngine,
  ExplanationAnswer,
  Plays,
  Quantity,
  TableAnswer,
  UnknownReason,
} from "./exactEngine.ts";
import { amountText, numberText } from "../base/index.ts";
import { MechanismError, valuesEqual } from "../model/index.ts";
import {
  conditionalUtility,
  decideAnew,
  equilibria,
  equilibriaRemarks,
  incentiveMeter,
  othersInWords,
  intervene,
  resolveInterventions,
  solveCompiled,
  SolveError,
  valueOfControl,
  valueOfInformation,
} from "../solve/index.ts";
import { analyse, relevanceGraph } from "../structure/index.ts";
import { nodesOf, quantityNodes, UndefinedValue } from "./claimEvents.ts";
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
import { causalAnswer, realisedAnswer } from "./causalAnswers.ts";
import { known, unknown } from "./exactAnswer.ts";
import {
  counterfactualOf,
  entropyOf,
  evidenceNodes,
  eventProbability,
  expectationOf,
  explanationOf,
  jointTable,
  neverTakenIn,
  requestOf,
  valuesIn,
} from "./policyQuestions.ts";
import { policiesFor } from "./playedPolicies.ts";
import { ruleAnswer } from "./ruleAnswer.ts";

/**
 * The engine for claims about numbers, by exact solution; what it solves is kept for the next
 * claim.
 */
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
        conditionalUtility(compiled, { agent, ...requestOf(compiled, when), policy: rules }),
      ),
    maximumExpectedUtility: (agent, when) => guarded(() => valueAnew(play, agent, when)),
    policy: (decision, when) => guarded(() => ruleAnswer(play, policy, decision, when)),
    probability: (event, when) =>
      noting(
        each(play, policy, when, nodesOf(event), probabilityPrecision, (compiled, rules) =>
          eventProbability(compiled, event, when, rules),
        ),
        () => neverTakenIn(play.compiled, event),
      ),
    expectation: (of, when) =>
      each(
        play,
        policy,
        when,
        quantityNodes(of),
        quantityPrecision(play, of, when),
        (compiled, rules) => expectationOf(compiled, of, when, rules),
      ),
    table: (nodes, event, when) => guarded(() => tableOf(play, policy, nodes, event, when)),
    explanation: (nodes, when) => guarded(() => explained(play, policy, nodes, when)),
    entropy: (nodes, when) =>
      each(play, policy, when, nodes, entropyPrecision, (compiled, rules) =>
        entropyOf(compiled, nodes, when, rules),
      ),
    values: (node) => guarded(() => ({ kind: "known", values: valuesIn(play.compiled, node) })),
    counterfactual: (event, when) =>
      noting(
        guarded(() => counterfactual(play, policy, event, when)),
        () => neverTakenIn(play.compiled, event),
      ),
    causal: (question) => guarded(() => causalAnswer(play, policy, question)),
    realised: (kind, decision, node) => guarded(() => realisedAnswer(play, kind, decision, node)),
    equilibria: (kind) => guarded(() => countOf(play, kind)),
    informationValue: (decision, node) =>
      guarded(() => worth(diagram, valueOfInformation(diagram, decision, node))),
    controlValue: (node, agent) =>
      guarded(() => worth(diagram, valueOfControl(diagram, node, { agent }))),
    incentiveMeter: (decision, node) =>
      guarded(() => worth(diagram, incentiveMeter(diagram, { decision }, node))),
  };
}

/** A sum is as exact as its terms are large: the expectation of what is added up, without signs. */
function quantityPrecision(
  play: OptimalPlay,
  of: Quantity,
  when: Circumstances,
): typeof sumPrecision {
  if (of.kind === "node")
    return play.diagram.node(of.node).kind === "utility"
      ? sumPrecision
      : () => valuePrecision(play, of.node);
  const size = sizeOf(of);
  return (_, policies) => ({
    kind: "sum",
    scale: () =>
      Math.max(
        0,
        ...policies.map((rules) => {
          const answer = guarded(() => {
            const found = expectationOf(play.compiled, size, when, rules);
            return known(found.kind === "expectation" ? found.value : 0);
          });
          return answer.kind === "known" ? (answer.values[0] ?? 0) : 0;
        }),
      ),
  });
}

/** The calculation with every term of a sum taken without its sign. */
function sizeOf(of: Quantity): Quantity {
  if (of.kind === "function" && (of.name === "+" || of.name === "-"))
    return { kind: "function", name: "+", arguments: of.arguments.map(sizeOf) };
  return { kind: "function", name: "abs", arguments: [of] };
}

/** Bits of a joint table that fits: never many. */
function entropyPrecision(): Precision {
  return { kind: "sum", scale: () => 64 };
}

/** A difference of two optima, once both are proved; with what the other agents do meanwhile. */
function worth(diagram: InfluenceDiagram, found: Worth): ExactAnswer<number> {
  const [low, high] = found.bounds;
  if (!found.exact)
    return unknown(
      "out-of-reach",
      `it lies between ${amountText(low)} and ${amountText(high)}; more was not proved`,
    );
  const error = Math.max(high - found.value, found.value - low);
  const detail = othersInWords(diagram, found.others);
  return {
    kind: "known",
    values: [found.value],
    precision: { kind: "bounded", error },
    ...(detail === undefined ? {} : { detail }),
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
  if (evidenceNodes(when).length > 0 || when.randomised !== undefined) return undefined;
  return guarded(() => {
    const { structure } = play.diagram;
    const isDecider = structure.decisions.every((d) => structure.ownerOf(d) === agent);
    const { solution } = play;
    if (solution?.optimal !== true || !isDecider || structure.decisions.length === 0)
      return undefined;
    const precision = sumPrecision(play, [solution.policy], (compiled, rules) =>
      conditionalUtility(compiled, { agent, ...requestOf(compiled, when), policy: rules }),
    );
    if (when.forced.length === 0)
      return { ...known(solution.value.get(agent) as number), precision };
    return solution.soluble ? continuedValue(play, agent, when) : undefined;
  });
}

/**
 * After forcing decisions that no other relies on, whatever is best for the others stays best, so
 * all optimal play continues with the same value.
 */
function continuedValue(
  play: OptimalPlay,
  agent: AgentId,
  when: Circumstances,
): ExactAnswer<number> | undefined {
  const { decisions, graph } = relevanceGraph(analyse(play.diagram.structure));
  const forced = new Set(when.forced.map(({ node }) => node));
  if ([...forced].some((node) => !decisions.includes(node))) return undefined;
  const relies = decisions.some(
    (d, i) =>
      !forced.has(d) && [...graph.children(i)].some((j) => forced.has(decisions[j] as NodeId)),
  );
  if (relies) return undefined;
  const interventions = resolveInterventions(play.diagram, requestOf(play.compiled, when).do);
  const continued = solveCompiled(intervene(play.compiled, interventions));
  return continued.optimal ? known(continued.value.get(agent) as number) : undefined;
}

function countOf(play: OptimalPlay, kind: EquilibriumKind): ExactAnswer<number> {
  const { solution } = play;
  if (solution !== undefined && kind !== "mixed") {
    const count = solution.countOptimal;
    return count === undefined
      ? unknown(
          "out-of-reach",
          "the optimal policies were not counted: there are too many policies to try",
        )
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
    if (values.length === 0) return unknown("undefined", NEVER);
    return { kind: "known", values, precision };
  });
}

/** Everybody knows the circumstances and decides anew: optimal play of another diagram. */
function valueAnew(play: OptimalPlay, agent: AgentId, when: Circumstances): ExactAnswer<number> {
  const answer = decideAnew(play.diagram, requestOf(play.compiled, when));
  if (answer.kind === "impossible") return unknown("undefined", NEVER);
  return solveEngine(answer.diagram).value(agent, { given: [], forced: [] });
}

function tableOf(
  play: OptimalPlay,
  policy: Policy | undefined,
  nodes: readonly NodeId[],
  event: ClaimEvent | undefined,
  when: Circumstances,
): TableAnswer {
  const domains = nodes.map((node) => valuesIn(play.compiled, node));
  const rows = combinations(domains).map((values) => ({ values, probabilities: [] as number[] }));
  const places = new Map(rows.map((row) => [JSON.stringify(row.values), row]));
  const about = [...nodes, ...(event === undefined ? [] : nodesOf(event))];
  let isPossible = false;
  for (const rules of policiesFor(play, policy, when, about)) {
    const found = jointTable(play.compiled, nodes, event, when, rules);
    if ("kind" in found) continue;
    isPossible = true;
    const here = new Map(found.map(({ values, p }) => [JSON.stringify(values), p]));
    for (const [key, row] of places) {
      const p = here.get(key) ?? 0;
      if (!row.probabilities.some((q) => isNear(p, q))) row.probabilities.push(p);
    }
  }
  return isPossible ? { kind: "known", rows } : unknown("undefined", NEVER);
}

function explained(
  play: OptimalPlay,
  policy: Policy | undefined,
  nodes: readonly NodeId[] | undefined,
  when: Circumstances,
): ExplanationAnswer {
  const { diagram } = play;
  const about = nodes ?? diagram.nodes.flatMap((n) => (n.kind === "utility" ? [] : [n.id]));
  const found: { values: readonly Value[]; logProbability: number }[] = [];
  let isComplete = true;
  let isPossible = false;
  for (const rules of policiesFor(play, policy, when, about)) {
    const answer = explanationOf(play.compiled, nodes, when, rules);
    if (answer.kind === "impossible") continue;
    isPossible = true;
    isComplete &&= answer.complete;
    for (const values of answer.values)
      if (!found.some((one) => valuesEqual(one.values, values)))
        found.push({ values, logProbability: answer.logProbability });
  }
  if (!isPossible) return unknown("undefined", NEVER);
  return { kind: "known", nodes: about, explanations: found, complete: isComplete };
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
}

/** Most cells of a joint table. */
const MOST_CELLS = 10_000;

/** @throws SolveError when there are too many */
function combinations(domains: readonly (readonly Value[])[]): Value[][] {
  const count = domains.reduce((n, domain) => n * domain.length, 1);
  if (count > MOST_CELLS)
    throw new SolveError(
      "table-too-large",
      `the table has ${count.toPrecision(3)} cells, more than ${MOST_CELLS}`,
      "ask about fewer variables at once",
    );
  return domains.reduce<Value[][]>(
    (rows, domain) => rows.flatMap((row) => domain.map((value) => [...row, value])),
    [[]],
  );
}

function counterfactual(
  play: OptimalPlay,
  policy: Policy | undefined,
  event: ClaimEvent,
  when: Circumstances,
): ExactAnswer<number> {
  const { diagram } = play;
  const values: number[] = [];
  let detail: string | undefined;
  for (const rules of policiesFor(play, policy, when, nodesOf(event))) {
    const answer = counterfactualOf(play.compiled, event, when, rules);
    if (answer.kind === "impossible") continue;
    if (!values.some((v) => isNear(v, answer.value))) values.push(answer.value);
    if (answer.bounds !== undefined) {
      const names = answer.assumed.map((id) => diagram.node(id).name).join(", ");
      const [low, high] = answer.bounds;
      detail = `assumed-independent-noise at ${names}; between ${numberText(low)} and ${numberText(high)} for any coupling`;
    }
  }
  if (values.length === 0) return unknown("undefined", NEVER);
  const precision = { kind: "probability", noise: () => ROUNDED_ENTRIES } as const;
  return { kind: "known", values, precision, ...(detail === undefined ? {} : { detail }) };
}

const NEVER = "the condition has probability zero";

/** Adds a word to a number that is known, where there is one. */
function noting(answer: ExactAnswer<number>, note: () => string | undefined): ExactAnswer<number> {
  if (answer.kind !== "known") return answer;
  const word = note();
  const detail = [answer.detail, word].filter((part) => part !== undefined).join("; ");
  return detail === "" ? answer : { ...answer, detail };
}

function guarded<
  T extends ExactAnswer<number> | ExactAnswer<Value> | TableAnswer | ExplanationAnswer | undefined,
>(run: () => T) {
  try {
    return run();
  } catch (error) {
    if (error instanceof SolveError)
      return unknown(REASONS[error.code] ?? "out-of-reach", error.message);
    if (error instanceof MechanismError) return unknown("needs-numbers", error.message);
    if (error instanceof UndefinedValue) return unknown("undefined", error.message);
    throw error;
  }
}

const REASONS: Readonly<Record<string, UnknownReason>> = {
  "missing-mechanism": "needs-numbers",
  "missing-domain": "needs-numbers",
  "continuous-domain": "needs-numbers",
  "value-outside-domain": "undefined",
  "value-never-taken": "value-never-taken",
  "information-cycle": "undefined",
  "not-numeric": "undefined",
  "impossible-intervention": "undefined",
  "impossible-belief": "undefined",
  "depends-on-decision": "undefined",
  "not-all-looked-at": "not-all-looked-at",
  "free-rule": "never-happens",
};
