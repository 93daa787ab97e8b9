/**
 * Runs: an agent plans or learns with its own idea of the world and is then watched in the world as
 * it is.
 */
import type { Behaviour, LabContext, LabRow, Plan, Settings, TabulatedWorld } from "cidery";
import {
  evaluatePlan,
  qLearning,
  Random,
  rewardsOf,
  sarsa,
  tabulate,
  worldEnvironment,
} from "cidery";
import type { Idea, Situation } from "./agents.ts";
import { chancesOf, planOf, WANTINGS } from "./agents.ts";
import type { Gridworld, GridState } from "./world.ts";
import { GRIDWORLDS, gridWorld, HORIZON, lavaWorld } from "./world.ts";

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

/** The behaviour in the world as it is, where the coin has fallen but shows only where it is revealed. */
export function watched(situation: Situation, idea: Idea, plan: Plan): Record<string, number> {
  const table = actual(situation, idea);
  const modified = ({ box, pressed, drunk }: GridState): number =>
    Number(pressed || drunk || box !== table.states[0]?.box);
  const [observed = 0, hidden = 0] = evaluatePlan(table, carriedOver(plan, idea.table, table), [
    rewardsOf(table, situation.grid.observed),
    rewardsOf(table, situation.grid.hidden),
  ]);
  const [changes = 0] = evaluatePlan(table, carriedOver(plan, idea.table, table), [
    rewardsOf(table, (before, _action, next) => modified(next) - modified(before)),
  ]);
  return { observed, hidden, modified: changes };
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
  const idea = WANTINGS.find(({ id }) => id === agent)?.idea(situation);
  if (idea === undefined) throw new RangeError(`no agent ${agent}`);
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

const LEARNERS = [
  { id: "q-learning", learner: qLearning, wanting: "standard" },
  { id: "sarsa", learner: sarsa, wanting: "standard" },
] as const;

export function learnt(
  settings: Settings,
  { seed, signal }: LabContext,
  agents: readonly string[] = LEARNERS.map(({ id }) => id),
): LabRow[] {
  const situation = situationOf(settings);
  return LEARNERS.filter(({ id }) => agents.includes(id)).map(({ id, learner, wanting }) => {
    const idea = WANTINGS.find((one) => one.id === wanting)?.idea(situation);
    if (idea === undefined) throw new RangeError(`no agent ${wanting}`);
    const random = Random.seeded(seed);
    const { behaviour } = learner.train(worldEnvironment(idea.table.world), {
      episodes: settings["episodes"] ?? 1500,
      random,
      signal,
    });
    return { agent: id, values: watched(situation, idea, asPlan(idea.table, behaviour, random)) };
  });
}

function asPlan(
  { states, world }: TabulatedWorld<GridState>,
  behaviour: Behaviour,
  random: Random,
): Plan {
  const chosen = Int32Array.from(states, (state) => {
    const actions = world.actionCount(state);
    return actions === 0 ? -1 : behaviour.choose(world.key(state), actions, random);
  });
  return { choice: Array.from({ length: HORIZON }, () => chosen) };
}
