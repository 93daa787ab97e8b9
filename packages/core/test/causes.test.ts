/**
 * What claims say of causes: harm, benefit, necessity, sufficiency, effects along paths, incentives
 * that the numbers have. Against a walk through all noise on random models, and against the papers.
 */
import type { InfluenceDiagram } from "../src/model/index.ts";
import type { RuleOf } from "./bruteForceCauses.ts";
import { describe, expect, it, test } from "vitest";
import { Random } from "../src/base/index.ts";
import { answer, checkClaims, solveEngine } from "../src/check/index.ts";
import { loadModel } from "../src/language/index.ts";
import { everyOptimalRule, realisedByForce } from "./bruteForceRealised.ts";
import { bruteForceEngine } from "./bruteForceEngine.ts";

function model(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text, { file: "m.cid" });
  expect(diagnostics).toEqual([]);
  return diagram!;
}

function outcomes(text: string): string[] {
  const results = checkClaims(model(text), { exact: solveEngine });
  return results.map(({ outcome, reason }) =>
    reason === undefined ? outcome : `${outcome}: ${reason}`,
  );
}

function number(diagram: InfluenceDiagram, question: string): number {
  const found = answer(diagram, question, { exact: solveEngine });
  if (!found.ok) throw new Error(found.diagnostics.map(({ message }) => message).join("; "));
  const [row] = found.value;
  if (row?.kind !== "values") throw new Error(JSON.stringify(row));
  return row.values[0] as number;
}

/** Two noise bits, a decision that sees one, two variables on the way, and what is paid. */
function randomModel(random: Random): string {
  const bit = () => (random.below(2) === 0 ? "false" : "true");
  const share = () => (1 + random.below(9)) / 10;
  const pay = () => random.below(21) - 10;
  const table = (a: string, b: string, entry: () => string | number) =>
    `if ${a} then (if ${b} then ${entry()} else ${entry()}) else (if ${b} then ${entry()} else ${entry()})`;
  return `chance A : bool ~ bernoulli(${share()})
chance B : bool ~ bernoulli(${share()})
decision D : bool sees A
chance M : bool = ${table("D", "B", bit)}
chance Y : bool = ${table("M", random.below(2) === 0 ? "D" : "A", bit)}
chance N : {0, 3, 7} = if Y then (if M then 3 else 7) else 0
utility U = (${table("Y", "B", pay)}) + (${table("M", "D", pay)})`;
}

const QUESTIONS = [
  "harm(D = true, D = false)",
  "benefit(D = true, D = false)",
  "harm(optimal, D = false)",
  "benefit(optimal, D = true)",
  "harm(D = true, D = false | A = true)",
  "harm(M = true and D = true, M = false and D = true)",
  "necessity(D = true, Y = true)",
  "sufficiency(D = true, Y = true)",
  "necessity(A = true, M = true)",
  "necessity_and_sufficiency(D = true, Y = true)",
  "pns(A = true, N >= 3)",
  "path_effect(D = true, D = false, U, D -> M -> U)",
  "path_effect(D = true, D = false, U, D -> M -> Y -> U)",
  "path_effect(D = true, D = false, N, {D -> M, M -> Y, Y -> N}, M -> N)",
];

describe("questions about causes", () => {
  it.each(QUESTIONS)("%s is what all noise together gives", (question) => {
    const random = Random.seeded(11);
    let asked = 0;
    for (let run = 0; run < 25; run++) {
      const diagram = model(randomModel(random));
      const [exact, forced] = [solveEngine, bruteForceEngine].map((engine) =>
        answer(diagram, question, { exact: engine }),
      );
      if (!exact!.ok || !forced!.ok) throw new Error("not understood");
      const [one, other] = [exact!.value[0]!, forced!.value[0]!];
      if (other.kind !== "values") {
        expect(one.kind).toBe(other.kind);
        continue;
      }
      asked++;
      // Several optimal policies may give several numbers; brute force looks at one of them.
      const values = one.kind === "values" ? (one.values as number[]) : [];
      const nearest = Math.min(...values.map((v) => Math.abs(v - (other.values[0] as number))));
      expect(nearest, `${question} of ${diagram.header.title ?? run}`).toBeLessThan(1e-9);
    }
    expect(asked).toBeGreaterThan(4);
  });

  test("benefit less harm is the difference of the expected utilities", () => {
    const random = Random.seeded(5);
    for (let run = 0; run < 25; run++) {
      const diagram = model(randomModel(random));
      const gap = number(diagram, "E(U | do(D = true))") - number(diagram, "E(U | do(D = false))");
      const net =
        number(diagram, "benefit(D = true, D = false)") -
        number(diagram, "harm(D = true, D = false)");
      expect(net).toBeCloseTo(gap, 9);
    }
  });

  test("an effect along all paths is the whole effect", () => {
    const random = Random.seeded(6);
    for (let run = 0; run < 25; run++) {
      const text = randomModel(random);
      const diagram = model(text);
      const arrows = diagram.nodes.flatMap((node) =>
        node.parents.map((p) => `${diagram.node(p).name} -> ${node.name}`),
      );
      const whole =
        number(diagram, "E(U | do(D = true))") - number(diagram, "E(U | do(D = false))");
      expect(
        number(diagram, `path_effect(D = true, D = false, U, {${arrows.join(", ")}})`),
      ).toBeCloseTo(whole, 9);
    }
  });
});

const TREATMENTS = `agent doctor
chance course : {dies, lives} ~ uniform
chance first : bool ~ bernoulli(0.6)
chance second : bool ~ bernoulli(0.8)
decision D : {none, one, two} by doctor
chance Y : {dies, lives} = match D {
  none => course,
  one => if course == lives or first then lives else dies,
  two => if second then lives else dies
}
utility U for doctor = if Y == lives then 1 else 0
`;

describe("claims about causes", () => {
  it("two treatments that save equally many, one of which harms (Richens et al. 2022)", () => {
    expect(
      outcomes(`${TREATMENTS}
claim harm(D = one, D = none) == 0
claim harm(D = two, D = none) == 0.1 within 1e-9
claim doctor.benefit(D = one, D = none) == 0.3 within 1e-9
claim benefit(D = two, D = none) == 0.4 within 1e-9
claim harm(D = two, D = none | course = lives) == 0.2 within 1e-9
claim harm(optimal, D = none) > 0`),
    ).toEqual([
      "holds",
      "holds",
      "holds",
      "holds",
      "holds",
      // Both treatments are optimal, and only one of them harms.
      expect.stringMatching(/^undecided/u),
    ]);
  });

  it("the firing squad: necessary for none, sufficient for each (Pearl 2009)", () => {
    const squad = `chance C : bool ~ bernoulli(0.5)
chance A : bool = C
chance B : bool = C
chance T : bool = A or B
`;
    expect(
      outcomes(`${squad}claim necessity(A = true, T) == 0
claim sufficiency(A = true, T) == 1
claim necessity_and_sufficiency(A = true, T) == 0.5
claim necessity(C = true, T) == 1`),
    ).toEqual(["holds", "holds", "holds", "holds"]);
  });

  it("bounds are told where the noise is not in the model", () => {
    const diagram = model(`chance X : bool ~ uniform
chance Y : bool ~ if X then bernoulli(0.8) else bernoulli(0.4)
`);
    const found = answer(diagram, "necessity(X = true, Y)", { exact: solveEngine });
    expect(found.ok && found.value[0]).toMatchObject({
      detail: expect.stringContaining("between 0.5 and 0.75 for any coupling") as string,
    });
  });

  it("a path outside leaves the state as it was (delicate state, Farquhar et al. 2022)", () => {
    expect(
      outcomes(`decision A : {rest, push}
chance robust : {0, 1} = if A == push then 1 else 0
chance delicate : {0, 5} = if A == push then 5 else 0
utility U = robust + delicate
claim path_effect(A = push, A = rest, U, A -> robust -> U) == 1
claim path_effect(A = push, A = rest, U, {A -> robust, robust -> U, A -> delicate, delicate -> U}) == 6
claim path_effect(A = push, A = rest, delicate, A -> robust) == 0`),
    ).toEqual(["holds", "holds", "holds"]);
  });

  it.each([
    [
      "harm(D = one, D = none)",
      "whose harm",
      "agent a\nagent b\nchance X : bool ~ uniform\ndecision D : {none, one} by a\nutility U for a = if D == one then 1 else 0\nutility V for b = 0",
    ],
    ["harm(D = one, Y = dies)", "both must set the same", TREATMENTS],
    ["necessity(D = one, Y = lives)", "third argument", TREATMENTS],
    ["necessity(Y = lives, Y = lives)", "different variables", TREATMENTS],
    ["path_effect(D = one, D = none, U, D -> U)", "no arrow D -> U", TREATMENTS],
    ["harm(D = one, D = none | do(course = lives))", "not by do", TREATMENTS],
    ["nobody.harm(D = one, D = none)", "nobody", TREATMENTS],
  ])("%s is refused in words: %s", (question, words, text) => {
    const found = answer(model(text), question, { exact: solveEngine });
    const said = found.ok
      ? JSON.stringify(found.value)
      : found.diagnostics.map(({ message, hint }) => `${message} ${hint}`).join();
    expect(said).toContain(words);
  });

  it.each([
    "harm(D, D = none)",
    "harm(D = one or D = two, D = none)",
    "path_effect(D = one, D = none, U, Y)",
  ])("%s is not a question: a diagnostic with a place", (question) => {
    const found = answer(model(TREATMENTS), question, { exact: solveEngine });
    expect(found.ok).toBe(false);
  });
});

describe("incentives that the numbers have", () => {
  it.each(["response", "control"] as const)(
    "%s: found under every optimal policy, or not, as trying all policies finds",
    (kind) => {
      const random = Random.seeded(21);
      const seen = new Set<boolean>();
      for (let run = 0; run < 40; run++) {
        const diagram = model(randomModel(random));
        const d = diagram.idOf("D")!;
        for (const name of ["A", "B", "M", "Y"]) {
          const x = diagram.idOf(name)!;
          const rules: RuleOf[] = everyOptimalRule(diagram, d);
          const wanted = rules.every((rule) => realisedByForce(diagram, rule, kind, d, x));
          const found = solveEngine(diagram).realised(kind, d, x);
          expect(found, `${kind} ${name} of model ${run}`).toMatchObject({
            kind: "known",
            values: [wanted],
          });
          seen.add(wanted);
        }
      }
      expect(seen.size).toBe(2);
    },
  );

  it("what the graph admits the numbers need not have", () => {
    expect(
      outcomes(`chance X : bool ~ uniform
decision D : bool sees X
chance M : bool = D
utility U = if M then 1 else 0
claim response(D, X)
claim not realised_response(D, X)
claim realised_control(D, M)
claim not realised_control(D, X)`),
    ).toEqual(["fails", "holds", "holds", "holds"]);
  });
});
