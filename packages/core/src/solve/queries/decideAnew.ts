/**
 * The diagram as it is for agents who know the evidence and the interventions before they decide:
 * what lies above the evidence gets its posterior distribution, forced nodes their values. What is
 * best there is the maximum expected utility given the evidence (Jensen, Jensen & Dittmer 1994), as
 * opposed to rules chosen beforehand and judged on the evidence.
 */
import type { DiagramNode, InfluenceDiagram } from "../../model/index.ts";
import type { Intervention } from "../tables/conditions.ts";
import type { Impossible, QueryRequest } from "./query.ts";
import { compileDiagram } from "../tables/compile.ts";
import { nodeCalled, resolveInterventions } from "../tables/conditions.ts";
import { SolveError } from "../tables/solveError.ts";
import { namesIn } from "./evidence.ts";
import { query } from "./query.ts";

export interface DecidingAnew {
  readonly kind: "diagram";
  readonly diagram: InfluenceDiagram;
  /** Probability of the evidence. */
  readonly evidence: number;
}

/** Most entries of the largest posterior table. */
const MOST_ENTRIES = 2 ** 20;

/**
 * @throws SolveError `depends-on-decision` when what is observed lies below a decision that is
 *   still to be taken: nobody can know it before deciding
 */
export function decideAnew(
  diagram: InfluenceDiagram,
  request: Omit<QueryRequest, "policy"> = {},
): DecidingAnew | Impossible {
  const forced = withForced(diagram, request);
  const observed = [
    ...namesIn(request.given).map((n) => (typeof n === "number" ? n : nodeCalled(diagram, n).id)),
    ...(request.evidence ?? []).flatMap(({ nodes }) => nodes),
    ...(request.beliefs ?? []).map(({ node }) => node),
  ];
  const above = ancestors(forced, observed);
  for (const id of above) {
    const node = forced.node(id);
    if (node.kind !== "decision") continue;
    const seen = observed.find((o) => ancestors(forced, [o]).has(id)) ?? id;
    const isItself = seen === id;
    throw new SolveError(
      "depends-on-decision",
      isItself
        ? `${node.name} is still to be decided, so its choice cannot be evidence`
        : `${forced.node(seen).name} depends on the decision ${node.name}, so nobody can know it before deciding`,
      `force the decision, do(${node.name} = …), or ask for value(…), which judges rules chosen beforehand`,
    );
  }
  const { do: _, ...evidence } = request;
  // What is conditioned on: variables above the evidence that anything else reads.
  const frontier = [...above].filter(
    (id) =>
      forced.node(id).kind === "chance" &&
      [...forced.graph.children(id)].some(
        (child) => !above.has(child) || forced.node(child).kind === "utility",
      ),
  );
  const compiled = compileDiagram(forced, request);
  const order = [...compiled.order].filter((v) => frontier.includes(v));
  const entries = order.reduce((n, v) => n * (compiled.sizes[v] as number), 1);
  if (entries > MOST_ENTRIES)
    throw new SolveError(
      "table-too-large",
      `the evidence ties ${order.length} variables together: a table of ${entries.toPrecision(3)} entries, more than ${MOST_ENTRIES}`,
      "condition on less",
    );
  const nodes: DiagramNode[] = forced.nodes.map((node) =>
    above.has(node.id) && node.kind === "chance" ? atFirstValue(node) : node,
  );
  let probability: number | undefined;
  for (const [i, id] of order.entries()) {
    const parents = order.slice(0, i);
    const joint = query(compiled, { ...evidence, of: [...parents, id] });
    if (joint.kind === "impossible") return joint;
    probability = joint.evidence;
    const size = compiled.sizes[id] as number;
    nodes[id] = {
      ...forced.node(id),
      parents,
      mechanism: {
        kind: "table",
        stochastic: true,
        entries: conditional(joint.probabilities, size),
      },
    };
  }
  if (probability === undefined && observed.length > 0) {
    const joint = query(compiled, { ...evidence, of: observed.slice(0, 1) });
    if (joint.kind === "impossible") return joint;
    probability = joint.evidence;
  }
  return { kind: "diagram", diagram: forced.with({ nodes }), evidence: probability ?? 1 };
}

/** Rows of P(last | the others) from their joint distribution; uniform where it says nothing. */
function conditional(joint: Float64Array, size: number): Float64Array {
  const entries = new Float64Array(joint.length);
  for (let start = 0; start < joint.length; start += size) {
    const row = joint.subarray(start, start + size);
    const sum = row.reduce((a, b) => a + b, 0);
    for (let i = 0; i < size; i++)
      entries[start + i] = sum > 0 ? (row[i] as number) / sum : 1 / size;
  }
  return entries;
}

/** Nothing reads it any more: what it is does not matter. */
function atFirstValue(node: DiagramNode): DiagramNode {
  const size = node.domain?.kind === "finite" ? node.domain.values.length : 1;
  const entries = new Float64Array(size);
  entries[0] = 1;
  return { ...node, parents: [], mechanism: { kind: "table", stochastic: true, entries } };
}

/** Interventions made part of the diagram: forced decisions are no longer anybody's. */
function withForced(diagram: InfluenceDiagram, request: QueryRequest): InfluenceDiagram {
  const interventions = resolveInterventions(diagram, request.do);
  if (interventions.size === 0) return diagram;
  return diagram.with({
    nodes: diagram.nodes.map((node) => {
      const intervention = interventions.get(node.id);
      return intervention === undefined ? node : forcedNode(node, intervention);
    }),
  });
}

function forcedNode(node: DiagramNode, intervention: Intervention): DiagramNode {
  const values = node.domain?.kind === "finite" ? node.domain.values : [];
  if (node.kind === "utility") {
    const value =
      intervention.kind === "utility"
        ? intervention.value
        : intervention.kind === "value"
          ? Number(values[intervention.position])
          : Number.NaN;
    const entries = Float64Array.of(value);
    return { ...node, parents: [], mechanism: { kind: "table", stochastic: false, entries } };
  }
  const entries = new Float64Array(values.length);
  if (intervention.kind === "value") entries[intervention.position] = 1;
  else if (intervention.kind === "distribution") entries.set(Array.from(intervention.weights));
  else
    throw new SolveError(
      "impossible-intervention",
      `${node.name} cannot be forced like that before anybody decides`,
      "force a value or a distribution",
    );
  return {
    ...node,
    kind: "chance",
    owners: [],
    parents: [],
    mechanism: { kind: "table", stochastic: true, entries },
  };
}

function ancestors(diagram: InfluenceDiagram, of: readonly number[]): Set<number> {
  const found = new Set<number>();
  const stack = [...of];
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
    if (found.has(v)) continue;
    found.add(v);
    stack.push(...diagram.node(v).parents);
  }
  return found;
}
