/**
 * Interventions on a compiled diagram: the node's table is replaced, everything else stays. Hard
 * and soft interventions on decisions replace their rule (a post-policy intervention); other
 * decisions keep theirs, whatever they are.
 */
import type { CompiledDiagram } from "./compile.ts";
import type { Intervention } from "./conditions.ts";
import type { ChanceTable } from "./decisionProblem.ts";
import type { Policy } from "./policy.ts";
import { widenRule } from "./policy.ts";
import { SolveError } from "./solveError.ts";

/** @throws SolveError `impossible-intervention` naming the node and what is wrong */
export function intervene(
  compiled: CompiledDiagram,
  interventions: ReadonlyMap<number, Intervention>,
): CompiledDiagram {
  if (interventions.size === 0) return compiled;
  const chance = [...compiled.chance];
  let { utilities } = compiled;
  for (const [id, intervention] of interventions) {
    const node = compiled.diagram.node(id);
    if (intervention.kind !== "utility") chance[id] = forcedTable(compiled, id, intervention);
    else if (node.kind !== "utility" || chance[id] !== undefined)
      throw impossible(node.name, "only a utility that nothing reads can be set to a number");
    if (node.kind === "utility") {
      const terms = [forcedUtility(compiled, id, intervention)];
      utilities = utilities.map((u) => (u.node === id ? { ...u, terms } : u));
    }
  }
  return { ...compiled, chance, utilities };
}

/** The rules of decisions that were set, over all their parents as the diagram lists them. */
export function setRules({ diagram, sizes, chance }: CompiledDiagram): Policy {
  const rules = new Map<number, Float64Array>();
  for (const d of diagram.structure.decisions) {
    const table = chance[d];
    if (table === undefined) continue;
    const { parents } = diagram.node(d);
    const seen = table.variables.slice(0, -1);
    rules.set(d, widenRule(sizes, parents, seen, table.values, sizes[d] as number));
  }
  return rules;
}

function forcedTable(
  compiled: CompiledDiagram,
  id: number,
  intervention: Exclude<Intervention, { kind: "utility" }>,
): ChanceTable {
  const node = compiled.diagram.node(id);
  const size = compiled.sizes[id] as number;
  if (intervention.kind === "value") {
    const { position } = intervention;
    if (!(Number.isInteger(position) && position >= 0 && position < size))
      throw impossible(node.name, `it has ${size} values, so no position ${position}`);
    const values = new Float64Array(size);
    values[position] = 1;
    return { variable: id, variables: [id], values };
  }
  const isTable = intervention.kind === "table";
  const values = isTable ? intervention.entries : Float64Array.from(intervention.weights);
  const variables = isTable ? [...node.parents, id] : [id];
  const expected = variables.reduce((n, v) => n * (compiled.sizes[v] as number), 1);
  if (values.length !== expected)
    throw impossible(node.name, `${values.length} numbers are given, ${expected} are needed`);
  for (let start = 0; start < values.length; start += size) {
    let sum = 0;
    for (let j = 0; j < size; j++) {
      const share = values[start + j] as number;
      sum += share >= 0 ? share : Number.NaN;
    }
    if (!(Math.abs(sum - 1) <= 1e-9))
      throw impossible(node.name, `row ${start / size + 1} sums to ${sum}, not to 1`);
  }
  return { variable: id, variables, values };
}

/** What the utility pays once it is forced. */
function forcedUtility(compiled: CompiledDiagram, id: number, intervention: Intervention) {
  const node = compiled.diagram.node(id);
  if (intervention.kind === "utility")
    return { variables: [], values: Float64Array.of(intervention.value) };
  const values = node.domain?.kind === "finite" ? node.domain.values : [];
  return { variables: [id], values: Float64Array.from(values, Number) };
}

function impossible(name: string, why: string): SolveError {
  return new SolveError(
    "impossible-intervention",
    `${name} cannot be forced like that: ${why}`,
    "force a value of its domain, or give a distribution over it",
  );
}
