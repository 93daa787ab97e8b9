/**
 * Dense graphs, where a sweep meets every node many times over: separation against the moral graph of the
 * ancestors (Lauritzen et al. 1990), which shares nothing with it, and trails against their definition.
 */
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { isActive } from "../testing/naiveSeparation.ts";
import { Digraph } from "./digraph.ts";
import { type LabelSeed, sweepLabels } from "./labelSweep.ts";
import { dSeparated, OPENER, Separation, TOUCHED } from "./separation.ts";
import { activelyReached, activeTrail } from "./trail.ts";
import { turningTrail } from "./turningTrail.ts";

type Edge = readonly [number, number];

function randomEdges(random: Random, size: number, share: number): Edge[] {
  const order = random.shuffled(Array.from({ length: size }, (_, v) => v));
  return order.flatMap((b, i) =>
    order.slice(0, i).flatMap((a) => (random.unit() < share ? [[a, b] as const] : [])),
  );
}

function ancestorsOf(edges: readonly Edge[], nodes: readonly number[]): Set<number> {
  const found = new Set(nodes);
  for (const v of found) for (const [a, b] of edges) if (b === v) found.add(a);
  return found;
}

/** Are x and y apart in the moral graph of the ancestors, once z is taken out? */
function apartMorally(edges: readonly Edge[], x: number, y: number, z: readonly number[]): boolean {
  const kept = ancestorsOf(edges, [x, y, ...z]);
  const near = new Map([...kept].map((v) => [v, new Set<number>()]));
  const marry = (a: number, b: number): void => {
    near.get(a)?.add(b);
    near.get(b)?.add(a);
  };
  for (const v of kept) {
    const parents = edges.flatMap(([a, b]) => (b === v ? [a] : []));
    for (const p of parents) {
      marry(p, v);
      for (const q of parents) if (p !== q) marry(p, q);
    }
  }
  const reached = new Set([x]);
  for (const v of reached) for (const w of near.get(v) ?? []) if (!z.includes(w)) reached.add(w);
  return !reached.has(y);
}

describe("separation in dense graphs", () => {
  it("is that of the moral graph", () => {
    const random = Random.seeded(11);
    let apart = 0;
    for (let i = 0; i < 60; i++) {
      // Node 0 stands apart with two neighbours, so that whatever leads there by mistake is seen.
      const size = 18;
      const rest = randomEdges(random, size - 3, 0.5 + 0.5 * random.unit());
      const edges: Edge[] = [[1, 0], [0, 2], ...rest.map(([a, b]) => [a + 3, b + 3] as const)];
      const graph = Digraph.fromEdges(size, edges);
      for (let k = 0; k < 12; k++) {
        const [x, y, ...others] = random.shuffled(Array.from({ length: size }, (_, v) => v));
        if (x === undefined || y === undefined) continue;
        const z = others.slice(0, random.below(8));
        const expected = apartMorally(edges, x, y, z);
        expect(dSeparated(graph, [x], [y], z), JSON.stringify({ edges, x, y, z })).toBe(expected);
        if (expected) apart++;
      }
    }
    expect(apart).toBeGreaterThan(100);
  });

  it("opens exactly the conditioning set and its ancestors", () => {
    const random = Random.seeded(12);
    for (let i = 0; i < 60; i++) {
      const edges = randomEdges(random, 14, 0.9);
      const given = [random.below(14), random.below(14)];
      const flags = new Separation(Digraph.fromEdges(14, edges)).sweep([], given);
      const open = [...flags.keys()].filter((v) => ((flags[v] as number) & OPENER) !== 0);
      expect(open).toEqual([...ancestorsOf(edges, given)].sort((a, b) => a - b));
    }
  });

  it("does not touch a source that is given", () => {
    const graph = Digraph.fromEdges(2, [[0, 1]]);
    expect((new Separation(graph).sweep([0], [0])[0] as number) & TOUCHED).toBe(0);
  });
});

it("a sweep in which every state waits at once brings every label as one that starts with few", () => {
  const random = Random.seeded(13);
  for (let i = 0; i < 40; i++) {
    const edges = randomEdges(random, 5, 0.6);
    const graph = Digraph.fromEdges(5, edges);
    const seeds: LabelSeed[] = Array.from({ length: 5 }, (_, node) => [
      { node, from: "child" as const, bits: 1 << (2 * node) },
      { node, from: "parent" as const, bits: 2 << (2 * node) },
    ]).flat();
    const given = random.unit() < 0.5 ? [] : [random.below(5)];
    const all = sweepLabels(graph, seeds, given);
    const each = seeds.map((seed) => sweepLabels(graph, [seed], given));
    for (const side of ["fromChild", "fromParent"] as const)
      expect([...all[side]]).toEqual(
        [...graph.childOffsets.keys()]
          .slice(0, 5)
          .map((v) => each.reduce((bits, one) => bits | (one[side][v] as number), 0)),
      );
  }
});

it("what is actively reached is what some active trail leads to, colliders included", () => {
  const random = Random.seeded(14);
  for (let i = 0; i < 150; i++) {
    const edges = randomEdges(random, 7, 0.5);
    const graph = Digraph.fromEdges(7, edges);
    const [from = 0, ...others] = random.shuffled([0, 1, 2, 3, 4, 5, 6]);
    const given = others.slice(0, random.below(3));
    const shut = others.at(-1);
    const avoiding = (v: number): boolean => v === shut;
    const reached = activelyReached(graph, from, given, avoiding);
    for (const to of others) {
      const trail = activeTrail(
        graph,
        [from],
        [to],
        given.filter((v) => v !== to),
        { avoiding },
      );
      const ends = activeTrail(graph, [from], [to], given, { avoiding });
      expect(reached[to] === 1, JSON.stringify({ edges, from, to, given })).toBe(
        ends !== undefined,
      );
      if (trail !== undefined) expect(trail.at(-1)).toBe(to);
    }
  }
});

describe("trails that turn", () => {
  it("are of the shape that was asked for, also where the shortest walk is not a trail", () => {
    const random = Random.seeded(15);
    let found = 0;
    for (let i = 0; i < 1500; i++) {
      const size = 6 + random.below(3);
      const edges = randomEdges(random, size, 0.35);
      const graph = Digraph.fromEdges(size, edges);
      const [start = 0, to = 1, forbidden = 2, ...others] = random.shuffled(
        Array.from({ length: size }, (_, v) => v),
      );
      const given = others.slice(0, random.below(3));
      const turns = others.slice(0, 3);
      const firstStep = random.unit() < 0.5 ? "into" : "out-of";
      const answer = turningTrail(graph, {
        start,
        to: [to],
        given,
        firstStep,
        mayTurn: (v) => turns.includes(v),
        mayMeet: (v) => v !== forbidden,
      });
      if (answer.kind !== "trail") continue;
      found++;
      const { nodes } = answer;
      const said = JSON.stringify({ edges, start, to, given, turns, firstStep, nodes });
      const goesDown = nodes.slice(1).map((v, k) => graph.hasEdge(nodes[k] as number, v));
      const goesUp = nodes.slice(1).map((v, k) => graph.hasEdge(v, nodes[k] as number));
      expect([nodes[0], nodes.at(-1)], said).toEqual([start, to]);
      expect(new Set(nodes).size, said).toBe(nodes.length);
      expect(nodes, said).not.toContain(forbidden);
      expect(
        goesDown.every((down, k) => down || goesUp[k]),
        said,
      ).toBe(true);
      expect(goesDown[0], said).toBe(firstStep === "out-of");
      const turn = goesDown.findIndex((down) => down !== goesDown[0]);
      expect(turns, said).toContain(nodes[turn]);
      expect(
        isActive(
          edges,
          nodes,
          given.filter((v) => v !== start && v !== to),
        ),
        said,
      ).toBe(true);
    }
    expect(found).toBeGreaterThan(100);
  });

  it("lead to the nearest of several ends", () => {
    // 0 ← 1 → 2, and 1 → 3 → 4.
    const graph = Digraph.fromEdges(5, [
      [1, 0],
      [1, 2],
      [1, 3],
      [3, 4],
    ]);
    const question = { start: 0, given: [], firstStep: "into" as const };
    for (const to of [
      [2, 4],
      [4, 2],
    ])
      expect(turningTrail(graph, { ...question, to })).toEqual({ kind: "trail", nodes: [0, 1, 2] });
  });
});

it("edges to nodes that are not there are refused, or absent already", () => {
  const graph = Digraph.fromEdges(2, [[0, 1]]);
  expect(graph.withEdges({ remove: [[0, 7]] }).edges()).toEqual([[0, 1]]);
  expect(graph.withEdges({ remove: [[0, 7]] }).size).toBe(2);
  expect(() => graph.withEdges({ add: [[0, 7]] })).toThrow(RangeError);
  expect(() => graph.withEdges({ add: [[7, 0]] })).toThrow(RangeError);
});
