/** What the lab of choosing hard and softly claims, and how each claim is measured. */
import type { LabClaim, LabContext, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { mean, quantiliser } from "@cidery/core/learn";
import { admits } from "../src/ask.ts";
import { finding, measured, show } from "../src/findings.ts";
import { chosen, CHOOSERS, dot } from "./choosers.ts";
import { bestOf, curves, frontier, LARGEST_SCALE, QS } from "./curves.ts";
import { run } from "./run.ts";
import type { ErrorLaw, OptionsLaw } from "./world.ts";
import { drawOptions, LAWS } from "./world.ts";

const TAIL_QS = [0.005, 0.01, 0.02, 0.05, 0.1];

const aboutHardness: readonly LabClaim[] = [
  {
    id: "thin-tails",
    statement: "With normal errors the argmax is best at every s.d. up to 2 (0.5, 1, 1.5, 2).",
    provenance: "derived",
    over: "each-seed",
    check({ seed, effort }) {
      const found = curves(planOf("normal", seed, effort), QS, [0.5, 1, 1.5, 2]);
      return finding(
        found.every((values) => bestOf(values) === 0),
        found
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
    check({ seed, effort }) {
      const found = (["t3", "t2"] as const).map((law) => ({
        name: law === "t3" ? "t₃" : "t₂",
        values: curves(planOf(law, seed, effort), QS, [1])[0] ?? [],
      }));
      return finding(
        found.every(({ values }) => bestOf(values) >= 0.02 && bestOf(values) <= 0.3),
        found
          .map(
            ({ name, values }) =>
              `${name}: q = ${bestOf(values)} gets ${show(Math.max(...values), 2)}, argmax ${show(values[0] ?? 0, 2)}`,
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
    check({ seed, effort }) {
      const values = curves(planOf("catastrophes", seed, effort), QS, [1])[0] ?? [];
      const [hard = 0, half = 0, blind = 0] = [0, 0.5, 1].map((q) => values[QS.indexOf(q)] ?? 0);
      return finding(
        hard < blind && half > blind,
        `argmax ${show(hard, 2)}, half ${show(half, 2)}, blind ${show(blind, 2)}; best q ${bestOf(values)}`,
      );
    },
  },
  {
    id: "frontier",
    statement: `The harder the choice, the better the estimates must be: with t₂ and t₃ errors the largest scale up to which narrowing from 2q to q pays grows with q (${TAIL_QS.join(", ")}) and is smaller for t₂; with normal errors narrowing pays up to ${LARGEST_SCALE - 2} s.d. at every q.`,
    provenance: "derived",
    over: "all-seeds",
    check({ seed }, seeds) {
      const draws = Math.max(200, 25 * seeds.length);
      const [normal = [], t3 = [], t2 = []] = (["normal", "t3", "t2"] as const).map((law) =>
        frontier({ law, count: 1000, draws, seed }, TAIL_QS),
      );
      const grows = [t3, t2].every((limits) =>
        limits.every((limit, i) => i === 0 || limit >= (limits[i - 1] ?? 0)),
      );
      const heavier = t2.every((limit, i) => limit <= (t3[i] ?? 0));
      const always = normal.every((limit) => limit >= LARGEST_SCALE - 2);
      const line = (limits: readonly number[]): string =>
        limits.map((limit) => show(limit, 2)).join(" ");
      return finding(
        grows && heavier && always,
        `t₃ ${line(t3)}; t₂ ${line(t2)}; normal ${line(normal)}`,
      );
    },
  },
];

const aboutSoftness: readonly LabClaim[] = [
  {
    id: "cost-bound",
    statement:
      "Any cost of a q-quantiliser is at most 1/q of the base distribution's (1,000 random costs, bases and q).",
    provenance: "published",
    place:
      "Taylor 2016, Quantilizers: A Safer Alternative to Maximizers for Limited Optimization, Lemma 1",
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
    id: "habit",
    statement:
      "With hidden catastrophes, narrowing habit gets more than narrowing a blind draw to the same q, and more than habit alone; a habit of strength 0 is the blind draw.",
    provenance: "derived",
    over: "each-seed",
    check(context) {
      const rows = run(settings({ law: 4 }), context);
      const [habit, narrowed, soft] = ["habit", "soft-habit", "soft"].map((id) =>
        measured(rows, id, "value"),
      );
      const none = run(settings({ law: 4, habit: 0, draws: 20 }), context);
      const same = Math.abs(measured(none, "habit", "value") - measured(none, "blind", "value"));
      return finding(
        (narrowed ?? 0) > (soft ?? 0) && (narrowed ?? 0) > (habit ?? 0) && same < 1e-9,
        `${show(narrowed ?? 0, 2)} against ${show(soft ?? 0, 2)} and ${show(habit ?? 0, 2)}`,
      );
    },
  },
];

const aboutExpectations: readonly LabClaim[] = [
  {
    id: "shrinkage",
    statement:
      "With uneven normal errors the best posterior mean gets more than the argmax (scales 0.5, 1, 2).",
    provenance: "derived",
    over: "each-seed",
    check({ seed, effort }) {
      const found = [0.5, 1, 2].map((scale) => {
        const law = { law: "normal", count: 1000, scale, uneven: true } as const;
        return meansOf(["shrinkage", "hard"], law, effort === "quick" ? 100 : 200, seed);
      });
      return finding(
        found.every(([shrunk, hard]) => (shrunk?.value ?? 0) > (hard?.value ?? 0)),
        found
          .map(
            ([shrunk, hard]) =>
              `${show(shrunk?.value ?? 0, 2)} against ${show(hard?.value ?? 0, 2)}`,
          )
          .join(", "),
      );
    },
  },
  {
    id: "regressional",
    statement:
      "With normal errors the argmax gets 1/(1 + s.d.²) of what it expects (s.d. 0.5, 1, 2; within 10 %, mean over all seeds).",
    provenance: "derived",
    over: "all-seeds",
    check({ effort }, seeds) {
      const draws = effort === "quick" ? 600 : 200;
      const shares = [0.5, 1, 2].map((scale) => {
        const law = { law: "normal", count: 1000, scale, uneven: false } as const;
        const means = seeds.map((seed) => meansOf(["hard"], law, draws, seed)[0]);
        const share =
          mean(means.map((m) => m?.value ?? 0)) / mean(means.map((m) => m?.expects ?? 0));
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
    check({ seed }) {
      const gaps = (["normal", "t3", "t2", "catastrophes"] as const).map((law) =>
        meansOf(
          ["hard", "soft", "shrinkage"],
          { law, count: 1000, scale: 1, uneven: false },
          200,
          seed,
        ).map(({ expects, value }) => expects - value),
      );
      return finding(
        gaps.every(
          ([hard = 0, soft = 0, shrunk = 0]) => hard > soft && soft > 0 && Math.abs(shrunk) <= 0.4,
        ),
        gaps
          .map((gap, i) => `${LAWS[i + 1]}: ${gap.map((g) => show(g, 2)).join(" / ")}`)
          .join("; "),
      );
    },
  },
  {
    id: "meter",
    statement:
      "Knowing the errors is worth something to whoever shrinks, as its graph admits; to the others, who do not want true value, it is worth nothing, even where their graph admits it; narrowing is worth something where the graph admits control of what is done.",
    provenance: "derived",
    over: "each-seed",
    check(context) {
      const rows = run(settings({ law: 2, draws: 100 }), context);
      const meters = CHOOSERS.map(({ id, diagram }) => ({
        id,
        worth: measured(rows, id, "informed"),
        admitted: admits(context.diagram(diagram), "value-of-information", "C", "E[1]"),
      }));
      const influence = [
        { file: "soft.cid", worth: measured(rows, "soft", "influence") },
        { file: "habit.cid", worth: measured(rows, "soft-habit", "influence") },
      ];
      const narrowing = influence.every(
        ({ file, worth }) =>
          worth > 0 && admits(context.diagram(file), "instrumental-control-incentive", "C", "Done"),
      );
      return finding(
        narrowing &&
          meters.every((m) => m.admitted || Math.abs(m.worth) <= 1e-9) &&
          meters.some((m) => m.admitted && m.worth > 0),
        `${meters.map((m) => `${m.id} ${show(m.worth, 3)} (${m.admitted ? "may" : "none"})`).join(", ")}; narrowing ${influence.map(({ worth }) => show(worth, 2)).join(" and ")}`,
      );
    },
  },
];

export const CLAIMS: readonly LabClaim[] = [
  ...aboutHardness,
  ...aboutSoftness,
  ...aboutExpectations,
];

function settings(changes: Settings): Settings {
  return { N: 1000, law: 2, scale: 1, uneven: 0, q: 0.1, habit: 1, draws: 200, ...changes };
}

function planOf(law: ErrorLaw, seed: number, effort: LabContext["effort"]) {
  return { law, count: 1000, draws: effort === "quick" ? 200 : 400, seed };
}

/** Means over draws of what some choosers expect and get at q = 0.1, in the order asked for. */
function meansOf(
  ids: readonly string[],
  law: OptionsLaw,
  draws: number,
  seed: number,
): { readonly expects: number; readonly value: number }[] {
  const random = Random.seeded(seed);
  const asked = ids.flatMap((id) => CHOOSERS.filter((chooser) => chooser.id === id));
  const sums = asked.map(() => ({ expects: 0, value: 0 }));
  for (let n = 0; n < draws; n++) {
    const options = drawOptions(law, random);
    for (const [i, chooser] of asked.entries()) {
      const { expects, value } = chosen(chooser, options, law, { q: 0.1, habit: 1 });
      const sum = sums[i];
      if (sum === undefined) continue;
      sum.expects += expects / draws;
      sum.value += value / draws;
    }
  }
  return sums;
}

/** Expected cost under the quantiliser, as a share of what the bound allows. */
function costRatios(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => {
    const options = 2 + random.below(40);
    const draw = (): Float64Array => Float64Array.from({ length: options }, () => random.unit());
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
