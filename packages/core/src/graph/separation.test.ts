import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import {
  allTrails,
  isActive,
  separatedByTrails,
  separatedInMoralGraph,
} from "../testing/naiveSeparation.ts";
import { Digraph } from "./digraph.ts";
import { dConnected, dSeparated, Separation, TOUCHED } from "./separation.ts";
import { activelyReached, activeTrail, directedPath } from "./trail.ts";

/** A random acyclic graph and a random split of some nodes into from, to and given. */
function randomQuestion(random: Random): {
  graph: Digraph;
  from: number[];
  to: number[];
  given: number[];
} {
  const size = 3 + random.below(5);
  const density = 0.2 + 0.5 * random.unit();
  const edges: [number, number][] = [];
  for (let b = 0; b < size; b++) {
    for (let a = 0; a < b; a++) if (random.unit() < density) edges.push([a, b]);
  }
  const order = random.shuffled(Array.from({ length: size }, (_, v) => v));
  const from = order.splice(0, 1 + random.below(2));
  const to = order.splice(0, 1);
  const given = order.splice(0, random.below(order.length + 1));
  return { graph: Digraph.fromEdges(size, edges), from, to, given };
}

describe("d-separation", () => {
  it("agrees with listing all trails, and with the moral graph, on 10,000 random graphs", () => {
    const random = Random.seeded(20260);
    for (let run = 0; run < 10_000; run++) {
      const { graph, from, to, given } = randomQuestion(random);
      const edges = graph.edges();
      const answer = dSeparated(graph, from, to, given);
      expect(answer, `run ${run}`).toBe(separatedByTrails(edges, from, to, given));
      expect(answer, `run ${run}`).toBe(separatedInMoralGraph(edges, from, to, given));
    }
  });

  it("gives a simple active trail exactly when there is one", () => {
    const random = Random.seeded(20261);
    for (let run = 0; run < 3_000; run++) {
      const { graph, from, to, given } = randomQuestion(random);
      const trail = activeTrail(graph, from, to, given);
      expect(trail === undefined, `run ${run}`).toBe(dSeparated(graph, from, to, given));
      if (trail === undefined) continue;
      expect(new Set(trail).size).toBe(trail.length);
      expect(from).toContain(trail[0]);
      expect(to).toContain(trail[trail.length - 1]);
      expect(isActive(graph.edges(), trail, given)).toBe(true);
    }
  });

  it("reaches from a node what listing all trails past some nodes reaches", () => {
    const random = Random.seeded(20263);
    for (let run = 0; run < 3_000; run++) {
      const { graph, from, given } = randomQuestion(random);
      const start = from[0] as number;
      const barred = Array.from({ length: graph.size }, () => random.unit() < 0.25);
      const reached = activelyReached(graph, start, given, (v) => barred[v] === true);
      const edges = graph.edges();
      for (let v = 0; v < graph.size; v++) {
        if (v === start || given.includes(v)) continue;
        const found = allTrails(edges, start, v).some(
          (trail) => isActive(edges, trail, given) && !trail.slice(1, -1).some((w) => barred[w]),
        );
        expect(reached[v] === 1, `run ${run}, ${start} … ${v}`).toBe(found);
      }
    }
  });

  it("touches a node of the conditioning set iff it is d-connected given the others", () => {
    const random = Random.seeded(20262);
    for (let run = 0; run < 3_000; run++) {
      const { graph, to, given } = randomQuestion(random);
      const flags = new Separation(graph).sweep(to, given);
      for (const x of given) {
        const others = given.filter((v) => v !== x);
        const touched = ((flags[x] as number) & TOUCHED) !== 0;
        expect(touched).toBe(!separatedByTrails(graph.edges(), [x], to, others));
      }
    }
  });

  it("finds back-door trails: those whose first step goes into the start", () => {
    const random = Random.seeded(20263);
    for (let run = 0; run < 2_000; run++) {
      const { graph, from, to, given } = randomQuestion(random);
      const x = from[0] as number;
      const edges = graph.edges();
      const expected = allTrails(edges, x, to[0] as number).some(
        (trail) => graph.hasEdge(trail[1] as number, x) && isActive(edges, trail, given),
      );
      const trail = activeTrail(graph, [x], to, given, { firstStep: "into" });
      expect(trail !== undefined, `run ${run}`).toBe(expected);
      if (trail) expect(isActive(edges, trail, given)).toBe(true);
    }
  });

  it("finds front-door trails, past nodes to be avoided and past other starts", () => {
    const random = Random.seeded(20265);
    for (let run = 0; run < 2_000; run++) {
      const { graph, from, to, given } = randomQuestion(random);
      const edges = graph.edges();
      const barred = Array.from({ length: graph.size }, () => random.unit() < 0.25);
      const way = random.pick(["into", "out-of", "any"] as const);
      const firstStep = way === "any" ? undefined : way;
      const expected = from.flatMap((x) =>
        allTrails(edges, x, to[0] as number).filter(
          (trail) =>
            (firstStep === undefined ||
              graph.hasEdge(x, trail[1] as number) === (firstStep === "out-of")) &&
            !trail.slice(1).some((v) => from.includes(v)) &&
            !trail.slice(1, -1).some((v) => barred[v]) &&
            isActive(edges, trail, given),
        ),
      );
      const trail = activeTrail(graph, from, to, given, {
        ...(firstStep !== undefined && { firstStep }),
        avoiding: (v) => barred[v] === true,
      });
      const shortest = Math.min(...expected.map(({ length }) => length));
      expect(trail?.length ?? Infinity, `run ${run}`).toBe(shortest);
      if (trail !== undefined) expect(expected).toContainEqual(trail);
    }
  });

  it("a node that is start and end is a trail, unless the first step is prescribed", () => {
    const graph = Digraph.fromEdges(2, [[0, 1]]);
    expect(activeTrail(graph, [0], [0, 1], [])).toEqual([0]);
    expect(activeTrail(graph, [0], [0, 1], [], { firstStep: "out-of" })).toEqual([0, 1]);
    expect(activeTrail(graph, [0], [0, 1], [], { firstStep: "into" })).toBeUndefined();
    expect([...activelyReached(graph, 0, [], () => false)]).toEqual([1, 1]);
  });

  it("is symmetric, and lists what it reaches", () => {
    const random = Random.seeded(20264);
    for (let run = 0; run < 500; run++) {
      const { graph, from, to, given } = randomQuestion(random);
      expect(dSeparated(graph, from, to, given)).toBe(dSeparated(graph, to, from, given));
      const reached = dConnected(graph, from, given);
      for (let v = 0; v < graph.size; v++) {
        if (given.includes(v) || from.includes(v)) continue;
        expect(reached.includes(v)).toBe(!dSeparated(graph, from, [v], given));
      }
    }
  });

  it("refuses sets that overlap", () => {
    const graph = Digraph.fromEdges(3, [[0, 1]]);
    expect(() => dSeparated(graph, [0], [1], [1])).toThrow(/node 1 stands in two/);
  });

  it("sweeps a chain of 100,000 nodes without recursion", () => {
    const size = 100_000;
    const offsets = Int32Array.from({ length: size + 1 }, (_, v) => Math.max(0, v - 1));
    const targets = Int32Array.from({ length: size - 1 }, (_, v) => v);
    const graph = Digraph.fromCompressedParents(offsets, targets);
    expect(dSeparated(graph, [0], [size - 1], [])).toBe(false);
    expect(dSeparated(graph, [0], [size - 1], [5])).toBe(true);
  });
});

describe("directed paths", () => {
  it("are shortest, and avoid what they should", () => {
    const graph = Digraph.fromEdges(5, [
      [0, 1],
      [1, 4],
      [0, 2],
      [2, 3],
      [3, 4],
    ]);
    expect(directedPath(graph, [0], [4])).toEqual([0, 1, 4]);
    expect(directedPath(graph, [0], [4], (v) => v === 1)).toEqual([0, 2, 3, 4]);
    expect(directedPath(graph, [4], [0])).toBeUndefined();
    expect(directedPath(graph, [2], [2])).toEqual([2]);
    expect(directedPath(graph, [3, 1, 1], [4])).toEqual([3, 4]);
    // A start may be left although it is to be avoided; an end may be met.
    expect(directedPath(graph, [0], [4], (v) => v !== 1)).toEqual([0, 1, 4]);
    expect(directedPath(graph, [0], [4], () => true)).toBeUndefined();
  });
});
