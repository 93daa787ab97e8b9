/** Dominated options, against the definitions on all assignments. */
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import { descendants } from "../../graph/index.ts";
import { loadModel } from "../../language/index.ts";
import { allAssignments, ruleWeight } from "../../testing/bruteForce.ts";
import { randomNumericDiagram } from "../../testing/randomNumericDiagram.ts";
import { randomPurePolicy } from "../../testing/randomPurePolicy.ts";
import { compileDiagram, dominance, type Dominance, solveSingleAgent } from "../index.ts";

type Outcomes = readonly (readonly [value: number, probability: number])[];

/** Nowhere worse, somewhere better, at all thresholds of a measure. */
function better(
  a: Outcomes,
  b: Outcomes,
  measure: (outcomes: Outcomes, t: number) => number,
): { readonly holds: boolean; readonly strict: boolean } {
  const grid = [...a, ...b].map(([value]) => value);
  const gaps = grid.map((t) => measure(b, t) - measure(a, t));
  return { holds: gaps.every((gap) => gap > -1e-9), strict: gaps.some((gap) => gap > 1e-9) };
}

const reaching = (outcomes: Outcomes, t: number): number =>
  outcomes.reduce((sum, [u, p]) => sum + (u >= t ? p : 0), 0);
const capped = (outcomes: Outcomes, t: number): number =>
  outcomes.reduce((sum, [u, p]) => sum + p * Math.min(u, t), 0);

function naive(
  a: Outcomes,
  b: Outcomes,
  byState: readonly (readonly [Outcomes, Outcomes])[],
): Dominance | undefined {
  const first = better(a, b, reaching);
  const second = better(a, b, capped);
  const best = Math.max(...a.map(([u]) => u));
  const worst = Math.min(...b.map(([u]) => u));
  if (worst >= best && first.strict) return "always";
  const states = byState.map(([x, y]) => better(x, y, reaching));
  if (states.every(({ holds }) => holds) && states.some(({ strict }) => strict))
    return "state-by-state";
  if (first.holds && first.strict) return "first-order";
  return second.holds && second.strict ? "second-order" : undefined;
}

const STRENGTH: readonly Dominance[] = ["always", "state-by-state", "first-order", "second-order"];

describe("dominated options", () => {
  it("are those of the definitions, in every context", () => {
    const random = Random.seeded(777);
    const met = new Map<string, number>();
    for (let model = 0; model < 150; model++) {
      const diagram = randomNumericDiagram(random, {
        nodes: 5,
        decisions: 1 + (model % 2),
        values: 3,
        agents: 1 + (model % 3 === 0 ? 1 : 0),
      });
      const policy = randomPurePolicy(random, diagram);
      const found = dominance(compileDiagram(diagram), policy);
      const all = allAssignments(diagram);
      for (const { decision, context, likely, means, dominated } of found) {
        const { parents } = diagram.node(decision);
        const owner = diagram.structure.ownerOf(decision);
        const others = new Map([...policy].filter(([d]) => d !== decision));
        const here = all
          .map((one) => ({ ...one, p: one.weight * ruleWeight(diagram, others, one.positions) }))
          .filter(
            ({ p, positions }) => p > 0 && parents.every((v, i) => positions[v] === context[i]),
          );
        const after = descendants(diagram.graph, [decision]);
        const stateOf = (positions: readonly number[]): string =>
          diagram.nodes
            .filter(({ id, kind }) => kind !== "utility" && id !== decision && after[id] === 0)
            .map(({ id }) => positions[id])
            .join();
        const outcomes = (option: number, state?: string): Outcomes => {
          const these = here.filter(
            ({ positions }) =>
              positions[decision] === option &&
              (state === undefined || stateOf(positions) === state),
          );
          const total = these.reduce((sum, { p }) => sum + p, 0);
          return these.map(({ p, utilities }) => [utilities[owner] as number, p / total] as const);
        };
        const mass = here.filter(({ positions }) => positions[decision] === 0);
        expect(likely).toBeCloseTo(
          mass.reduce((sum, { p }) => sum + p, 0),
          10,
        );
        const states = [...new Set(here.map(({ positions }) => stateOf(positions)))];
        for (const [option, mean] of means.entries()) {
          const a = outcomes(option);
          expect(mean).toBeCloseTo(capped(a, Infinity), 9);
          const relations = means.flatMap((_, by) => {
            const how =
              by === option
                ? undefined
                : naive(
                    a,
                    outcomes(by),
                    states.map((s) => [outcomes(option, s), outcomes(by, s)]),
                  );
            return how === undefined ? [] : [{ by, how }];
          });
          const mine = dominated.find((one) => one.option === option);
          const strongest = STRENGTH.find((how) => relations.some((one) => one.how === how));
          expect(mine?.how).toBe(strongest);
          if (mine !== undefined) expect(relations).toContainEqual({ by: mine.by, how: mine.how });
          met.set(mine?.how ?? "none", (met.get(mine?.how ?? "none") ?? 0) + 1);
        }
      }
    }
    for (const how of [...STRENGTH, "none"]) expect(met.get(how) ?? 0, how).toBeGreaterThan(3);
  });

  it("are told of what can be bought", () => {
    const { diagram } = loadModel(`
chance Market : {low, high} ~ {low: 0.5, high: 0.5}
decision Invest : {gold, bond, stock, lottery}
utility Yield = if Invest == gold then (if Market == low then 1 else 2)
  else if Invest == bond then 5
  else if Invest == stock then (if Market == low then 3 else 9)
  else (if Market == low then 9 else -1)
`);
    if (diagram === undefined) throw new Error("no model");
    const [found] = dominance(compileDiagram(diagram), solveSingleAgent(diagram).policy);
    expect(found?.means).toEqual([1.5, 5, 6, 4]);
    expect(found?.dominated).toEqual([
      { option: 0, by: 2, how: "always" },
      { option: 3, by: 2, how: "first-order" },
    ]);
  });

  const told = (text: string): unknown => {
    const { diagram } = loadModel(text);
    if (diagram === undefined) throw new Error("no model");
    const found = dominance(compileDiagram(diagram), solveSingleAgent(diagram).policy);
    return found.map(({ dominated }) => dominated);
  };

  it.each([1e-9, 1e-12, 1e-15, 1e-100])("are not safe ones for a disaster of chance %s", (p) => {
    // In expectation the disaster is worth −1000, however rare it is.
    const gamble = `
chance Rare : {0, 1} ~ bernoulli(${p})
decision Option : {risky, safe}
utility Yield = if Option == safe then 0.5 else if Rare == 1 then ${-1000 / p} else 1`;
    expect(told(gamble)).toEqual([[{ option: 0, by: 1, how: "second-order" }]]);
    const best = `
chance Rare : {0, 1} ~ bernoulli(${p})
decision Option : {risky, safe}
utility Yield = if Option == safe then 0.5 else if Rare == 1 then ${1000 / p} else 0`;
    expect(told(best)).toEqual([[]]);
  });

  it.each([0, 1e6, 1e12, -1e13])("are told beside a constant of %s", (constant) => {
    const text = `
decision Option : {less, more}
utility Fixed = ${constant}
utility Yield = if Option == more then 2 else 1`;
    expect(told(text)).toEqual([[{ option: 0, by: 1, how: "always" }]]);
  });

  it("are none where only rounding differs", () => {
    const text = `
decision Option : {sum, whole}
utility One = if Option == sum then 0.1 else 0.3
utility Two = if Option == sum then 0.2 else 0`;
    expect(told(text)).toEqual([[]]);
  });
});
