/**
 * Events and interventions as callers write them (names and values) and as solvers read them
 * (node ids and positions). A misspelt name or a value outside the domain is an error here, never
 * a silent zero.
 */
import type { DiagramNode, InfluenceDiagram, Value } from "../../model/index.ts";
import { nearestName } from "../../base/index.ts";
import { indexInDomain, showValue } from "../../model/index.ts";
import { SolveError } from "./solveError.ts";

/** A value, or one of several. */
export type Outcome = Value | { readonly oneOf: readonly Value[] };

/** A conjunction of outcomes: by name, or by node id with the positions allowed. */
export type Condition = Readonly<Record<string, Outcome>> | ReadonlyMap<number, readonly number[]>;

/** What a variable is set to: a value, a distribution, a table over its parents, or uniform. */
export type Intervention =
  /** Hard: the node takes the value at this position of its domain. */
  | { readonly kind: "value"; readonly position: number }
  /** Soft: a distribution that ignores the node's parents. */
  | { readonly kind: "distribution"; readonly weights: ArrayLike<number> }
  /** Soft: another table over the node's own parents (rows as in a policy). */
  | { readonly kind: "table"; readonly entries: Float64Array }
  /** A utility forced to a number. */
  | { readonly kind: "utility"; readonly value: number };

/** What `do(…)` holds: by name, or by node id. */
export type Interventions =
  | Readonly<Record<string, Value | Exclude<Intervention, { kind: "value" }>>>
  | ReadonlyMap<number, Intervention>;

/** @throws SolveError `unknown-node` with the nearest name */
export function nodeCalled(diagram: InfluenceDiagram, name: string): DiagramNode {
  const id = diagram.idOf(name);
  if (id !== undefined) return diagram.node(id);
  const near = nearestName(
    name,
    diagram.nodes.map((n) => n.name),
  );
  throw new SolveError(
    "unknown-node",
    `there is no variable called ${name}`,
    near === undefined ? "use a name the diagram declares" : `did you mean ${near}?`,
  );
}

/** Position of a value in a node's domain. @throws SolveError `value-outside-domain` */
export function positionIn(node: DiagramNode, domain: readonly Value[], value: Value): number {
  const position = indexInDomain({ kind: "finite", values: domain }, value);
  if (position >= 0) return position;
  throw new SolveError(
    "value-outside-domain",
    `${node.name} cannot be ${showValue(value)}`,
    `it takes the values ${domain.map(showValue).join(", ")}`,
  );
}

/** The positions each conditioned node may have. Utilities without a domain need `domainOf`. */
export function resolveCondition(
  diagram: InfluenceDiagram,
  condition: Condition | undefined,
  domainOf: (node: DiagramNode) => readonly Value[],
): ReadonlyMap<number, readonly number[]> {
  const result = new Map<number, readonly number[]>();
  if (condition === undefined) return result;
  if (condition instanceof Map) {
    for (const [id, positions] of condition as ReadonlyMap<number, readonly number[]>) {
      const size = domainOf(diagram.node(id)).length;
      const wrong = positions.find((p) => !(Number.isInteger(p) && p >= 0 && p < size));
      if (wrong !== undefined)
        throw new SolveError(
          "value-outside-domain",
          `${diagram.node(id).name} has ${size} values, so no position ${wrong}`,
          "positions count from 0 in the order of the domain",
        );
      result.set(id, positions);
    }
    return result;
  }
  for (const [name, outcome] of Object.entries(condition as Readonly<Record<string, Outcome>>)) {
    const node = nodeCalled(diagram, name);
    const domain = domainOf(node);
    const wanted = isChoice(outcome) ? outcome.oneOf : [outcome];
    result.set(
      node.id,
      wanted.map((value) => positionIn(node, domain, value)),
    );
  }
  return result;
}

/**
 * Interventions by node number, values as positions in the domain.
 * @throws SolveError when a node or value does not exist
 */
export function resolveInterventions(
  diagram: InfluenceDiagram,
  interventions: Interventions | undefined,
): ReadonlyMap<number, Intervention> {
  if (interventions === undefined) return new Map();
  if (interventions instanceof Map) return interventions as ReadonlyMap<number, Intervention>;
  const result = new Map<number, Intervention>();
  for (const [name, wanted] of Object.entries(interventions)) {
    const node = nodeCalled(diagram, name);
    if (typeof wanted === "object" && "kind" in wanted) result.set(node.id, wanted as Intervention);
    else if (node.domain?.kind === "finite")
      result.set(node.id, {
        kind: "value",
        position: positionIn(node, node.domain.values, wanted as Value),
      });
    else if (node.kind === "utility" && typeof wanted === "number")
      result.set(node.id, { kind: "utility", value: wanted });
    else
      throw new SolveError(
        "impossible-intervention",
        `${name} cannot be set to ${showValue(wanted as Value)}: it has no finite domain`,
        `write the values it may take: \`${name} : {…}\``,
      );
  }
  return result;
}

function isChoice(outcome: Outcome): outcome is { readonly oneOf: readonly Value[] } {
  return typeof outcome === "object" && "oneOf" in outcome;
}
