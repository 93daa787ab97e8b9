/** Rows of a decision rule: what is seen, first variable slowest, and what is done. */
import type { InfluenceDiagram, Value } from "../../model/index.ts";

/** The values of a finite variable; none otherwise. */
export function valuesOf(diagram: InfluenceDiagram, id: number): readonly Value[] {
  const { domain } = diagram.node(id);
  return domain?.kind === "finite" ? domain.values : [];
}

/** Positions of the values seen in a row. */
export function positionsOf(row: number, seen: readonly (readonly Value[])[]): number[] {
  const positions: number[] = [];
  let rest = row;
  for (let i = seen.length - 1; i >= 0; i--) {
    const size = (seen[i] as readonly Value[]).length;
    positions[i] = rest % size;
    rest = Math.floor(rest / size);
  }
  return positions;
}
