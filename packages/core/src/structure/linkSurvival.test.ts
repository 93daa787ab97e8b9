/** One more link, on diagrams drawn for what random ones seldom have. */
import { describe, expect, it } from "vitest";
import { Digraph } from "../graph/index.ts";
import { CHANCE, DECISION, Structure, UTILITY } from "../model/index.ts";
import { analyse, minimalReduction, solubleWithLink, survivingLinks } from "./index.ts";

/** One agent; nodes are C, D or U. */
function drawn(kinds: string, arrows: readonly (readonly [number, number])[]): Structure {
  const codes = kinds.split("").map((k) => (k === "C" ? CHANCE : k === "D" ? DECISION : UTILITY));
  return new Structure({
    graph: Digraph.fromEdges(
      kinds.length,
      arrows.map(([a, b]): [number, number] => [a, b]),
    ),
    kinds: Uint8Array.from(codes),
    agentCount: 1,
    owners: codes.map((code) => (code === CHANCE ? [] : [0])),
  });
}

describe("a new link", () => {
  it("mends no circle that others go in, far down a long list of decisions", () => {
    // 1 and 3 decide at once what one utility joins; 5 has a utility of its own.
    const [joint, own, x] = [36, 37, 38];
    const arrows = [
      [1, joint],
      [3, joint],
      [5, own],
    ] as const;
    const circle = analyse(drawn(`${"D".repeat(36)}UUC`, arrows));
    const { decisions } = circle.structure;
    expect(solubleWithLink(circle, 5, decisions)[x]).toBe(0);
    // If 3 sees what 1 did, nobody goes in circles.
    const line = analyse(drawn(`${"D".repeat(36)}UUC`, [...arrows, [1, 3]]));
    expect(solubleWithLink(line, 5, decisions)[x]).toBe(1);
  });

  it("from what lies behind an observation alone is not certain to stay: it goes", () => {
    // The cause of the utility leads through 1, which the decision sees, to 2.
    const [cause, seen, behind, decision, other] = [0, 1, 2, 3, 4];
    const structure = drawn("CCCDDUU", [
      [cause, seen],
      [seen, behind],
      [seen, decision],
      [cause, 5],
      [decision, 5],
      [other, 6],
    ]);
    const analysis = analyse(structure);
    const stays = survivingLinks(analysis, decision, structure.decisions);
    expect([cause, seen, behind].map((v) => stays[v])).toEqual([1, 1, 0]);
  });

  it("lets the right ones go of more observations than a word has bits", () => {
    // The other decision sees y and 38 nodes that say nothing; y tells of x once the first decision sees x.
    const [first, y, x, other, utility] = [0, 1, 2, 41, 42];
    const noise = Array.from({ length: 38 }, (_, i) => i + 3);
    const structure = drawn(`DCC${"C".repeat(38)}DU`, [
      [first, y],
      [y, other],
      [x, utility],
      [other, utility],
      ...noise.map((v) => [v, other] as const),
    ]);
    const stays = survivingLinks(analyse(structure), first, structure.decisions);
    expect([x, ...noise].map((v) => stays[v])).toEqual([1, ...noise.map(() => 0)]);
    const seen = structure.withGraph(structure.graph.withEdge(x, first));
    const left = minimalReduction(analyse(seen)).graph;
    expect([left.hasEdge(x, first), left.hasEdge(y, other), left.hasEdge(3, other)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("keeps what the others see because of it, and what the decision sees beside it", () => {
    // Found among random diagrams: an observation of D that X takes from the list of requisite ones, or puts on it.
    const eight = structureOf(
      [0, 0, 0, 1, 1, 2, 0, 2],
      [[], [], [], [1], [0], [1], [], [0]],
      "0 1, 0 2, 1 3, 0 3, 2 4, 3 4, 2 5, 4 5, 3 6, 2 6, 4 7, 0 7",
    );
    const six = structureOf(
      [0, 0, 1, 1, 1, 2],
      [[], [], [0], [0], [0], [0]],
      "0 1, 1 2, 1 3, 0 3, 2 4, 3 4, 4 5, 0 5, 2 5",
    );
    const answers = [eight, six].map((structure) => {
      const { graph, decisions } = structure;
      const below = analyse(structure).below(3);
      const stays = survivingLinks(analyse(structure), 3, decisions);
      const expected = [...below].map((under, x) => {
        if (under === 1) return 0;
        const more = structure.withGraph(graph.withEdge(x, 3));
        return Number(minimalReduction(analyse(more)).graph.hasEdge(x, 3));
      });
      expect([...stays]).toEqual(expected);
      return expected.join("");
    });
    expect(answers).toEqual(["10000000", "111000"]);
  });
});

/** Kinds are 0 chance, 1 decision, 2 utility. */
function structureOf(kinds: readonly number[], owners: number[][], arrows: string): Structure {
  const edges = arrows.split(", ").map((arrow): [number, number] => {
    const [from = "", to = ""] = arrow.split(" ");
    return [Number(from), Number(to)];
  });
  const codes = kinds.map((kind) => [CHANCE, DECISION, UTILITY][kind] as number);
  return new Structure({
    graph: Digraph.fromEdges(kinds.length, edges),
    kinds: Uint8Array.from(codes),
    agentCount: 1 + Math.max(...owners.flat()),
    owners,
  });
}
