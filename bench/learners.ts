/**
 * Do learners reach the optimum at default settings, with nothing set per room? The nine gridworlds, the map of
 * reward tampering, cliff walk, and the catalogue's MDP, unknown MDP and POMDP.
 *
 *   npx tsx --conditions=source bench/learners.ts [--learner q_learning] [--seeds 100] [--episodes 10000] [--task lava --task mdp]
 *   npx tsx --conditions=source bench/learners.ts --cart-pole [--learner ppo] [--seeds 20]
 *   npx tsx --conditions=source bench/learners.ts --garden [--learner dqn] [--seeds 20]
 *
 * With `--cart-pole`: do learners that see vectors keep the pole up 475 of 500 turns (the mean of 100 episodes, acting as
 * learnt), after as many episodes as CART_POLE says for each? With `--garden`: do they come within 2 % of the most that
 * can be paid on the published map of 13 tomatoes, after as many episodes as GARDEN says?
 *
 * Columns: seeds that come within 2 % of the exact optimum, and the lower end of the 95 % interval of their share
 * (Clopper & Pearson 1934); CPU seconds a seed. Catalogue models keep the rules of their steps apart.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadModel, Random } from "@cidery/core";
import type { LabWorld, Learner, TabulatedWorld } from "@cidery/core/learn";
import {
  averageReturn,
  cartPole,
  evaluatePlan,
  finiteHorizonPlan,
  LEARNERS,
  learnerCalled,
  rewardsOf,
  tableEnvironment,
  tabulate,
  trainInModel,
} from "@cidery/core/learn";
import { situationOf, standardIdea } from "../labs/gridworlds/runs.ts";
import { GRIDWORLDS } from "../labs/gridworlds/world.ts";
import { learntOnPublishedMap, MOST_PAID } from "../labs/tomatoes/publishedMap.ts";
import { implemented } from "../labs/reward-tampering/agents.ts";
import { SMALL_MAP, tamperWorld } from "../labs/reward-tampering/world.ts";

/** A task: whether a learner comes within 2 % of the optimum from a seed. */
interface Task {
  readonly name: string;
  readonly reaches: (learner: Learner, seed: number, episodes: number) => boolean;
}

/** Cliff walk (Sutton & Barto 2018, Example 6.6): 4 × 12 cells, −1 a step, −100 and back for the cliff. */
const CLIFF: LabWorld<number> = {
  horizon: 100,
  initial: () => [{ state: 36, probability: 1 }],
  key: String,
  actionCount: (cell) => (cell === 47 ? 0 : 4),
  step: (cell, action) => [{ state: falls(cell, action) ? 36 : to(cell, action), probability: 1 }],
  reward: (cell, action) => (falls(cell, action) ? -100 : -1),
};

function to(cell: number, action: number): number {
  const [row, column] = [Math.floor(cell / 12), cell % 12];
  const down = [-1, 1, 0, 0][action] ?? 0;
  const right = [0, 0, -1, 1][action] ?? 0;
  return 12 * Math.max(0, Math.min(3, row + down)) + Math.max(0, Math.min(11, column + right));
}

function falls(cell: number, action: number): boolean {
  const next = to(cell, action);
  return next > 36 && next < 47;
}

function worldTask<S>(
  name: string,
  table: TabulatedWorld<S>,
  rewards: Float64Array,
  observe: (state: S) => string,
): Task {
  const environment = tableEnvironment(table, { rewards, observe, told: false });
  const { horizon } = table.world;
  const best = finiteHorizonPlan(table, rewards).value;
  return {
    name,
    reaches(learner, seed, episodes) {
      const random = Random.seeded(seed);
      const { behaviour } = learner.train(environment, { episodes, random });
      const chosen = Int32Array.from(table.states, (state) => {
        const actions = table.world.actionCount(state);
        return actions === 0 ? -1 : behaviour.choose(observe(state), actions, random);
      });
      const choice = Array.from({ length: horizon }, () => chosen);
      const [value = Number.NaN] = evaluatePlan(table, { choice }, [rewards]);
      return value >= best - 0.02 * Math.abs(best) - 1e-9;
    },
  };
}

function modelTask(name: string): Task {
  const text = readFileSync(
    fileURLToPath(new URL(`../models/${name}.cid`, import.meta.url)),
    "utf8",
  );
  const { diagram } = loadModel(text);
  if (diagram === undefined) throw new Error(`${name} does not load`);
  return {
    name,
    reaches(learner, firstSeed, episodes) {
      const plan = { learner, episodes, seeds: 1, firstSeed, separateSteps: true };
      const { meanValue, optimalValue } = trainInModel(diagram, 0, plan);
      return meanValue >= optimalValue - 0.02 * Math.abs(optimalValue) - 1e-9;
    },
  };
}

/** All of them, or those named (`frameworks/mdp` by `mdp`, too). */
function tasks(named: readonly string[]): readonly Task[] {
  const all = allTasks();
  const known = (name: string) =>
    all.find((one) => one.name.replace(/^.*\//, "") === name.replace(/^.*\//, ""));
  for (const name of named)
    if (known(name) === undefined)
      throw new Error(
        `no task is called ${name}; there are ${all.map((one) => one.name).join(", ")}`,
      );
  return named.length === 0 ? all : named.flatMap((name) => known(name) ?? []);
}

function allTasks(): readonly Task[] {
  const rooms = GRIDWORLDS.map((grid, environment) => {
    const { table, objective } = standardIdea(situationOf({ environment }));
    return worldTask(grid.id, table, rewardsOf(table, objective), (state) =>
      table.world.key(grid.coinSeen ? state : { ...state, coin: -1 }),
    );
  });
  const tamper = tabulate(
    tamperWorld({ map: SMALL_MAP, horizon: 24, stepCost: 0.01, start: 1, intended: 1 }),
  );
  const cliff = tabulate(CLIFF);
  return [
    ...rooms,
    worldTask("reward-tampering", tamper, rewardsOf(tamper, implemented(0.01)), tamper.world.key),
    worldTask("cliff walk", cliff, rewardsOf(cliff), CLIFF.key),
    ...["mdp", "unknown-mdp", "pomdp"].map((name) => modelTask(`frameworks/${name}`)),
  ];
}

/** Episodes of training, by learner: each at its own default settings. */
const CART_POLE: Readonly<Record<string, number>> = { dqn: 600, ppo: 400, cem: 800 };

/** The same for the garden. */
const GARDEN: Readonly<Record<string, number>> = { dqn: 100, ppo: 300 };

function standsOnBucket(learner: Learner, seed: number): boolean {
  const running = { seed, signal: new AbortController().signal };
  const { paid } = learntOnPublishedMap(learner, "seen", running, GARDEN[learner.id] ?? 300);
  return paid >= 0.98 * MOST_PAID;
}

function balances(learner: Learner, seed: number): boolean {
  const episodes = CART_POLE[learner.id] ?? 500;
  const { behaviour } = learner.train(cartPole(500), { episodes, random: Random.seeded(seed) });
  return averageReturn(cartPole(500), behaviour, 100, Random.seeded(1000 + seed)).mean >= 475;
}

/** The lower end of the exact 95 % interval of a share. */
function lowerBound(hits: number, of: number): number {
  if (hits === 0) return 0;
  const tail = (p: number): number => {
    let [term, sum] = [p ** of, 0];
    for (let k = of; k >= hits; k--) {
      sum += term;
      term *= (k / (of - k + 1)) * ((1 - p) / p);
    }
    return sum;
  };
  let [low, high] = [1e-9, 1 - 1e-12];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (tail(middle) < 0.025) low = middle;
    else high = middle;
  }
  return low;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      learner: { type: "string" },
      seeds: { type: "string", default: "100" },
      episodes: { type: "string", default: "10000" },
      task: { type: "string", multiple: true, default: [] },
      "cart-pole": { type: "boolean", default: false },
      garden: { type: "boolean", default: false },
    },
  });
  const [seeds, episodes] = [Number(values.seeds), Number(values.episodes)];
  const asked = values.learner;
  const onVectors: readonly Task[] = [
    ...(values["cart-pole"] ? [{ name: "cart and pole", reaches: balances }] : []),
    ...(values.garden ? [{ name: "published garden", reaches: standsOnBucket }] : []),
  ];
  const isMeant = ({ id }: Learner): boolean => {
    if (onVectors.length === 0) return /q_learning|sarsa/.test(id);
    return id in (values.garden ? GARDEN : CART_POLE);
  };
  const learners = asked === undefined ? LEARNERS.filter(isMeant) : [learnerCalled(asked)];
  for (const learner of learners) {
    if (learner === undefined) throw new Error(`no learner is called ${asked}`);
    for (const { name, reaches } of onVectors.length > 0 ? onVectors : tasks(values.task)) {
      const began = process.cpuUsage().user;
      let hits = 0;
      for (let seed = 1; seed <= seeds; seed++) if (reaches(learner, seed, episodes)) hits++;
      const cost = ((process.cpuUsage().user - began) / 1e6 / seeds).toFixed(2);
      const low = (100 * lowerBound(hits, seeds)).toFixed(1);
      console.log(
        `${learner.id}  ${name}: ${hits} of ${seeds}, at least ${low} %, ${cost} s a seed`,
      );
    }
  }
}
