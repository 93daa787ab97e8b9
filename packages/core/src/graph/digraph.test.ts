import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { stronglyConnectedComponents } from "./components.ts";
import { Digraph } from "./digraph.ts";
import { ancestors, descendants, findCycle, topologicalOrder } from "./order.ts";

function randomDigraph(random: Random, acyclic: boolean): Digraph {
  const size = 1 + random.below(8);
  const edges: [number, number][] = [];
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      if (a !== b && (!acyclic || a < b) && random.unit() < 0.25) edges.push([a, b]);
    }
  }
  return Digraph.fromEdges(size, edges);
}

const reaches = (graph: Digraph, from: number, to: number): boolean => {
  const seen = new Set([from]);
  for (const v of seen) for (const [a, b] of graph.edges()) if (a === v) seen.add(b);
  return seen.has(to);
};

describe("a digraph", () => {
  it("keeps parents in their given order and children ascending", () => {
    const graph = Digraph.fromParents([[], [], [1, 0], [2, 0]]);
    expect([...graph.parents(2)]).toEqual([1, 0]);
    expect([...graph.children(0)]).toEqual([2, 3]);
    expect(graph.hasEdge(2, 3)).toBe(true);
  });

  it("refuses parents that are not nodes and edges listed twice", () => {
    expect(() => Digraph.fromParents([[3]])).toThrow("parent 3 of node 0 is outside 0…0");
    expect(() => Digraph.fromParents([[], [-1]])).toThrow("parent -1 of node 1 is outside 0…1");
    expect(() => Digraph.fromParents([[], [2]])).toThrow("parent 2 of node 1 is outside 0…1");
    expect(() => Digraph.fromEdges(2, [[0, 2]])).toThrow("node 2 is outside 0…1");
    expect(() =>
      Digraph.fromEdges(2, [
        [0, 1],
        [0, 1],
      ]),
    ).toThrow(/0 → 1 is listed twice/);
  });

  it("adds and drops edges the same way fast and slow, leaving the original as it is", () => {
    const random = Random.seeded(1);
    for (let run = 0; run < 300; run++) {
      const graph = randomDigraph(random, true);
      const before = JSON.stringify(graph.edges());
      const from = random.below(graph.size);
      const to = random.below(graph.size);
      expect(graph.withEdge(from, to).edges()).toEqual(
        graph.withEdges({ add: [[from, to]] }).edges(),
      );
      const dropped = Uint8Array.from({ length: graph.edgeCount }, () => random.below(2));
      const kept = graph.edges().filter((_, slot) => dropped[slot] === 0);
      expect(graph.withoutSlots(dropped).edges()).toEqual(kept);
      expect(JSON.stringify(graph.edges())).toBe(before);
    }
  });

  it("knows ancestors, descendants, an order or a cycle, and its components", () => {
    const random = Random.seeded(2);
    for (let run = 0; run < 500; run++) {
      const graph = randomDigraph(random, run % 2 === 0);
      const nodes = Array.from({ length: graph.size }, (_, v) => v);
      for (const v of nodes) {
        const below = descendants(graph, [v]);
        const above = ancestors(graph, [v]);
        for (const w of nodes) {
          expect(below[w] === 1).toBe(reaches(graph, v, w));
          expect(above[w] === 1).toBe(reaches(graph, w, v));
        }
      }
      const order = topologicalOrder(graph);
      const cycle = findCycle(graph);
      expect(order === undefined).toBe(cycle !== undefined);
      order?.forEach((v, at) => {
        for (const p of graph.parents(v)) expect(order.indexOf(p)).toBeLessThan(at);
      });
      cycle?.forEach((v, i) => {
        expect(graph.hasEdge(v, cycle[(i + 1) % cycle.length] as number)).toBe(true);
      });
      const components = stronglyConnectedComponents(graph);
      expect(components.flat().sort((a, b) => a - b)).toEqual(nodes);
      const partOf = (v: number): number => components.findIndex((part) => part.includes(v));
      for (const [a, b] of graph.edges()) expect(partOf(b)).toBeLessThanOrEqual(partOf(a));
      for (const v of nodes) {
        for (const w of nodes) {
          const together = reaches(graph, v, w) && reaches(graph, w, v);
          expect(partOf(v) === partOf(w)).toBe(together);
        }
      }
    }
  });
});
