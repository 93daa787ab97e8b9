/** Events of claims as solvers need them: the nodes they mention, whether they hold, as conditions. */
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram, Value } from "../model/index.ts";
import type { ClaimEvent } from "./exactEngine.ts";
import { valuesEqual } from "../model/index.ts";

export function nodesOf(event: ClaimEvent): NodeId[] {
  switch (event.kind) {
    case "is":
      return [event.node];
    case "not":
      return nodesOf(event.event);
    case "all":
    case "any":
      return [...new Set(event.events.flatMap(nodesOf))];
  }
}

export function eventHolds(event: ClaimEvent, world: ReadonlyMap<NodeId, Value>): boolean {
  switch (event.kind) {
    case "is": {
      const value = world.get(event.node);
      return value !== undefined && valuesEqual(value, event.value);
    }
    case "not":
      return !eventHolds(event.event, world);
    case "all":
      return event.events.every((e) => eventHolds(e, world));
    case "any":
      return event.events.some((e) => eventHolds(e, world));
  }
}

/** The event as allowed values of each variable, or undefined when it ties variables together. */
export function eventCondition(
  diagram: InfluenceDiagram,
  event: ClaimEvent,
): Record<string, { readonly oneOf: readonly Value[] }> | undefined {
  const parts = event.kind === "all" ? event.events : [event];
  const result: Record<string, { readonly oneOf: readonly Value[] }> = {};
  for (const part of parts) {
    const nodes = nodesOf(part);
    const [id] = nodes;
    if (id === undefined || nodes.length > 1) {
      if (part.kind !== "all") return undefined;
      const inner = eventCondition(diagram, part);
      if (inner === undefined) return undefined;
      for (const [name, { oneOf }] of Object.entries(inner)) narrow(result, name, oneOf);
      continue;
    }
    const { domain, name } = diagram.node(id);
    if (domain?.kind !== "finite") return undefined;
    narrow(
      result,
      name,
      domain.values.filter((value) => eventHolds(part, new Map([[id, value]]))),
    );
  }
  return result;
}

function narrow(
  result: Record<string, { readonly oneOf: readonly Value[] }>,
  name: string,
  allowed: readonly Value[],
): void {
  const before = result[name]?.oneOf;
  const kept = before?.filter((v) => allowed.some((w) => valuesEqual(v, w))) ?? allowed;
  result[name] = { oneOf: kept };
}
