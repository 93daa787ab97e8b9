/**
 * Every probability that a model states, as something that can be moved: the chance of one value in one row
 * of a table, the other values of the row sharing the rest as they did before. Steps of a loop that share a
 * table share the probability.
 */
import type { InfluenceDiagram } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import { showValue } from "../../model/index.ts";
import { contextPositions } from "../tables/policy.ts";

/** One probability of a model, and how far it is moved. */
export interface StatedProbability {
  /** `P(Rain = true)`, `P(Report = bad | Rain = true)`. */
  readonly name: string;
  /** The first variable whose table it is in. */
  readonly node: number;
  readonly row: number;
  /** Position of the value. */
  readonly value: number;
  readonly probability: number;
  readonly low: number;
  readonly high: number;
}

/** How far a probability is moved to either side where nothing else is said. */
const MOVED = 0.1;

/**
 * The probabilities of a model, table by table: of a row of two values the second, of a longer one each;
 * rows in which nothing is left to chance have none. Each is moved by 0.1 to either side, between 0 and 1.
 */
export function statedProbabilities(compiled: CompiledDiagram): StatedProbability[] {
  const { diagram } = compiled;
  const seen = new Set<Float64Array>();
  const found: StatedProbability[] = [];
  for (const { id, kind } of diagram.nodes) {
    const table = compiled.chance[id];
    if (table === undefined || kind !== "chance" || seen.has(table.values)) continue;
    seen.add(table.values);
    const size = compiled.sizes[id] as number;
    for (let row = 0; row * size < table.values.length; row++) {
      const shares = table.values.subarray(row * size, (row + 1) * size);
      if (shares.some((p) => p === 1)) continue;
      for (let value = size === 2 ? 1 : 0; value < size; value++) {
        const probability = shares[value] as number;
        found.push({
          name: nameOf(diagram, id, row, value),
          node: id,
          row,
          value,
          probability,
          low: Math.max(0, probability - MOVED),
          high: Math.min(1, probability + MOVED),
        });
      }
    }
  }
  return found;
}

/** The tables with this probability instead, in every variable that shares the table. */
export function withProbability(
  compiled: CompiledDiagram,
  { node, row, value }: Pick<StatedProbability, "node" | "row" | "value">,
  probability: number,
): CompiledDiagram {
  const before = compiled.chance[node]?.values;
  if (before === undefined) return compiled;
  const size = compiled.sizes[node] as number;
  const values = before.slice();
  const start = row * size;
  const rest = before
    .subarray(start, start + size)
    .reduce((sum, p, i) => (i === value ? sum : sum + p), 0);
  for (let i = 0; i < size; i++) {
    const share = rest > 0 ? (before[start + i] as number) / rest : 1 / (size - 1);
    values[start + i] = i === value ? probability : (1 - probability) * share;
  }
  const chance = compiled.chance.map((table) =>
    table?.values === before ? { ...table, values } : table,
  );
  return { ...compiled, chance };
}

function nameOf(diagram: InfluenceDiagram, id: number, row: number, value: number): string {
  const { name, parents } = diagram.node(id);
  const valuesOf = (v: number): readonly string[] => {
    const { domain } = diagram.node(v);
    return domain?.kind === "finite" ? domain.values.map(showValue) : [];
  };
  const seen = parents.map(valuesOf);
  const at = contextPositions(
    seen.map(({ length }) => Math.max(1, length)),
    row,
  );
  const given = parents
    .map((parent, i) => `${diagram.node(parent).name} = ${seen[i]?.[at[i] as number] ?? "?"}`)
    .join(", ");
  return `P(${name} = ${valuesOf(id)[value] ?? "?"}${given === "" ? "" : ` | ${given}`})`;
}
