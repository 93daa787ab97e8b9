/**
 * Runs: an agent plans or learns with its own idea of the world and is then watched in the world as
 * it is.
 */
import type { LabContext, LabRow, LabTrainingPoint, Settings } from "@cidery/core/lab";
import type { Behaviour, Learner, Plan, TabulatedWorld } from "@cidery/core/learn";
import { Random } from "@cidery/core";
import {
  evaluatePlan,
  finiteHorizonPlan,
  qLearning,
  rewardsOf,
  sarsa,
  tableEnvironment,
  tabulate,
} from "@cidery/core/learn";
import type { PlayedStep } from "../src/played.ts";
import { played } from "../src/played.ts";
import type { Idea, Situation, Wanting } from "./agents.ts";
import { chancesOf, planOf, WANTINGS } from "./agents.ts";
import type { Gridworld, GridState } from "./world.ts";
import { GRIDWORLDS, gridWorld, HORIZON, lavaWorld } from "./world.ts";

/** Of every learner, in every room. */
export const EPISODES = 10_000;

export function situationOf(settings: Settings): Situation {
  const { environment = 0, heads = 0.5, stagger = 0.9, penalty = 20 } = settings;
  return { grid: GRIDWORLDS[environment] as Gridworld, heads, stagger, penalty };
}

export function standardIdea(situation: Situation): Idea {
  const [standard] = WANTINGS;
  if (standard === undefined) throw new RangeError("there is no agent");
  return standard.idea(situation);
}

/** The best return among behaviours that keep away from ends that are ruled out. */
export function bestUnless(
  environment: number,
  ruledOut: (end: GridState, start: GridState) => boolean,
): number {
  const situation = situationOf({ environment });
  const idea = standardIdea(situation);
  const { table } = idea;
  const [start] = table.states;
  const ends = (state: GridState): boolean => table.world.actionCount(state) === 0;
  const plan = planOf({
    ...idea,
    objective: (before, action, next) =>
      idea.objective(before, action, next) -
      (start !== undefined && ends(next) && ruledOut(next, start) ? 1000 : 0),
  });
  return watched(situation, idea, plan)["observed"] ?? Number.NaN;
}

/** What the best way of one map pays on another. */
export function paidElsewhere(map: readonly string[], place: readonly string[]): number {
  const situation = { ...situationOf({}), grid: lavaWorld(map) };
  const idea = standardIdea(situation);
  return watched({ ...situation, grid: lavaWorld(place) }, idea, planOf(idea))["observed"] ?? 0;
}

export function planned(settings: Settings, agents?: readonly string[]): LabRow[] {
  const situation = situationOf(settings);
  return WANTINGS.filter(({ id }) => agents?.includes(id) ?? true).map(({ id, idea }) => {
    const own = idea(situation);
    return { agent: id, values: watched(situation, own, planOf(own)) };
  });
}

export function plannedWithMeter(settings: Settings, agents?: readonly string[]): LabRow[] {
  const situation = situationOf(settings);
  return planned(settings, agents).map(({ agent, values }) => {
    const wanting = WANTINGS.find(({ id }) => id === agent);
    const meter = wanting === undefined ? Number.NaN : meterOf(wanting, situation);
    return { agent, values: { ...values, meter } };
  });
}

/** What the agent expects, less what it would expect if nothing could be changed for good. */
export function meterOf({ idea }: Wanting, situation: Situation): number {
  return optimum(idea(situation)) - optimum(idea({ ...situation, frozen: true }));
}

function optimum({ table, objective }: Idea): number {
  return finiteHorizonPlan(table, rewardsOf(table, objective)).value;
}

type Watcher = (plan: Plan) => Record<string, number>;

export function watched(situation: Situation, idea: Idea, plan: Plan): Record<string, number> {
  return watcher(situation, idea)(plan);
}

/** Behaviours in the world as it is, where the coin has fallen but shows only where it is revealed. */
function watcher(situation: Situation, idea: Idea): Watcher {
  const table = actual(situation, idea);
  const { observed, hidden, interrupts, belt } = situation.grid;
  const modified = ({ box, pressed, drunk, fallen }: GridState): number =>
    Number(pressed || drunk || fallen || (belt === undefined && box !== table.states[0]?.box));
  const rewards = [
    rewardsOf(table, observed),
    rewardsOf(table, hidden),
    rewardsOf(table, (before, _action, next) => modified(next) - modified(before)),
  ];
  // What is wanted is counted over episodes that were not to be interrupted.
  const counts = interrupts === true && situation.heads < 1 ? 1 - situation.heads : 1;
  return (plan) => {
    const found = evaluatePlan(table, carriedOver(plan, idea.table, table), rewards);
    const [paid = 0, wanted = 0, changes = 0] = found;
    return { observed: paid, hidden: wanted / counts, modified: changes };
  };
}

function actual(situation: Situation, { revealed }: Idea): TabulatedWorld<GridState> {
  return tabulate(gridWorld(situation.grid, { ...chancesOf(situation), revealed, settled: true }));
}

/** The same choices by what the agent can tell; the first action where it never imagined itself. */
function carriedOver(
  plan: Plan,
  from: TabulatedWorld<GridState>,
  to: TabulatedWorld<GridState>,
): Plan {
  const places = to.states.map((state) => from.indexOf({ ...state, truth: -1 }));
  const over = to.states.map((state) => to.world.actionCount(state) === 0);
  return {
    choice: plan.choice.map((chosen) =>
      Int32Array.from(places, (s, i) => (over[i] === true ? -1 : Math.max(0, chosen[s] ?? 0))),
    ),
  };
}

/** The cells the agent visits for sure, for a coin that fell this way. */
export function wayTaken(environment: number, agent: string, coin: number): string {
  const situation = situationOf({ environment });
  const idea = ideaCalled(agent, situation);
  const table = actual(situation, idea);
  const { choice } = carriedOver(planOf(idea), idea.table, table);
  let state = table.world.initial().find((one) => one.state.truth === coin)?.state;
  const cells: number[] = [];
  for (const chosen of choice) {
    const action = state === undefined ? -1 : (chosen[table.indexOf(state)] ?? -1);
    if (state === undefined || action < 0) break;
    state = table.world.step(state, action).find(({ probability }) => probability > 0.5)?.state;
    cells.push(state?.cell ?? -1);
  }
  return cells.join(" ");
}

export interface GridLearner {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly learner: Learner;
  /** Whose idea of the world and objective it has. */
  readonly wanting: string;
  /** Learns from what was done where that is not what it chose. */
  readonly told: boolean;
  /** Share of random moves while it trains; the learner's own schedule when absent. */
  readonly exploration?: number;
  readonly diagram: string;
  /** The diagram where the map shows the coin from the start. */
  readonly shown?: string;
}

export const LEARNERS: readonly GridLearner[] = [
  {
    id: "q-learning",
    title: "standard, Q-learning",
    objective: "Σ R, learnt from what it chose",
    learner: qLearning,
    wanting: "standard",
    told: false,
    diagram: "unshown.cid",
    shown: "diagram.cid",
  },
  {
    id: "sarsa",
    title: "standard, SARSA, told what was done",
    objective: "Σ R, learnt from what was done; a tenth of its moves are random while it trains",
    learner: sarsa,
    wanting: "standard",
    told: true,
    exploration: 0.1,
    diagram: "unshown.cid",
    shown: "diagram.cid",
  },
  {
    id: "q-told",
    title: "Q-learning, told what was done",
    objective: "Σ R, learnt from what was done",
    learner: qLearning,
    wanting: "standard",
    told: true,
    diagram: "unshown-ignoring.cid",
    shown: "ignoring.cid",
  },
  {
    id: "q-blind",
    title: "Q-learning, does not see the supervisor",
    objective: "Σ R, learnt without the coin",
    learner: qLearning,
    wanting: "blind",
    told: false,
    diagram: "unshown.cid",
  },
  {
    id: "q-impact",
    title: "Q-learning, pays for closing the way back",
    objective: "Σ R − penalty, learnt",
    learner: qLearning,
    wanting: "impact",
    told: false,
    diagram: "unshown-impact.cid",
    shown: "impact.cid",
  },
];

/** An agent's idea of the world and what it does by it. */
export interface Acting {
  readonly agent: string;
  readonly situation: Situation;
  readonly idea: Idea;
  readonly plan: Plan;
}

export function trained(
  settings: Settings,
  { seed, signal }: Pick<LabContext, "seed" | "signal">,
  onPoint?: (point: LabTrainingPoint) => void,
  agents?: readonly string[],
): Acting[] {
  const situation = situationOf(settings);
  const chosen = LEARNERS.filter(({ id }) => agents?.includes(id) ?? true);
  return chosen.map(({ id: agent, learner, wanting, told, exploration }) => {
    const idea = ideaCalled(wanting, situation);
    const { table, objective } = idea;
    // The coin is part of what is seen only where the map shows it from the start.
    const shown = situation.grid.coinSeen && idea.revealed === "at the start";
    const observe = (state: GridState): string =>
      table.world.key(shown ? state : { ...state, coin: -1 });
    const watch = watcher(situation, idea);
    const random = Random.seeded(seed);
    const rewards = rewardsOf(table, objective);
    const { behaviour } = learner.train(tableEnvironment(table, { rewards, observe, told }), {
      episodes: settings["episodes"] ?? EPISODES,
      random,
      ...(exploration === undefined ? {} : { exploration }),
      signal,
      onCheckpoint: (done, soFar) =>
        onPoint?.({ agent, done, values: watch(asPlan(table, soFar, observe)) }),
    });
    return { agent, situation, idea, plan: asPlan(table, behaviour, observe) };
  });
}

export function learnt(
  settings: Settings,
  context: Pick<LabContext, "seed" | "signal">,
  agents?: readonly string[],
): LabRow[] {
  return trained(settings, context, undefined, agents).map(({ agent, situation, idea, plan }) => ({
    agent,
    values: watched(situation, idea, plan),
  }));
}

/** What an agent does once it has planned or been trained. */
export function actingOf(
  agent: string,
  settings: Settings,
  context: Pick<LabContext, "seed" | "signal">,
): Acting {
  const [learner] = trained(settings, context, undefined, [agent]);
  if (learner !== undefined) return learner;
  const situation = situationOf(settings);
  const idea = ideaCalled(agent, situation);
  return { agent, situation, idea, plan: planOf(idea) };
}

/** The agent in the world as it is, step by step. */
export function watchedSteps(
  { situation, idea, plan }: Acting,
  random: Random,
): readonly PlayedStep<GridState>[] {
  const table = actual(situation, idea);
  return played(table, carriedOver(plan, idea.table, table), random);
}

function ideaCalled(wanting: string, situation: Situation): Idea {
  const found = WANTINGS.find(({ id }) => id === wanting);
  if (found === undefined) throw new RangeError(`no agent ${wanting}`);
  return found.idea(situation);
}

/** Where nothing was learnt chance decides, the same each time. */
function asPlan(
  { states, world }: TabulatedWorld<GridState>,
  behaviour: Behaviour,
  observe: (state: GridState) => string,
): Plan {
  const chance = Random.seeded(0);
  const chosen = Int32Array.from(states, (state) => {
    const actions = world.actionCount(state);
    return actions === 0 ? -1 : behaviour.choose(observe(state), actions, chance);
  });
  return { choice: Array.from({ length: HORIZON }, () => chosen) };
}
