/** Answers of a part of the problem: their bounds against brute force, whatever the budget. */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../model/index.ts";
import { mechanismReader, valueRange } from "../model/index.ts";
import { allAssignments, bestPolicies, policyCount, ruleWeight } from "../testing/bruteForce.ts";
import { randomNumericDiagram } from "../testing/randomNumericDiagram.ts";
import { Random } from "../base/index.ts";
import { loadModel } from "../language/index.ts";
import { coarseSolution } from "./policies/coarseSolution.ts";
import { solveSingleAgent, uniformPolicy } from "./index.ts";

function read(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  return diagram;
}

function worth(diagram: InfluenceDiagram, rules: ReadonlyMap<number, Float64Array>): number {
  return allAssignments(diagram).reduce(
    (sum, a) => sum + a.weight * ruleWeight(diagram, rules, a.positions) * (a.utilities[0] ?? 0),
    0,
  );
}

/** One entry of a node's table at these positions of the variables. */
function entry(diagram: InfluenceDiagram, id: number, at: readonly number[], own: number): number {
  const reader = mechanismReader(diagram, id);
  const row = new Float64Array(reader.rowSize);
  reader.read(
    reader.node.parents.map((p) => at[p] as number),
    row,
  );
  return row[own] as number;
}

describe("a coarse solution", () => {
  it("has bounds around the optimum, and a policy that earns the lower one, for any budget", () => {
    const seen = { bounded: 0, whole: 0, tight: 0, all: 0 };
    for (let seed = 1; seed <= 400; seed++) {
      const random = Random.seeded(seed);
      const diagram = randomNumericDiagram(random, {
        nodes: 5,
        decisions: 1 + (seed % 3),
        values: 3,
        maxParents: 4,
      });
      if (policyCount(diagram, diagram.structure.decisions) > 300) continue;
      const { value: best } = bestPolicies(diagram, 0);
      for (const budget of [1, 2, 3, 6, 12, 40, 4096]) {
        const found = coarseSolution(diagram, 0, {}, budget);
        if (found === undefined) throw new Error("no answer");
        const where = `seed ${seed}, budget ${budget}`;
        const [low, high] = found.bounds;
        expect(low, where).toBeLessThanOrEqual(best + 1e-9);
        expect(high, where).toBeGreaterThanOrEqual(best - 1e-9);
        const earned = worth(diagram, found.policy as Map<number, Float64Array>);
        expect(earned, where).toBeGreaterThanOrEqual(low - 1e-9);
        const claimed = found.value.get(0);
        if (claimed === undefined) expect(found.coarse?.boundedOnly, where).not.toEqual([]);
        else expect(claimed, where).toBeCloseTo(earned, 9);
        const { ignored = [], boundedOnly = [] } = found.coarse ?? {};
        seen.all++;
        if (boundedOnly.length > 0) seen.bounded++;
        if (ignored.length + boundedOnly.length === 0) seen.whole++;
        if (high - low < 1e-9) seen.tight++;
      }
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(40);
  }, 60_000);

  it("ignores observations of one wide decision, and says which", () => {
    let blind = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const random = Random.seeded(seed);
      const names = Array.from({ length: 4 + random.below(3) }, (_, i) => `P${i}`);
      const some = (): string => names[random.below(names.length)] as string;
      const diagram = read(
        `${names.map((p) => `chance ${p} : bool ~ bernoulli(${random.below(8) / 8})`).join("\n")}
         decision D : 0..2 sees ${names.join(", ")}
         ${names.map((p) => `utility U${p} = if D == ${random.below(3)} and (${p} or ${some()}) then ${random.below(5) - 1} else ${random.below(3)}`).join("\n")}`,
      );
      // One decision that sees everything: what each action earns in each context, by listing them.
      const gains = Array.from({ length: 2 ** names.length }, (_, context) => {
        const seen = names.map((_name, i) => (context >> (names.length - 1 - i)) & 1);
        const weight = seen.reduce((w, v, i) => w * entry(diagram, i, seen, v), 1);
        return [0, 1, 2].map((action) =>
          diagram.structure.utilities.reduce(
            (sum, u) => sum + weight * entry(diagram, u, [...seen, action], 0),
            0,
          ),
        );
      });
      const best = gains.reduce((sum, row) => sum + Math.max(...row), 0);
      for (const budget of [3, 12, 24, 60, 1000]) {
        const found = coarseSolution(diagram, 0, {}, budget);
        if (found === undefined) throw new Error("no answer");
        const where = `seed ${seed}, budget ${budget}`;
        expect(found.bounds[0], where).toBeLessThanOrEqual(best + 1e-9);
        expect(found.bounds[1], where).toBeGreaterThanOrEqual(best - 1e-9);
        const [rule = new Float64Array()] = found.policy.values();
        const earned = gains.flat().reduce((sum, x, i) => sum + x * (rule[i] as number), 0);
        expect(earned, where).toBeGreaterThanOrEqual(found.bounds[0] - 1e-9);
        const ignored = found.coarse?.ignored.map(({ from }) => from) ?? [];
        for (const p of ignored) expect(found.policies[0]?.parents, where).not.toContain(p);
        if (ignored.length > 0) blind++;
        if (budget === 1000) expect(found.bounds[0], where).toBeCloseTo(best, 9);
      }
    }
    expect(blind).toBeGreaterThan(40);
  });

  it("takes the others as solving does", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = Random.seeded(seed);
      const diagram = randomNumericDiagram(random, { nodes: 5, decisions: 2, agents: 2 });
      if (!diagram.structure.decisions.some((d) => diagram.structure.ownerOf(d) === 0)) continue;
      const given = new Map(
        [...uniformPolicy(diagram)].filter(([d]) => diagram.structure.ownerOf(d) === 1 && seed % 2),
      );
      const whole = solveSingleAgent(diagram, 0, { policy: given });
      for (const budget of [1, 4, 64]) {
        const found = coarseSolution(diagram, 0, { policy: given }, budget);
        expect(found?.others.kind).toBe(whole.others.kind);
        expect(found?.others.policy).toEqual(whole.others.policy);
        expect(found?.bounds[0]).toBeLessThanOrEqual((whole.value.get(0) as number) + 1e-9);
        expect(found?.bounds[1]).toBeGreaterThanOrEqual((whole.value.get(0) as number) - 1e-9);
      }
      expect(coarseSolution(diagram, 0, { others: "best-reply" }, 64)).toBeUndefined();
    }
  });

  it("answers what twenty observations are worth without looking at a million rows", () => {
    const names = Array.from({ length: 20 }, (_, i) => `P${i}`);
    const diagram = read(
      `${names.map((p) => `chance ${p} : bool ~ bernoulli(0.5)`).join("\n")}
       decision D : bool sees ${names.join(", ")}
       utility U = if D == (P0 and P19) then 1 else 0
       utility V = if D == (${names.join(" and ")}) then 1 else 0`,
    );
    const found = coarseSolution(diagram, undefined, {}, 2 ** 13);
    expect(found?.bounds[0]).toBeCloseTo(1, 12);
    expect(found?.bounds[1]).toBeCloseTo(2, 12);
    expect(found?.coarse).toEqual({ ignored: [], boundedOnly: [diagram.idOf("V")] });
    expect(found?.policies[0]?.rows).toHaveLength(4);
    const stopped = solveSingleAgent(diagram, undefined, {
      signal: { aborted: true },
      mayBeCoarse: true,
    });
    expect(stopped.bounds).toEqual(found?.bounds);
    expect(stopped.stopped).toBe(true);
  });
});

/** A random formula over A, B (numbers), C (truth values) and p. */
function formula(random: Random, depth: number): string {
  if (depth === 0) return ["A", "B", "p", "0", "2.5", "-1", "1e3"][random.below(7)] as string;
  const x = (): string => formula(random, depth - 1);
  const q = (): string =>
    ["C", `${x()} < ${x()}`, `${x()} == ${x()}`, "C and A > 1", "not C", `C implies ${x()} >= 1`][
      random.below(6)
    ] as string;
  switch (random.below(12)) {
    case 0:
      return `(${x()} + ${x()})`;
    case 1:
      return `(${x()} - ${x()})`;
    case 2:
      return `(${x()} * ${x()})`;
    case 3:
      return `(${x()} / (1 + abs(${x()})))`;
    case 4:
      return `(if ${q()} then ${x()} else ${x()})`;
    case 5:
      return `min(${x()}, ${x()}, ${x()})`;
    case 6:
      return `max(${x()}, ${x()})`;
    case 7:
      return `clamp(${x()}, -3, 40)`;
    case 8:
      return `(let y = ${x()} in y * y - y)`;
    case 9:
      return `floor(${x()})`;
    case 10:
      return `-abs(${x()})`;
    default:
      return `(${x()} % 7)`;
  }
}

describe("the range of a formula", () => {
  it("holds all its values", () => {
    let narrow = 0;
    let asked = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const random = Random.seeded(seed);
      const text = `param p = 0.75
        chance A : -3..33 ~ uniform
        chance B : {0, 0.1, 7} ~ uniform
        chance C : bool ~ bernoulli(0.5)
        utility U = ${formula(random, 1 + random.below(4))} + 0 * A * B + (if C then 0 else 0)`;
      const { diagram } = loadModel(text);
      if (diagram === undefined) throw new Error(text);
      const node = diagram.node(diagram.idOf("U") as number);
      const [low, high] = valueRange(diagram, node, new Map([["p", 0.75]]));
      const reader = mechanismReader(diagram, node.id);
      const row = new Float64Array(1);
      const positions = node.parents.map(() => 0);
      let [least, most] = [Infinity, -Infinity];
      const visit = (i: number): void => {
        if (i === positions.length) {
          reader.read(positions, row);
          least = Math.min(least, row[0] as number);
          most = Math.max(most, row[0] as number);
          return;
        }
        for (let v = 0; v < (reader.parentSizes[i] as number); v++) {
          positions[i] = v;
          visit(i + 1);
        }
      };
      visit(0);
      expect(least, text).toBeGreaterThanOrEqual(low);
      expect(most, text).toBeLessThanOrEqual(high);
      asked++;
      if (high - low < Infinity) narrow++;
    }
    expect(narrow).toBeGreaterThan(asked / 2);
  });
});
