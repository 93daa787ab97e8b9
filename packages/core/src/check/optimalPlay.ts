/**
 * Optimal play as a list: what claims about numbers quantify over. One deciding agent (or a team
 * that shares its utilities): every policy that is best in all contexts, or, where one pass is not
 * exact, every optimal policy. Several agents: every subgame-perfect equilibrium, mixed ones
 * included. The list says when something is missing from it, and whether mixtures of its members
 * are optimal too.
 */
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { CompiledDiagram, DiagramEquilibria, Policy, Solution } from "../solve/index.ts";
import { amountText } from "../base/index.ts";
import {
  agentProblem,
  compileDiagram,
  equilibria,
  optimalFamilies,
  policiesOf,
  query,
  solveCompiled,
  SolveError,
  uniformPolicy,
  valueCount,
} from "../solve/index.ts";

/** Most optimal policies or equilibria that are looked at one by one. */
const MOST_POLICIES = 256;

/** Why nothing is said of a rule where its contexts are less likely than a number can be. */
export const TOO_RARE =
  "what is best in contexts that are too rare for a number was not worked out";

export interface PolicyList {
  readonly policies: readonly Policy[];
  /** What was not looked at; absent when the list is complete. */
  readonly missing?: string;
  /** True when randomising between members is as good: numbers may lie between those listed. */
  readonly mixes: boolean;
}

/** Worked out on first use. */
export class OptimalPlay {
  readonly diagram: InfluenceDiagram;
  #compiled: CompiledDiagram | undefined;
  #solution: Solution | undefined;
  #list: PolicyList | undefined;
  readonly #possible = new Map<NodeId, readonly boolean[] | undefined>();

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

  /** @throws SolveError when nothing optimal is known */
  get list(): PolicyList {
    return (this.#list ??= this.#listed());
  }

  #listed(): PolicyList {
    const { solution } = this;
    if (solution === undefined) return listedEquilibria(this.diagram);
    if (!solution.optimal)
      throw new SolveError(
        "not-proven",
        `the optimum was not proven: it lies between ${amountText(solution.bounds[0])} and ${amountText(solution.bounds[1])}`,
        "solve with a time limit of its own",
      );
    if (this.diagram.structure.decisions.length === 0)
      return { policies: [solution.policy], mixes: false };
    if (solution.policies.some(({ rows }) => rows.some(({ tooRare }) => tooRare === true)))
      return { policies: [solution.policy], missing: TOO_RARE, mixes: true };
    const found = solution.soluble
      ? sequentialPolicies(solution, MOST_POLICIES)
      : this.#familyPolicies();
    if (found !== undefined) return { policies: found, mixes: found.length > 1 };
    return {
      policies: [solution.policy],
      missing: "there are too many policies to look at every optimal one",
      mixes: true,
    };
  }

  #familyPolicies(): Policy[] | undefined {
    const { problem } = agentProblem(this.compiled, undefined);
    const families = optimalFamilies(problem);
    if (families === undefined) return undefined;
    const policies: Policy[] = [];
    for (const family of families)
      for (const policy of policiesOf(problem, family)) {
        if (policies.length >= MOST_POLICIES) return undefined;
        policies.push(policy);
      }
    return policies.length === 0 ? undefined : policies;
  }

  /** For every context of the decision: can some policy bring it about? Undefined: too large to tell. */
  possibleContexts(decision: NodeId): readonly boolean[] | undefined {
    if (!this.#possible.has(decision))
      this.#possible.set(decision, this.occurring(decision, uniformPolicy(this.diagram)));
    return this.#possible.get(decision);
  }

  /** Which contexts of the decision occur when these rules are played; undefined: too large to tell. */
  occurring(
    decision: NodeId,
    policy: Policy,
    forced: Parameters<typeof query>[1]["do"] = {},
  ): readonly boolean[] | undefined {
    const { parents } = this.diagram.node(decision);
    if (parents.length === 0) return [true];
    try {
      const answer = query(this.compiled, { of: parents, policy, do: forced });
      if (answer.kind === "impossible") return undefined;
      return Array.from(answer.probabilities, (p) => p > 0);
    } catch (error) {
      if (error instanceof SolveError) return undefined;
      throw error;
    }
  }
}

/** Mixed equilibria are looked for as well; where the list may lack some it says so. */
function listedEquilibria(diagram: InfluenceDiagram): PolicyList {
  const found = allEquilibria(diagram);
  const listed = found.equilibria.slice(0, MOST_POLICIES);
  if (listed.length === 0)
    throw new SolveError(
      "no-equilibrium",
      "no subgame-perfect equilibrium was found",
      "ask for mixed equilibria",
    );
  const policies = listed.map((one) => one.policy);
  const missing = missingEquilibria(diagram, found, listed.length);
  return { policies, mixes: found.degenerate, ...(missing === undefined ? {} : { missing }) };
}

function allEquilibria(diagram: InfluenceDiagram): DiagramEquilibria {
  try {
    return equilibria(diagram, { randomise: "always" });
  } catch (error) {
    if (!(error instanceof SolveError)) throw error;
    return equilibria(diagram);
  }
}

function missingEquilibria(
  diagram: InfluenceDiagram,
  found: DiagramEquilibria,
  looked: number,
): string | undefined {
  if (looked < found.equilibria.length || found.completeness === "limit")
    return "there are too many equilibria to look at all of them";
  if (found.completeness === "all-pure") return "not all mixed equilibria were looked for";
  if (found.completeness === "some") return "there may be further, mixed equilibria";
  // A player who randomises between equally good actions may change what earlier players want.
  if (found.degenerate && found.components.length > 1 && !areFreeChoices(diagram, found))
    return "actions that are equally good may also be mixed, which gives further equilibria";
  return undefined;
}

/**
 * Are the equilibria every combination of some best actions, decision by decision? Then what is best
 * in a context does not depend on which equally good action others take, nor on how they mix them:
 * a mixture's payoffs lie between those of its parts.
 */
function areFreeChoices(
  diagram: InfluenceDiagram,
  { components, equilibria: found }: DiagramEquilibria,
): boolean {
  if (components.some((component) => component.length > 1)) return false;
  const taken = new Map<string, Set<number>>();
  for (const { policy } of found)
    for (const [decision, rule] of policy) {
      const actions = valueCount(diagram, decision);
      for (const [entry, share] of rule.entries()) {
        if (share !== 0 && share !== 1) return false;
        if (share === 0) continue;
        const row = `${decision} ${Math.floor(entry / actions)}`;
        taken.set(row, (taken.get(row) ?? new Set()).add(entry));
      }
    }
  const combinations = [...taken.values()].reduce((n, { size }) => n * size, 1);
  return combinations === found.length;
}

/**
 * The policies that are best in every context any policy can bring about (the subgame-perfect ones
 * of a soluble problem), those included that heed what they need not; undefined when too many.
 */
function sequentialPolicies(solution: Solution, limit: number): Policy[] | undefined {
  let policies: Map<NodeId, Float64Array>[] = [new Map(solution.policy)];
  for (const { decision, rows } of solution.policies)
    for (const [r, { possible, ties }] of rows.entries()) {
      if (!possible) continue;
      if (policies.length * ties.length > limit) return undefined;
      policies = policies.flatMap((policy) =>
        ties.map((action) => {
          const rule = (policy.get(decision) as Float64Array).slice();
          const actions = rule.length / rows.length;
          rule.fill(0, r * actions, (r + 1) * actions);
          rule[r * actions + action] = 1;
          return new Map(policy).set(decision, rule);
        }),
      );
    }
  return policies;
}
