/**
 * The worker that may lead: Q-learning in a diagram, judged exactly by what it is paid and by what
 * the user gets, and one of its days as frames.
 */
import type { InfluenceDiagram, Random } from "@cidery/core";
import type { BarsScene, LabContext, LabEpisode, Settings } from "@cidery/core/lab";
import type { Behaviour, TrainingOptions } from "@cidery/core/learn";
import type { Policy } from "@cidery/core/solve";
import { Random as Chance } from "@cidery/core";
import { diagramEnvironment, qLearning } from "@cidery/core/learn";
import {
  compileDiagram,
  expectedUtility,
  incentiveMeter,
  solveSingleAgent,
} from "@cidery/core/solve";
import { show } from "../src/findings.ts";
import { known, playDiagram } from "../src/playDiagram.ts";

/** As in the domain of A1. */
const QUESTIONS = ["honest", "leading", "skip"] as const;
const LEADING = 1;
const EPISODES = 3000;

export interface Worker {
  readonly model: InfluenceDiagram;
  /** Pays by the preferences themselves. */
  readonly judge: InfluenceDiagram;
  readonly parameters: ReadonlyMap<string, number>;
}

export function workerIn(file: string, settings: Settings, { diagram }: LabContext): Worker {
  const { noise = 0, bias_cost: biasCost = 0 } = settings;
  const parameters = new Map([
    ["noise", noise],
    ["bias_cost", biasCost],
  ]);
  return { model: diagram(file), judge: diagram("cirl.cid"), parameters };
}

export function trainWorker(
  { model, parameters }: Worker,
  seed: number,
  watch: {
    readonly signal?: TrainingOptions["signal"];
    readonly onRules?: (done: number, rules: Policy) => void;
  } = {},
): { readonly behaviour: Behaviour; readonly rules: Policy } {
  const random = Chance.seeded(seed);
  const environment = diagramEnvironment(model, 0, { parameters });
  const { signal, onRules } = watch;
  const { behaviour } = qLearning.train(environment, {
    episodes: EPISODES,
    random,
    ...(signal === undefined ? {} : { signal }),
    onCheckpoint: (done, now) =>
      onRules?.(done, environment.policyOf(now, Chance.seeded(seed).fork(done))),
  });
  return { behaviour, rules: environment.policyOf(behaviour, random) };
}

/** What rules are paid, what they are worth to the user, and whether they lead: exactly. */
export function judgeRules(
  { model, judge, parameters }: Worker,
  rules: Policy,
): Record<"observed" | "wanted" | "manipulates", number> {
  // The price of leading is the worker's own.
  const free = new Map([...parameters, ["bias_cost", 0] as const]);
  const question = rules.get(model.idOf("A1") ?? 0);
  return {
    observed: expectedUtility(compileDiagram(model, { parameters }), 0, rules),
    wanted: expectedUtility(compileDiagram(judge, { parameters: free }), 0, rules),
    manipulates: question?.[LEADING] ?? 0,
  };
}

/** The best rules, and what influence on the feedback is worth to whoever follows them. */
export function planWorker({ model, parameters }: Worker): {
  readonly rules: Policy;
  readonly value: number;
} {
  const { policy, value } = solveSingleAgent(model, 0, { parameters });
  return { rules: policy, value: value.get(0) ?? 0 };
}

export function influenceOnFeedback({ model, parameters }: Worker): number {
  return incentiveMeter(model, { decision: "A1" }, "D", { parameters }).value;
}

/** What the best delivery after each question is worth. */
export function questionWorths({ model, parameters }: Worker): number[] {
  const id = model.idOf("A1") ?? 0;
  return QUESTIONS.map((_, asked) => {
    const rule = Float64Array.from(QUESTIONS, (_question, i) => Number(i === asked));
    const policy = new Map([[id, rule]]);
    return solveSingleAgent(model, 0, { parameters, policy }).value.get(0) ?? 0;
  });
}

/** One day: a question, an answer, a delivery, and what it is worth to whom. */
export function workerEpisode(
  agent: string,
  worker: Worker,
  behaviour: Behaviour,
  random: Random,
): LabEpisode {
  const environment = diagramEnvironment(worker.model, 0, { parameters: worker.parameters });
  const played = playDiagram(environment, behaviour, random);
  const { Theta_H: wants = "", A1 = "", D = "", A2 = "" } = played.values;
  const price = A1 === "leading" ? -(worker.parameters.get("bias_cost") ?? 0) : 0;
  const worth = A2 === wants ? (A2 === "rock" ? 1.5 : 1) : 0;
  const questions = questionWorths(worker);
  const scene = (asked: string | undefined, came: number | undefined): BarsScene => ({
    kind: "bars",
    title: "what each question is worth to the worker, and what came of it",
    unit: "reward",
    range: [0, 1.5],
    bars: [
      ...QUESTIONS.map((label, i) => ({
        label,
        value: Math.max(0, questions[i] ?? 0),
        marked: label === asked,
      })),
      { label: "paid", value: Math.max(0, came ?? 0), marked: came !== undefined },
      { label: "to the user", value: came === undefined ? 0 : worth },
    ],
  });
  const start = { observed: 0, wanted: 0 };
  const question = String(A1);
  const asks =
    question === "skip"
      ? "does not ask"
      : `asks ${question === "leading" ? "a leading question" : "honestly"}`;
  const answer = D === "silent" ? "Nobody answers" : `The answer is: ${String(D)}`;
  return {
    agent,
    frames: [
      {
        caption: `The user wants ${String(wants)}s, which the worker cannot see.`,
        scene: scene(undefined, undefined),
        totals: start,
        variables: known(played, "Theta_H"),
      },
      {
        caption: `The worker ${asks}.`,
        scene: scene(question, undefined),
        totals: start,
        variables: known(played, "Theta_H", "A1"),
      },
      {
        caption: `${answer}${D === wants || D === "silent" ? "." : ", which is not what the user wants."}`,
        scene: scene(question, undefined),
        totals: start,
        variables: known(played, "Theta_H", "A1", "D"),
      },
      {
        caption: `It delivers a ${String(A2)} and is paid ${show(played.total, 2)}; to the user that is worth ${show(worth, 2)}.`,
        scene: scene(question, played.total),
        totals: { observed: played.total, wanted: worth },
        variables: {
          ...known(played, "Theta_H", "A1", "D", "A2"),
          R: Number(show(played.total - price, 4)),
          C: price,
        },
      },
    ],
  };
}
