/** Which fork makes a trail signal: the first found need not be one. */
import { expect, it } from "vitest";
import { Digraph } from "../graph/index.ts";
import { CHANCE, DECISION, Structure, UTILITY } from "../model/index.ts";
import { analyse } from "../structure/index.ts";
import { judge } from "./run.ts";

it("of two back doors the shorter may have a fork that says nothing new", () => {
  // A's decision D is seen by B, who chooses O and is paid by K. K reaches D over R, but what K has to do with A's
  // utility goes over T, which D sees: only the cause P of both is a fork that signals.
  const [P, K, R, T, D, O, U, V] = [0, 1, 2, 3, 4, 5, 6, 7];
  const kinds = [CHANCE, CHANCE, CHANCE, CHANCE, DECISION, DECISION, UTILITY, UTILITY];
  const edges: [number, number][] = [
    [P, K],
    [P, T],
    [K, R],
    [R, D],
    [T, D],
    [D, O],
    [O, U],
    [T, U],
    [O, V],
    [K, V],
  ];
  const structure = new Structure({
    graph: Digraph.fromEdges(8, edges),
    kinds: Uint8Array.from(kinds),
    agentCount: 2,
    owners: [[], [], [], [], [0], [1], [0], [1]],
  });
  const analysis = analyse(structure);
  const verdict = judge(analysis, "reasoning-pattern", { decision: D, pattern: "signaling" });
  expect(verdict.kind).toBe("present");
  expect(verdict.witness).toMatchObject({
    kind: "parts",
    parts: [
      { kind: "directed-path", nodes: [D, O] },
      { kind: "directed-path", nodes: [O, U] },
      { kind: "trail", nodes: [D, T, P, K, V] },
      { kind: "trail", nodes: [P, T, U] },
    ],
  });
});
