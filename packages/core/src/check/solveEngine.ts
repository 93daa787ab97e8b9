/**
 * Answers claims about numbers with the exact solvers. One deciding agent (or a team that shares
 * its utilities): every policy that is best in all contexts is looked at, as long as they are few
 * (when the problem is insoluble: every optimal policy). Several agents:
 * every subgame-perfect equilibrium found. Contradictory evidence is `undefined`, a model without
 * numbers `needs-numbers`, and whatever the solvers refuse `out-of-reach` with their own words.
 */
import type { NodeId } from "../graph/index.ts";
import type { AgentId, InfluenceDiagram, Value } from "../model/index.ts";
import type { CompiledDiagram, Expectation, Impossible, Policy, Solution } from "../solve/index.ts";
import type {
  Circumstances,
  ClaimEvent,
  EquilibriumKind,
  ExactAnswer,
  ExactEngine,
} from "./exactEngine.ts";
import { indexInDomain, MechanismError, showValue } from "../model/index.ts";
import {
  agentProblem,
  compileDiagram,
  conditionalUtility,
  expectation,
  equilibria,
  incentiveMeter,
  optimalFamilies,
  policiesOf,
  query,
  solveCompiled,
  SolveError,
  valueOfControl,
  valueOfInformation,
  would,
} from "../solve/index.ts";
import { eventCondition, eventHolds, nodesOf } from "./claimEvents.ts";

/** Most optimal policies or equilibria that are looked at one by one. */
const MAX_POLICIES = 256;

export function solveEngine(diagram: InfluenceDiagram): ExactEngine {
  const play = new Play(diagram);
  return {
    value: (agent, when) =>
      play.plainValue(agent, when) ??
      each(play, when, (policy) =>
        conditionalUtility(play.compiled, { agent, ...circumstances(diagram, when), policy }),
      ),
    policy: (decision, when) => guarded(() => play.rule(decision, when)),
    probability: (event, when) =>
      each(play, when, (policy) => eventProbability(play.compiled, event, when, policy)),
    expectation: (node, when) =>
      each(play, when, (policy) =>
        expectation(play.compiled, { of: node, ...circumstances(diagram, when), policy }),
      ),
    counterfactual: (event, when) => guarded(() => counterfactual(play, event, when)),
    equilibria: (kind) => guarded(() => play.count(kind)),
    informationValue: (decision, node) =>
      guarded(() => known(valueOfInformation(diagram, decision, node).value)),
    controlValue: (node, agent) =>
      guarded(() => known(valueOfControl(diagram, node, { agent }).value)),
    incentiveMeter: (decision, node) =>
      guarded(() => known(incentiveMeter(diagram, { decision }, node).value)),
  };
}

/** Optimal play, worked out on first use. */
class Play {
  readonly diagram: InfluenceDiagram;
  #compiled: CompiledDiagram | undefined;
  #solution: Solution | undefined;
  #policies: readonly Policy[] | undefined;

  constructor(diagram: InfluenceDiagram) {
    this.diagram = diagram;
  }

  get compiled(): CompiledDiagram {
    return (this.#compiled ??= compileDiagram(this.diagram));
  }

  /** A lone decider or team; undefined when agents with different utilities decide. */
  get solution(): Solution | undefined {
    if (this.#solution !== undefined) return this.#solution;
    try {
      return (this.#solution = solveCompiled(this.compiled));
    } catch (error) {
      if (error instanceof SolveError && error.code === "several-agents") return undefined;
      throw error;
    }
  }

  /** The optimum itself, which needs no policy to be looked at. */
  plainValue(agent: AgentId, when: Circumstances): ExactAnswer<number> | undefined {
    if (when.given.length > 0 || when.forced.length > 0) return undefined;
    return guarded(() => {
      const { decisions } = this.diagram.structure;
      const isDecider = decisions.every((d) => this.diagram.structure.ownerOf(d) === agent);
      const { solution } = this;
      if (solution?.optimal !== true || !isDecider || decisions.length === 0) return undefined;
      return known(solution.bounds[0]);
    });
  }

  /** Every optimal policy or equilibrium. */
  policies(when: Circumstances): readonly Policy[] {
    this.#policies ??= this.#allPolicies();
    if (this.#policies.length > 0) return this.#policies;
    const { solution } = this;
    // Too many to list, but without ties on its path the policy is unique where it matters.
    if (solution !== undefined && solution.ties.length === 0 && when.forced.length === 0)
      return [solution.policy];
    throw new SolveError(
      "too-many-policies",
      "too many policies are optimal to look at all of them",
      "ask for the value, or break the ties",
    );
  }

  #allPolicies(): readonly Policy[] {
    const { solution } = this;
    if (solution === undefined) {
      const found = equilibria(this.diagram);
      if (found.equilibria.length === 0)
        throw new SolveError(
          "no-equilibrium",
          "no subgame-perfect equilibrium was found",
          "ask for mixed equilibria",
        );
      return found.equilibria.slice(0, MAX_POLICIES).map((one) => one.policy);
    }
    if (!solution.optimal)
      throw new SolveError(
        "not-proven",
        `the optimum was not proven: it lies between ${solution.bounds[0]} and ${solution.bounds[1]}`,
        "solve with a time limit of its own",
      );
    if (this.diagram.structure.decisions.length === 0) return [solution.policy];
    if (solution.soluble) return sequentialPolicies(solution, MAX_POLICIES);
    const { problem } = agentProblem(this.compiled, undefined);
    const families = optimalFamilies(problem, solution.bounds[0]);
    if (families === undefined) return [];
    const policies: Policy[] = [];
    for (const family of families)
      for (const policy of policiesOf(problem, family)) {
        if (policies.length >= MAX_POLICIES) return [];
        policies.push(policy);
      }
    return policies;
  }

  rule(decision: NodeId, when: Circumstances): ExactAnswer<Value> {
    const node = this.diagram.node(decision);
    const values = node.domain?.kind === "finite" ? node.domain.values : [];
    const wanted = new Map(
      when.given.map(({ node: id, value }) => [id, this.#position(id, value)]),
    );
    const stray = [...wanted.keys()].find((id) => !node.parents.includes(id));
    if (stray !== undefined || when.forced.length > 0)
      return unknown(
        "undefined",
        `the rule of ${node.name} depends only on what it sees${stray === undefined ? "" : `, not on ${this.diagram.node(stray).name}`}`,
      );
    const actions = new Set<number>();
    const { solution } = this;
    if (solution === undefined) {
      const sizes = node.parents.map((p) => this.compiled.sizes[p] as number);
      for (const policy of this.policies(when)) {
        const rule = policy.get(decision) as Float64Array;
        for (let row = 0; row * values.length < rule.length; row++)
          if (matches(node.parents, decode(sizes, row), wanted))
            for (const a of values.keys())
              if ((rule[row * values.length + a] as number) > 1e-12) actions.add(a);
      }
    } else {
      const own = solution.policies.find((p) => p.decision === decision);
      const rows = (own?.rows ?? []).filter((r) => matches(node.parents, r.context, wanted));
      const reached = rows.filter((r) => r.reachable);
      for (const row of reached.length > 0 ? reached : rows)
        for (const a of row.ties) actions.add(a);
    }
    return {
      kind: "known",
      values: [...actions].sort((a, b) => a - b).map((a) => values[a] as Value),
    };
  }

  count(kind: EquilibriumKind): ExactAnswer<number> {
    const { solution } = this;
    if (solution !== undefined && kind !== "mixed") {
      const count = solution.countOptimal;
      return count === undefined
        ? unknown("out-of-reach", "too many policies are optimal to count")
        : known(count);
    }
    const names = { pure: "pure", subgame_perfect: "subgame-perfect", mixed: "mixed" } as const;
    const found = equilibria(this.diagram, { kind: names[kind] });
    if (found.completeness === "limit" || (kind === "mixed" && found.completeness !== "all"))
      return unknown("out-of-reach", `only some equilibria were found (${found.completeness})`);
    return known(found.count);
  }

  #position(id: NodeId, value: Value): number {
    const { domain, name } = this.diagram.node(id);
    const at = domain?.kind === "finite" ? indexInDomain(domain, value) : -1;
    if (at < 0)
      throw new SolveError(
        "value-outside-domain",
        `${name} cannot be ${showValue(value)}`,
        "use a value of its domain",
      );
    return at;
  }
}

/**
 * The policies that are best in every context any policy can bring about (the subgame-perfect ones
 * of a soluble problem), told apart only by what the reduction keeps; none when too many.
 */
function sequentialPolicies(solution: Solution, limit: number): Policy[] {
  let policies: Map<NodeId, Float64Array>[] = [new Map(solution.policy)];
  for (const { decision, parents, rows } of solution.policies) {
    const kept = parents.map(
      (p) => !solution.reduction.some((r) => r.from === p && r.decision === decision),
    );
    const groups = new Map<string, { rows: number[]; ties: readonly number[] }>();
    for (const [r, row] of rows.entries()) {
      if (!row.possible) continue;
      const key = row.context.filter((_, i) => kept[i]).join();
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { rows: [r], ties: row.ties });
      else group.rows.push(r);
    }
    for (const group of groups.values()) {
      if (policies.length * group.ties.length > limit) return [];
      policies = policies.flatMap((policy) =>
        group.ties.map((action) => {
          const rule = (policy.get(decision) as Float64Array).slice();
          const actions = rule.length / rows.length;
          for (const r of group.rows) {
            rule.fill(0, r * actions, (r + 1) * actions);
            rule[r * actions + action] = 1;
          }
          return new Map(policy).set(decision, rule);
        }),
      );
    }
  }
  return policies;
}

function matches(
  parents: readonly NodeId[],
  context: readonly number[],
  wanted: ReadonlyMap<NodeId, number>,
): boolean {
  return parents.every((p, i) => !wanted.has(p) || wanted.get(p) === context[i]);
}

function decode(sizes: readonly number[], row: number): number[] {
  const positions: number[] = [];
  let left = row;
  for (let i = sizes.length - 1; i >= 0; i--) {
    positions[i] = left % (sizes[i] as number);
    left = Math.floor(left / (sizes[i] as number));
  }
  return positions;
}

/** The same question under every optimal policy; equal answers count once. */
function each(
  play: Play,
  when: Circumstances,
  ask: (policy: Policy) => Expectation | Impossible,
): ExactAnswer<number> {
  return guarded((): ExactAnswer<number> => {
    const values: number[] = [];
    for (const policy of play.policies(when)) {
      const answer = ask(policy);
      if (answer.kind === "impossible") continue;
      if (!values.some((v) => Math.abs(v - answer.value) <= 1e-9 * Math.max(1, Math.abs(v))))
        values.push(answer.value);
    }
    if (values.length === 0) return unknown("undefined", "the condition has probability zero");
    return { kind: "known", values };
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
  let value = 0;
  const sizes = answer.domains.map((d) => d.length);
  for (const [i, p] of answer.probabilities.entries()) {
    if (p === 0) continue;
    const positions = decode(sizes, i);
    const world = new Map(
      of.map((id, k) => [id, answer.domains[k]?.[positions[k] as number] as Value]),
    );
    if (eventHolds(event, world)) value += p;
  }
  return { kind: "expectation", value: Math.min(1, value), evidence: answer.evidence };
}

function counterfactual(play: Play, event: ClaimEvent, when: Circumstances): ExactAnswer<number> {
  const { diagram } = play;
  const condition = eventCondition(diagram, event);
  if (condition === undefined)
    return unknown("out-of-reach", "counterfactual events must be about one variable at a time");
  const { given, do: forced } = circumstances(diagram, when);
  const values: number[] = [];
  let detail: string | undefined;
  for (const policy of play.policies(when)) {
    const answer = would(play.compiled, { event: condition, given, do: forced, policy });
    if (answer.kind === "impossible") continue;
    if (!values.some((v) => Math.abs(v - answer.value) <= 1e-9)) values.push(answer.value);
    if (answer.bounds !== undefined) {
      const names = answer.assumed.map((id) => diagram.node(id).name).join(", ");
      const [low, high] = answer.bounds;
      detail = `assumed-independent-noise at ${names}; between ${low} and ${high} for any coupling`;
    }
  }
  if (values.length === 0) return unknown("undefined", "the evidence has probability zero");
  return detail === undefined ? { kind: "known", values } : { kind: "known", values, detail };
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

const REASONS: Readonly<Record<string, "needs-numbers" | "undefined" | "out-of-reach">> = {
  "missing-mechanism": "needs-numbers",
  "missing-domain": "needs-numbers",
  "continuous-domain": "needs-numbers",
  "value-outside-domain": "undefined",
  "information-cycle": "undefined",
  "not-numeric": "undefined",
  "impossible-intervention": "undefined",
};

function known<T>(value: T): ExactAnswer<T> {
  return { kind: "known", values: [value] };
}

function unknown(
  reason: "needs-numbers" | "undefined" | "out-of-reach",
  detail: string,
): ExactAnswer<never> {
  return { kind: "unknown", reason, detail };
}
