/**
 * A diagram as the tree of all its courses: chance, decisions and what everybody is paid, in causal order.
 * What a decision sees is its information set. For learners that walk all courses in every round.
 * Cost: the product of the numbers of values along a course that can happen.
 */
import type { InfluenceDiagram } from "../../model/index.ts";
import type { NodeId } from "../../graph/index.ts";
import { topologicalOrder } from "../../graph/index.ts";
import { mechanismReader, parameterValues } from "../../model/index.ts";
import { SolveError, valueCount } from "../../solve/index.ts";

/** A place in the tree: an end with payoffs, chance with probabilities, or a decision with its set. */
export type PlayTree =
  | { readonly kind: "end"; readonly payoffs: Float64Array }
  | {
      readonly kind: "chance";
      readonly children: readonly PlayTree[];
      readonly probabilities: readonly number[];
    }
  | {
      readonly kind: "decision";
      readonly children: readonly PlayTree[];
      readonly decision: NodeId;
      readonly agent: number;
      /** The row of the decision's rule: positions of what it sees, mixed radix. */
      readonly row: number;
    };

/** Courses beyond which a tree is refused. */
const LARGEST = 2_000_000;

/**
 * @throws SolveError `game-too-large` when there are too many courses; `team-decision` when a decision has
 * several owners
 * @throws MechanismError for a node without numbers
 */
export function playTree(
  diagram: InfluenceDiagram,
  parameters?: ReadonlyMap<string, number>,
): PlayTree {
  const order = [...(topologicalOrder(diagram.graph) ?? [])];
  const given = parameterValues(diagram, parameters);
  const steps = order.map((id) => {
    const { kind, parents, owners, domain } = diagram.node(id);
    const sizes = parents.map((p) => valueCount(diagram, p));
    if (kind === "decision") return { kind, id, parents, sizes, agent: owners[0] ?? 0 } as const;
    const reader = mechanismReader(diagram, id, given);
    const values = domain?.kind === "finite" ? domain.values.map(Number) : undefined;
    return { kind, id, parents, reader, owners, values } as const;
  });
  const positions = new Int32Array(diagram.nodes.length);
  const payoffs = new Float64Array(diagram.agents.length);
  let courses = 0;

  const grow = (at: number): PlayTree => {
    const step = steps[at];
    if (step === undefined) {
      if (++courses > LARGEST)
        throw new SolveError(
          "game-too-large",
          `there are more than ${LARGEST} courses of play to walk through in every round`,
          "make the model smaller, or let one agent learn",
        );
      return { kind: "end", payoffs: payoffs.slice() };
    }
    const seen = Int32Array.from(step.parents, (p) => positions[p] as number);
    if (step.kind === "decision") {
      const row = step.sizes.reduce((n, size, i) => n * size + (seen[i] as number), 0);
      const children = Array.from({ length: valueCount(diagram, step.id) }, (_, action) => {
        positions[step.id] = action;
        return grow(at + 1);
      });
      return { kind: "decision", children, decision: step.id, agent: step.agent, row };
    }
    const chances = new Float64Array(step.reader.rowSize);
    step.reader.read(seen, chances);
    if (step.kind === "utility") {
      const worth = chances[0] as number;
      for (const owner of step.owners) payoffs[owner] = (payoffs[owner] as number) + worth;
      if (step.values !== undefined) positions[step.id] = nearest(step.values, worth);
      const below = grow(at + 1);
      for (const owner of step.owners) payoffs[owner] = (payoffs[owner] as number) - worth;
      return below;
    }
    const possible = [...chances.keys()].filter((value) => (chances[value] as number) > 0);
    const children = possible.map((value) => {
      positions[step.id] = value;
      return grow(at + 1);
    });
    const [only] = children;
    if (children.length === 1 && only !== undefined) return only;
    const probabilities = possible.map((value) => chances[value] as number);
    return { kind: "chance", children, probabilities };
  };
  return grow(0);
}

function nearest(values: readonly number[], worth: number): number {
  const distances = values.map((value) => Math.abs(value - worth));
  return distances.indexOf(Math.min(...distances));
}
