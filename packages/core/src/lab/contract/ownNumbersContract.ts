/**
 * The contract where agents act in the diagram itself: its numbers are the world, so that no arrow can
 * be missing; drawn ones of which the numbers make nothing are listed. `reference` is the diagram the
 * agents act in; a changed copy of it has to have the same arrows.
 */
import type { NodeId } from "../../graph/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { ArrowNames, ContractFault, DiagramContract } from "./report.ts";
import type { OwnNumbersTie } from "./worldTie.ts";
import { MechanismError, mechanismReader, parameterValues } from "../../model/index.ts";

/** Rows of a table that are looked at for one variable; larger ones are looked at in part, evenly. */
const MOST_ROWS = 200_000;

/** Cost: every row of every table, at the parameters' values and off them. */
export function ownNumbersContract(
  diagram: InfluenceDiagram,
  tie: OwnNumbersTie,
  reference: InfluenceDiagram = diagram,
): DiagramContract {
  const { abstracted = {} } = tie;
  const faults: ContractFault[] = [];
  const surplus: ArrowNames[] = [];
  let [arrows, looked] = [0, 0];
  for (const { name, parents } of diagram.nodes) {
    if (abstracted[name] !== undefined) continue;
    const own = reference.idOf(name);
    if (own === undefined) {
      const text = `${name} is not a variable of the model the agents act in`;
      faults.push({ kind: "feature", variable: name, text, missing: [] });
      continue;
    }
    arrows += parents.length;
    const used = usedParents(reference, own);
    looked = Math.max(looked, used.rows);
    const drawn = parents.map((p) => diagram.node(p).name);
    const missing = used.names.filter((one) => !drawn.includes(one));
    if (missing.length > 0)
      faults.push({
        kind: reference.node(own).kind === "decision" ? "shown" : "arrow",
        variable: name,
        text: `${name} also depends on ${missing.join(", ")}`,
        missing: missing.map((one) => [one, name]),
      });
    for (const one of drawn) if (!used.names.includes(one)) surplus.push([one, name]);
  }
  return {
    diagram: tie.diagram,
    method: "own numbers",
    faults,
    surplus,
    abstracted: Object.entries(abstracted).map(([variable, reason]) => ({ variable, reason })),
    arrows,
    looked,
  };
}

/** Parents that make a difference in some row, at the parameters' values or elsewhere in their ranges. */
function usedParents(
  diagram: InfluenceDiagram,
  id: NodeId,
): { readonly names: readonly string[]; readonly rows: number } {
  const { parents, kind, mechanism } = diagram.node(id);
  const names = parents.map((p) => diagram.node(p).name);
  // What a decision sees is what is drawn; a structure without numbers stands for all numbers.
  if (kind === "decision" || mechanism.kind === "unspecified") return { names, rows: 1 };
  const settings = [diagram.parameters.map(({ value }) => value), between(diagram)];
  const used = new Set<number>();
  let rows = 0;
  for (const values of settings) {
    const overrides = new Map(diagram.parameters.map(({ name }, i) => [name, values[i] ?? 0]));
    try {
      rows = Math.max(rows, markUsed(diagram, id, overrides, used));
    } catch (error) {
      if (!(error instanceof MechanismError)) throw error;
    }
  }
  return { names: names.filter((_, i) => used.has(i)), rows };
}

/** A point in the parameters' ranges that is special in no way. */
function between({ parameters }: InfluenceDiagram): number[] {
  return parameters.map(({ value, low, high }, i) =>
    low === undefined || high === undefined ? value : low + (high - low) * (0.31 + 0.07 * (i % 5)),
  );
}

function markUsed(
  diagram: InfluenceDiagram,
  id: NodeId,
  overrides: ReadonlyMap<string, number>,
  used: Set<number>,
): number {
  const reader = mechanismReader(diagram, id, parameterValues(diagram, overrides));
  const sizes = diagram.node(id).parents.map((p) => {
    const { domain } = diagram.node(p);
    return domain?.kind === "finite" ? domain.values.length : 1;
  });
  const rows = sizes.reduce((n, size) => n * size, 1);
  const stride = Math.max(1, Math.floor(rows / MOST_ROWS));
  const [here, there] = [new Float64Array(reader.rowSize), new Float64Array(reader.rowSize)];
  for (let row = 0; row < rows && used.size < sizes.length; row += stride) {
    const positions = positionsOf(sizes, row);
    reader.read(positions, here);
    for (const [i, size] of sizes.entries()) {
      if (used.has(i) || size < 2) continue;
      const other = positions.slice();
      other[i] = ((positions[i] ?? 0) + 1) % size;
      reader.read(other, there);
      if (here.some((p, k) => Math.abs(p - (there[k] ?? 0)) > 1e-9)) used.add(i);
    }
  }
  return rows;
}

function positionsOf(sizes: readonly number[], row: number): Int32Array {
  const positions = new Int32Array(sizes.length);
  let rest = row;
  for (let i = sizes.length - 1; i >= 0; i--) {
    const size = sizes[i] ?? 1;
    positions[i] = rest % size;
    rest = Math.floor(rest / size);
  }
  return positions;
}
