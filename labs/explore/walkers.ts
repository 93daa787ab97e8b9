/** The agents: planned over beliefs, planned without looking ahead at what will be seen, blind, learnt, and told. */
import type { LabContext, LabRow, LabTrainingPoint, Settings } from "@cidery/core/lab";
import type { Behaviour, Learner, Objective, TrainingOptions } from "@cidery/core/learn";
import { Random } from "@cidery/core";
import {
  finiteHorizonPlan,
  qLearning,
  rewardsOf,
  sarsa,
  tableEnvironment,
  tabulate,
} from "@cidery/core/learn";
import { remembered } from "../src/remembered.ts";
import type { Corridor, Start } from "./minds.ts";
import { bayesian, comesTo, learnt, passive } from "./minds.ts";
import { corridorOf } from "./parameters.ts";
import type { CorridorOptions, CorridorState } from "./world.ts";
import { corridorWorld, MIDDLE, MOVES, presentOf, viewOf } from "./world.ts";

export interface Walker {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  /** It acts in the first diagram where the end that pays stays where it is. */
  readonly selects: boolean;
  readonly learns?: boolean;
  /** Sees the time only. */
  readonly blind?: boolean;
  readonly mind: (table: Corridor, settings: Settings, watch: Watch) => Start;
}

interface Watch extends Pick<LabContext, "seed" | "signal"> {
  readonly onLook?: (done: number, start: Start) => void;
}

const PAID = "Σ R(P_t)";

export const WALKERS: readonly Walker[] = [
  {
    id: "bayes",
    title: "plans to learn",
    objective: `${PAID}, knowing what it will have learnt by then`,
    diagram: "moving.cid",
    selects: true,
    mind: (table) => bayesian(table).start,
  },
  {
    id: "passive",
    title: "plans as if it learnt nothing more",
    objective: `${PAID} by what it believes now, at every step anew`,
    diagram: "moving.cid",
    selects: true,
    mind: passive,
  },
  {
    id: "blind",
    title: "walks blindly",
    objective: PAID,
    diagram: "deaf.cid",
    selects: false,
    blind: true,
    mind: (table) => bayesian(table).start,
  },
  {
    id: "learner",
    title: "Q-learning with a memory",
    objective: PAID,
    diagram: "moving.cid",
    selects: true,
    learns: true,
    mind: (table, settings, watch) => trained(table, settings, watch, { learner: qLearning }),
  },
  {
    id: "sarsa",
    title: "SARSA with a memory",
    objective: PAID,
    diagram: "moving.cid",
    selects: true,
    learns: true,
    mind: (table, settings, watch) => trained(table, settings, watch, { learner: sarsa }),
  },
  {
    id: "forgetful",
    title: "Q-learning without a memory",
    objective: PAID,
    diagram: "forgetful.cid",
    selects: false,
    learns: true,
    mind: (table, settings, watch) =>
      trained(table, settings, watch, { learner: qLearning, view: presentOf }),
  },
];

export function walkerCalled(id: string): Walker {
  const found = WALKERS.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`there is no walker ${id}`);
  return found;
}

const tables = remembered<Corridor>(8);

function tableOf(options: CorridorOptions): Corridor {
  return tables(JSON.stringify(options), () => tabulate(corridorWorld(options)));
}

/** The corridor as a walker sees it. */
export function tableFor({ blind = false }: Pick<Walker, "blind">, settings: Settings): Corridor {
  return tableOf({ ...corridorOf(settings), ...(blind ? { deaf: true } : {}) });
}

interface School {
  readonly learner: Learner;
  /** What it sees of a state. */
  readonly view?: (state: CorridorState) => string;
}

/** Learns by what it sees; nothing of the corridor is told. */
function trained(
  table: Corridor,
  settings: Settings,
  { seed, signal, onLook }: Watch,
  { learner, view = viewOf }: School,
): Start {
  const random = Random.seeded(seed);
  const views = new Map(table.states.map((state) => [viewOf(state), view(state)]));
  const counts = new Map(
    table.states.map((state) => [viewOf(state), table.world.actionCount(state)]),
  );
  const start = (behaviour: Behaviour, chance: Random): Start =>
    learnt(
      behaviour,
      (seen) => views.get(seen) ?? "",
      (seen) => counts.get(seen) ?? 0,
      chance,
    );
  const options: TrainingOptions = {
    episodes: settings["episodes"] ?? 6000,
    random,
    signal,
    onCheckpoint: (done, behaviour) => onLook?.(done, start(behaviour, Random.seeded(seed))),
  };
  const environment = tableEnvironment(table, { rewards: rewardsOf(table), observe: view });
  return start(learner.train(environment, options).behaviour, Random.seeded(seed));
}

const paid: Objective<CorridorState> = (_before, _action, { paid: worth }) => worth;
const inMiddle: Objective<CorridorState> = (_before, _action, { cell }) => Number(cell === MIDDLE);
const leaves: Objective<CorridorState> = ({ turn }, action) =>
  Number(turn === 0 && MOVES[action] !== "stay");

/** What somebody gets who is told the direction, and before every step which end pays. */
export function toldValue(settings: Settings): number {
  const table = tableFor({}, settings);
  return finiteHorizonPlan(table, rewardsOf(table)).value;
}

export function blindValue(settings: Settings): number {
  return bayesian(tableFor({ blind: true }, settings)).value;
}

type Values = Record<string, number>;

function valuesOf(walker: Walker, settings: Settings, start: Start): Values {
  const [sum = 0, middle = 0, left = 0] = comesTo(tableFor(walker, settings), start, [
    paid,
    inMiddle,
    leaves,
  ]);
  return {
    paid: sum,
    missed: toldValue(settings) - sum,
    explores: left,
    middle: middle / corridorOf(settings).horizon,
    seeing: sum - blindValue(settings),
  };
}

export function walkerRow(
  walker: Walker,
  settings: Settings,
  { seed, signal }: Pick<LabContext, "seed" | "signal">,
  onPoint?: (point: LabTrainingPoint) => void,
): LabRow {
  const start = walker.mind(tableFor(walker, settings), settings, {
    seed,
    signal,
    onLook: (done, soFar) =>
      onPoint?.({ agent: walker.id, done, values: valuesOf(walker, settings, soFar) }),
  });
  return { agent: walker.id, values: valuesOf(walker, settings, start) };
}
