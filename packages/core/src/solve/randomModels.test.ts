/** Agreement with brute force on random small diagrams, zero probabilities and ties included. */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../model/index.ts";
import {
  allAssignments,
  bestPolicies,
  counterfactualByNoise,
  policyCount,
  ruleWeight,
} from "../testing/bruteForce.ts";
import { randomNumericDiagram } from "../testing/randomNumericDiagram.ts";
import { Random } from "../base/index.ts";
import {
  conditionalUtility,
  incentiveMeter,
  query,
  solveSingleAgent,
  uniformPolicy,
  valueOfControl,
  valueOfInformation,
  would,
} from "./index.ts";

const MINUTES = 120_000;

/** Fails with the seed in the message, so that a case can be replayed. */
function forSeeds(count: number, run: (random: Random) => void): void {
  for (let seed = 1; seed <= count; seed++) {
    try {
      run(Random.seeded(seed));
    } catch (error) {
      throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
    }
  }
}

function size(diagram: InfluenceDiagram, id: number): number {
  const { domain } = diagram.node(id);
  return domain?.kind === "finite" ? domain.values.length : 1;
}

/** A random mixed policy. */
function randomPolicy(random: Random, diagram: InfluenceDiagram): Map<number, Float64Array> {
  return new Map(
    [...uniformPolicy(diagram)].map(([d, rule]) => {
      const mixed = rule.slice();
      const actions = size(diagram, d);
      for (let start = 0; start < rule.length; start += actions)
        if (random.unit() < 0.5) {
          mixed.fill(0, start, start + actions);
          mixed[start + random.below(actions)] = 1;
        }
      return [d, mixed];
    }),
  );
}

function pickPositions(
  random: Random,
  diagram: InfluenceDiagram,
  count: number,
): Map<number, number> {
  const ids = diagram.nodes.filter((n) => n.kind !== "utility").map((n) => n.id);
  return new Map(
    random
      .shuffled(ids)
      .slice(0, count)
      .map((id) => [id, random.below(size(diagram, id))]),
  );
}

const lists = (m: ReadonlyMap<number, number>): Map<number, number[]> =>
  new Map([...m].map(([id, p]) => [id, [p]]));
const forces = (m: ReadonlyMap<number, number>) =>
  new Map([...m].map(([id, position]) => [id, { kind: "value", position } as const]));

describe("queries agree with the sum over all assignments", () => {
  it(
    "joint posteriors and expected utilities with evidence and interventions (8,000 models)",
    () => {
      let impossible = 0;
      forSeeds(8000, (random) => {
        const diagram = randomNumericDiagram(random, {
          nodes: 3 + random.below(4),
          decisions: random.below(3),
          agents: 1 + random.below(2),
          values: 3,
        });
        const policy = randomPolicy(random, diagram);
        const given = pickPositions(random, diagram, random.below(3));
        const forced = pickPositions(random, diagram, random.below(2));
        const variables = diagram.nodes.filter((n) => n.kind !== "utility").map((n) => n.id);
        const of = random.shuffled(variables).slice(0, 1 + random.below(2));
        const sizes = of.map((v) => size(diagram, v));
        const expected = new Float64Array(sizes.reduce((n, s) => n * s, 1));
        let below = 0;
        let utility = 0;
        for (const a of allAssignments(diagram, forced)) {
          if ([...given].some(([id, p]) => a.positions[id] !== p)) continue;
          const weight = a.weight * ruleWeight(diagram, policy, a.positions, forced);
          below += weight;
          utility += weight * (a.utilities[0] as number);
          const at = of.reduce(
            (n, v, i) => n * (sizes[i] as number) + (a.positions[v] as number),
            0,
          );
          expected[at] = (expected[at] as number) + weight;
        }
        const request = { given: lists(given), do: forces(forced), policy };
        const got = query(diagram, { of, ...request });
        const worth = conditionalUtility(diagram, { agent: 0, ...request });
        if (below === 0) {
          impossible++;
          expect(got.kind).toBe("impossible");
          expect(worth.kind).toBe("impossible");
          return;
        }
        if (got.kind === "impossible" || worth.kind === "impossible")
          throw new Error("possible, but answered impossible");
        expect(got.evidence).toBeCloseTo(below, 12);
        for (const [i, p] of got.probabilities.entries())
          expect(p).toBeCloseTo((expected[i] as number) / below, 10);
        expect(worth.value).toBeCloseTo(utility / below, 9);
      });
      expect(impossible).toBeGreaterThan(200);
    },
    MINUTES,
  );
});

describe("optimal policies agree with the enumeration of all policies", () => {
  it(
    "value, proof and number of optimal policies (7,310 of 8,000 models: those with few policies)",
    () => {
      let soluble = 0;
      let insoluble = 0;
      forSeeds(8000, (random) => {
        const diagram = randomNumericDiagram(random, {
          nodes: 3 + random.below(4),
          decisions: 1 + random.below(3),
          values: random.below(4) === 0 ? 3 : 2,
        });
        if (policyCount(diagram, diagram.structure.decisions) > 300) return;
        const best = bestPolicies(diagram, 0);
        const solution = solveSingleAgent(diagram);
        expect(solution.value.get(0)).toBeCloseTo(best.value, 9);
        expect(solution.optimal).toBe(true);
        expect(solution.countOptimal).toBe(best.count);
        if (solution.soluble) soluble++;
        else insoluble++;
      });
      expect(soluble).toBeGreaterThan(5000);
      expect(insoluble).toBeGreaterThan(300);
    },
    MINUTES,
  );
});

describe("worth agrees with solving the edited diagram by enumeration", () => {
  it(
    "value of information and of control (3,000 models)",
    () => {
      forSeeds(3000, (random) => {
        const diagram = randomNumericDiagram(random, {
          nodes: 3 + random.below(3),
          decisions: 1 + random.below(2),
          maxParents: 1,
        });
        const { structure } = diagram;
        const decision = random.pick(structure.decisions);
        const chance = diagram.nodes.filter((n) => n.kind === "chance");
        if (chance.length === 0) return;
        const node = random.pick(chance);
        const best = (edited: InfluenceDiagram): number => bestPolicies(edited, 0).value;
        const before = best(diagram);
        const controlled = diagram.with({
          nodes: diagram.nodes.map((n) =>
            n.id === node.id
              ? { ...n, kind: "decision", owners: [0], mechanism: { kind: "decision" } }
              : n,
          ),
        });
        if (policyCount(controlled, controlled.structure.decisions) <= 256)
          expect(valueOfControl(diagram, node.id).value).toBeCloseTo(best(controlled) - before, 9);
        if (node.id > decision) return;
        const edit = (sees: boolean): InfluenceDiagram =>
          diagram.with({
            nodes: diagram.nodes.map((n) => {
              if (n.id !== decision) return n;
              const others = n.parents.filter((p) => p !== node.id);
              return { ...n, parents: sees ? [...others, node.id] : others };
            }),
          });
        const [without, seeing] = [best(edit(false)), best(edit(true))];
        const worth = valueOfInformation(diagram, decision, node.id);
        expect(worth.value).toBeCloseTo(seeing - without, 9);
        expect(worth.value).toBeGreaterThanOrEqual(0);
        expect(worth.exact).toBe(true);
      });
    },
    MINUTES,
  );

  it(
    "the incentive meter is 0 for what no decision reaches (500 models)",
    () => {
      forSeeds(500, (random) => {
        const diagram = randomNumericDiagram(random, { nodes: 5, decisions: 1 });
        const decision = diagram.structure.decisions[0] as number;
        for (const node of diagram.nodes) {
          if (node.kind !== "chance") continue;
          const meter = incentiveMeter(diagram, { decision }, node.id);
          expect(Number.isFinite(meter.value)).toBe(true);
          if (node.id < decision) expect(meter.value).toBe(0);
        }
      });
    },
    MINUTES,
  );
});

describe("counterfactuals agree with the enumeration of the noise", () => {
  it(
    "one independent noise per parent configuration (5,000 models)",
    () => {
      let exact = 0;
      let assumed = 0;
      forSeeds(5000, (random) => {
        const diagram = randomNumericDiagram(random, {
          nodes: 3 + random.below(2),
          decisions: random.below(2),
          deterministic: 0.5,
        });
        const policy = randomPolicy(random, diagram);
        const forced = pickPositions(random, diagram, 1);
        const given = pickPositions(random, diagram, 1 + random.below(2));
        const event = pickPositions(random, diagram, 1);
        const expected = counterfactualByNoise(diagram, policy, forced, given, event);
        const got = would(diagram, {
          event: lists(event),
          given: lists(given),
          do: forces(forced),
          policy,
        });
        if (expected === undefined) {
          expect(got.kind).toBe("impossible");
          return;
        }
        if (got.kind === "impossible") throw new Error("possible, but answered impossible");
        expect(got.value).toBeCloseTo(expected, 10);
        if (got.assumed.length === 0) exact++;
        else {
          assumed++;
          const [low, high] = got.bounds ?? [Number.NaN, Number.NaN];
          expect(low).toBeLessThanOrEqual(expected + 1e-12);
          expect(high).toBeGreaterThanOrEqual(expected - 1e-12);
        }
      });
      expect(exact).toBeGreaterThan(1000);
      expect(assumed).toBeGreaterThan(300);
    },
    MINUTES,
  );
});
