/**
 * Where the tables of a problem go: a cluster tree, found from the shape of the problem alone and refused
 * when its tables would not fit into memory.
 */
import type { DecisionProblem } from "../tables/decisionProblem.ts";
import type { ClusterTree } from "./eliminationTree.ts";
import { orderScopes } from "../../probability/index.ts";
import { SolveError } from "../tables/solveError.ts";
import { clusterTree } from "./eliminationTree.ts";
import { IndexMaps } from "./indexMap.ts";
import { quickOrder } from "./quickOrder.ts";

/** What depends on the shape of a problem only; reused while values change. */
export interface TreePlan {
  readonly tree: ClusterTree;
  readonly maps: IndexMaps;
}

/** Of all clusters together: 1.6 GB. */
export const MAX_TREE_ENTRIES = 2e7;
/** What an entry takes with its maps, messages and rules: measured 67 to 87 on wide decisions. */
const BYTES_EACH = 80;
/** Clusters this small, by the largest or on average, need no search for a better order; models this long get none. */
const NARROW = 64;
const LONG = 5000;

/** `search`: look for a better order even where clusters are small already. */
export function planTree(
  problem: DecisionProblem,
  maxEntries: number = MAX_TREE_ENTRIES,
  search: boolean = false,
): TreePlan {
  const scopes = [
    ...problem.chance.map((t) => t.variables),
    ...problem.utilities.map((t) => t.variables),
    ...problem.decisions.map((d) => [...d.parents, d.variable]),
  ];
  const { sizes } = problem;
  let tree = clusterTree(sizes, scopes, quickOrder(sizes, scopes));
  const isNarrow = tree.largestEntries <= NARROW || tree.totalEntries <= NARROW * sizes.length;
  if ((search || !isNarrow) && sizes.length <= LONG) {
    const searched = clusterTree(sizes, scopes, orderScopes(sizes, scopes).order);
    if (search || searched.totalEntries < tree.totalEntries) tree = searched;
  }
  if (tree.totalEntries > maxEntries)
    throw new SolveError(
      "table-too-large",
      `exact inference would need tables of ${tree.totalEntries.toPrecision(3)} entries (the largest has ${tree.largestEntries.toPrecision(3)}), about ${showBytes(tree.totalEntries * BYTES_EACH)} of memory; the limit is ${maxEntries.toPrecision(3)} entries`,
      "cut the model's width: fewer parents per variable, coarser domains, or fewer observations per decision",
    );
  return { tree, maps: new IndexMaps() };
}

function showBytes(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toPrecision(2)} GB`;
}
