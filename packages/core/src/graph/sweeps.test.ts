/** The sweeps that carry labels, or remember their way, against listing all trails. */
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { allTrails, isActive, separatedByTrails } from "../testing/naiveSeparation.ts";
import { Digraph } from "./digraph.ts";
import { type LabelSeed, sweepLabels } from "./labelSweep.ts";
import {
  FROM_CHILD,
  FROM_PARENT,
  GIVEN,
  OPENER,
  opensTowardsParents,
  Separation,
  TOUCHED,
} from "./separation.ts";
import { SeparationTree } from "./separationTree.ts";

type Edge = readonly [number, number];

function randomGraph(random: Random): { size: number; edges: Edge[]; given: number[] } {
  const size = 3 + random.below(5);
  const edges: Edge[] = [];
  for (let b = 0; b < size; b++)
    for (let a = 0; a < b; a++) if (random.unit() < 0.4) edges.push([a, b]);
  const given = Array.from({ length: size }, (_, v) => v).filter(() => random.unit() < 0.3);
  return { size, edges, given };
}

/** The graph with one more node at one end of an arrow, and that node. */
const withParent = (edges: readonly Edge[], v: number, more: number): Edge[] => [
  ...edges,
  [more, v],
];
const withChild = (edges: readonly Edge[], v: number, more: number): Edge[] => [
  ...edges,
  [v, more],
];

describe("a sweep of labels", () => {
  it("brings each label where a trail from one of its seeds leads, and no other", () => {
    const random = Random.seeded(20270);
    for (let run = 0; run < 500; run++) {
      const { size, edges, given } = randomGraph(random);
      const seeds = Array.from(
        { length: 1 + random.below(5) },
        (): LabelSeed => ({
          node: random.below(size),
          from: random.pick(["child", "parent", "itself"] as const),
          // The last bit is the sign of a word.
          bits: random.pick([1, 2, 3, 1 << 30, 1 << 31]),
        }),
      );
      const graph = Digraph.fromEdges(size, edges);
      const { flags, fromChild, fromParent } = sweepLabels(graph, seeds, given);
      expect(flags).toEqual(new Separation(graph).sweep([], given));
      for (let v = 0; v < size; v++) {
        for (const bit of [1, 2, 1 << 30, 1 << 31]) {
          const brought = seeds.filter(({ bits }) => (bits & bit) !== 0);
          const [arrives, opens] = [
            (((fromChild[v] as number) | (fromParent[v] as number)) & bit) !== 0,
            (flags[v] as number) & (GIVEN | OPENER),
          ];
          // A seed "itself" is an end of the trail already; where it comes back to is not asked.
          if (!brought.some(({ from, node }) => from === "itself" && node === v)) {
            expect(arrives, `run ${run}, node ${v}`).toBe(
              brought.some((seed) => leads(edges, seed, v, given, size)),
            );
          }
          const toMechanism =
            ((fromChild[v] as number) & bit) !== 0 && (opens & GIVEN) === 0
              ? true
              : ((fromParent[v] as number) & bit) !== 0 && (opens & OPENER) !== 0;
          const mechanism = size + 1;
          if (brought.some(({ from, node }) => from === "itself" && node === v)) continue;
          expect(toMechanism, `run ${run}, mechanism of ${v}`).toBe(
            brought.some((seed) =>
              leads(withParent(edges, v, mechanism), seed, mechanism, given, size),
            ),
          );
        }
      }
    }
  });

  it("passes labels on through a ring that is used again and again", () => {
    // Each of many labels reaches the end of a chain on its own, later than the one before.
    const length = 40;
    const edges = Array.from({ length }, (_, i): Edge => [i, i + 1]);
    const graph = Digraph.fromEdges(length + 1, edges);
    const seeds = Array.from(
      { length: 32 },
      (_, i): LabelSeed => ({
        node: 31 - i,
        from: "parent",
        bits: 1 << i,
      }),
    );
    const { fromParent, fromChild } = sweepLabels(graph, seeds, []);
    expect(fromParent[length]).toBe(-1);
    expect(fromChild.some((bits) => bits !== 0)).toBe(false);
  });
});

/** Is there an active trail from where the seed begins to v? */
function leads(
  edges: readonly Edge[],
  { node, from }: LabelSeed,
  v: number,
  given: readonly number[],
  more: number,
): boolean {
  if (from === "itself") {
    return allTrails(edges, node, v).some((trail) => isActive(edges, trail, given));
  }
  const longer = from === "parent" ? withParent(edges, node, more) : withChild(edges, node, more);
  return !separatedByTrails(longer, [more], [v], given);
}

describe("a sweep that remembers its way", () => {
  it("reaches what any sweep reaches, and leads back along an active walk", () => {
    const random = Random.seeded(20271);
    let [led, back] = [0, 0];
    for (let run = 0; run < 500; run++) {
      const { size, edges, given } = randomGraph(random);
      const sources = [random.below(size), random.below(size)].filter((v) => !given.includes(v));
      const graph = Digraph.fromEdges(size, edges);
      const tree = new SeparationTree(graph, sources, given);
      expect(tree.flags, `run ${run}`).toEqual(new Separation(graph).sweep(sources, given));
      for (let v = 0; v < size; v++) {
        const walk: number[] = [];
        tree.walkTo(v, (node) => void walk.push(node));
        const flag = tree.flags[v] as number;
        if ((flag & TOUCHED) === 0) expect(walk).toEqual([]);
        else {
          led++;
          expect(walk[0]).toBe(v);
          expect(sources).toContain(walk.at(-1));
          expect(isWalk(edges, walk) && isActive(edges, walk, given), `run ${run}`).toBe(true);
          const [, next] = walk;
          // A child is preferred where both ends of v were reached.
          if (next !== undefined) expect(graph.hasEdge(v, next)).toBe((flag & FROM_CHILD) !== 0);
        }
        const toMechanism: number[] = [];
        tree.walkToMechanism(v, (node) => void toMechanism.push(node));
        const longer = withParent(edges, v, size);
        expect(toMechanism.length > 0, `run ${run}`).toBe(
          sources.some((s) => !separatedByTrails(longer, [s], [size], given)),
        );
        expect(toMechanism.length > 0).toBe(opensTowardsParents(flag));
        if (toMechanism.length === 0) continue;
        back++;
        expect(toMechanism[0]).toBe(v);
        expect(isWalk(edges, toMechanism)).toBe(true);
        expect(isActive(longer, [size, ...toMechanism], given), `run ${run}`).toBe(true);
      }
    }
    expect(led).toBeGreaterThan(700);
    expect(back).toBeGreaterThan(300);
    expect(FROM_PARENT).toBe(2);
  });
});

const isWalk = (edges: readonly Edge[], walk: readonly number[]): boolean =>
  walk.every(
    (v, i) =>
      i === 0 ||
      edges.some(([a, b]) => (a === v && b === walk[i - 1]) || (b === v && a === walk[i - 1])),
  );
