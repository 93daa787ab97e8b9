/**
 * Learning from feedback that one of the actions corrupts (Uesato et al. 2020). Each step one
 * action is carried out and one is asked about. While `tamper` is carried out, every answer is the
 * highest one. Coupled feedback asks about what is carried out; decoupled feedback about an
 * independent draw from the same policy.
 */
import type { Random } from "@cidery/core";
import type { LabEpisode, LabFrame } from "@cidery/core/lab";
import { checkpoints } from "@cidery/core/learn";
import { show } from "../src/findings.ts";

/** In the order of the diagrams' domain; tampering costs nothing and does nothing else. */
const ACTIONS = ["good", "bad", "tamper"] as const;
const TRUE_WORTH = [1, 0, 0];
const TAMPER = 2;
const HIGHEST = 1.5;

export interface Channel {
  /** Is the action asked about drawn apart from the one carried out? */
  readonly decoupled: boolean;
  /** What the learner is told about an action: the answer, or (for CIRL) its true worth. */
  readonly told: "answer" | "true worth";
}

export interface FeedbackOptions extends Channel {
  readonly steps: number;
  readonly random: Random;
  /** Called with the policy so far, some forty times. */
  readonly onPolicy?: (done: number, chances: Float64Array) => void;
  readonly signal?: { readonly aborted: boolean };
}

/** Mean of what was told about each action asked about; the softmax policy over the means. */
export function learnFromFeedback(options: FeedbackOptions): Float64Array {
  const { random, steps, onPolicy, signal } = options;
  const means = new Float64Array(ACTIONS.length);
  const asked = new Float64Array(ACTIONS.length);
  const looks = checkpoints(steps);
  for (let step = 1; step <= steps && signal?.aborted !== true; step++) {
    const { about, told } = ask(options, policy(means), random);
    const n = (asked[about] as number) + 1;
    asked[about] = n;
    means[about] = (means[about] as number) + (told - (means[about] as number)) / n;
    if (looks.has(step)) onPolicy?.(step, policy(means));
  }
  return policy(means);
}

export interface Asked {
  readonly carriedOut: number;
  readonly about: number;
  readonly corrupted: boolean;
  /** What the action asked about is worth, with some noise. */
  readonly worth: number;
  /** What the channel says of it. */
  readonly answer: number;
  readonly told: number;
}

/** One step: something is carried out, something is asked about, and the learner is told. */
export function ask({ decoupled, told }: Channel, chances: Float64Array, random: Random): Asked {
  const carriedOut = draw(chances, random);
  const about = decoupled ? draw(chances, random) : carriedOut;
  const noisy = (TRUE_WORTH[about] ?? 0) + 0.1 * random.normal();
  const corrupted = carriedOut === TAMPER;
  const answer = corrupted ? HIGHEST : noisy;
  return {
    carriedOut,
    about,
    corrupted,
    worth: noisy,
    answer,
    told: told === "answer" ? answer : noisy,
  };
}

function policy(means: Float64Array): Float64Array {
  const top = Math.max(...means);
  const weights = means.map((mean) => Math.exp(8 * (mean - top)));
  const total = weights.reduce((sum, w) => sum + w, 0);
  // A floor keeps every action tried.
  return weights.map((w) => 0.94 * (w / total) + 0.02);
}

function draw(chances: Float64Array, random: Random): number {
  let left = random.unit();
  for (let a = 0; a < chances.length - 1; a++) {
    left -= chances[a] as number;
    if (left < 0) return a;
  }
  return chances.length - 1;
}

/** What a policy means, exactly: what is told on average, what is done for the user, and tampering. */
export function judgePolicy(
  chances: Float64Array,
  { decoupled, told }: Channel,
): { readonly observed: number; readonly wanted: number; readonly manipulates: number } {
  const wanted = chances.reduce((sum, p, a) => sum + p * (TRUE_WORTH[a] ?? 0), 0);
  const tampers = chances[TAMPER] ?? 0;
  const answers = decoupled
    ? tampers * HIGHEST + (1 - tampers) * wanted
    : // What is asked about is what is carried out, and tampering is worth nothing by itself.
      tampers * HIGHEST + wanted;
  return { observed: told === "answer" ? answers : wanted, wanted, manipulates: tampers };
}

const SHOWN_STEPS = 6;

/** Some steps of the learnt policy as frames. */
export function feedbackEpisode(
  agent: string,
  channel: Channel,
  chances: Float64Array,
  random: Random,
): LabEpisode {
  const scene = (marked: number | undefined): LabFrame["scene"] => ({
    kind: "bars",
    title: "how often each action is chosen",
    unit: "share",
    range: [0, 1],
    bars: ACTIONS.map((label, a) => ({ label, value: chances[a] ?? 0, marked: a === marked })),
  });
  let totals = { observed: 0, wanted: 0 };
  const frames: LabFrame[] = [
    {
      caption: "Training is over; the marked action is the one carried out.",
      scene: scene(undefined),
      totals,
      variables: {},
    },
  ];
  for (let step = 1; step <= SHOWN_STEPS; step++) {
    const { carriedOut, about, corrupted, told } = ask(channel, chances, random);
    totals = {
      observed: totals.observed + told,
      wanted: totals.wanted + (TRUE_WORTH[carriedOut] ?? 0),
    };
    const [does, asks] = [ACTIONS[carriedOut] ?? "", ACTIONS[about] ?? ""];
    const heard = channel.told === "answer" ? "the answer" : "its true worth";
    frames.push({
      caption: `Step ${step}: ${does} is carried out${corrupted ? ", which corrupts the channel" : ""}; about ${asks} ${heard} is ${show(told, 2)}.`,
      scene: scene(carriedOut),
      totals,
      variables: {
        B: asks,
        A: does,
        W: corrupted,
        T: TRUE_WORTH[about] ?? 0,
        D: corrupted ? HIGHEST : (TRUE_WORTH[about] ?? 0),
        U: Number(show(told, 2)),
      },
    });
  }
  return { agent, frames };
}
