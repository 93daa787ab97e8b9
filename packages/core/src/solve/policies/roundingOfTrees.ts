/**
 * How much rounding a cluster tree adds to what it sums: the roundings any one term passes on its
 * way (for `roundingFactor`), and whether the tables are so short in binary that there is none.
 */
import type { ClusterTree } from "./eliminationTree.ts";
import type { DecisionProblem } from "../tables/decisionProblem.ts";
import { ENTRY_ROUNDINGS, isExact, mostBinaryPlaces, roundingFactor } from "../tables/tolerance.ts";

/**
 * The most roundings between a term's factors and the sum it ends in, wherever the tree is read.
 * A term meets, in each cluster it passes, one product for every table and message there, and the
 * additions of its group; it goes up from one cluster to a common one and down to another at most.
 */
export function roundingsOf(problem: DecisionProblem, tree: ClusterTree): number {
  const { sizes } = problem;
  const tables = problem.chance.length + problem.utilities.length + problem.decisions.length;
  const depth = new Float64Array(tree.clusters.length);
  const children = new Int32Array(tree.clusters.length);
  for (const up of tree.parent) if (up >= 0) children[up] = (children[up] as number) + 1;
  let deepest = 0;
  let largestGroup = 1;
  for (const [k, variables] of tree.clusters.entries()) {
    const entries = variables.reduce((n, v) => n * (sizes[v] as number), 1);
    largestGroup = Math.max(largestGroup, entries);
    const up = tree.parent[k] as number;
    const parent = up < 0 ? undefined : tree.clusters[up];
    let group = 1;
    for (const v of variables) if (parent?.includes(v) !== true) group *= sizes[v] as number;
    // Messages in from every neighbour: a product and, for utilities, an addition each.
    const own = group + 2 * ((children[k] as number) + 1);
    const here = (depth[k] as number) + own;
    deepest = Math.max(deepest, here);
    if (up >= 0) depth[up] = Math.max(depth[up] as number, here);
  }
  // Parents come after their children, so `deepest` is the longest way up; twice that, and the
  // last sum. Each table's entry is one factor of a term, or one addend, wherever it stands.
  return 2 * deepest + largestGroup + (ENTRY_ROUNDINGS + 1) * tables;
}

const LARGEST = new WeakMap<Float64Array, number>();

/** The largest absolute value, kept for tables that many instances share. */
export function largest(values: Float64Array): number {
  let known = LARGEST.get(values);
  if (known !== undefined) return known;
  known = 0;
  for (const x of values) known = Math.max(known, Math.abs(x));
  LARGEST.set(values, known);
  return known;
}

const NEGATIVE = new WeakMap<Float64Array, boolean>();

/** Is any utility negative? Otherwise expected utilities are the sums of their own sizes. */
export function hasNegative(problem: DecisionProblem): boolean {
  return problem.utilities.some(({ values }) => {
    let known = NEGATIVE.get(values);
    if (known === undefined) NEGATIVE.set(values, (known = values.some((x) => x < 0)));
    return known;
  });
}

const PLACES = new WeakMap<Float64Array, number>();

/** Most binary places of an entry, kept like the largest. */
export function places(values: Float64Array): number {
  let known = PLACES.get(values);
  if (known === undefined) PLACES.set(values, (known = mostBinaryPlaces(values)));
  return known;
}

/** Binary places that products of one entry of every chance table may need. */
export function chancePlaces(problem: DecisionProblem): number {
  let sum = 0;
  for (const { values } of problem.chance) {
    sum += places(values);
    if (sum > 60) return Infinity;
  }
  return sum;
}

/**
 * The most by which sums on a tree are off relative to their terms, when all rules are
 * deterministic or even weights in powers of two; 0 where nothing is rounded.
 */
export function ruledErrorFactor(problem: DecisionProblem, tree: ClusterTree): number {
  const weights = problem.decisions.reduce(
    (n, { variable }) => n + Math.ceil(Math.log2(problem.sizes[variable] as number)),
    0,
  );
  if (allowsExactness(problem, weights)) return 0;
  return roundingFactor(roundingsOf(problem, tree));
}

/** Are sums of all utilities exact, whatever deterministic rules are in force? */
export function sumsExactly(problem: DecisionProblem): boolean {
  return allowsExactness(problem, 0);
}

/** Is nothing rounded when all utilities are summed, with so many binary places of rules besides? */
function allowsExactness(problem: DecisionProblem, ofRules: number): boolean {
  const { utilities } = problem;
  const sum = utilities.reduce((n, { values }) => n + largest(values), 1);
  const own = utilities.reduce((most, { values }) => Math.max(most, places(values)), 0);
  return isExact(sum, chancePlaces(problem) + own + ofRules);
}

/** The problem with |utilities|; tables that are the same stay the same. */
export function absolute(problem: DecisionProblem): DecisionProblem {
  return withUtilities(problem, Math.abs);
}

/** The problem with every utility raised by `share` of its size: no policy is worth less in it. */
export function optimistic(problem: DecisionProblem, share: number): DecisionProblem {
  return share === 0 ? problem : withUtilities(problem, (x) => x + share * Math.abs(x));
}

function withUtilities(
  problem: DecisionProblem,
  change: (utility: number) => number,
): DecisionProblem {
  const changed = new Map<Float64Array, Float64Array>();
  const utilities = problem.utilities.map(({ variables, values }) => {
    let other = changed.get(values);
    if (other === undefined) changed.set(values, (other = values.map(change)));
    return { variables, values: other };
  });
  return { ...problem, utilities };
}
