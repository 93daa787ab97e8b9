/**
 * Whoever announces the chance of a bank run: two take the best report under a proper score,
 * knowing what it brings about; one announces what its last announcement brought about.
 */
import type { LabEpisode, LabFrame, Settings } from "@cidery/core/lab";
import { show } from "../src/findings.ts";
import type { Score } from "./bank.ts";
import {
  bankRun,
  bestReport,
  brier,
  FIXED_POINTS,
  logarithmic,
  retraining,
  settles,
} from "./bank.ts";
import { framesOf } from "./frame.ts";

const frame = framesOf({
  title: "The chance of a bank run",
  unit: "probability",
  range: [0, 1],
  marked: "comes true",
});

export interface Reporter {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly score: Score;
  /** Scored in the world its last announcement brought about. */
  readonly retrained: boolean;
}

export const REPORTERS: readonly Reporter[] = [
  {
    id: "logarithmic",
    title: "bank run, logarithmic score",
    objective: "the logarithmic score of what comes true",
    diagram: "bank-run.cid",
    score: logarithmic,
    retrained: false,
  },
  {
    id: "brier",
    title: "bank run, Brier score",
    objective: "Brier's score of what comes true",
    diagram: "bank-run.cid",
    score: brier,
    retrained: false,
  },
  {
    id: "retrained",
    title: "bank run, retrained",
    objective: "Brier's score of what came true last time",
    diagram: "retrained.cid",
    score: brier,
    retrained: true,
  },
];

const reports = new Map<Score, number>();

export function reporterValues(
  { score, retrained }: Reporter,
  settings: Settings,
): Record<string, number> {
  const report = retrained ? settles(settings["start"] ?? 0.55) : best(score);
  const chance = bankRun(report);
  return { report, chance, score: score(report, chance), gap: Math.abs(report - chance) };
}

function best(score: Score): number {
  const before = reports.get(score);
  if (before !== undefined) return before;
  const report = bestReport(score);
  reports.set(score, report);
  return report;
}

const ROUNDS = 12;

export function reporterEpisode(reporter: Reporter, settings: Settings): LabEpisode {
  const announced = reporter.retrained
    ? retraining(settings["start"] ?? 0.55, ROUNDS)
    : [best(reporter.score)];
  // Means so far, as the measures are.
  let score = 0;
  let gap = 0;
  const frames: LabFrame[] = [
    frame(
      FIXED_POINTS.map((point) => ["comes true if announced", point]),
      { score, gap },
      {},
      "Nothing is announced yet; how likely a run is depends on it.",
    ),
  ];
  for (const [round, report] of announced.entries()) {
    const chance = bankRun(report);
    const before = announced[round - 1];
    const why =
      before === undefined ? "The oracle announces" : "The oracle announces what came of that:";
    const variables = { A: percent(report), feared: percent(report) };
    frames.push(
      frame([["announced", report]], { score, gap }, variables, `${why} ${show(report, 3)}.`),
    );
    score += (reporter.score(report, chance) - score) / (round + 1);
    gap += (Math.abs(report - chance) - gap) / (round + 1);
    frames.push(
      frame(
        [
          ["announced", report],
          ["comes true", chance],
        ],
        { score, gap },
        variables,
        `It is heard, and a run now has a chance of ${show(chance, 3)}: off by ${show(Math.abs(report - chance), 3)}.`,
      ),
    );
  }
  return { agent: reporter.id, frames };
}

function percent(chance: number): number {
  return Math.round(100 * chance);
}
