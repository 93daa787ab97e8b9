/** In which order links go, and what is done about a circle. */
import { expect, it } from "vitest";
import { Digraph } from "../graph/index.ts";
import { CHANCE, DECISION, Structure, UTILITY } from "../model/index.ts";
import { analyse, minimalReduction } from "./index.ts";

/** Three decisions of one agent with a utility each (3, 4, 5); each sees a chance node (6, 7, 8) that says nothing. */
function three(more: readonly [number, number][]): Structure {
  const kinds = [...Array(3).fill(DECISION), ...Array(3).fill(UTILITY), ...Array(5).fill(CHANCE)];
  const edges = [0, 1, 2].flatMap((d): [number, number][] => [
    [d, d + 3],
    [d + 6, d],
  ]);
  return new Structure({
    graph: Digraph.fromEdges(kinds.length, [...edges, ...more]),
    kinds: Uint8Array.from(kinds as number[]),
    agentCount: 1,
    owners: (kinds as number[]).map((kind) => (kind === CHANCE ? [] : [0])),
  });
}

const decisionsInTurn = (structure: Structure): number[] => [
  ...new Set(minimalReduction(analyse(structure)).removed.map(({ link }) => link[1])),
];

it("links into the last decision go first, whatever the numbers of the decisions", () => {
  expect(
    decisionsInTurn(
      three([
        [2, 0],
        [0, 1],
      ]),
    ),
  ).toEqual([1, 0, 2]);
});

it("where the arrows go in a circle, no decision is last: all are reduced by number", () => {
  const circle: [number, number][] = [
    [9, 10],
    [10, 9],
  ];
  const structure = three(circle);
  expect(decisionsInTurn(structure)).toEqual([0, 1, 2]);
  expect(minimalReduction(analyse(structure)).graph.edges()).toEqual(
    expect.arrayContaining(circle),
  );
});
