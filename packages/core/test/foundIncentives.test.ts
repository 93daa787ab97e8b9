/**
 * Numbers that a search found for an incentive the graph admits really have it, and where the graph
 * excludes one no search finds any: on random graphs, against enumeration of all policies and all noise.
 */
import { describe, expect, it } from "vitest";
import { Random } from "../src/base/index.ts";
import { judge } from "../src/incentives/index.ts";
import { loadModel } from "../src/language/index.ts";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { incentiveSign, type MeasuredIncentive, searchSettings } from "../src/solve/index.ts";
import { analyse } from "../src/structure/index.ts";
import { meterReadings, meterSearch } from "../src/tasks/index.ts";
import {
  allAssignments,
  allPolicies,
  bestPolicies,
  counterfactualByNoise,
  ruleWeight,
  type Rules,
} from "../src/testing/bruteForce.ts";

function model(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("; "));
  return diagram;
}

/** A decision that sees at most two things among four chance nodes, before and after it. */
function randomGraph(random: Random): string {
  const made: string[] = [];
  const place = random.below(3) + 1;
  const some = (most: number): string[] =>
    random.shuffled([...made]).slice(0, random.below(most + 1));
  const lines: string[] = [];
  for (let k = 0; k < 5; k++) {
    const name = k === place ? "D" : `X${k}`;
    const from = some(2);
    const tail = from.length === 0 ? "" : ` ${k === place ? "sees" : "from"} ${from.join(", ")}`;
    lines.push(`${k === place ? "decision" : "chance"} ${name}${tail}`);
    made.push(name);
  }
  const paid = [...new Set([random.pick(made), random.pick(made), "D"])];
  return `${lines.join("\n")}\nutility U from ${paid.join(", ")}\n`;
}

const D = (diagram: InfluenceDiagram): number => diagram.idOf("D") as number;

/** The best policy's expected utility when D sees exactly these. */
function bestSeeing(diagram: InfluenceDiagram, seen: readonly number[]): number {
  const d = D(diagram);
  const nodes = diagram.nodes.map((one) => (one.id === d ? { ...one, parents: seen } : one));
  // Enumeration walks nodes in order: what is newly seen may stand behind the decision.
  return bestByEnumeration(diagram.with({ nodes }), d);
}

/** Over all functions from what D sees to what it does, however nodes are ordered. */
function bestByEnumeration(diagram: InfluenceDiagram, d: number): number {
  const { parents } = diagram.node(d);
  const rows = new Map<string, number[]>();
  for (const one of allAssignments(diagram)) {
    const row = parents.map((p) => one.positions[p]).join();
    const act = one.positions[d] as number;
    const sums = rows.get(row) ?? [0, 0];
    sums[act] = (sums[act] as number) + one.weight * (one.utilities[0] as number);
    rows.set(row, sums);
  }
  return [...rows.values()].reduce((sum, acts) => sum + Math.max(...acts), 0);
}

/** How likely D reacts under the optimal policy that reacts least: every policy and all noise. */
function reactionByForce(diagram: InfluenceDiagram, x: number): number {
  const d = D(diagram);
  const best = bestPolicies(diagram, 0).value;
  const assignments = allAssignments(diagram);
  let least = 1;
  for (const rules of allPolicies(diagram, [d])) {
    const value = assignments.reduce(
      (sum, one) =>
        sum + one.weight * ruleWeight(diagram, rules, one.positions) * (one.utilities[0] as number),
      0,
    );
    if (value < best - 1e-9) continue;
    least = Math.min(least, Math.max(...[0, 1].map((v) => changedBy(diagram, rules, d, x, v))));
  }
  return least;
}

function changedBy(
  diagram: InfluenceDiagram,
  rules: Rules,
  d: number,
  x: number,
  value: number,
): number {
  const none = new Map<number, number>();
  const forced = new Map([[x, value]]);
  return [0, 1].reduce((sum, act) => {
    const is = new Map([[d, act]]);
    const p = counterfactualByNoise(diagram, rules, none, none, is) ?? 0;
    const stays = p > 0 ? (counterfactualByNoise(diagram, rules, forced, is, is) ?? 0) : 1;
    return sum + p * (1 - stays);
  }, 0);
}

type Enumerated = Exclude<MeasuredIncentive, "instrumental-control-incentive">;

const ENUMERATED: readonly Enumerated[] = [
  "value-of-information",
  "response-incentive",
  "value-of-control",
];

/** The same number by enumeration; meters have their own tests. */
function byForce(diagram: InfluenceDiagram, incentive: Enumerated, x: number): number {
  const d = D(diagram);
  const { parents } = diagram.node(d);
  switch (incentive) {
    case "value-of-information": {
      const others = parents.filter((p) => p !== x);
      return bestSeeing(diagram, [...others, x]) - bestSeeing(diagram, others);
    }
    case "value-of-control": {
      const nodes = diagram.nodes.map((one) =>
        one.id === x ? { ...one, kind: "decision" as const, owners: [0] } : one,
      );
      return bestPolicies(diagram.with({ nodes }), 0).value - bestPolicies(diagram, 0).value;
    }
    case "response-incentive":
      return reactionByForce(diagram, x);
  }
}

describe("numbers found for an incentive of a graph without numbers", () => {
  it.each(ENUMERATED)("%s: they have it, or the graph excludes it", (incentive) => {
    const random = Random.seeded(14);
    const seen = { found: 0, excluded: 0 };
    for (let round = 0; round < 12; round++) {
      const diagram = model(randomGraph(random));
      const analysis = analyse(diagram.structure);
      for (const { id: x, kind, name } of diagram.nodes) {
        if (kind !== "chance") continue;
        const about = incentive === "value-of-control" ? { agent: 0 } : { decision: D(diagram) };
        const verdict = judge(analysis, incentive, { ...about, node: x });
        if (verdict.reason === "after-decision") continue;
        const found = meterSearch(diagram, { incentive, ...about, node: x });
        if (verdict.kind === "absent") {
          expect(found.kind, name).toBe("excluded");
          // The search itself does not look at the graph: it finds nothing there is none of.
          const blind = searchSettings(diagram, about, x, { incentive, tries: 10 });
          expect(blind.kind, name).toBe("not-found");
          seen.excluded++;
          continue;
        }
        if (found.kind !== "mechanisms") throw new Error(`${name}: ${found.kind}`);
        const there = model(found.model);
        expect(byForce(there, incentive, x), name).toBeCloseTo(found.value, 9);
        expect(found.value).toBeGreaterThan(1e-9);
        seen.found++;
      }
    }
    expect(seen.found).toBeGreaterThan(9);
    expect(seen.excluded).toBeGreaterThan(4);
  });

  it("a response is measured by the policy that reacts least, at the value that matters most", () => {
    const umbrella = model(`
      chance Rain : {0, 1} ~ { 0: 0.7, 1: 0.3 }
      decision D : {0, 1} sees Rain
      utility U = if D == Rain then 1 else 0
    `);
    const read = (diagram: InfluenceDiagram) =>
      incentiveSign(diagram, "response-incentive", { decision: "D" }, "Rain")?.value;
    expect(read(umbrella)).toBeCloseTo(0.7, 12);
    const idle = model(`
      chance Rain : {0, 1} ~ { 0: 0.7, 1: 0.3 }
      decision D : {0, 1} sees Rain
      utility U = Rain
    `);
    expect(read(idle)).toBe(0);
  });

  it("the table of an agent asks the criterion of the incentive, and leaves out what does not arise", () => {
    const diagram = model("chance A\ndecision D sees A\nchance X from D, A\nutility U from X\n");
    const table = (incentive: MeasuredIncentive) =>
      meterReadings(diagram, { agent: 0, incentive, search: { tries: 40, seed: 1 } }).readings.map(
        ({ decision, variable, graph, found }) => [decision, variable, graph, found?.kind],
      );
    expect(table("instrumental-control-incentive")).toEqual([["D", "X", "admits", "mechanisms"]]);
    expect(table("value-of-information")).toEqual([["D", "A", "admits", "mechanisms"]]);
    expect(table("response-incentive")).toEqual([["D", "A", "admits", "mechanisms"]]);
    expect(table("value-of-control")).toEqual([
      ["", "A", "admits", "mechanisms"],
      ["", "X", "admits", "mechanisms"],
    ]);
  });
});
