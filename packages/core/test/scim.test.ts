/**
 * Every shipped model with numbers, as a structural causal influence model (functions and exogenous
 * noise; Everitt et al. 2021, Definition 4): projecting the noise out gives the diagram back, and
 * interventions in both are the truncated factorisation (Pearl 2009, 1.37). The noise of a variable
 * is one uniform draw, cut where any row of its table changes value.
 */
import { describe, expect, test } from "vitest";
import type { CompiledDiagram } from "../src/solve/index.ts";
import type { DiagramNode } from "../src/model/index.ts";
import { allVerdicts } from "../src/incentives/index.ts";
import { analyse } from "../src/structure/index.ts";
import { finiteDomain, InfluenceDiagram } from "../src/model/index.ts";
import { compileDiagram, query, uniformPolicy } from "../src/solve/index.ts";
import { catalogue } from "./catalogueFiles.ts";

/** Larger models are left out: the factorisation is summed over all assignments. */
const MOST_ASSIGNMENTS = 3000;
const EXACT = 1e-12;

interface Model {
  readonly name: string;
  readonly diagram: InfluenceDiagram;
  readonly compiled: CompiledDiagram;
}

function small(): Model[] {
  return catalogue().flatMap(({ slug: name, loaded: { diagram } }) => {
    if (diagram === undefined || !hasNumbers(diagram)) return [];
    const compiled = compileDiagram(diagram);
    const count = compiled.sizes.reduce((n, size) => n * size, 1);
    return count <= MOST_ASSIGNMENTS ? [{ name, diagram, compiled }] : [];
  });
}

function hasNumbers(diagram: InfluenceDiagram): boolean {
  return diagram.nodes.every(
    ({ mechanism, domain, kind }) =>
      mechanism.kind !== "unspecified" && (kind === "utility" || domain?.kind === "finite"),
  );
}

/** A position in a table, its first variable slowest. */
function at(
  variables: readonly number[],
  sizes: readonly number[],
  positions: readonly number[],
): number {
  return variables.reduce((index, v) => index * (sizes[v] ?? 1) + (positions[v] ?? 0), 0);
}

/** P(v | do(forced)) of every variable v, summing the product of all other factors; decisions uniform. */
function truncated(
  { diagram, sizes, chance }: CompiledDiagram,
  forced: number,
  value: number,
): readonly (readonly number[])[] {
  const result = sizes.map((size) => Array.from({ length: size }, () => 0));
  const positions: number[] = [];
  const factor = (): number => {
    let product = 1;
    for (const { id, kind } of diagram.nodes) {
      if (id === forced) continue;
      const table = chance[id];
      if (kind === "decision") product /= sizes[id] ?? 1;
      else if (table !== undefined)
        product *= table.values[at(table.variables, sizes, positions)] ?? 0;
    }
    return product;
  };
  const walk = (v: number): void => {
    if (v === sizes.length) {
      const weight = factor();
      for (const [id, row] of result.entries()) {
        const x = positions[id] ?? 0;
        row[x] = (row[x] ?? 0) + weight;
      }
      return;
    }
    for (let x = 0; x < (sizes[v] ?? 1); x++) {
      if (v === forced && x !== value) continue;
      positions[v] = x;
      walk(v + 1);
    }
  };
  walk(0);
  return result;
}

/** Functions and noise: each chance variable a function of its parents and a draw of its own. */
function structuralModel({ diagram, sizes, chance }: CompiledDiagram): {
  readonly model: InfluenceDiagram;
  readonly noise: ReadonlySet<number>;
} {
  const nodes: DiagramNode[] = [...diagram.nodes];
  const noise = new Set<number>();
  for (const node of diagram.nodes) {
    const table = chance[node.id];
    if (node.kind !== "chance" || table === undefined) continue;
    const size = sizes[node.id] ?? 1;
    const rows = table.values.length / size;
    const ends = Array.from({ length: rows }, (_, row) => {
      let sum = 0;
      return Array.from(
        { length: size },
        (_unused, x) => (sum += table.values[row * size + x] ?? 0),
      );
    });
    const cuts = [...new Set([0, 1, ...ends.flat().filter((p) => p > 0 && p < 1)])].sort(
      (a, b) => a - b,
    );
    const cells = cuts.slice(1).map((high, i) => high - (cuts[i] ?? 0));
    const draw = nodes.length;
    noise.add(draw);
    nodes.push({
      id: draw,
      name: `noise of ${node.name}`,
      kind: "chance",
      owners: [],
      domain: finiteDomain(cells.map((_, i) => i)),
      parents: [],
      mechanism: { kind: "table", stochastic: true, entries: Float64Array.from(cells) },
    });
    const values = Array.from({ length: rows * cells.length }, (_, i) => {
      const row = ends[Math.floor(i / cells.length)] ?? [];
      const middle = (cuts[i % cells.length] ?? 0) + (cells[i % cells.length] ?? 0) / 2;
      return Math.max(
        0,
        row.findIndex((end) => middle < end),
      );
    });
    nodes[node.id] = {
      ...node,
      parents: [...node.parents, draw],
      mechanism: { kind: "table", stochastic: false, entries: Float64Array.from(values) },
    };
  }
  const { header, agents, parameters } = diagram;
  return { model: InfluenceDiagram.of({ header, agents, parameters, nodes }), noise };
}

/** The diagram over what is not noise: a noise with one child leaves no arrow behind. */
function projected(model: InfluenceDiagram, noise: ReadonlySet<number>): InfluenceDiagram {
  for (const e of noise) expect(model.graph.children(e)).toHaveLength(1);
  const kept = model.nodes.filter(({ id }) => !noise.has(id));
  return InfluenceDiagram.of({
    agents: model.agents,
    nodes: kept.map((node) => ({
      ...node,
      parents: node.parents.filter((p) => !noise.has(p)),
      mechanism: node.kind === "decision" ? node.mechanism : { kind: "unspecified" },
    })),
  });
}

const MODELS = small();

describe("shipped models as structural causal influence models", () => {
  test("there are enough of them", () => {
    expect(MODELS.length).toBeGreaterThan(20);
  });

  test.each(MODELS)(
    "$name: without its noise it is the shipped diagram",
    ({ diagram, compiled }) => {
      const { model, noise } = structuralModel(compiled);
      const back = projected(model, noise);
      expect(back.graph.edges()).toEqual(diagram.graph.edges());
      expect(allVerdicts(analyse(back.structure))).toEqual(allVerdicts(analyse(diagram.structure)));
    },
  );

  test.each(MODELS)(
    "$name: interventions are the truncated factorisation",
    ({ diagram, compiled }) => {
      const { model } = structuralModel(compiled);
      const policy = uniformPolicy(diagram);
      const variables = diagram.nodes.filter(({ kind }) => kind !== "utility");
      for (const { id, name, domain } of variables) {
        if (domain?.kind !== "finite") continue;
        // The first and the last value of every variable, and what becomes of every other.
        for (const position of [0, domain.values.length - 1]) {
          const forced = { [name]: domain.values[position] ?? 0 };
          const factorised = truncated(compiled, id, position);
          for (const other of variables) {
            if (other.id === id) continue;
            const expected = factorised[other.id] ?? [];
            for (const source of [diagram, model]) {
              const found = query(source, { of: [other.id], do: forced, policy });
              if (found.kind === "impossible") throw new Error(`${name} cannot be forced`);
              for (const [x, p] of expected.entries())
                expect(Math.abs((found.probabilities[x] ?? -1) - p)).toBeLessThanOrEqual(EXACT);
            }
          }
        }
      }
    },
  );
});
