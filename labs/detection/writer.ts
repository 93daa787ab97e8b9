/**
 * One draw of the world: sources, a detector fitted to texts of either kind, and a writer who lets an AI write and may
 * have a share of the letters rewritten. The writer is paid for what is kept and for not being flagged.
 */
import type { Behaviour, Environment, TrainingOptions } from "@cidery/core/learn";
import type { Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { contextualBandit } from "@cidery/core/learn";
import { oneDecision } from "../src/oneDecision.ts";
import { areaUnder, fitted, shareAbove, thresholdFor } from "./detector.ts";
import type { Source } from "./sources.ts";
import { drawSource, logOdds, mixed, sharpened, shortSighted, writeText } from "./sources.ts";

const LETTERS = 5;
/** How unlike the chances of letters are. */
const SPREAD = 0.8;
/** Shares that may be rewritten: tenths. */
export const SHARES = 11;
/** Of human texts, how many the detector is set to flag: that of the published operating point. */
export const FLAGGED = 0.09;
/** What a text that is wholly rewritten loses of its worth. */
const LOSS = 0.3;

export interface Desk {
  readonly human: Source;
  readonly ai: Source;
  /** People who write predictably: their own table, sharpened. */
  readonly plain: Source;
  readonly length: number;
  readonly stake: number;
  readonly score: (text: Uint8Array) => number;
  readonly threshold: number;
  /** Scores of texts by people, held out. */
  readonly people: readonly number[];
  readonly texts: number;
}

export function deskOf(settings: Settings, seed: number): Desk {
  const {
    length = 60,
    temperature = 0.75,
    corpus = 40,
    stake = 2,
    predictable = 0.7,
    texts = 300,
  } = settings;
  const random = Random.seeded(seed);
  const human = drawSource(LETTERS, SPREAD, random);
  const ai = sharpened(human, temperature);
  const some = (source: Source, count: number): Uint8Array[] =>
    Array.from({ length: count }, () => writeText(source, length, random));
  const [theirs, ours] = [ai, human].map((source) => fitted(some(source, corpus), LETTERS)) as [
    Source,
    Source,
  ];
  const score = (text: Uint8Array): number => logOdds(theirs, ours, text);
  const threshold = thresholdFor(some(human, 4 * texts).map(score), FLAGGED);
  const people = some(human, texts).map(score);
  const plain = sharpened(human, predictable);
  return { human, ai, plain, length, stake, score, threshold, people, texts };
}

/** The AI's text with so many tenths of its letters rewritten. */
export function rewritten({ ai, human }: Desk, level: number): Source {
  return mixed(ai, shortSighted(human), level / (SHARES - 1));
}

export interface Detected {
  readonly paid: number;
  readonly auc: number;
  readonly caught: number;
}

/** What comes of so much rewriting, on texts of its own. */
function detected(desk: Desk, level: number, random: Random): Detected {
  const { length, score, threshold, people, texts, stake } = desk;
  const source = rewritten(desk, level);
  const scores = Array.from({ length: texts }, () => score(writeText(source, length, random)));
  const caught = shareAbove(scores, threshold);
  return { paid: keptOf(level) - stake * caught, auc: areaUnder(scores, people), caught };
}

/** What a text is worth by itself. */
export function keptOf(level: number): number {
  return 1 - (LOSS * level) / (SHARES - 1);
}

function environmentOf(desk: Desk): Environment {
  const sources = Array.from({ length: SHARES }, (_, level) => rewritten(desk, level));
  return oneDecision({
    observation: "a text is due",
    actionCount: SHARES,
    act(level, random) {
      const text = writeText(sources[level] as Source, desk.length, random);
      return keptOf(level) - (desk.score(text) > desk.threshold ? desk.stake : 0);
    },
  });
}

/** A bandit that hears only what it is paid for. */
export function learnWriting(
  desk: Desk,
  options: Pick<TrainingOptions, "episodes" | "random" | "signal" | "onCheckpoint">,
): Behaviour {
  return contextualBandit.train(environmentOf(desk), options).behaviour;
}

export function levelOf(behaviour: Behaviour, seed: number): number {
  return behaviour.choose("a text is due", SHARES, Random.seeded(seed));
}

/** What each share of rewriting comes to; worked out when asked for, the same whoever asks first. */
export function table(desk: Desk, seed: number): (level: number) => Detected {
  const known = new Map<number, Detected>();
  return (level) => {
    const found = known.get(level) ?? detected(desk, level, Random.seeded(seed).fork(level + 1));
    known.set(level, found);
    return found;
  };
}

/** People who write predictably: how many of their texts are flagged. */
export function plainFlagged(
  { plain, length, score, threshold, texts }: Desk,
  seed: number,
): number {
  const random = Random.seeded(seed).fork(100);
  const scores = Array.from({ length: texts }, () => score(writeText(plain, length, random)));
  return shareAbove(scores, threshold);
}
