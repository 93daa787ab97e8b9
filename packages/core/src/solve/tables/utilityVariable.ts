/**
 * A utility seen as a variable: its domain is the declared one, or the values its table takes, so that its distribution
 * can be asked for and conditioned on, though no node of the diagram reads it.
 */
import type { CompiledDiagram } from "./compile.ts";
import type { Value } from "../../model/index.ts";
import { valuesEqual } from "../../model/index.ts";
import { positionIn } from "./conditions.ts";
import { readTable } from "./readTable.ts";

export function withUtilityVariable(
  compiled: CompiledDiagram,
  id: number,
): { readonly compiled: CompiledDiagram; readonly values: readonly Value[] } {
  const { diagram, parameters, maxEntries } = compiled;
  const terms = compiled.utilities.find((u) => u.node === id)?.terms ?? [];
  const node = diagram.node(id);
  const only = terms.length === 1 ? terms[0] : undefined;
  const variables = only?.variables ?? node.parents;
  const context = { diagram, parameters, maxEntries, shared: new Map<string, Float64Array>() };
  const payoffs = only?.values ?? readTable(context, node, "utility");
  const declared = node.domain?.kind === "finite" ? node.domain.values : undefined;
  const values: Value[] = declared === undefined ? distinct(payoffs) : [...declared];
  const table = new Float64Array(payoffs.length * values.length);
  for (const [row, x] of payoffs.entries())
    table[row * values.length + positionIn(node, values, x)] = 1;
  const chance = [...compiled.chance];
  chance[id] = { variable: id, variables: [...variables, id], values: table };
  const sizes = [...compiled.sizes];
  sizes[id] = values.length;
  return { compiled: { ...compiled, chance, sizes }, values };
}

function distinct(payoffs: Float64Array): number[] {
  const values: number[] = [];
  for (const x of payoffs.slice().sort()) {
    const last = values[values.length - 1];
    if (last === undefined || !valuesEqual(last, x)) values.push(x);
  }
  return values;
}
