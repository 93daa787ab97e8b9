/**
 * Stopping at every single place where work can be stopped: what comes back is the best so far,
 * true as far as it goes, or the word that there is nothing yet. No clock: a signal that is set
 * when it is looked at for the k-th time.
 */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../model/index.ts";
import { loadModel } from "../language/index.ts";
import { withSignal } from "../base/index.ts";
import { equilibria, SolveError, sensitivity, solveSingleAgent, tornado } from "./index.ts";

/** Two decisions that forget: policy updating, bounds and search all take part. */
const FORGETS = read(`
chance X : 0..2 ~ uniform
chance Y : 0..2 ~ uniform
param p = 0.3 in 0..1
decision D : 0..2 sees X
chance Z : bool ~ bernoulli(if D == Y then 0.9 else p)
decision E : 0..2 sees Z
utility U = (if E == X then 3 else 0) - (if D == E then 1 else 0)
utility V = if D == 2 then 0.25 else 0
`);
const SOLUBLE = read(`
chance X : 0..3 ~ uniform
param p = 0.8 in 0.1..0.9
chance Y : bool ~ bernoulli(if X > 1 then p else 0.2)
decision D : bool sees Y
utility U = if D == (X > 1) then 1 else 0
`);

function read(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  return diagram;
}

/** A signal that is set from the k-th look on, and the number of looks so far. */
function atLook(k: number): { readonly aborted: boolean; readonly looks: () => number } {
  let looks = 0;
  return {
    get aborted() {
      return ++looks > k;
    },
    looks: () => looks,
  };
}

/** Places to stop at: all early ones, then ever fewer. */
function* places(): Generator<number> {
  for (let k = 0; k < 1e6; k = k < 40 ? k + 1 : Math.ceil(k * 1.15)) yield k;
}

describe.each([
  ["a soluble model", SOLUBLE],
  ["decisions that forget", FORGETS],
])("stopping the solution of %s", (_, diagram) => {
  const whole = solveSingleAgent(diagram);

  it("gives a policy between true bounds wherever it is stopped", () => {
    for (const k of places()) {
      const signal = atLook(k);
      const found = solveSingleAgent(diagram, undefined, { signal, mayBeCoarse: true });
      const [low, high] = found.bounds;
      const best = whole.value.get(0) as number;
      expect(low).toBeLessThanOrEqual(best + 1e-12);
      expect(high).toBeGreaterThanOrEqual(best - 1e-12);
      expect([...found.policy.keys()]).toEqual(
        expect.arrayContaining([...diagram.structure.decisions]),
      );
      if (signal.looks() <= k) return;
      expect(found.stopped).toBe(true);
    }
    expect.unreachable("the solution never ended");
  });

  it("gives a policy whose worth is known, or says that there is none yet", () => {
    let withPolicy = 0;
    for (const k of places()) {
      const signal = atLook(k);
      let found: ReturnType<typeof solveSingleAgent>;
      try {
        found = solveSingleAgent(diagram, undefined, { signal });
      } catch (error) {
        if (!(error instanceof SolveError)) throw error;
        expect(error.code).toBe("stopped");
        continue;
      }
      const [low, high] = found.bounds;
      const best = whole.value.get(0) as number;
      expect(low).toBeLessThanOrEqual(best + 1e-12);
      expect(high).toBeGreaterThanOrEqual(best - 1e-12);
      expect(found.value.get(0)).toBeLessThanOrEqual(best + 1e-12);
      if (signal.looks() <= k) {
        expect(found.stopped).toBeUndefined();
        expect(withPolicy, "stopped with a policy in hand").toBeGreaterThan(0);
        return;
      }
      expect(found.stopped).toBe(true);
      expect(found.policies.map(({ decision }) => decision)).toEqual(
        whole.policies.map(({ decision }) => decision),
      );
      withPolicy++;
    }
    expect.unreachable("the solution never ended");
  });
});

describe("stopping sensitivity", () => {
  const whole = sensitivity(SOLUBLE, "p", { steps: 6 });

  it("gives the points up to there", () => {
    const counts = new Set<number>();
    for (const k of places()) {
      const signal = atLook(k);
      const found = withSignal(signal, () => sensitivity(SOLUBLE, "p", { steps: 6 }));
      counts.add(found.points.length);
      const [first] = found.points;
      if (first?.coarse === true) {
        const best = whole.points[0]?.value as number;
        expect(first.value).toBeLessThanOrEqual(best + 1e-12);
        expect(first.bounds[1]).toBeGreaterThanOrEqual(best - 1e-12);
      }
      expect(found.points.flatMap((p) => (p.coarse === true ? [] : [p.value]))).toEqual(
        whole.points
          .slice(0, first?.coarse === true ? 0 : found.points.length)
          .map(({ value }) => value),
      );
      if (signal.looks() > k) expect(found.stopped).toBe(true);
      else {
        expect(found).toEqual(whole);
        break;
      }
    }
    expect(counts.size).toBeGreaterThan(3);
  });

  it("gives the bars up to there", () => {
    expect(withSignal(atLook(0), () => tornado(SOLUBLE))).toEqual([]);
    expect(withSignal(atLook(1e9), () => tornado(SOLUBLE))).toHaveLength(1);
  });
});

describe("large models", () => {
  const wide = (parents: number): InfluenceDiagram =>
    read(
      `${Array.from({ length: parents }, (_, i) => `chance P${i} : bool ~ bernoulli(0.5)\n`).join("")}decision D : bool sees ${Array.from({ length: parents }, (_, i) => `P${i}`).join(", ")}\nutility U = if D == P0 and D == P${parents - 1} then 1 else 0\nutility V = if D == (${Array.from({ length: parents }, (_, i) => `P${i}`).join(" and ")}) then 1 else 0`,
    );

  it("are refused before memory is taken, with the amount", () => {
    const before = process.memoryUsage().arrayBuffers;
    expect(() => solveSingleAgent(wide(26))).toThrow(/entries|memory/u);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(3e8);
  });

  it("are refused as games before rules of that size are made", () => {
    const names = Array.from({ length: 23 }, (_, i) => `P${i}`);
    const game = read(
      `agent a\nagent b\n${names.map((p) => `chance ${p} : bool ~ bernoulli(0.5)`).join("\n")}
       decision D : bool by a sees ${names.join(", ")}
       decision E : bool by b sees ${names.join(", ")}
       ${names.map((p) => `utility U${p} for a = if D == ${p} and E then 1 else 0\nutility V${p} for b = if D == ${p} or E then 1 else 0`).join("\n")}`,
    );
    const before = process.memoryUsage().arrayBuffers;
    expect(() => equilibria(game)).toThrow(/combinations of values, more than/u);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5e7);
  });

  it("are looked at while their tables are read", () => {
    const signal = atLook(8);
    expect(() => solveSingleAgent(wide(22), undefined, { signal })).toThrow(/stopped/u);
    expect(signal.looks()).toBeLessThan(20);
  });

  it("list no more rules than anybody reads", () => {
    const { policies, value } = solveSingleAgent(
      read(
        `${Array.from({ length: 19 }, (_, i) => `chance P${i} : bool ~ bernoulli(0.5)\n`).join("")}decision D : bool sees ${Array.from({ length: 19 }, (_, i) => `P${i}`).join(", ")}\n${Array.from({ length: 19 }, (_, i) => `utility U${i} = if D == P${i} then 1 else 0\n`).join("")}`,
      ),
    );
    expect(value.size).toBe(1);
    expect(policies[0]).toMatchObject({ rows: [], unlisted: 2 ** 19 });
  });
});
