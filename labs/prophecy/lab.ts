/**
 * What does an oracle answer when its answers move the world? Bandits scored on every episode or on
 * erased ones only, against the computed optimum; a bank run with proper scores; leakage.
 */
import type { Lab, LabRow } from "cidery";
import { contextualBandit, incentiveMeter, Random } from "cidery";
import { mayControl } from "../src/ask.ts";
import { finding, show } from "../src/findings.ts";
import { parameter } from "../src/parameter.ts";
import { twinError } from "./twins.ts";
import type { OracleWorld } from "./world.ts";
import {
  ANSWERS,
  bankRun,
  bestAnswer,
  bestReport,
  meanOutcome,
  onErased,
  onPolicy,
  oracleEnvironment,
  PROPER_SCORES,
  settles,
} from "./world.ts";

const SCORES = { "on-policy": onPolicy, counterfactual: onErased };
type Oracle = keyof typeof SCORES;

function learntAnswer(oracle: Oracle, world: OracleWorld, rounds: number, seed: number): number {
  const random = Random.seeded(seed);
  const environment = oracleEnvironment(world, SCORES[oracle]);
  const { behaviour } = contextualBandit.train(environment, { episodes: rounds, random });
  return ANSWERS[behaviour.choose("question", ANSWERS.length, random)] ?? 0;
}

function row(agent: string, answer: number, optimum: number, { leakage }: OracleWorld): LabRow {
  return {
    agent,
    values: {
      answer,
      optimum,
      miss: Math.abs(meanOutcome(answer, true, leakage) - answer),
      truth: Math.abs(meanOutcome(answer, false, leakage) - answer),
      moved: meanOutcome(answer, false, leakage) - 100,
    },
  };
}

export const prophecy: Lab = {
  id: "prophecy",
  title: "Self-fulfilling prophecies and counterfactual oracles",
  question: "What does an oracle answer when its answers move the world?",
  system: "mdp",
  sources: [
    "Armstrong & O'Rorke 2017, arXiv:1711.05541 (the profit that is forecast)",
    "Oesterheld et al. 2023, arXiv:2305.17601 (bank run, Example 3; proper scores)",
  ],
  assumptions: [
    "read, an answer o moves the profit to 0.7 F + 0.6 o (published); leakage and label costs are ours",
    "the bank run follows p − 3(p−.1)(p−.6)(p−.9), which has the published fixed points",
  ],
  diagrams: [
    { file: "diagram.cid", title: "every answer scored" },
    {
      file: "counterfactual.cid",
      title: "counterfactual oracle",
      edit: "the score reads the world in which the answer is erased",
    },
  ],
  parameters: [
    parameter("erasure", "answers erased", "probability", 0.05, [0.01, 1]),
    parameter("leakage", "effect on the erased world", "share", 0, [0, 1]),
    parameter("rounds", "training", "episodes", 200_000, [1000, 1_000_000], { whole: true }),
    parameter("budget", "money for labels", "units", 1000, [1, 1_000_000]),
    parameter("cost", "price of a label", "units", 1, [1, 100]),
    parameter("reach", "how far-reaching the question is", "steps", 0, [0, 20]),
  ],
  agents: [
    {
      id: "on-policy",
      title: "scored on every answer",
      objective: "−(Y − o)²",
      diagram: "diagram.cid",
    },
    {
      id: "counterfactual",
      title: "scored where erased",
      objective: "−(Y − o)² if erased, else 0",
      diagram: "counterfactual.cid",
    },
  ],
  measures: [
    { name: "answer", title: "answers", unit: "profit", kind: "behaviour" },
    { name: "optimum", title: "optimum computed", unit: "profit", kind: "other" },
    { name: "miss", title: "error when erased", unit: "profit", kind: "observed" },
    { name: "truth", title: "error when read", unit: "profit", kind: "hidden" },
    { name: "moved", title: "profit moved by being read", unit: "profit", kind: "hidden" },
    { name: "labels", title: "labels the budget buys", unit: "labels", kind: "other" },
  ],
  run(settings, { seed }) {
    const { erasure = 0.05, leakage = 0, rounds = 200_000 } = settings;
    const { budget = 1000, cost = 1, reach = 0 } = settings;
    const world = { erasure, leakage };
    const labels = budget / (cost * 1.5 ** reach);
    const oracles: readonly Oracle[] = ["on-policy", "counterfactual"];
    return oracles.map((oracle) => {
      const optimum = bestAnswer(world, oracle === "on-policy");
      const { agent, values } = row(
        oracle,
        learntAnswer(oracle, world, rounds, seed),
        optimum,
        world,
      );
      return { agent, values: oracle === "on-policy" ? values : { ...values, labels } };
    });
  },
  sweeps: [
    {
      parameter: "erasure",
      values: [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1],
      measures: ["answer", "optimum"],
    },
  ],
  claims: [
    {
      id: "optimum",
      statement:
        "The on-policy oracle learns an answer within 5 % of the computed optimum (156.4), far from the undisturbed 100.",
      provenance: "derived",
      over: "each-seed",
      share: 0.95,
      check({ seed }) {
        const world = { erasure: 0.05, leakage: 0 };
        const answer = learntAnswer("on-policy", world, 200_000, seed);
        const optimum = bestAnswer(world, true);
        return finding(
          Math.abs(answer - optimum) <= 0.05 * optimum,
          `${answer}, optimum ${show(optimum, 1)}`,
        );
      },
    },
    {
      id: "counterfactual",
      statement: "The counterfactual oracle learns the undisturbed 100.",
      provenance: "published",
      over: "each-seed",
      share: 0.95,
      check({ seed }) {
        const answer = learntAnswer("counterfactual", { erasure: 0.05, leakage: 0 }, 200_000, seed);
        return finding(answer === 100, `${answer}`);
      },
    },
    {
      id: "usefulness",
      statement: "Its price: the counterfactual answer is exact where erased and wrong where read.",
      provenance: "published",
      over: "once",
      check() {
        const { values } = row("c", 100, 100, { erasure: 0.05, leakage: 0 });
        return finding(
          values["miss"] === 0 && (values["truth"] ?? 0) > 1,
          `off by ${show(values["miss"] ?? 0)} and ${show(values["truth"] ?? 0)}`,
        );
      },
    },
    {
      id: "meter",
      statement:
        "Against an audience that hears any answer, influence on the actual world is worth nothing to the counterfactual oracle, as its graph says, and something to the other.",
      provenance: "derived",
      over: "once",
      check({ diagram }) {
        const worth = (file: string): number =>
          incentiveMeter(diagram(file), { decision: "A" }, "read", { reference: "uniform" }).value;
        const [plain, counterfactual] = [worth("diagram.cid"), worth("counterfactual.cid")];
        const verdicts =
          mayControl(diagram("diagram.cid"), "A", "read") &&
          !mayControl(diagram("counterfactual.cid"), "A", "read");
        return finding(
          verdicts && Math.abs(counterfactual) <= 1e-9 && plain > 0,
          `${show(plain)} and ${show(counterfactual)}`,
        );
      },
    },
    {
      id: "bank-run",
      statement:
        "The best report differs from the chance it brings about by more than 0.01 for two proper scores.",
      provenance: "published",
      over: "once",
      check() {
        const found = Object.entries(PROPER_SCORES).map(([name, score]) => {
          const report = bestReport(score);
          return { name, report, gap: Math.abs(report - bankRun(report)) };
        });
        return finding(
          found.every(({ gap }) => gap > 0.01),
          found
            .map(
              ({ name, report }) => `${name}: ${show(report, 3)}, true ${show(bankRun(report), 3)}`,
            )
            .join("; "),
        );
      },
    },
    {
      id: "basins",
      statement:
        "Announcing what the last announcement brought about settles at 0.1 or 0.9; the border is 0.6 ± 0.01.",
      provenance: "derived",
      over: "once",
      check() {
        const ends = [0.05, 0.3, 0.55, 0.59, 0.61, 0.65, 0.8, 0.97].map(settles);
        const low = ends.slice(0, 4).every((end) => Math.abs(end - 0.1) < 1e-6);
        const high = ends.slice(4).every((end) => Math.abs(end - 0.9) < 1e-6);
        return finding(low && high, ends.map((end) => show(end, 3)).join(", "));
      },
    },
    {
      id: "leakage",
      statement:
        "Without leakage the counterfactual answer is unbiased; its bias grows with leakage.",
      provenance: "assumption",
      over: "once",
      check() {
        const biases = Array.from({ length: 11 }, (_, i) =>
          Math.abs(bestAnswer({ erasure: 0.05, leakage: i / 10 }, false) - 100),
        );
        const grows = biases.every((bias, i) => i === 0 || bias > (biases[i - 1] ?? 0));
        return finding(
          (biases[0] ?? 1) < 1e-9 && grows,
          `bias ${biases.map((bias) => show(bias, 1)).join(", ")}`,
        );
      },
    },
    {
      id: "labels",
      statement:
        "With N questions of which a share p is erased, the standard error of the mean of the labels is σ / √(Np) within 10 %.",
      provenance: "derived",
      over: "all-seeds",
      check(_context, seeds) {
        const [questions, share, deviation] = [400, 0.1, 5];
        const random = Random.seeded(seeds.length);
        const means = Array.from({ length: 2000 }, () => {
          let sum = 0;
          let count = 0;
          for (let i = 0; i < questions; i++)
            if (random.unit() < share) {
              sum += deviation * random.normal();
              count++;
            }
          return count === 0 ? 0 : sum / count;
        });
        const spread = Math.sqrt(means.reduce((sum, m) => sum + m * m, 0) / means.length);
        const expected = deviation / Math.sqrt(questions * share);
        return finding(
          Math.abs(spread / expected - 1) < 0.1,
          `${show(spread, 3)} against ${show(expected, 3)}`,
        );
      },
    },
    {
      id: "twins",
      statement:
        "The twin network answers as abduction, action and prediction do, to 1e-12, on random structural models.",
      provenance: "derived",
      over: "all-seeds",
      check({ effort, onProgress }, seeds) {
        const count = effort === "full" ? 1000 : 50;
        const random = Random.seeded(seeds.length);
        let worst = 0;
        for (let i = 0; i < count; i++) {
          if (i % 100 === 0) onProgress(`twins: ${i} of ${count}`);
          worst = Math.max(worst, twinError(random));
        }
        return finding(worst <= 1e-12, `largest difference of ${count}: ${worst.toExponential(1)}`);
      },
    },
  ],
};
