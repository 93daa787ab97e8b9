/**
 * Everything a page shows of a model under one policy, by one propagation of a junction tree: the
 * marginal of every chance and decision node, the expectation of every utility, and how likely each
 * context of each decision is. The numbers are those of `query` and `expectation`, asked node by
 * node; the cost is that of about three eliminations instead of one for each node.
 */
import type { NodeId } from "../../graph/index.ts";
import type { Network } from "../../probability/index.ts";
import type { Table } from "../tables/decisionProblem.ts";
import type { Askable, QueryRequest } from "./evidence.ts";
import type { Impossible } from "./query.ts";
import { JunctionTree, TooLargeError } from "../../probability/index.ts";
import { networkOf, prepare, refusing } from "./evidence.ts";
import { supportNetwork, withoutFalseZeros } from "./tinyCells.ts";

/** Distributions and expectations of all nodes at once, given evidence under a policy. */
export interface Beliefs {
  readonly kind: "beliefs";
  /** P(node | condition) of every chance and decision node, by node id; undefined for utilities. */
  readonly marginals: readonly (Float64Array | undefined)[];
  /** E[utility | condition], by node id. */
  readonly expectations: ReadonlyMap<NodeId, number>;
  /**
   * P(what the decision sees | condition), by decision; rows as in its rule. 5e-324 for any that
   * is less but not 0.
   */
  readonly contexts: ReadonlyMap<NodeId, Float64Array>;
  /** Probability of the condition. */
  readonly evidence: number;
}

/**
 * @throws SolveError `missing-rule` for a decision without a rule, `table-too-large`, or what is
 *   wrong with the condition or the interventions
 */
export function beliefs(source: Askable, request: QueryRequest = {}): Beliefs | Impossible {
  const prepared = prepare(source, request, []);
  const { compiled, evidence, diagram, logScale } = prepared;
  const variables = diagram.nodes.flatMap((n) => (n.kind === "utility" ? [] : [n.id]));
  const { decisions } = diagram.structure;
  // What a decision sees may be a utility, and its rule need not heed it.
  const seen = decisions.flatMap((d) => diagram.node(d).parents);
  const observed = evidence.flatMap((t) => t.variables);
  const network = networkOf(prepared, [...new Set([...variables, ...seen, ...observed])], evidence);
  const scopes = [
    ...compiled.utilities.flatMap(({ terms }) => terms.map((t) => t.variables)),
    ...decisions.map((d) => diagram.node(d).parents),
  ].filter((scope) => scope.length > 0);
  const found = refusing(() => treeOf(network, scopes).propagate(new Map()));
  if (!found.possible) return { kind: "impossible" };
  const possible = supportNetwork(network);
  const support = possible && refusing(() => treeOf(possible, scopes).propagate(new Map()));
  const joint = (scope: readonly number[]): Float64Array =>
    scope.length === 0 ? Float64Array.of(1) : refusing(() => found.joint(scope).values);
  const context = (scope: readonly number[]): Float64Array =>
    withoutFalseZeros(
      joint(scope),
      support && scope.length > 0 ? refusing(() => support.joint(scope).values) : undefined,
    );
  const expected = ({ variables: scope, values }: Table): number =>
    joint(scope).reduce((sum, p, i) => (p === 0 ? sum : sum + p * (values[i] as number)), 0);
  return {
    kind: "beliefs",
    marginals: diagram.nodes.map((n) =>
      n.kind === "utility"
        ? undefined
        : withoutFalseZeros(found.marginal(n.id), support?.marginal(n.id)),
    ),
    expectations: new Map(
      compiled.utilities.map(({ node, terms }) => [
        node,
        terms.reduce((sum, term) => sum + expected(term), 0),
      ]),
    ),
    contexts: new Map(decisions.map((d) => [d, context(diagram.node(d).parents)])),
    evidence: Math.exp(found.logProbability + logScale),
  };
}

/** With the scopes together where that fits; a joint distribution is eliminated for otherwise. */
function treeOf(network: Network, together: readonly (readonly number[])[]): JunctionTree {
  try {
    return JunctionTree.compile(network, { together });
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    return JunctionTree.compile(network);
  }
}
