/**
 * Small random influence diagrams with numbers, for comparison with brute force. Tables are
 * multiples of 1/8 and utilities small integers, so that ties are frequent and exact; some rows
 * are deterministic and some values never occur, so that contexts of probability zero are common.
 */
import type { Random } from "../base/index.ts";
import type { DiagramNode, NodeKind } from "../model/index.ts";
import { finiteDomain, InfluenceDiagram } from "../model/index.ts";

export interface RandomNumericOptions {
  readonly nodes: number;
  readonly decisions: number;
  readonly agents?: number;
  /** Most values of a variable; 2 unless told. */
  readonly values?: number;
  readonly maxParents?: number;
  /** Probability that a chance node is deterministic. */
  readonly deterministic?: number;
}

export function randomNumericDiagram(
  random: Random,
  options: RandomNumericOptions,
): InfluenceDiagram {
  const { nodes: count, decisions, agents = 1, values = 2, maxParents = 2 } = options;
  const kinds = random.shuffled(
    Array.from({ length: count }, (_, i): NodeKind => (i < decisions ? "decision" : "chance")),
  );
  const utilityCount = agents + random.below(2);
  const nodes: DiagramNode[] = [];
  const sizes: number[] = [];
  for (const [id, kind] of kinds.entries()) {
    const size = 2 + random.below(values - 1);
    sizes.push(size);
    const domain = finiteDomain(Array.from({ length: size }, (_, v) => v));
    const parents = pickParents(random, id, maxParents);
    const rows = parents.reduce((n, p) => n * (sizes[p] as number), 1);
    const common = { id, parents, domain };
    if (kind === "decision") {
      const mechanism = { kind: "decision" } as const;
      nodes.push({ ...common, name: `D${id}`, kind, owners: [random.below(agents)], mechanism });
      continue;
    }
    const certain = random.unit() < (options.deterministic ?? 0.3);
    const entries = Array.from({ length: rows }, () => randomRow(random, size, certain)).flat();
    const mechanism = {
      kind: "table",
      stochastic: true,
      entries: Float64Array.from(entries),
    } as const;
    nodes.push({ ...common, name: `X${id}`, kind, owners: [], mechanism });
  }
  for (let u = 0; u < utilityCount; u++) {
    const id = nodes.length;
    const parents = pickParents(random, count, maxParents + 1);
    const rows = parents.reduce((n, p) => n * (sizes[p] as number), 1);
    const entries = Float64Array.from({ length: rows }, () => random.below(9) - 4);
    const owners = [u < agents ? u : random.below(agents)];
    const mechanism = { kind: "table", stochastic: false, entries } as const;
    nodes.push({ id, name: `U${id}`, kind: "utility", owners, parents, mechanism });
  }
  return InfluenceDiagram.of({
    agents: Array.from({ length: agents }, (_, i) => ({ name: `agent${i}` })),
    nodes,
  });
}

function pickParents(random: Random, before: number, most: number): number[] {
  const candidates = random.shuffled(Array.from({ length: before }, (_, i) => i));
  return candidates.slice(0, random.below(Math.min(most, before) + 1));
}

/** Eighths, sometimes with zeros; or one certain value. */
function randomRow(random: Random, size: number, certain: boolean): number[] {
  const row = Array.from({ length: size }, () => 0);
  if (certain) {
    row[random.below(size)] = 1;
    return row;
  }
  for (let k = 0; k < 8; k++) {
    const at = random.below(size);
    row[at] = (row[at] as number) + 1 / 8;
  }
  return row;
}
