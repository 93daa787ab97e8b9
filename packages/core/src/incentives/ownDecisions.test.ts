/** Control, intent and impact past the agent's own later decisions, against the definitions. */

import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { Digraph } from "../graph/index.ts";
import { CHANCE, DECISION, Structure, UTILITY } from "../model/index.ts";
import { analyse } from "../structure/index.ts";
import {
  BruteForceIncentives,
  policyCountOf,
  randomFunctions,
} from "../testing/bruteForceIncentives.ts";
import { NaiveCriteria } from "../testing/naiveCriteria.ts";
import { smallRandomStructure } from "../testing/randomStructure.ts";
import type { ReasonCode, VerdictKind } from "./verdict.ts";
import { criterionNamed } from "./registry.ts";
import { informing, informingWitness } from "./informing.ts";
import { judge, sweep } from "./run.ts";

const CONTROL = "instrumental-control-incentive";

function kindsOf(structure: Structure, criterion: string, decision: number): VerdictKind[] {
  const outcomes = criterionNamed(criterion)?.outcomes ?? [];
  return [...sweep(analyse(structure), criterion, decision)].map(
    (code) => outcomes[code]?.kind ?? "unknown",
  );
}

function reasonsOf(structure: Structure, criterion: string, decision: number): ReasonCode[] {
  const outcomes = criterionNamed(criterion)?.outcomes ?? [];
  return [...sweep(analyse(structure), criterion, decision)].flatMap(
    (code) => outcomes[code]?.reason ?? [],
  );
}

/** One agent; `D` starts a decision's name, `U` a utility's; arrows as `A B` pairs in words. */
function drawn(names: string, arrows: string): { structure: Structure; id: (n: string) => number } {
  const list = names.split(" ");
  const id = (name: string): number => list.indexOf(name);
  const kinds = list.map((n) =>
    n.startsWith("D") ? DECISION : n.startsWith("U") ? UTILITY : CHANCE,
  );
  const edges = arrows.split(", ").map((arrow): [number, number] => {
    const [from = "", to = ""] = arrow.split(" ");
    return [id(from), id(to)];
  });
  const structure = new Structure({
    graph: Digraph.fromEdges(list.length, edges),
    kinds: Uint8Array.from(kinds),
    agentCount: 1,
    owners: kinds.map((kind) => (kind === CHANCE ? [] : [0])),
  });
  return { structure, id };
}

const takesOver = drawn("D1 X D2 U", "D1 X, X D2, D2 U");
/** D1 switches on a message X about N, which the later decision has to guess. */
const informs = drawn("N D1 X D2 U", "N X, D1 X, X D2, D2 U, N U");

describe("a later decision of the same agent", () => {
  it("that may ignore X leaves no incentive on X, whatever the numbers", () => {
    const { structure, id } = takesOver;
    const analysis = analyse(structure);
    for (const criterion of [CONTROL, "intent", "impact"]) {
      const about = { decision: id("D1"), node: id("X") };
      const usual = judge(analysis, criterion, about);
      expect(usual.kind).toBe("absent");
      expect(usual.holding).toBeUndefined();
      const held = judge(analysis, criterion, { ...about, holding: [id("D2")] });
      expect(held).toMatchObject({ kind: "present", holding: [id("D2")] });
    }
  });

  it("that is better informed by X leaves one, and some numbers have it", () => {
    const { structure, id } = informs;
    for (const x of ["D1", "X", "D2", "U"]) {
      const found = judge(analyse(structure), CONTROL, { decision: id("D1"), node: id(x) });
      expect([x, found.kind, found.reason]).toEqual([x, "present", "by-informing-own-decision"]);
    }
    const functions = new Map([
      [id("X"), [0, 0, 0, 1]], // N and D1
      [id("U"), [1, 0, 0, 1]], // D2 equals N, whatever the order of its parents
    ]);
    const numbers = new BruteForceIncentives(structure, functions);
    for (const x of ["D1", "X", "D2", "U"]) expect(numbers.controls(id("D1"), id(x))).toBe(true);
    for (const x of ["X", "D2"]) expect(numbers.affects(id("D1"), id(x))).toBe(true);
  });

  it("that answers to what the first is paid for leaves one on itself", () => {
    const { structure, id } = drawn("N D1 X D2 U1 U2", "N X, D1 X, X D2, X U2, D2 U2, D1 U1");
    const about = { decision: id("D1"), node: id("D2") };
    expect(judge(analyse(structure), CONTROL, about)).toMatchObject({ kind: "present" });
    // The first utility pays D1 = 1, which makes X a coin that D2 has to match.
    const functions = new Map([
      [id("X"), [0, 0, 0, 1]],
      [id("U1"), [0, 1]],
      [id("U2"), [1, 0, 0, 1]],
    ]);
    const numbers = new BruteForceIncentives(structure, functions);
    expect(numbers.controls(id("D1"), id("D2"))).toBe(true);
    expect(numbers.affects(id("D1"), id("D2"))).toBe(true);
  });

  it("that knows what the first chose need not look at X either", () => {
    const { structure, id } = drawn("D1 X D2 U", "D1 X, X D2, D2 U, D1 U");
    for (const criterion of [CONTROL, "intent", "impact"]) {
      const about = { decision: id("D1"), node: criterion === "impact" ? id("D2") : id("X") };
      const usual = judge(analyse(structure), criterion, about);
      expect(usual).toMatchObject({ kind: "absent", reason: "only-through-known-choices" });
      const held = judge(analyse(structure), criterion, { ...about, holding: [id("D2")] });
      expect(held).toMatchObject({ kind: "present" });
    }
  });

  it("that alone leads on from Y leaves Y open, although an earlier one is better informed", () => {
    const { structure, id } = drawn(
      "D1 X D2 Y D3 U",
      "D1 X, X D2, X Y, D2 Y, D1 Y, D2 D3, Y D3, X U, D3 U, D2 U",
    );
    const about = { decision: id("D1"), node: id("Y") };
    expect(judge(analyse(structure), CONTROL, about)).toMatchObject({
      kind: "unknown",
      reason: "on-path-through-decisions",
    });
  });

  it("tells by what leads into it, not by what it leads to, unless it is paid for", () => {
    const random = Random.seeded(92);
    let seen = 0;
    for (let run = 0; run < 3000; run++) {
      const structure = smallRandomStructure(random, { agents: 1, decisions: 2, nodes: 4 });
      const analysis = analyse(structure);
      for (const decision of structure.decisions) {
        for (const [node, proof] of informing(analysis, decision).entries()) {
          if (proof === undefined || proof.paid) continue;
          const witness = informingWitness(analysis, decision, node, proof);
          const trail = witness?.kind === "parts" ? witness.parts[1] : undefined;
          if (trail?.kind !== "trail") throw new Error("no trail");
          const [told = -1, from = -1] = trail.nodes;
          expect(told).toBe(proof.observation);
          expect(structure.graph.hasEdge(from, told)).toBe(true);
          seen++;
        }
      }
    }
    expect(seen).toBeGreaterThan(20);
  });

  it("is listed once where it is held twice, and those held in their order", () => {
    const { structure, id } = drawn("D1 X D2 Y D3 U", "D1 X, X D2, D2 Y, Y D3, D3 U");
    const about = { decision: id("D1"), node: id("X") };
    const holding = [id("D3"), id("D2"), id("D3")];
    expect(judge(analyse(structure), CONTROL, { ...about, holding }).holding).toEqual([
      id("D2"),
      id("D3"),
    ]);
  });

  it("cannot be held when it is the one asked about, and only decisions are held", () => {
    const { structure, id } = takesOver;
    const ask = (holding: number): unknown =>
      judge(analyse(structure), CONTROL, {
        decision: id("D1"),
        node: id("X"),
        holding: [holding],
      });
    expect(() => ask(id("D1"))).toThrow("cannot be held");
    expect(() => ask(id("X"))).toThrow("not a decision to hold");
  });
});

describe("against all optimal policies of random numbers", () => {
  it("absent is absent, in 150 diagrams with 4 sets of numbers each", { timeout: 60_000 }, () => {
    const random = Random.seeded(91);
    const seen = { control: 0, impact: 0, realised: 0 };
    for (let run = 0; run < 150; ) {
      const structure = smallRandomStructure(random, { agents: 1, decisions: 3, nodes: 3 });
      if (structure.decisions.length < 2 || policyCountOf(structure) > 1024) continue;
      run++;
      for (let k = 0; k < 4; k++) {
        const numbers = new BruteForceIncentives(structure, randomFunctions(structure, random));
        for (const d of structure.decisions) {
          const control = kindsOf(structure, CONTROL, d);
          const impact = kindsOf(structure, "impact", d);
          for (let x = 0; x < structure.graph.size; x++) {
            if (control[x] === "absent") {
              seen.control++;
              if (numbers.controls(d, x)) throw new Error(`run ${run}: ${d} controls ${x}`);
            } else if (numbers.controls(d, x)) seen.realised++;
            if (impact[x] !== "absent") continue;
            seen.impact++;
            if (numbers.affects(d, x)) throw new Error(`run ${run}: ${d} affects ${x}`);
          }
        }
      }
    }
    expect(seen.realised).toBeGreaterThan(50);
    expect(Math.min(seen.control, seen.impact)).toBeGreaterThan(1_000);
  });

  it("present is never what the reduction by definition rules out (2,000 diagrams)", () => {
    const random = Random.seeded(92);
    const seen = new Map<string, number>();
    for (let run = 0; run < 2_000; run++) {
      const structure = smallRandomStructure(random, { agents: 1 });
      const reduced = new NaiveCriteria(structure).reduced(random);
      for (const d of structure.decisions) {
        const kinds = kindsOf(structure, CONTROL, d);
        const codes = reasonsOf(structure, CONTROL, d);
        for (const [x, kind] of kinds.entries()) {
          const leads = structure.utilities.some((u) => reduced.reaches(x, u));
          const survives = reduced.reaches(d, x) && leads;
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
          const known = codes[x] === "only-through-known-choices";
          if (survives === (kind === "absent") && !known)
            throw new Error(`run ${run}: ${d} ${x} ${kind}`);
        }
      }
    }
    expect(seen.get("present")).toBeGreaterThan(1_000);
  });
});
