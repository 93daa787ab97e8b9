/** What the prophecy lab claims, and how each claim is measured. */
import type { LabClaim } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { incentiveMeter } from "@cidery/core/solve";
import { admits, mayControl } from "../src/ask.ts";
import { controlled, diagramClaim } from "../src/controls.ts";
import { finding, show } from "../src/findings.ts";
import type { Score } from "./bank.ts";
import { bankRun, bestReport, brier, logarithmic, settles } from "./bank.ts";
import { FORECASTERS, forecasterValues } from "./forecasters.ts";
import type { Oracle } from "./oracles.ts";
import { consequences, learntAnswer, ORACLES } from "./oracles.ts";
import { twinError } from "./twins.ts";
import type { OracleWorld, Scored } from "./world.ts";
import { bestAnswer, MEAN, settledAnswer, worthOfInfluence } from "./world.ts";

const WORLD: OracleWorld = { erasure: 0.05, leakage: 0 };
const ROUNDS = 100_000;
/** Near the optimum answers are worth nearly the same: to tell them apart takes longer. */
const MANY_ROUNDS = 300_000;

const aboutOracles: readonly LabClaim[] = [
  controlled({
    id: "optimum",
    statement:
      "The oracle scored on every answer learns one within 5 % of the computed optimum (156.4), far from the undisturbed 100.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: "on-policy",
    instead: "counterfactual",
    swap: "the counterfactual oracle",
    find(oracle, { seed }) {
      const answer = learntAnswer(called(oracle), WORLD, MANY_ROUNDS, seed);
      const optimum = bestAnswer(WORLD, "all");
      return finding(
        Math.abs(answer - optimum) <= 0.05 * optimum,
        `${answer}, optimum ${show(optimum, 1)}`,
      );
    },
  }),
  controlled({
    id: "counterfactual",
    statement: "The counterfactual oracle learns the undisturbed 100.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: "counterfactual",
    instead: "on-policy",
    swap: "the oracle scored on every answer",
    find(oracle, { seed }) {
      const answer = learntAnswer(called(oracle), WORLD, ROUNDS, seed);
      return finding(answer === 100, `${answer}`);
    },
  }),
  controlled({
    id: "usefulness",
    statement:
      "The price: the answer it learns is exact where it is erased and wrong by 30 where it is read.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: "counterfactual",
    instead: "on-policy",
    swap: "the oracle scored on every answer",
    find(id, { seed }) {
      const oracle = called(id);
      const answer = learntAnswer(oracle, WORLD, ROUNDS, seed);
      const { miss = 0, truth = 0 } = consequences(oracle, WORLD, answer);
      return finding(
        miss < 1e-9 && Math.abs(truth - 30) < 1e-9,
        `off by ${show(miss)} and ${show(truth)}`,
      );
    },
  }),
  controlled<Scored>({
    id: "erasure",
    statement:
      "The more answers are erased, the nearer the best answer is to the undisturbed 100: 175 if none, 100 if all.",
    provenance: "derived",
    over: "once",
    of: "all",
    instead: "erased",
    swap: "an oracle scored on erased answers only",
    find(scored) {
      const shares = [0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1];
      const best = shares.map((erasure) => bestAnswer({ erasure, leakage: 0 }, scored));
      const falls = best.every((answer, i) => i === 0 || answer < (best[i - 1] ?? 0));
      const ends = Math.abs((best[0] ?? 0) - 175) + Math.abs((best.at(-1) ?? 0) - MEAN);
      return finding(falls && ends < 1e-9, best.map((answer) => show(answer, 1)).join(", "));
    },
  }),
  controlled<Scored>({
    id: "leakage",
    statement:
      "Where people guess the answer although it is erased, the best counterfactual answer is biased, by more the more leaks; without leakage it is not.",
    provenance: "assumption",
    over: "once",
    of: "erased",
    instead: "all",
    swap: "an oracle scored on every answer",
    find(scored) {
      const biases = Array.from({ length: 11 }, (_, i) =>
        Math.abs(bestAnswer({ erasure: 0.05, leakage: i / 10 }, scored) - MEAN),
      );
      const grows = biases.every((bias, i) => i === 0 || bias > (biases[i - 1] ?? 0));
      return finding(
        (biases[0] ?? 1) < 1e-9 && grows,
        `bias ${biases.map((bias) => show(bias, 1)).join(", ")}`,
      );
    },
  }),
  controlled({
    id: "learnt-bias",
    statement:
      "The guessed oracle learns the biased answer: one of the two of its answers (in tens) around the best one at λ = 0.8.",
    provenance: "assumption",
    over: "each-seed",
    share: 0.9,
    of: 0.8,
    instead: 0,
    swap: "people who guess nothing",
    find(guessed, { seed }) {
      const world = { erasure: 0.05, leakage: 0.8 };
      const answer = learntAnswer(called("expected"), { ...world, leakage: guessed }, ROUNDS, seed);
      const optimum = bestAnswer(world, "erased");
      return finding(Math.abs(answer - optimum) < 10, `${answer}, optimum ${show(optimum, 1)}`);
    },
  }),
  diagramClaim({
    id: "meter",
    statement:
      "Against the audience that honest forecasts bring about, influence is worth exactly nothing to the counterfactual oracle, as its graph says, and something to the other whenever some, not all, answers are erased; the solver agrees on the diagrams.",
    provenance: "derived",
    over: "once",
    diagrams: ["diagram.cid", "counterfactual.cid"],
    check({ diagram }) {
      const solved = (file: string): number =>
        incentiveMeter(diagram(file), { decision: "A" }, "read").value;
      const worths = [0, 0.01, 0.05, 0.2, 0.5, 0.9, 1].map((erasure) =>
        worthOfInfluence({ erasure, leakage: 0 }, "all"),
      );
      const [plain, counterfactual] = [solved("diagram.cid"), solved("counterfactual.cid")];
      const exact = worthOfInfluence(WORLD, "all");
      const verdicts =
        mayControl(diagram("diagram.cid"), "A", "read") &&
        !mayControl(diagram("counterfactual.cid"), "A", "read");
      const positive = worths.every((worth, i) =>
        i === 0 || i === worths.length - 1 ? Math.abs(worth) < 1e-9 : worth > 0.1,
      );
      return finding(
        verdicts &&
          positive &&
          Math.abs(counterfactual) <= 1e-9 &&
          Math.abs(worthOfInfluence(WORLD, "erased")) <= 1e-9 &&
          // Whole numbers as answers in the diagram, any number in the formula.
          Math.abs(plain - exact) < 0.1 * exact,
        `${show(plain, 2)} and ${show(counterfactual)} (formula ${show(exact, 2)}: best ${show(bestAnswer(WORLD, "all"), 1)}, honest ${show(settledAnswer(WORLD, "all"), 1)}); by erasure ${worths.map((worth) => show(worth, 2)).join(", ")}`,
      );
    },
  }),
];

const aboutTwins: readonly LabClaim[] = [
  controlled({
    id: "twins",
    statement:
      "The twin network answers as abduction, action and prediction do, to 1e-12, on random structural models (1,000 in a full check).",
    provenance: "derived",
    over: "all-seeds",
    of: true,
    instead: false,
    swap: "nothing learnt of the noise from what was observed",
    find(abduct, { effort, onProgress, signal, seed }) {
      const count = effort === "full" ? 1000 : 50;
      const random = Random.seeded(seed);
      let worst = 0;
      let done = 0;
      for (; done < count && !signal.aborted; done++) {
        if (done % 100 === 0) onProgress(`twins: ${done} of ${count}`);
        worst = Math.max(worst, twinError(random, abduct));
      }
      return finding(
        worst <= 1e-12 && done === count,
        `largest difference of ${done}: ${worst.toExponential(1)}`,
      );
    },
  }),
];

const aboutBankRuns: readonly LabClaim[] = [
  controlled<(score: Score) => number>({
    id: "bank-run",
    statement:
      "The best report differs from the chance it brings about by more than 0.01 for two proper scores.",
    provenance: "derived",
    over: "once",
    of: bestReport,
    instead: () => settles(0.97),
    swap: "the announcement that repeats what it brings about, in place of the best",
    find(reported) {
      const found = Object.entries({ logarithmic, Brier: brier }).map(([name, score]) => {
        const report = reported(score);
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
  }),
];

const SHARE = { pull: 0.6, trust: 1 };

const aboutShares: readonly LabClaim[] = [
  controlled({
    id: "ruin",
    statement:
      "Paid for all weeks together, the forecaster ruins the company once there are many weeks (a bankrupt company is easy to forecast): chances of ruin it causes never fall with the weeks and pass 1/2 by 26; for four weeks it causes none.",
    provenance: "derived",
    over: "once",
    of: "patient",
    instead: "weekly",
    swap: "the forecaster paid week by week",
    find(agent) {
      const caused = [4, 8, 12, 16, 20, 26].map((weeks) => causedBy(agent, { weeks }));
      const grows = caused.every((share, i) => i === 0 || share >= (caused[i - 1] ?? 0) - 1e-9);
      return finding(
        grows && (caused.at(-1) ?? 0) > 0.5 && Math.abs(caused[0] ?? 1) < 1e-9,
        caused.map((share) => show(share, 3)).join(", "),
      );
    },
  }),
  controlled({
    id: "week-by-week",
    statement:
      "Paid week by week, the same forecaster of the same share causes no ruin at any length, and influence is worth nothing to it; its graph has no incentive on later prices.",
    provenance: "derived",
    over: "once",
    of: "weekly",
    instead: "patient",
    swap: "the forecaster paid for all weeks",
    find(agent, { diagram }) {
      const caused = [4, 26, 52].map((weeks) => causedBy(agent, { weeks }));
      const weekly = FORECASTERS.find(({ id }) => id === agent);
      const meter =
        weekly === undefined ? 1 : (forecasterValues(weekly, SHARE)["meter-stock"] ?? 1);
      const later = admits(
        diagram("weekly.cid"),
        "instrumental-control-incentive",
        "O[1]",
        "Price[3]",
      );
      return finding(
        !later && Math.abs(meter) < 1e-9 && caused.every((share) => Math.abs(share) <= 0.01),
        `${caused.map((share) => show(share, 4)).join(", ")}; meter ${show(meter)}`,
      );
    },
  }),
  controlled({
    id: "trust",
    statement:
      "The more its forecasts pull the price, the more ruin the patient forecaster causes in 26 weeks; without any pull it causes none.",
    provenance: "derived",
    over: "once",
    of: "patient",
    instead: "weekly",
    swap: "the forecaster paid week by week",
    find(agent) {
      const caused = [0, 0.2, 0.4, 0.6, 0.8].map((pull) => causedBy(agent, { weeks: 26, pull }));
      const grows = caused.every((share, i) => i === 0 || share >= (caused[i - 1] ?? 0) - 1e-9);
      return finding(
        grows && (caused.at(-1) ?? 0) > 0.1 && Math.abs(caused[0] ?? 1) < 1e-9,
        caused.map((share) => show(share, 3)).join(", "),
      );
    },
  }),
];

export const CLAIMS: readonly LabClaim[] = [
  ...aboutOracles,
  ...aboutTwins,
  ...aboutBankRuns,
  ...aboutShares,
];

function causedBy(id: string, changes: Readonly<Record<string, number>>): number {
  const forecaster = FORECASTERS.find((one) => one.id === id);
  if (forecaster === undefined) throw new RangeError(`no forecaster ${id}`);
  return forecasterValues(forecaster, { ...SHARE, ...changes })["caused"] ?? Number.NaN;
}

function called(id: string): Oracle {
  const oracle = ORACLES.find((one) => one.id === id);
  if (oracle === undefined) throw new RangeError(`no oracle ${id}`);
  return oracle;
}
