/** A learner trained in the model on screen, in a worker of its own; the last training. */
import type { InfluenceDiagram } from "@cidery/core";
import type { GameTrainingReport, TrainingReport } from "@cidery/core/learn";
import { create } from "zustand";
import { othersOf } from "./numbers.ts";
import { TaskClient } from "./taskClient.ts";

/** What is trained, and for how long. */
export interface TrainingWish {
  readonly learner: string;
  /** The one that learns; undefined where all learn at once. */
  readonly agent: number | undefined;
  readonly episodes: number;
  readonly seeds: number;
  readonly firstSeed: number;
  readonly separateSteps: boolean;
}

export interface TrainingState {
  readonly diagram: InfluenceDiagram | undefined;
  readonly wish: TrainingWish | undefined;
  readonly busy: { readonly stage: string; readonly fraction: number } | undefined;
  readonly report: TrainingReport | undefined;
  readonly game: GameTrainingReport | undefined;
  readonly failure: { readonly message: string; readonly hint?: string } | undefined;
}

const NOTHING: TrainingState = {
  diagram: undefined,
  wish: undefined,
  busy: undefined,
  report: undefined,
  game: undefined,
  failure: undefined,
};

export const useTraining = create<TrainingState>(() => NOTHING);

const client = new TaskClient();

export function startTraining(diagram: InfluenceDiagram, wish: TrainingWish): void {
  client.stop();
  useTraining.setState({ ...NOTHING, diagram, wish, busy: { stage: "starting", fraction: 0 } });
  const { learner, agent, episodes, seeds, firstSeed, separateSteps } = wish;
  const plan = { parts: diagram.parts, learner, seeds, firstSeed };
  const heard = (event: {
    readonly kind: string;
    readonly stage?: string;
    readonly share?: number;
    readonly message?: string;
    readonly hint?: string;
  }): void => {
    if (event.kind === "progress")
      useTraining.setState({ busy: { stage: event.stage ?? "", fraction: event.share ?? 0 } });
    else if (event.kind === "failed") {
      const { message = "", hint } = event;
      const failure = hint === undefined ? { message } : { message, hint };
      useTraining.setState({ busy: undefined, failure });
    }
  };
  if (agent === undefined) {
    client.ask("trainGame", { ...plan, rounds: episodes }, (event) => {
      if (event.kind === "done") useTraining.setState({ busy: undefined, game: event.result });
      else heard(event);
    });
    return;
  }
  const { others } = othersOf(diagram);
  const play = others === undefined ? {} : { others };
  client.ask("train", { ...plan, ...play, agent, episodes, separateSteps }, (event) => {
    if (event.kind === "done") useTraining.setState({ busy: undefined, report: event.result });
    else heard(event);
  });
}

export function stopTraining(): void {
  client.stop();
  useTraining.setState({ busy: undefined });
}
