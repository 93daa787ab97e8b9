import { loadModel } from "@cidery/core";
import { expect, it } from "vitest";
import { agentTitle, arrowsByTitle, nodeTitle, pathByTitle, quantityTitle } from "./titles.ts";

const diagram = loadModel(`agent a "the agent that acts"
for t in 1..2 { chance S[t] "state" : bool ~ bernoulli(0.5) }
chance X "seen" : bool from S[1] ~ bernoulli(if S[1] then 0.9 else 0.1)
decision D : bool by a sees X
utility U for a from D, S[2] = if D == S[2] then 1 else 0
`).diagram!;

it("nodes and agents that come by name are called as on the diagram", () => {
  expect(["X", "S[2]", "D", "gone"].map((name) => nodeTitle(diagram, name))).toEqual([
    "seen",
    "state [2]",
    "D",
    "gone",
  ]);
  expect(agentTitle(diagram, "a")).toBe("the agent that acts");
});

it("a stated probability names its nodes so, too; a parameter keeps its name", () => {
  expect(quantityTitle(diagram, "P(X = true | S[1] = false)")).toBe(
    "P(seen = true | state [1] = false)",
  );
  expect(quantityTitle(diagram, "X")).toBe("X");
});

it("nodes that would be called the same have their names behind", () => {
  const { diagram: twins } = loadModel('chance A "coin"\nchance B "coin"\nchance C "A"\n');
  expect(["A", "B", "C"].map((name) => nodeTitle(twins, name))).toEqual([
    "coin (A)",
    "coin (B)",
    "A",
  ]);
});

it("arrows and paths, which are written with names, too", () => {
  const [s, x, d] = ["S[1]", "X", "D"].map((name) => diagram.idOf(name) ?? -1) as [
    number,
    number,
    number,
  ];
  expect(
    arrowsByTitle(diagram, "Cut S[1] → X and X → D.", [
      [s, x],
      [x, d],
    ]),
  ).toBe("Cut state [1] → seen and seen → D.");
  expect(pathByTitle(diagram, "its rule S[1] → X → D → U")).toBe(
    "its rule state [1] → seen → D → U",
  );
});
