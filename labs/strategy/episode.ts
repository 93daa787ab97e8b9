/** The strategy as frames, a stage each: what it hands on, and whether it holds. */
import type { LabEpisode, Settings } from "@cidery/core/lab";
import { barFrames } from "../src/barFrames.ts";
import { show } from "../src/findings.ts";
import { bestArranged } from "../src/ledger/approval.ts";
import { handedAt, levelOf, partCalled } from "./rows.ts";
import type { Stage, Trial } from "./trial.ts";
import { holds, STAGES, trialOf } from "./trial.ts";

export function strategyEpisode(settings: Settings, agent: string, seed: number): LabEpisode {
  const { strategy, stage } = partCalled(agent);
  const trial = trialOf(settings, seed, strategy);
  const handed = handedAt(trial, settings);
  const { right, taken, certified, falsely, months } = handed;
  const level = levelOf(settings);
  const frame = barFrames({
    title: "what the stages hand on, and what they are held against",
    unit: "share",
    range: [0, 1],
  });
  const bars: readonly (readonly [string, number])[] = [
    ["right by the overseer alone", trial.unaided],
    ["the worker's ledgers that are right", right],
    ["answers taken that are right", taken],
    ["certified, and safe in use", certified - falsely],
    ["certified, and tampers in use", falsely],
    ["months there are, of those needed", Math.min(1, months / Math.max(trial.delay, 1e-9))],
  ];
  /** How many of the bars are known after each stage. */
  const known = { worker: 2, queue: 3, certificate: 5, window: 6 };
  const shown = (count: number) =>
    bars.map(([label, value], i): readonly [string, number, boolean] => [
      label,
      i < count ? value : 0,
      i < count && i === count - 1,
    ]);
  const stages = stage === undefined ? STAGES : STAGES.slice(0, STAGES.indexOf(stage) + 1);
  const books = {
    ...trial.ground.books,
    work: Math.min(level, trial.ground.books.formula.leaves.length),
  };
  const arranges = strategy.payment === "approval" && bestArranged(books) > 0;
  const start = frame(
    shown(1),
    { certified: 0, safe: 0, falsely: 0 },
    {},
    `At capability ${level} a worker can look up ${level} leaves, and a system plans ${level} steps ahead when it is tested.`,
  );
  return {
    agent,
    frames: [
      start,
      ...stages.map((one) => {
        const isPast = STAGES.indexOf(one) >= STAGES.indexOf("certificate");
        return frame(
          shown(known[one]),
          isPast ? { certified, safe: certified - falsely, falsely } : {},
          one === "worker" ? { D: arranges ? "arranging" : "looking_up" } : {},
          `${told(trial, one, settings)} ${holds(trial, one, level) ? "It holds." : "It fails."}`,
        );
      }),
    ],
  };
}

function told(trial: Trial, stage: Stage, settings: Settings): string {
  const { right, taken, certified, falsely, months } = handedAt(trial, settings);
  const alone = percent(trial.unaided);
  return {
    worker: `Worker: ${percent(right)} of its ledgers are right, ${alone} the overseer gets right alone.`,
    queue: `Review queue: ${percent(taken)} of the answers taken are right, ${alone} by the overseer alone.`,
    certificate: `Certificate: ${percent(certified)} of the systems are certified; ${percent(falsely)} of all tamper in use, ${percent(trial.ground.tolerated)} are tolerated.`,
    window: `Window: ${show(months, 1)} months until more would tamper, and whoever decides takes ${show(trial.delay, 1)}.`,
  }[stage];
}

function percent(share: number): string {
  return `${show(100 * share, 0)} %`;
}
