/**
 * Equilibria of random diagrams against the definitions: all profiles, all joint deviations. The
 * decision sets that subgame perfection speaks about come from the incentives layer, which finds
 * them by its own sweeps.
 */
import { describe, expect, it } from "vitest";
import { Random } from "../src/base/index.ts";
import { analyse, subgames } from "../src/structure/index.ts";
import type { InfluenceDiagram } from "../src/model/index.ts";
import type { DiagramEquilibria } from "../src/solve/index.ts";
import {
  compileDiagram,
  equilibria,
  fillFreeContexts,
  isMixedPolicy,
  policyRegret,
} from "../src/solve/index.ts";
import { allAssignments, allPolicies, policyCount } from "../src/testing/bruteForce.ts";
import {
  bruteForceNash,
  bruteForceSubgamePerfect,
  bruteForceUtilities,
  keyOf,
} from "../src/testing/bruteForceGames.ts";
import { randomNumericDiagram } from "../src/testing/randomNumericDiagram.ts";

/** More models than by default: CIDERY_RANDOM_MODELS=20000 npx vitest run … --testTimeout 0 */
const MODELS = Number(process.env["CIDERY_RANDOM_MODELS"] ?? 150);

function* smallGames(seed: number): Generator<InfluenceDiagram> {
  const random = Random.seeded(seed);
  for (let found = 0; found < MODELS; ) {
    const diagram = randomNumericDiagram(random, {
      nodes: 3 + random.below(4),
      decisions: 2 + random.below(2),
      agents: 2 + random.below(2),
      values: 3,
    });
    const { decisions } = diagram.structure;
    const work = policyCount(diagram, decisions) * allAssignments(diagram).length;
    if (work > 5_000) continue;
    found++;
    yield diagram;
  }
}

function listed(diagram: InfluenceDiagram, result: DiagramEquilibria): string[] {
  const { decisions } = diagram.structure;
  return result.equilibria
    .flatMap((one) => [...fillFreeContexts(diagram, one)])
    .map((policy) => keyOf(policy, decisions))
    .sort();
}

describe("pure equilibria of random diagrams", () => {
  it("are all Nash equilibria, found by enumeration, and their utilities", () => {
    for (const diagram of smallGames(1)) {
      const result = equilibria(diagram, { kind: "pure", limit: 100_000 });
      const { decisions } = diagram.structure;
      const expected = bruteForceNash(diagram).map((profile) => keyOf(profile, decisions));
      expect(listed(diagram, result)).toEqual(expected.sort());
      expect(result.count).toBe(expected.length);
      expect(result.completeness).toBe("all");
      const [first] = result.equilibria;
      if (first !== undefined) {
        for (const [agent, value] of bruteForceUtilities(diagram, first.policy).entries()) {
          expect(first.utilities[agent]).toBeCloseTo(value, 9);
        }
      }
    }
  });

  it("are all subgame-perfect equilibria", () => {
    for (const diagram of smallGames(2)) {
      const options = { kind: "subgame-perfect", randomise: "never", limit: 100_000 } as const;
      const result = equilibria(diagram, options);
      const { decisions } = diagram.structure;
      const { sets } = subgames(analyse(diagram.structure));
      const expected = bruteForceSubgamePerfect(diagram, sets);
      expect(listed(diagram, result)).toEqual(
        expected.map((profile) => keyOf(profile, decisions)).sort(),
      );
      expect(result.count).toBe(expected.length);
    }
  });
});

describe("lists of equilibria with randomisation", () => {
  it("have all pure ones, those that are counted and not listed filled in", () => {
    for (const diagram of smallGames(5)) {
      const result = equilibria(diagram, { kind: "mixed", limit: 100_000 });
      if (result.warnings.length > 0 || result.coverage.mayMiss === "any") continue;
      if (result.coverage.continuaPoints === "some") continue;
      const compiled = compileDiagram(diagram);
      const filled = result.equilibria.flatMap((one) => [...fillFreeContexts(diagram, one)]);
      expect(filled).toHaveLength(result.count);
      for (const policy of filled) expect(policyRegret(compiled, policy)).toBeLessThan(1e-9);
      const { decisions } = diagram.structure;
      const pure = filled.filter((policy) => !isMixedPolicy(policy));
      expect(pure.map((policy) => keyOf(policy, decisions)).sort()).toEqual(
        listed(diagram, equilibria(diagram, { kind: "pure", limit: 100_000 })),
      );
    }
  });
});

describe("regret", () => {
  it("of any rules is the best joint deviation's gain", () => {
    for (const diagram of smallGames(3)) {
      const compiled = compileDiagram(diagram);
      const random = Random.seeded(diagram.nodes.length);
      const { decisions } = diagram.structure;
      const rules = random.pick([...allPolicies(diagram, decisions)]);
      const current = bruteForceUtilities(diagram, rules);
      let worst = 0;
      for (const [agent, value] of current.entries()) {
        const own = diagram.structure.decisionsOf(agent);
        for (const deviation of allPolicies(diagram, own)) {
          const tried = bruteForceUtilities(diagram, new Map([...rules, ...deviation]));
          worst = Math.max(worst, (tried[agent] as number) - value);
        }
      }
      expect(policyRegret(compiled, rules)).toBeCloseTo(worst, 9);
    }
  });

  it("of everything returned with randomisation is 0, and something is returned", () => {
    for (const diagram of smallGames(4)) {
      for (const kind of ["behavioural", "subgame-perfect"] as const) {
        const result = equilibria(diagram, { kind, randomise: "always", limit: 20, all: false });
        for (const one of result.equilibria) {
          expect(one.regret).toBeLessThan(1e-7);
          const [agent, value] = [0, bruteForceUtilities(diagram, one.policy)[0] as number];
          expect(one.utilities[agent]).toBeCloseTo(value, 7);
        }
        const forgetful = result.warnings.length > 0;
        if (!forgetful) expect(result.equilibria.length).toBeGreaterThan(0);
      }
    }
  });
});
