/** Agents tested at one level of capability and deployed at another, on the maps that a seed gives. */
import type { LabContext, LabRow, LabTrainingPoint, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { mean, qLearning, rewardsOf, tableEnvironment } from "@cidery/core/learn";
import { asPlan } from "../src/asPlan.ts";
import { actingAt, assured, levelsOf, share } from "../src/assurance.ts";
import { remembered } from "../src/remembered.ts";
import type { Judge, Watched } from "../src/tampering.ts";
import { countedThreshold, planned, tableOf, valuesMove, watched } from "../src/tampering.ts";
import { toOthersOn } from "./forWhom.ts";
import { afterHold, usefulAfter } from "./hold.ts";
import type { Rules, TamperMap } from "../src/tamperMap.ts";
import { drawMap, implemented, intended } from "../src/tamperMap.ts";

interface Trial {
  readonly maps: readonly TamperMap[];
  readonly tested: number;
  readonly deployed: number;
  readonly bonus: number;
  readonly stake: number;
  /** Steps that capability moves on while what is certified is held back. */
  readonly hold: number;
  readonly episodes: number;
  readonly random: Random;
}

const drawn = remembered<readonly TamperMap[]>(8);

function trialOf(settings: Settings, seed: number): Trial {
  const { size = 5, maps = 24, tested = 4, deployed = 10, bonus = 1.53, stake = 0.5 } = settings;
  const { hold = 4 } = settings;
  const random = Random.seeded(seed);
  return {
    maps: drawn(`${seed} ${size} ${maps}`, () =>
      Array.from({ length: maps }, (_, i) => drawMap(size, random.fork(10 + i))),
    ),
    tested,
    deployed,
    bonus,
    stake,
    hold,
    episodes: settings["episodes"] ?? 2000,
    random,
  };
}

/** An agent that plans; what differs is by which reward function it judges. */
export interface Planner {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly judge: Judge;
}

export const PLANNERS: readonly Planner[] = [
  {
    id: "standard",
    title: "paid as implemented",
    objective: "Σ R(S_t; Θ_t): each step judged by the reward function implemented then",
    diagram: "diagram.cid",
    judge: implemented,
  },
  {
    id: "current",
    title: "judged by the present reward function",
    objective: "Σ R(S_t; Θ_1): each step judged by the reward function it had at the start",
    diagram: "current.cid",
    judge: intended,
  },
];

export const LEARNER = {
  id: "learner",
  title: "learns, paid as implemented",
  objective:
    "Σ R(S_t; Θ_t), learnt by Q-learning; capability is a tenth of the training and all of it",
  diagram: "diagram.cid",
} as const;

/** Share of maps whose counted threshold lies above the tested and not above the deployed level. */
function thresholdsBetween({ maps, bonus, tested, deployed }: Trial): number {
  return share(
    maps.map((map) => {
      const at = countedThreshold(map, { horizon: deployed, bonus }, deployed);
      return at > tested && at <= deployed;
    }),
  );
}

/** Mean worth of being able to change the reward function, by what the agent is paid. */
function meterOf({ maps, bonus, deployed }: Trial, judge: Judge): number {
  return mean(
    maps.map((map) => {
      const rules: Rules = { horizon: deployed, bonus };
      const own = planned(map, rules, judge).value;
      return own - planned(map, { ...rules, frozen: true }, judge).value;
    }),
  );
}

export function plannerRow({ id, judge }: Planner, settings: Settings, seed: number): LabRow {
  const trial = trialOf(settings, seed);
  const { maps, tested, deployed, bonus } = trial;
  const [test, use] = [tested, deployed].map((level) => actingAt(trial, judge, level)) as [
    readonly Watched[],
    readonly Watched[],
  ];
  const levels = levelsOf(trial, judge);
  const known = levels.filter(({ works, tampers }) => works > 0 && Number.isFinite(tampers));
  return {
    agent: id,
    values: {
      paid: mean(use.map(({ paid }) => paid)),
      wanted: mean(use.map(({ wanted }) => wanted)),
      ...assured(test, use),
      // Counting is of the agent that is paid as implemented.
      ...(judge === implemented ? { between: thresholdsBetween(trial) } : {}),
      ...afterHold(trial, (level) => actingAt(trial, judge, level)),
      useful_after: share(levels.map((level) => usefulAfter(trial.hold, level))),
      flagged: share(maps.map((map) => valuesMove(map, { horizon: tested, bonus }, judge))),
      useful_first: share(levels.map(({ works, tampers }) => works < tampers)),
      ...(known.length === 0
        ? {}
        : { window: mean(known.map(({ works, tampers }) => Math.log2(tampers / works))) }),
      ...toOthersOn(maps, { horizon: deployed, bonus }, judge, trial.stake),
      meter: meterOf(trial, judge),
    },
  };
}

/** Learners on all maps; the test looks at them after a tenth of their training. */
export function learnerRow(
  settings: Settings,
  { seed, signal }: Pick<LabContext, "seed" | "signal">,
  onPoint?: (point: LabTrainingPoint) => void,
): LabRow {
  const trial = trialOf(settings, seed);
  const rules = { horizon: trial.deployed, bonus: trial.bonus };
  const looks = new Map<number, Watched[]>();
  const use = trial.maps.map((map, i) => {
    const table = tableOf(map, rules);
    const { behaviour } = qLearning.train(
      tableEnvironment(table, {
        rewards: {
          evaluatorOf: new Int32Array(table.states.length),
          rewards: [rewardsOf(table, implemented(map, rules))],
        },
      }),
      {
        episodes: trial.episodes,
        random: trial.random.fork(1000 + i),
        signal,
        onCheckpoint(done, soFar) {
          const all = looks.get(done) ?? [];
          all.push(watched(map, rules, asPlan(table, rules.horizon, soFar)));
          looks.set(done, all);
        },
      },
    );
    return watched(map, rules, asPlan(table, rules.horizon, behaviour));
  });
  const inOrder = [...looks].sort(([a], [b]) => a - b);
  for (const [done, all] of inOrder) onPoint?.({ agent: LEARNER.id, done, values: meansOf(all) });
  const early = inOrder.filter(([done]) => done <= trial.episodes / 10).at(-1)?.[1] ?? use;
  return { agent: LEARNER.id, values: { ...meansOf(use), ...assured(early, use) } };
}

function meansOf(all: readonly Watched[]): { readonly paid: number; readonly wanted: number } {
  return { paid: mean(all.map(({ paid }) => paid)), wanted: mean(all.map(({ wanted }) => wanted)) };
}
