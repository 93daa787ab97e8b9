/** Questions in the words of claims: against brute force, against known numbers, and in bad shape. */
import { describe, expect, it } from "vitest";
import type { AnswerRow, ExactEngineFactory } from "../src/check/index.ts";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { Random } from "../src/base/index.ts";
import { answer, solveEngine } from "../src/check/index.ts";
import { loadModel, parseClaim } from "../src/language/index.ts";
import { printClaimExpression } from "../src/language/print/printClaim.ts";
import { randomNumericDiagram } from "../src/testing/randomNumericDiagram.ts";
import { bruteForceEngine } from "./bruteForceEngine.ts";
import { randomQuestion } from "./randomQuestion.ts";

function modelOf(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics[0]?.message);
  return diagram;
}

/** Rows, or the first message when the question cannot be read. */
function asked(
  diagram: InfluenceDiagram,
  text: string,
  exact: ExactEngineFactory = solveEngine,
): readonly AnswerRow[] | string {
  const answered = answer(diagram, text, { exact });
  return answered.ok ? answered.value : (answered.diagnostics[0]?.message ?? "");
}

function numberOf(diagram: InfluenceDiagram, text: string): unknown {
  const rows = asked(diagram, text);
  if (typeof rows === "string") return rows;
  const [row] = rows;
  return row?.kind === "values" ? row.values[0] : row?.message;
}

/** What no user should ever read. */
const INTERNAL =
  /\bundefined\b|\bNaN\b|variable -?\d|weights of variable|is (?:no|not a) value of|Cannot read|\[object|must differ|not a function|factor \d/;

function compare(diagram: InfluenceDiagram, text: string): "compared" | "skipped" {
  const ours = asked(diagram, text);
  if (typeof ours === "string") {
    expect(ours, text).not.toMatch(INTERNAL);
    return "skipped";
  }
  const naive = asked(diagram, text, bruteForceEngine);
  if (typeof naive === "string") throw new Error(naive);
  let all: "compared" | "skipped" = "compared";
  for (const [i, row] of ours.entries()) {
    const other = naive[i] as AnswerRow;
    if (row.kind !== "values") {
      expect(row.message, text).not.toMatch(INTERNAL);
      if (
        row.reason === "undefined" &&
        /probability zero/.test(row.message) &&
        other.kind !== "values"
      )
        continue;
      all = "skipped";
      continue;
    }
    if (other.kind !== "values") {
      // Brute force follows one optimal policy; another may bring the condition about.
      const isTied = diagram.structure.decisions.length > 0;
      expect(other.reason === "out-of-reach" || isTied, `${text}: ${other.message}`).toBe(true);
      all = "skipped";
      continue;
    }
    for (const wanted of other.values) {
      const found = row.values.some((value) =>
        typeof value === "number" && typeof wanted === "number"
          ? Math.abs(value - wanted) <= 1e-7 * Math.max(1, Math.abs(wanted))
          : JSON.stringify(value) === JSON.stringify(wanted),
      );
      expect(found, `${text}: ${row.label} is ${String(wanted)}, not ${String(row.values)}`).toBe(
        true,
      );
    }
  }
  return all;
}

describe("questions against the whole joint distribution", () => {
  it("agree about chance variables and utilities", () => {
    let compared = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const random = Random.seeded(seed);
      const diagram = randomNumericDiagram(random, { nodes: 4, decisions: 0, values: 3 });
      for (let i = 0; i < 4; i++)
        if (compare(diagram, randomQuestion(diagram, random)) === "compared") compared++;
    }
    expect(compared).toBeGreaterThan(420);
  });

  it("agree under optimal play, and when everybody decides anew", () => {
    let compared = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const random = Random.seeded(1000 + seed);
      const diagram = randomNumericDiagram(random, { nodes: 4, decisions: 1, values: 3 });
      for (let i = 0; i < 4; i++) {
        const text = randomQuestion(diagram, random);
        // An intervention may bring about what no choice can: there brute force plays at random.
        if (text.includes("do(") && !text.startsWith("meu")) continue;
        if (compare(diagram, text) === "compared") compared++;
      }
    }
    expect(compared).toBeGreaterThan(80);
  });

  it("agree about what would have been", () => {
    let compared = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const random = Random.seeded(2000 + seed);
      const options = { nodes: 4, decisions: 0, values: 3, deterministic: 1 };
      const certain = randomNumericDiagram(random, options);
      const diagram = withRandomRoots(certain, random);
      const text = randomQuestion(diagram, random, { counterfactuals: true });
      if (compare(diagram, text) === "compared") compared++;
    }
    expect(compared).toBeGreaterThan(80);
  });
});

/** Noise in the roots only, so that a world can be replayed. */
function withRandomRoots(diagram: InfluenceDiagram, random: Random): InfluenceDiagram {
  return diagram.with({
    nodes: diagram.nodes.map((node) => {
      const size = node.domain?.kind === "finite" ? node.domain.values.length : 0;
      if (node.kind !== "chance" || node.mechanism.kind !== "table") return node;
      const { entries } = node.mechanism;
      if (node.parents.length === 0) {
        const shares = Array.from({ length: size }, () => 1 + random.below(3));
        const sum = shares.reduce((a, b) => a + b, 0);
        return {
          ...node,
          mechanism: {
            kind: "table",
            stochastic: true,
            entries: Float64Array.from(shares, (x) => x / sum),
          },
        } as const;
      }
      const values = Float64Array.from({ length: entries.length / size }, (_, row) =>
        entries.subarray(row * size, (row + 1) * size).indexOf(1),
      );
      return { ...node, mechanism: { kind: "table", stochastic: false, entries: values } } as const;
    }),
  });
}

const DICE = modelOf(`model "dice"
  chance X : 1..6 ~ uniform
  chance Y : 1..6 ~ uniform
  chance S : 2..12 = X + Y`);
const RADIO = modelOf(`model "radio"
  agent p
  chance Rain : bool ~ bernoulli(0.3)
  chance Radio : {dry, wet} ~ if Rain then {wet: 0.8, dry: 0.2} else {wet: 0.1, dry: 0.9}
  decision Take : bool by p
  utility U for p = if Rain then (if Take then 70 else 0) else (if Take then 20 else 100)`);
const JOINT = modelOf(`model "joint"
  chance a : {x, y} ~ {x: 0.4, y: 0.6}
  chance b : {x, y} ~ if a == x then {x: 0.9, y: 0.1} else {x: 0.45, y: 0.55}`);
const PAID = modelOf(`model "paid"
  agent a
  chance S : {lo, hi} ~ uniform
  decision D1 : {try, stay} by a
  utility R1 for a = if D1 == try then (if S == hi then 2 else -1) else 0
  decision D2 : {try, stay} by a sees D1, R1
  utility R2 for a = if D2 == try then (if S == hi then 2 else -1) else 0`);

describe("questions with known answers", () => {
  it.each<[InfluenceDiagram, string, unknown]>([
    [DICE, "P(X = 6 | S >= 11)", 2 / 3],
    [DICE, "P(X + Y == 12)", 1 / 36],
    [DICE, "P(X == Y | S in 2..4)", 1 / 3],
    [DICE, "E(X * Y)", 12.25],
    [DICE, "E(max(X, Y))", 161 / 36],
    [DICE, "P(X > 6)", 0],
    [DICE, "P(not X > 6)", 1],
    [DICE, "P(X = 1 or Y = 1)", 11 / 36],
    [DICE, "entropy(X)", Math.log2(6)],
    [RADIO, "value(p | Radio = wet)", 22.580645161290324],
    [RADIO, "meu(p | Radio = wet)", 58.70967741935484],
    [RADIO, "meu(p | likelihood(Rain, {true: 0.8, false: 0.1}))", 58.70967741935484],
    [RADIO, "meu(p | Rain ~ {true: 0.9, false: 0.1})", 65],
    [RADIO, "meu(p | do(Take = true))", 35],
    [JOINT, "P(a = x | b ~ {x: 0.3, y: 0.7})", 0.3 * (0.36 / 0.63) + 0.7 * (0.04 / 0.37)],
    [JOINT, "P(a = x | likelihood(b, {x: 0.3, y: 0.7}))", (0.4 * 0.34) / (0.4 * 0.34 + 0.6 * 0.52)],
    [JOINT, "P(b = x | do(a ~ {x: 0.5, y: 0.5}))", 0.675],
    [JOINT, "P(a == b)", 0.69],
    [PAID, "E(R1 + R2)", 1.5],
    [PAID, "P(R2 = 2 | R1 > 0)", 1],
  ])("case %#: $1", (diagram, text, wanted) => {
    expect(numberOf(diagram, text)).toBeCloseTo(wanted as number, 9);
  });

  it("lists the likeliest values, ties included", () => {
    expect(asked(JOINT, "mpe")).toMatchObject([{ values: [["x", "x"]] }]);
    expect(asked(JOINT, "map(a)")).toMatchObject([{ values: ["y"] }]);
    expect(asked(DICE, "map(X, Y | S = 3)")).toMatchObject([
      {
        values: [
          [1, 2],
          [2, 1],
        ],
      },
    ]);
  });

  it("gives a row for each cell of a table", () => {
    const rows = asked(JOINT, "P(a, b)");
    expect(rows).toMatchObject([
      { label: "a = x, b = x", cell: { a: "x", b: "x" } },
      { label: "a = x, b = y" },
      { label: "a = y, b = x" },
      { label: "a = y, b = y" },
    ]);
    expect(asked(JOINT, "P(a | b)")).toMatchObject([
      { label: "a = x | b = x" },
      { label: "a = y | b = x" },
      { label: "a = x | b = y" },
      { label: "a = y | b = y" },
    ]);
    expect(asked(PAID, "P(R1)")).toMatchObject([
      { cell: { R1: -1 } },
      { cell: { R1: 0 } },
      { cell: { R1: 2 } },
    ]);
  });
});

describe("questions that have no answer", () => {
  it.each([
    [DICE, "P(X = 1 | Y = 1, Y = 2)", /probability zero/],
    [DICE, "E(X | S = 2, X = 2)", /probability zero/],
    [DICE, "would(X = 1 | Y = 1, Y = 2)", /probability zero/],
    [DICE, "mpe(| S = 2, X = 2)", /probability zero/],
    [JOINT, "entropy(a | a = x, a = y)", /probability zero/],
    [RADIO, "meu(p | Radio = wet, Radio = dry)", /probability zero/],
    [RADIO, "meu(p | U > 0)", /depends on the decision Take/],
    [RADIO, "E(p | Radio = wet)", /agent, not a variable/],
    [RADIO, "P(p)", /agent/],
    [PAID, "E(R2 | R1 = 7)", /R1 is never 7; it takes -1, 0, 2/],
    [JOINT, "P(a < x)", /no order/],
    [JOINT, "P(a = z)", /is never z/],
    [JOINT, "E(a * b)", /not a number/],
    [DICE, "E(1 / (X - 1))", /no finite value/],
    [JOINT, "P(a ~ {x: 0.3, y: 0.7})", /condition, not an event/],
    [JOINT, "P(a = x | b ~ {x: 0.3, y: 0.6})", /sum to 0.9/],
    [JOINT, "P(a = x | do(b > 1))", /no order|sets variables/],
    [JOINT, "P(a = x | do(b = x), do(b = y))", /set twice/],
  ])("case %#: $1", (diagram, text, wanted) => {
    expect(String(numberOf(diagram, text))).toMatch(wanted);
    expect(String(numberOf(diagram, text))).not.toMatch(INTERNAL);
  });

  it("are mistakes where a condition names a value that is never taken", () => {
    expect(asked(PAID, "E(R2 | R1 = 7)")).toMatchObject([
      { kind: "error", reason: "value-never-taken" },
    ]);
  });
});

describe("very unlikely evidence", () => {
  const LAW = (weight: string) => `model "m"
    agent p
    chance H : {a, b} ~ uniform
    for i in 1..40 {
      chance X[i] : {0, 1} ~ if H == a then {1: ${weight}, 0: 1 - ${weight}} else {1: 2 * ${weight}, 0: 1 - 2 * ${weight}}
    }
    utility U for p = if H == b then 1 else 0`;
  const all = Array.from({ length: 40 }, (_, i) => `X[${i + 1}] = 1`).join(", ");
  const wanted = 2 ** 40 / (1 + 2 ** 40);

  it("is treated alike by every question", () => {
    const diagram = modelOf(LAW("1e-30"));
    for (const text of [
      `P(H = b | ${all})`,
      `E(U | ${all})`,
      `value(p | ${all})`,
      `meu(p | ${all})`,
      `would(H = b | ${all})`,
    ])
      expect(numberOf(diagram, text), text).toBeCloseTo(wanted, 9);
    expect(asked(diagram, `map(H | ${all})`)).toMatchObject([{ values: ["b"] }]);
  });

  it("may be less likely than any number in one step", () => {
    const diagram = modelOf(`model "m"
      agent p
      chance H : {a, b} ~ uniform
      chance X : -60..60 ~ normal(if H == a then 0 else 0.3, 1)
      utility U for p = if H == b then 1 else 0`);
    // Cells reach from 59.5 up: odds of two upper tails, by mpmath.
    for (const text of [
      "P(H = a | X = 60)",
      "1 - E(U | X = 60)",
      "would(H = a | X = 60)",
      "1 - value(p | X = 60)",
      "P(H = a | X >= 60)",
    ])
      expect(Number(numberOf(diagram, text)) / 1.84158906444e-8, text).toBeCloseTo(1, 7);
    expect(numberOf(diagram, "P(H = a | X = -60)")).toBeCloseTo(1, 6);
  });
});

describe("questions in any shape", () => {
  const PIECES = [
    "P(",
    "E(",
    "would(",
    "map(",
    "mpe",
    "meu(",
    "value(",
    "entropy(",
    "policy(",
    "likelihood(",
    "do(",
    "count(",
    ")",
    "|",
    ",",
    "=",
    "==",
    "!=",
    ">=",
    "~",
    "in",
    "not",
    "and",
    "or",
    "+",
    "*",
    "-",
    "{",
    "}",
    ":",
    "Rain",
    "Radio",
    "Take",
    "U",
    "p",
    "wet",
    "true",
    "0.3",
    "7",
    "nobody",
    "uniform",
    "bernoulli(0.5)",
    "{true: 0.3, false: 0.7}",
  ];

  it("never answer with what is inside the program", () => {
    for (let seed = 1; seed <= 1500; seed++) {
      const random = Random.seeded(seed);
      const base = random.below(3) === 0 ? [] : randomQuestionPieces(random);
      const pieces = [...base];
      for (let k = 1 + random.below(3); k > 0; k--)
        pieces.splice(
          random.below(pieces.length + 1),
          random.below(2),
          PIECES[random.below(PIECES.length)] as string,
        );
      const text = pieces.join(" ");
      const rows = asked(RADIO, text);
      const messages =
        typeof rows === "string"
          ? [rows]
          : rows.map((row) => (row.kind === "values" ? (row.detail ?? "") : row.message));
      for (const message of messages) expect(message, text).not.toMatch(INTERNAL);
    }
  });

  function randomQuestionPieces(random: Random): string[] {
    const forms = [
      "P( Rain | Radio = wet )",
      "E( U | do( Take = true ) )",
      "would( Rain = true | Radio = wet , do( Take = true ) )",
      "meu( p | Rain ~ {true: 0.3, false: 0.7} )",
      "map( Rain , Radio | U >= 0 )",
      "value( p | likelihood( Rain , {true: 0.3, false: 0.7} ) )",
    ];
    return (forms[random.below(forms.length)] as string).split(" ").filter((part) => part !== "");
  }

  it("print as text that reads back equal", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = Random.seeded(seed);
      const diagram = randomNumericDiagram(random, { nodes: 4, decisions: 1, values: 3 });
      const text = `${randomQuestion(diagram, random, { counterfactuals: seed % 5 === 0 })} == 1`;
      const read = parseClaim(text, diagram);
      if (!read.ok) continue;
      const printed = printClaimExpression(read.value.expression);
      const again = parseClaim(printed, diagram);
      if (!again.ok) throw new Error(`${text}: ${printed}`);
      expect(bare(again.value.expression), printed).toEqual(bare(read.value.expression));
    }
  });
});

/** Without places in the text. */
function bare(data: unknown): unknown {
  return JSON.parse(
    JSON.stringify(data, (key, value: unknown) => (key === "range" ? undefined : value)),
  );
}
