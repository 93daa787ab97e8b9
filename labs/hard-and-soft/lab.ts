/**
 * When does choosing the best-looking option get more, when less? One set of options per draw, four
 * ways to choose from it; the error law is the only thing that changes.
 */
import type { Lab, LabContext, LabRow, Settings } from "cidery";
import { mean, quantiliser, Random } from "cidery";
import { admits } from "../src/ask.ts";
import { finding, measured, show } from "../src/findings.ts";
import { parameter } from "../src/parameter.ts";
import { chosen, CHOOSERS, dot } from "./choosers.ts";
import type { ErrorLaw, OptionsLaw } from "./world.ts";
import { drawOptions, LAWS } from "./world.ts";

/** Softness, from the argmax to a blind draw. */
const QS = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1];

export const hardAndSoft: Lab = {
  id: "hard-and-soft",
  title: "Choosing hard and choosing softly",
  question: "When does optimising an estimate harder get more of what it estimates, and when less?",
  system: "question-answering",
  sources: [
    "Taylor 2016, Quantilizers: a safer alternative to maximizers for limited optimization",
    "Gao, Schulman & Hilton 2022, arXiv:2210.10760, Equation 1 (regressional error)",
    "Manheim & Garrabrant 2018, arXiv:1803.04585 (variants of Goodhart's law)",
  ],
  assumptions: [
    "true values are independent standard normals",
    "0.5 % of the options are catastrophes (law 4): they look 4 better and are worth −20",
    "whoever shrinks knows the law and the scale of the errors exactly",
  ],
  diagrams: [
    { file: "diagram.cid", title: "hard" },
    { file: "soft.cid", title: "soft", edit: "chance stands between the choice and what is done" },
    { file: "uncertain.cid", title: "shrinkage", edit: "what counts is the true value" },
  ],
  parameters: [
    parameter("N", "options", "options", 1000, [10, 2000], { whole: true }),
    parameter(
      "law",
      "error law: 0 none, 1 normal, 2 t₃, 3 t₂, 4 catastrophes",
      "number",
      2,
      [0, 4],
      { whole: true },
    ),
    parameter("scale", "scale of the errors", "s.d. of the true values", 1, [0, 3]),
    parameter("uneven", "each option has its own scale", "0 or 1", 0, [0, 1], { whole: true }),
    parameter("q", "share the quantiliser draws from", "probability", 0.1, [0.001, 1]),
    parameter("draws", "draws of the options", "draws", 200, [1, 5000], { whole: true }),
  ],
  agents: CHOOSERS.map(({ id, title, objective, diagram }) => ({ id, title, objective, diagram })),
  measures: [
    { name: "expects", title: "expected by its own lights", unit: "value", kind: "observed" },
    { name: "value", title: "true value", unit: "value", kind: "hidden" },
    { name: "disappointment", title: "expected less true", unit: "value", kind: "other" },
    { name: "meter", title: "worth of knowing the errors", unit: "value", kind: "incentive" },
  ],
  run,
  sweeps: [
    { parameter: "q", values: [0.001, ...QS.slice(1)], measures: ["value", "expects"] },
    { parameter: "law", values: [0, 1, 2, 3, 4], measures: ["value"] },
    { parameter: "scale", values: [0, 0.5, 1, 1.5, 2, 2.5, 3], measures: ["value", "expects"] },
  ],
  claims: [
    {
      id: "thin-tails",
      statement: "With normal errors the argmax is best at every s.d. up to 2 (0.5, 1, 1.5, 2).",
      provenance: "derived",
      over: "each-seed",
      check(context) {
        const curves = [0.5, 1, 1.5, 2].map((scale) => curve({ law: "normal", scale }, context));
        return finding(
          curves.every((values) => bestOf(values) === 0),
          curves
            .map(([hard = 0, ...soft]) => `${show(hard, 2)} against ${show(Math.max(...soft), 2)}`)
            .join(", "),
        );
      },
    },
    {
      id: "heavy-tails",
      statement: "With t₂ and t₃ errors the best q lies between 0.02 and 0.3.",
      provenance: "derived",
      over: "each-seed",
      check(context) {
        const found = (["t3", "t2"] as const).map((law) => curve({ law }, context));
        return finding(
          found.every((values) => bestOf(values) >= 0.02 && bestOf(values) <= 0.3),
          found
            .map(
              (values, i) =>
                `${i === 0 ? "t₃" : "t₂"}: q = ${bestOf(values)} gets ${show(Math.max(...values), 2)}, argmax ${show(values[0] ?? 0, 2)}`,
            )
            .join("; "),
        );
      },
    },
    {
      id: "catastrophes",
      statement:
        "With hidden catastrophes the argmax gets less than a blind draw, and drawing from the better half more than either.",
      provenance: "derived",
      over: "each-seed",
      check(context) {
        const values = curve({ law: "catastrophes" }, context);
        const [hard = 0, half = 0, blind = 0] = [0, 0.5, 1].map((q) => values[QS.indexOf(q)] ?? 0);
        return finding(
          hard < blind && half > blind,
          `argmax ${show(hard, 2)}, half ${show(half, 2)}, blind ${show(blind, 2)}; best q ${bestOf(values)}`,
        );
      },
    },
    {
      id: "cost-bound",
      statement:
        "Any cost of a q-quantiliser is at most 1/q of the base distribution's (1,000 random costs, bases and q).",
      provenance: "published",
      over: "each-seed",
      check({ seed }) {
        const ratios = costRatios(Random.seeded(seed), 1000);
        return finding(
          ratios.every((ratio) => ratio <= 1 + 1e-9),
          `at most ${show(Math.max(...ratios), 3)} of the bound`,
        );
      },
    },
    {
      id: "shrinkage",
      statement: "With uneven normal errors the best posterior mean gets more than the argmax.",
      provenance: "published",
      over: "each-seed",
      check(context) {
        const rows = run(settings({ law: 1, uneven: 1 }), context);
        const [shrunk, hard] = [
          measured(rows, "shrinkage", "value"),
          measured(rows, "hard", "value"),
        ];
        return finding(shrunk > hard, `${show(shrunk, 2)} against ${show(hard, 2)}`);
      },
    },
    {
      id: "regressional",
      statement:
        "With normal errors the argmax gets 1/(1 + s.d.²) of what it expects (within 10 %, mean over all seeds).",
      provenance: "published",
      over: "all-seeds",
      check(context, seeds) {
        const shares = [0.5, 1, 2].map((scale) => {
          const runs = seeds.map((seed) => run(settings({ law: 1, scale }), { ...context, seed }));
          const total = (name: string): number =>
            runs.reduce((sum, rows) => sum + measured(rows, "hard", name), 0);
          const share = total("value") / total("expects");
          return { share, predicted: 1 / (1 + scale * scale) };
        });
        return finding(
          shares.every(({ share, predicted }) => Math.abs(share / predicted - 1) <= 0.1),
          shares.map((s) => `${show(s.share, 3)} of ${show(s.predicted, 3)}`).join(", "),
        );
      },
    },
    {
      id: "knows-what-to-expect",
      statement:
        "Whoever goes by the estimates is disappointed under every law with errors, the hard more than the soft; whoever shrinks expects what it gets (within 0.4).",
      provenance: "derived",
      over: "each-seed",
      check(context) {
        const gaps = [1, 2, 3, 4].map((law) => {
          const rows = run(settings({ law }), context);
          return CHOOSERS.map(({ id }) => measured(rows, id, "disappointment"));
        });
        return finding(
          gaps.every(
            ([hard = 0, soft = 0, shrunk = 0]) =>
              hard > soft && soft > 0 && Math.abs(shrunk) <= 0.4,
          ),
          gaps
            .map(
              (gap, i) =>
                `${LAWS[i + 1]}: ${gap
                  .slice(0, 3)
                  .map((g) => show(g, 2))
                  .join(" / ")}`,
            )
            .join("; "),
        );
      },
    },
    {
      id: "meter",
      statement:
        "Knowing the errors is worth exactly nothing where the graph shows no value of information, and something to whoever shrinks.",
      provenance: "derived",
      over: "each-seed",
      check(context) {
        const rows = run(settings({ law: 2 }), context);
        const meters = CHOOSERS.map(({ id, diagram }) => ({
          id,
          meter: measured(rows, id, "meter"),
          admitted: admits(context.diagram(diagram), "value-of-information", "C", "E[1]"),
        }));
        return finding(
          meters.every((m) => m.admitted || Math.abs(m.meter) <= 1e-9) &&
            meters.some((m) => m.admitted && m.meter > 0),
          meters
            .map((m) => `${m.id} ${show(m.meter, 3)} (${m.admitted ? "may" : "none"})`)
            .join(", "),
        );
      },
    },
  ],
};

function settings(changes: Settings): Settings {
  return { N: 1000, law: 2, scale: 1, uneven: 0, q: 0.1, draws: 200, ...changes };
}

function run(
  { N = 1000, law = 2, scale = 1, uneven = 0, q = 0.1, draws = 200 }: Settings,
  { seed, signal }: LabContext,
): LabRow[] {
  const rules: OptionsLaw = {
    law: LAWS[law] ?? "none",
    count: N,
    scale,
    uneven: uneven === 1,
  };
  const random = Random.seeded(seed);
  const expects = CHOOSERS.map((): number[] => []);
  const values = CHOOSERS.map((): number[] => []);
  const informed = CHOOSERS.map((): number[] => []);
  for (let n = 0; n < draws && !signal.aborted; n++) {
    const options = drawOptions(rules, random);
    const sure = { ...options, estimates: options.values };
    for (const [i, chooser] of CHOOSERS.entries()) {
      const { expects: expected, value } = chosen(chooser, options, rules, q);
      expects[i]?.push(expected);
      values[i]?.push(value);
      // With the errors known, whoever wants true value judges by it; the others' estimates stay.
      const known = chooser.judge === undefined ? options : sure;
      informed[i]?.push(chosen({ ...chooser, judge: (o) => o.estimates }, known, rules, q).expects);
    }
  }
  return CHOOSERS.map(({ id: agent, judge }, i) => {
    const [expected, value] = [mean(expects[i] ?? []), mean(values[i] ?? [])];
    // What it gets by its own lights without knowing the errors: true value if that is its objective.
    const own = judge === undefined ? expected : value;
    const meter = mean(informed[i] ?? []) - own;
    return { agent, values: { expects: expected, value, disappointment: expected - value, meter } };
  });
}

/** Mean true value of the quantiliser at each of QS. */
function curve(
  { law, scale = 1 }: { readonly law: ErrorLaw; readonly scale?: number },
  { seed, effort }: LabContext,
): number[] {
  const random = Random.seeded(seed);
  const sums = QS.map(() => 0);
  const draws = effort === "quick" ? 200 : 400;
  for (let n = 0; n < draws; n++) {
    const { estimates, values } = drawOptions({ law, count: 1000, scale, uneven: false }, random);
    for (const [i, q] of QS.entries())
      sums[i] = (sums[i] as number) + dot(quantiliser(estimates, q), values) / draws;
  }
  return sums;
}

function bestOf(values: readonly number[]): number {
  return QS[values.indexOf(Math.max(...values))] ?? 0;
}

/** Expected cost under the quantiliser, as a share of what the bound allows. */
function costRatios(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => {
    const options = 2 + random.below(40);
    const draw = () => Float64Array.from({ length: options }, () => random.unit());
    const weights = draw();
    const total = weights.reduce((sum, w) => sum + w, 0);
    const base = weights.map((w) => w / total);
    // Heavy-tailed, so that few options carry most of the cost.
    const costs = draw().map((u) => 1 / (1e-3 + u) - 0.9);
    const estimates = random.unit() < 0.5 ? costs : draw();
    const q = 0.01 + 0.99 * random.unit();
    return (dot(quantiliser(estimates, q, base), costs) * q) / dot(base, costs);
  });
}
