/** One equilibrium in sequence form, checked by the single-agent solver. */
import { describe, expect, it } from "vitest";
import type { DiagramNode } from "../../model/index.ts";
import type { ComponentGame } from "./componentGame.ts";
import type { Policy } from "../tables/policy.ts";
import { Random } from "../../base/index.ts";
import { finiteDomain, InfluenceDiagram } from "../../model/index.ts";
import { compileDiagram } from "../tables/compile.ts";
import { planWeights, pureByReplies } from "./bestReplies.ts";
import { componentGame } from "./componentGame.ts";
import { quotient } from "./fractions.ts";
import { playedStructure } from "./playedStructure.ts";
import { policyRegret } from "./policyRegret.ts";
import { rulesOf, sequenceGame } from "./sequenceGame.ts";
import { traceSequences } from "./sequenceTracing.ts";
import { wholeTerms } from "./wholeTerms.ts";

/** Each agent sees its own type; the first one acts twice when `twice`, remembering everything. */
function typedGame(
  random: Random,
  { types, actions, twice }: { types: number; actions: number; twice: boolean },
): InfluenceDiagram {
  const payoffs = (n: number): Float64Array =>
    Float64Array.from({ length: n }, () => random.below(21) - 10);
  const node = (
    id: number,
    name: string,
    rest: {
      kind: "chance" | "decision" | "utility";
      parents?: number[];
      owner?: number;
      size?: number;
    },
  ): DiagramNode => {
    const { kind, parents = [], owner, size } = rest;
    const entries =
      kind === "chance"
        ? new Float64Array(size ?? 1).fill(1 / (size ?? 1))
        : payoffs(parents.reduce((n, p) => n * (p < 2 ? types : actions), 1));
    return {
      id,
      name,
      kind,
      parents,
      owners: owner === undefined ? [] : [owner],
      ...(size === undefined
        ? {}
        : { domain: finiteDomain(Array.from({ length: size }, (_, i) => i)) }),
      mechanism:
        kind === "decision"
          ? ({ kind } as const)
          : ({ kind: "table", stochastic: kind === "chance", entries } as const),
    };
  };
  const own = twice ? [0, 1, 2, 3, 4] : [0, 1, 2, 3];
  const nodes = [
    node(0, "Ta", { kind: "chance", size: types }),
    node(1, "Tb", { kind: "chance", size: types }),
    node(2, "A", { kind: "decision", parents: [0], owner: 0, size: actions }),
    node(3, "B", { kind: "decision", parents: [1], owner: 1, size: actions }),
    ...(twice
      ? [node(4, "A2", { kind: "decision", parents: [0, 2, 3], owner: 0, size: actions })]
      : []),
    node(twice ? 5 : 4, "Ua", { kind: "utility", parents: own, owner: 0 }),
    node(twice ? 6 : 5, "Ub", { kind: "utility", parents: own, owner: 1 }),
  ];
  return InfluenceDiagram.of({ agents: [{ name: "a" }, { name: "b" }], nodes });
}

function played(diagram: InfluenceDiagram) {
  const compiled = compileDiagram(diagram);
  const structure = playedStructure(compiled);
  const game: ComponentGame = componentGame(compiled, structure, structure.decisions, new Map());
  const sequences = sequenceGame(game, wholeTerms(game));
  if (sequences === undefined) throw new Error("somebody forgets");
  const policyOf = (weights: readonly (readonly bigint[])[]): Policy =>
    new Map(
      rulesOf(game, sequences, weights, quotient).map((rule, i) => [
        game.decisions[i]?.node as number,
        rule,
      ]),
    );
  return { compiled, sequences, policyOf };
}

describe("tracing in sequence form", () => {
  it("ends in an equilibrium, with types, memory and ties", () => {
    const random = Random.seeded(31);
    for (let k = 0; k < 60; k++) {
      const diagram = typedGame(random, {
        types: 1 + random.below(3),
        actions: 2 + random.below(2),
        twice: k % 3 === 0,
      });
      const { compiled, sequences, policyOf } = played(diagram);
      const weights = traceSequences(sequences);
      expect(weights, `game ${k}`).toBeDefined();
      if (weights !== undefined)
        expect(policyRegret(compiled, policyOf(weights))).toBeLessThan(1e-12);
    }
  });

  it("solves a game whose joint rules cannot be listed", () => {
    const diagram = typedGame(Random.seeded(32), { types: 8, actions: 4, twice: false });
    const { compiled, sequences, policyOf } = played(diagram);
    const weights = traceSequences(sequences);
    if (weights === undefined) throw new Error("the path broke off");
    expect(policyRegret(compiled, policyOf(weights))).toBeLessThan(1e-12);
  });
});

describe("replying in turn", () => {
  it("rests in pure equilibria only", () => {
    const random = Random.seeded(33);
    let found = 0;
    for (let k = 0; k < 60; k++) {
      const diagram = typedGame(random, { types: 2, actions: 2, twice: k % 2 === 0 });
      const { compiled, sequences, policyOf } = played(diagram);
      const plans = pureByReplies(sequences);
      if (plans === undefined) continue;
      found++;
      const weights = sequences.agents.map((agent, a) =>
        planWeights(agent, plans[a] as Int32Array),
      );
      expect(policyRegret(compiled, policyOf(weights))).toBeLessThan(1e-12);
    }
    expect(found).toBeGreaterThan(20);
  });
});
