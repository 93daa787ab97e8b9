/**
 * Courses of events drawn under a policy, variable by variable in the order of causes, each from its
 * distribution given the condition and what was drawn before: exactly the joint distribution, whatever is
 * observed, without a draw that is thrown away.
 */
import type { NodeId } from "../../graph/index.ts";
import type { Network } from "../../probability/index.ts";
import type { Table } from "../tables/decisionProblem.ts";
import type { Askable, Prepared, QueryRequest } from "./evidence.ts";
import type { Impossible } from "./query.ts";
import { Random } from "../../base/index.ts";
import { topologicalOrder } from "../../graph/index.ts";
import { JunctionTree } from "../../probability/index.ts";
import { networkOf, prepare, refusing } from "./evidence.ts";

/** What one variable came to. */
export type CourseStep =
  | {
      readonly kind: "value";
      readonly node: NodeId;
      /** Among the values of its domain. */
      readonly position: number;
      /** How likely that was, given the condition and the steps before. */
      readonly probability: number;
    }
  | { readonly kind: "amount"; readonly node: NodeId; readonly amount: number };

/** One way the whole model may go, causes before effects. */
export type Course = readonly CourseStep[];

/** The courses of these seeds, in their order. */
export interface Courses {
  readonly kind: "courses";
  readonly courses: readonly Course[];
}

/**
 * One propagation of a junction tree for each variable and seed.
 * @param seeds the same seed gives the same course
 * @throws SolveError as `beliefs` does
 */
export function coursesOfEvents(
  source: Askable,
  request: QueryRequest,
  seeds: readonly number[],
): Courses | Impossible {
  const prepared = prepare(source, request, []);
  const { diagram, evidence } = prepared;
  const variables = diagram.nodes.flatMap((n) => (n.kind === "utility" ? [] : [n.id]));
  const network = networkOf(prepared, variables, evidence);
  const tree = refusing(() => JunctionTree.compile(network));
  if (!tree.propagate(new Map()).possible) return { kind: "impossible" };
  return { kind: "courses", courses: seeds.map((seed) => drawn(prepared, network, tree, seed)) };
}

function drawn(
  { diagram, compiled }: Prepared,
  { sizes }: Network,
  tree: JunctionTree,
  seed: number,
): Course {
  const random = Random.seeded(seed);
  const terms = new Map(compiled.utilities.map((one) => [one.node, one.terms]));
  const positions = new Map<NodeId, number>();
  const steps: CourseStep[] = [];
  for (const node of topologicalOrder(diagram.graph) ?? []) {
    if (diagram.node(node).kind === "utility") {
      const parts = terms.get(node) ?? [];
      const amount = parts.reduce((sum, term) => sum + entryAt(term, positions, sizes), 0);
      steps.push({ kind: "amount", node, amount });
      continue;
    }
    const chances = tree.propagate(positions).marginal(node);
    const position = pick(chances, random);
    steps.push({ kind: "value", node, position, probability: chances[position] as number });
    positions.set(node, position);
  }
  return steps;
}

/** The first variable of a table is slowest, the last fastest. */
function entryAt(
  { variables, values }: Table,
  positions: ReadonlyMap<NodeId, number>,
  sizes: readonly number[],
): number {
  const at = variables.reduce((row, v) => row * (sizes[v] as number) + (positions.get(v) ?? 0), 0);
  return values[at] as number;
}

function pick(chances: Float64Array, random: Random): number {
  let left = random.unit();
  for (const [position, chance] of chances.entries()) {
    left -= chance;
    if (left < 0) return position;
  }
  // What rounding leaves over goes to the last value that can happen.
  return chances.findLastIndex((chance) => chance > 0);
}
