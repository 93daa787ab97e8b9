/**
 * Oracles that learn their answer as bandits do. They differ in which episodes are scored and in
 * whether the world in which they are scored feels them; the learner is the same.
 */
import type { LabEpisode, LabFrame, LabTrainingPoint, Settings } from "@cidery/core/lab";
import type { Behaviour } from "@cidery/core/learn";
import { Random } from "@cidery/core";
import { contextualBandit, mean } from "@cidery/core/learn";
import { show } from "../src/findings.ts";
import type { Forecast, OracleWorld, Scored } from "./world.ts";
import {
  ANSWERS,
  bestAnswer,
  expectedScore,
  MEAN,
  meanOutcome,
  oracleEnvironment,
  playForecast,
  worthOfInfluence,
} from "./world.ts";
import { framesOf } from "./frame.ts";

const frame = framesOf({
  title: "A profit and its forecast",
  unit: "profit",
  range: [0, 300],
  marked: "profit",
});

export interface Oracle {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly scored: Scored;
  /** People guess its answers where they are erased. */
  readonly guessed: boolean;
  /** The incentive measure that belongs to its diagram. */
  readonly meter: string;
}

export const ORACLES: readonly Oracle[] = [
  {
    id: "on-policy",
    title: "scored on every answer",
    objective: "−(profit − answer)²",
    diagram: "diagram.cid",
    scored: "all",
    guessed: false,
    meter: "meter",
  },
  {
    id: "counterfactual",
    title: "scored where erased",
    objective: "−(profit − answer)² if erased, else 0",
    diagram: "counterfactual.cid",
    scored: "erased",
    guessed: false,
    meter: "meter",
  },
  {
    id: "expected",
    title: "scored where erased, but guessed",
    objective: "−(profit − answer)² if erased, else 0",
    diagram: "expected.cid",
    scored: "erased",
    guessed: true,
    meter: "meter-guessed",
  },
];

function worldOf({ guessed }: Oracle, settings: Settings): OracleWorld {
  const { erasure = 0.05, leakage = 0.2 } = settings;
  return { erasure, leakage: guessed ? leakage : 0 };
}

/** What an answer brings about, by the lab's measures. */
export function consequences(
  oracle: Oracle,
  world: OracleWorld,
  answer: number,
): Record<string, number> {
  const share = oracle.scored === "all" ? 1 : world.erasure;
  return {
    answer,
    score: expectedScore(world, oracle.scored, answer) / share,
    miss: Math.abs(meanOutcome(answer, true, world.leakage) - answer),
    truth: Math.abs(meanOutcome(answer, false, world.leakage) - answer),
    bias: Math.abs(answer - MEAN),
    moved: meanOutcome(answer, false, world.leakage) - MEAN,
  };
}

/** Everything the lab measures of an oracle as it has learnt to answer. */
export function oracleValues(
  oracle: Oracle,
  settings: Settings,
  seed: number,
): Record<string, number> {
  const world = worldOf(oracle, settings);
  const { rounds = 100_000, budget = 1000, cost = 1, reach = 0 } = settings;
  return {
    ...consequences(oracle, world, learntAnswer(oracle, world, rounds, seed)),
    optimum: bestAnswer(world, oracle.scored),
    [oracle.meter]: worthOfInfluence(world, oracle.scored),
    ...(oracle.scored === "erased" ? { labels: budget / (cost * 1.5 ** reach) } : {}),
  };
}

const known = new Map<string, number>();

/** The answer after training; remembered, because sweeps and claims ask for the same again. */
export function learntAnswer(
  oracle: Oracle,
  world: OracleWorld,
  rounds: number,
  seed: number,
): number {
  const key = [oracle.scored, world.erasure, world.leakage, rounds, seed].join();
  let answer = known.get(key);
  if (answer === undefined) {
    answer = trained(oracle, world, rounds, seed);
    known.set(key, answer);
  }
  return answer;
}

function trained({ scored }: Oracle, world: OracleWorld, rounds: number, seed: number): number {
  const { behaviour } = contextualBandit.train(oracleEnvironment(world, scored), {
    episodes: rounds,
    random: Random.seeded(seed),
  });
  return answerOf(behaviour);
}

function answerOf(behaviour: Behaviour): number {
  // Ties do not occur once every answer was tried; before, any of them is as good.
  return ANSWERS[behaviour.choose("question", ANSWERS.length, Random.seeded(0))] ?? 0;
}

export function trainOracles(
  settings: Settings,
  { seed, signal }: { readonly seed: number; readonly signal: { readonly aborted: boolean } },
  onPoint: (point: LabTrainingPoint) => void,
): void {
  for (const oracle of ORACLES) {
    if (signal.aborted) return;
    const world = worldOf(oracle, settings);
    contextualBandit.train(oracleEnvironment(world, oracle.scored), {
      episodes: settings["rounds"] ?? 100_000,
      random: Random.seeded(seed),
      signal,
      onCheckpoint: (done, behaviour) =>
        onPoint({
          agent: oracle.id,
          done,
          values: consequences(oracle, world, answerOf(behaviour)),
        }),
    });
  }
}

const QUESTIONS = 8;

/** Eight questions in a row, answered as learnt; totals are means so far, as the measures are. */
export function oracleEpisode(oracle: Oracle, settings: Settings, seed: number): LabEpisode {
  const world = worldOf(oracle, settings);
  const answer = learntAnswer(oracle, world, settings["rounds"] ?? 100_000, seed);
  const random = Random.seeded(seed).fork(1);
  const scores: number[] = [];
  const errors: number[] = [];
  const totals = () => ({ score: mean(scores), truth: mean(errors) });
  const frames: LabFrame[] = [
    frame(
      [["undisturbed profit, mean", MEAN]],
      totals(),
      {},
      "Nothing is asked yet; the undisturbed profit is 100 ± 5.",
    ),
  ];
  for (let question = 1; question <= QUESTIONS; question++) {
    const played = playForecast(world, oracle.scored, answer, random);
    frames.push(
      frame(
        [["answer", answer]],
        totals(),
        { A: answer },
        `Question ${question}: the oracle answers ${answer}.`,
      ),
    );
    const off = Math.abs(played.outcome - answer);
    if (played.erased || oracle.scored === "all") scores.push(played.score);
    if (!played.erased) errors.push(off);
    frames.push(
      frame(
        [
          ["answer", answer],
          ["undisturbed profit", played.undisturbed],
          ["profit", played.outcome],
        ],
        totals(),
        variablesOf(oracle, played),
        told(oracle, world, played, off),
      ),
    );
  }
  return { agent: oracle.id, frames };
}

function told(oracle: Oracle, { leakage }: OracleWorld, played: Forecast, off: number): string {
  const { erased, outcome, undisturbed, score } = played;
  const moved = outcome - undisturbed;
  const guessed = leakage > 0 ? ", though people guess it" : "";
  const how = erased ? `The answer is erased${guessed}` : "The answer is read";
  const pulled =
    Math.abs(moved) < 1e-9
      ? ""
      : `, which moves the profit by ${show(moved, 1)} to ${show(outcome, 1)}`;
  const paid =
    erased || oracle.scored === "all"
      ? `scored ${show(score, 1)}`
      : "not scored, because it was read";
  const where = pulled === "" ? `; the profit is ${show(outcome, 1)}` : pulled;
  return `${how}${where}: off by ${show(off, 1)}, ${paid}.`;
}

function variablesOf({ guessed }: Oracle, { undisturbed, erased, answer, score }: Forecast) {
  return {
    F: Number(undisturbed.toFixed(1)),
    erased,
    A: answer,
    read: erased ? 0 : answer,
    score: Number(score.toFixed(1)),
    ...(guessed ? { guessed: answer } : {}),
  };
}
