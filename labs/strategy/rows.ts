/** Rows of the table: three strategies as wholes, and the stages of the first one by one. */
import type { LabContext, LabRow, Settings } from "@cidery/core/lab";
import { incentiveMeter } from "@cidery/core/solve";
import type { Handed } from "./stages.ts";
import type { Stage, Strategy, Trial } from "./trial.ts";
import {
  AS_IS,
  failsFrom,
  HELPED,
  holds,
  MENDED,
  STAGES,
  trialOf,
  whollyFailsFrom,
} from "./trial.ts";

/** What the page compares. */
export interface Part {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly strategy: Strategy;
  /** One of its stages; all of them when absent. */
  readonly stage?: Stage;
}

const PAID = "approval; reward by the reward function as it then is";

export const PARTS: readonly Part[] = [
  {
    id: "as-is",
    title: "all stages",
    objective: PAID,
    diagram: "diagram.cid",
    strategy: AS_IS,
  },
  {
    id: "helped",
    title: "all stages, readers helped by a critic",
    objective: PAID,
    diagram: "helped.cid",
    strategy: HELPED,
  },
  {
    id: "mended",
    title: "all stages, mended",
    objective: "right reports; reward by the reward function it had at the start",
    diagram: "mended.cid",
    strategy: MENDED,
  },
  ...STAGES.map(
    (stage): Part => ({
      id: stage,
      title: {
        worker: "worker: is it right at least as often as the overseer alone?",
        queue: "review queue: is what is taken right at least as often as the overseer alone?",
        certificate: "certificate: do few enough of the certified tamper in use?",
        window: "window: is there time to decide before more would?",
      }[stage],
      objective: PAID,
      diagram: "diagram.cid",
      strategy: AS_IS,
      stage,
    }),
  ),
];

/** @throws RangeError for an id that no part has */
export function partCalled(id: string): Part {
  const found = PARTS.find((part) => part.id === id);
  if (found === undefined) throw new RangeError(`no part of the strategy is called ${id}`);
  return found;
}

export function levelOf({ capability = 6 }: Settings): number {
  return capability;
}

/** What is handed on at the capability of the settings. */
export function handedAt({ levels }: Trial, settings: Settings): Handed {
  return levels[levelOf(settings) - 1] as Handed;
}

export function rowOf(
  { id, stage, strategy, diagram }: Part,
  settings: Settings,
  { seed, diagram: read }: Pick<LabContext, "seed" | "diagram">,
): LabRow {
  const trial = trialOf(settings, seed, strategy);
  const { right, taken, certified, falsely, months } = handedAt(trial, settings);
  const from = stage === undefined ? whollyFailsFrom(trial) : failsFrom(trial, stage);
  const asked = stage === undefined ? STAGES : [stage];
  const model = read(diagram);
  const meter = (decision: string, variable: string): number =>
    incentiveMeter(model, { decision }, variable).value;
  return {
    agent: id,
    values: {
      ...(stage === undefined || stage === "worker"
        ? { right, review_meter: meter("D", "V") }
        : {}),
      ...(stage === undefined || stage === "queue" ? { taken } : {}),
      ...(stage === undefined || stage === "certificate"
        ? { certified, safe: certified - falsely, falsely, reward_meter: meter("A", "Theta") }
        : {}),
      ...(stage === undefined || stage === "window" ? { months } : {}),
      unaided: trial.unaided,
      useful_from: trial.useful,
      works: Number(asked.every((one) => holds(trial, one, levelOf(settings)))),
      fails_from: from,
      ...(stage === undefined
        ? {}
        : { first: Number(from === whollyFailsFrom(trial) && from <= trial.levels.length) }),
    },
  };
}
