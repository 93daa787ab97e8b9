/** The meter against enumeration of all assignments and all policies. */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../../model/index.ts";
import { mechanismReader } from "../../model/index.ts";
import type { Rules } from "../../testing/bruteForce.ts";
import {
  allAssignments,
  allPolicies,
  bestPolicies,
  policyCount,
  ruleWeight,
} from "../../testing/bruteForce.ts";
import { randomNumericDiagram } from "../../testing/randomNumericDiagram.ts";
import { Random } from "../../base/index.ts";
import { loadModel } from "../../language/index.ts";
import { incentiveMeter, SolveError, uniformPolicy } from "../index.ts";

function model(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("; "));
  return diagram;
}

/** Variables strictly below, by walking the arrows. */
function below(diagram: InfluenceDiagram, from: number): Set<number> {
  const found = new Set<number>();
  for (const { id, parents } of diagram.nodes)
    if (parents.some((p) => p === from || found.has(p))) found.add(id);
  return found;
}

function untouched(diagram: InfluenceDiagram, x: number, sources: readonly number[]): number[] {
  const reached = sources.map((d) => below(diagram, d));
  return diagram
    .node(x)
    .parents.filter((p) => !sources.includes(p) && reached.every((set) => !set.has(p)));
}

function domainSize(diagram: InfluenceDiagram, v: number): number {
  const { domain } = diagram.node(v);
  return domain?.kind === "finite" ? domain.values.length : 1;
}

/** P(X | given) by weight of assignments; undefined rows where the rules never go. */
function forcedTable(
  diagram: InfluenceDiagram,
  x: number,
  given: readonly number[],
  rules: Rules,
): (number | undefined)[] {
  const size = domainSize(diagram, x);
  const rows = given.reduce((n, p) => n * domainSize(diagram, p), 1);
  const mass = new Float64Array(rows * size);
  for (const a of allAssignments(diagram)) {
    const row = given.reduce((r, p) => r * domainSize(diagram, p) + (a.positions[p] as number), 0);
    const at = row * size + (a.positions[x] as number);
    mass[at] = (mass[at] as number) + a.weight * ruleWeight(diagram, rules, a.positions);
  }
  return Array.from(mass, (m, i) => {
    const start = i - (i % size);
    const total = mass.subarray(start, start + size).reduce((sum, p) => sum + p, 0);
    return total > 0 ? m / total : undefined;
  });
}

function withTable(
  diagram: InfluenceDiagram,
  x: number,
  parents: readonly number[],
  entries: Float64Array,
): InfluenceDiagram {
  const mechanism = { kind: "table", stochastic: true, entries } as const;
  return diagram.with({
    nodes: diagram.nodes.map((node) => (node.id === x ? { ...node, parents, mechanism } : node)),
  });
}

/** The same model with a table for every mechanism. */
function tabulated(diagram: InfluenceDiagram): InfluenceDiagram {
  return diagram.with({
    nodes: diagram.nodes.map((node) => {
      if (node.kind === "decision") return node;
      const reader = mechanismReader(diagram, node.id);
      const rows = reader.parentSizes.reduce((n, size) => n * size, 1);
      const entries = new Float64Array(rows * reader.rowSize);
      for (let row = 0; row < rows; row++) {
        let rest = row;
        const positions = new Int32Array(reader.parentSizes.length);
        for (let k = positions.length - 1; k >= 0; k--) {
          const size = reader.parentSizes[k] as number;
          positions[k] = rest % size;
          rest = Math.floor(rest / size);
        }
        reader.read(positions, entries.subarray(row * reader.rowSize, (row + 1) * reader.rowSize));
      }
      const stochastic = node.kind === "chance";
      return { ...node, mechanism: { kind: "table", stochastic, entries } as const };
    }),
  });
}

/**
 * Every action of some best policy, in every context, equally likely. Only where that is still best,
 * which the test sees by what it makes of X.
 */
function evenlyBest(diagram: InfluenceDiagram): Rules {
  const { decisions } = diagram.structure;
  const assignments = allAssignments(diagram);
  const worth = (rules: Rules): number =>
    assignments.reduce(
      (sum, a) => sum + a.weight * ruleWeight(diagram, rules, a.positions) * (a.utilities[0] ?? 0),
      0,
    );
  const { value } = bestPolicies(diagram, 0);
  const taken = new Map<number, Float64Array>();
  for (const rules of allPolicies(diagram, decisions)) {
    if (worth(rules) < value - 1e-9) continue;
    for (const [d, rule] of rules) {
      const seen = taken.get(d) ?? new Float64Array(rule.length);
      taken.set(
        d,
        seen.map((p, i) => Math.max(p, rule[i] ?? 0)),
      );
    }
  }
  for (const [d, seen] of taken) {
    const size = domainSize(diagram, d);
    for (let start = 0; start < seen.length; start += size) {
      const row = seen.subarray(start, start + size);
      const total = row.reduce((sum, p) => sum + p, 0);
      row.set(row.map((p) => p / total));
    }
  }
  expect(worth(taken)).toBeCloseTo(value, 9);
  return taken;
}

interface Case {
  readonly diagram: InfluenceDiagram;
  readonly x: number;
  readonly sources: readonly number[];
  readonly target: { readonly decision?: number; readonly agent?: number };
}

/** Random models with two decisions, asked about one of them or about both. */
function* cases(count: number): Generator<Case> {
  for (let seed = 1; seed <= count; seed++) {
    const random = Random.seeded(seed);
    const diagram = randomNumericDiagram(random, { nodes: 5, decisions: 2, values: 3 });
    const { decisions } = diagram.structure;
    if (policyCount(diagram, decisions) > 200) continue;
    for (const { id: x, kind } of diagram.nodes) {
      if (kind !== "chance") continue;
      for (const d of decisions)
        if (below(diagram, d).has(x)) yield { diagram, x, sources: [d], target: { decision: d } };
      if (decisions.some((d) => below(diagram, d).has(x)))
        yield { diagram, x, sources: decisions, target: { agent: 0 } };
    }
  }
}

describe("the incentive meter", () => {
  it("is the best of all policies less the best of all policies with X forced (uniform reference)", () => {
    let asked = 0;
    let moved = 0;
    for (const { diagram, x, sources, target } of cases(200)) {
      const meter = incentiveMeter(diagram, target, x, { reference: "uniform" });
      const given = untouched(diagram, x, sources);
      const table = forcedTable(diagram, x, given, uniformPolicy(diagram));
      const size = domainSize(diagram, x);
      const entries = Float64Array.from(table, (p) => p ?? 1 / size);
      expect(meter.forced?.given).toEqual(given);
      for (const [i, p] of entries.entries())
        expect(meter.forced?.probabilities[i]).toBeCloseTo(p, 10);
      const best = bestPolicies(diagram, 0).value;
      const forced = bestPolicies(withTable(diagram, x, given, entries), 0).value;
      expect(meter.value).toBeCloseTo(best - forced, 9);
      asked++;
      if (Math.abs(best - forced) > 1e-6) moved++;
    }
    expect(asked).toBeGreaterThan(200);
    expect(moved).toBeGreaterThan(25);
  }, 600_000);

  it("the natural reference is a fixed point: some policy best without influence makes X so", () => {
    let natural = 0;
    let asked = 0;
    for (const { diagram, x, sources, target } of cases(100)) {
      const meter = incentiveMeter(diagram, target, x);
      asked++;
      if (meter.reference !== "natural" || meter.forced === undefined) continue;
      const { given, probabilities } = meter.forced;
      expect(given).toEqual(untouched(diagram, x, sources));
      const cut = withTable(diagram, x, given, probabilities);
      const { value } = bestPolicies(cut, 0);
      expect(meter.without).toBeCloseTo(value, 9);
      expect(meter.value).toBeCloseTo(bestPolicies(diagram, 0).value - value, 9);
      // What the best policies of the cut diagram do to X: the table lies between them.
      const size = domainSize(diagram, x);
      const low = probabilities.map(() => 1);
      const high = probabilities.map(() => 0);
      const assignments = allAssignments(cut);
      for (const rules of allPolicies(cut, cut.structure.decisions)) {
        const worth = assignments.reduce(
          (sum, a) => sum + a.weight * ruleWeight(cut, rules, a.positions) * (a.utilities[0] ?? 0),
          0,
        );
        if (worth < value - 1e-9) continue;
        for (const [i, p] of forcedTable(diagram, x, given, rules).entries()) {
          low[i] = Math.min(low[i] ?? 1, p ?? probabilities[i] ?? 0);
          high[i] = Math.max(high[i] ?? 0, p ?? probabilities[i] ?? 0);
        }
      }
      for (let i = 0; i < probabilities.length; i += size)
        for (let j = i; j < i + size; j++) {
          expect(probabilities[j]).toBeGreaterThanOrEqual((low[j] ?? 0) - 1e-9);
          expect(probabilities[j]).toBeLessThanOrEqual((high[j] ?? 1) + 1e-9);
        }
      natural++;
    }
    expect(natural / asked).toBeGreaterThan(0.8);
  }, 600_000);

  it("does not depend on the order in which equally good actions are listed", () => {
    const read = (actions: string): number =>
      incentiveMeter(
        model(`decision D : ${actions}  chance X : {0, 1} = D  utility U = X`),
        { decision: "D" },
        "X",
      ).value;
    expect(read("{0, 1}")).toBe(0.5);
    expect(read("{1, 0}")).toBe(0.5);
  });

  it("nor where no single pass is exact: a reward function that may be modified", () => {
    const text = (actions: string): string => `
      type Progress = unfinished | at_terminal | finished
      fn pay(progress, factor) = if progress == finished then factor else 0
      chance S[1] : Progress = unfinished
      chance Theta[1] : {1, 3} = 1
      for t in 1..2 {
        decision A[t] : ${actions} sees S[t]
        chance S[t+1] : Progress = if A[t] == work then finished else if S[t] == unfinished then at_terminal else S[t]
        chance Theta[t+1] : {1, 3} = if A[t] == tamper and S[t] == unfinished then 3 else Theta[t]
      }
      for t in 1..3 { utility R[t] = pay(S[t], Theta[t]) }
    `;
    for (const actions of ["{work, tamper}", "{tamper, work}"]) {
      const diagram = tabulated(model(text(actions)));
      const [first, x] = [diagram.idOf("A[1]"), diagram.idOf("S[3]")] as [number, number];
      // Tampering and then anything is best while S[3] is likely finished; a second step at random
      // makes it less so, then working pays as well, and so on: no reference is a fixed point.
      const best = bestPolicies(diagram, 0).value;
      const chance = (rules: Rules): number[] => forcedTable(diagram, x, [], rules) as number[];
      const without = (table: readonly number[]): number =>
        bestPolicies(withTable(diagram, x, [], Float64Array.from(table)), 0).value;
      let table = chance(uniformPolicy(diagram));
      const round = (): void => {
        table = chance(evenlyBest(withTable(diagram, x, [], Float64Array.from(table))));
      };
      expect(table).toEqual([0, 0.25, 0.75]);
      round();
      expect(table).toEqual([0, 0.5, 0.5]);
      round();
      expect(table).toEqual([0, 0.25, 0.75]);
      const meter = incentiveMeter(diagram, { decision: first }, x);
      expect(meter.reference).toBe("uniform");
      expect(meter.value).toBeCloseTo(best - without(chance(uniformPolicy(diagram))), 12);
      expect(meter.value).toBeCloseTo(0.75, 12);
    }
  });

  it("one step of a replicated model is forced, its neighbours are not", () => {
    const text = `
      chance S[0] : {0, 1, 2} = 0
      for t in 1..3 {
        decision A[t] : {0, 1} sees S[t-1]
        chance S[t] : {0, 1, 2} = min(2, S[t-1] + A[t])
        utility R[t] = S[t]
      }
    `;
    const steps = model(text);
    const by = (decision: string, node: string): number =>
      incentiveMeter(steps, { decision }, node).value;
    // Free play earns 1 + 2 + 2. With S[1] left to a coin it earns ½ + 1½ + 2.
    expect(by("A[1]", "S[1]")).toBeCloseTo(1, 12);
    expect(by("A[3]", "S[1]")).toBe(0);
    // A[3] alone cannot move a state that is full already; A[1] reaches S[3] through the others.
    expect(by("A[1]", "S[3]")).toBeGreaterThanOrEqual(0);
  });

  it("asked about one decision, the agent keeps what its other decisions can do", () => {
    const text = `
      decision A : {0, 1}
      decision B : {0, 1}
      chance X : {0, 1} = max(A, B)
      utility U = X
    `;
    expect(incentiveMeter(model(text), { decision: "A" }, "X").value).toBe(0);
    expect(incentiveMeter(model(text), { agent: 0 }, "X").value).toBeCloseTo(0.25, 12);
  });

  it("refuses utilities, and reads 0 for a decision of the agent", () => {
    const diagram = model("decision D : {0, 1}  decision E : {0, 1} sees D  utility U = D * E");
    expect(() => incentiveMeter(diagram, { decision: "D" }, "U")).toThrow(SolveError);
    expect(incentiveMeter(diagram, { decision: "D" }, "E").value).toBe(0);
  });
});
