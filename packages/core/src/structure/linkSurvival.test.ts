/** One more link, on diagrams drawn for what random ones seldom have. */
import { describe, expect, it } from "vitest";
import { Digraph } from "../graph/index.ts";
import { CHANCE, DECISION, Structure, UTILITY } from "../model/index.ts";
import { analyse, solubleWithLink, survivingLinks } from "./index.ts";

/** One agent; nodes are C, D or U. */
function drawn(kinds: string, arrows: readonly (readonly [number, number])[]): Structure {
  const codes = [...kinds].map((k) => (k === "C" ? CHANCE : k === "D" ? DECISION : UTILITY));
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
});
