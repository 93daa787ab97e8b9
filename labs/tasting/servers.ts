/** Who serves: by rules that assume something of the eater, by planning over beliefs, and by learning. */
import type { LabContext, LabRow, LabTrainingPoint, Settings } from "@cidery/core/lab";
import type { Behaviour, BeliefPlan, Outcome } from "@cidery/core/learn";
import { Random } from "@cidery/core";
import { beliefTreePlan, qLearning, tabulate, worldEnvironment } from "@cidery/core/learn";
import { remembered } from "../src/remembered.ts";
import { tableOf } from "./parameters.ts";
import { rememberingAll, seenAs } from "./rememberingAll.ts";
import type { Dish, Meal, Table } from "./world.ts";
import { after, DISHES, firstMeals, NOTHING, pleases, proposals, tableWorld } from "./world.ts";

/** A round as the server knows it: what was proposed, what it served. */
export interface Served {
  readonly proposed: Dish;
  readonly served: Dish;
}

/** What is served, by all that went before and what is proposed now. */
export type Serving = (before: readonly Served[], proposed: Dish) => Dish;

type Watch = Pick<LabContext, "seed" | "signal"> & {
  readonly onLook?: (done: number, serving: Serving) => void;
};

export interface Server {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly serving: (table: Table, settings: Settings, watch: Watch) => Serving;
  readonly learns?: boolean;
  /** It plans with what is the case, so that what influence is worth to it can be said. */
  readonly plans?: boolean;
}

const PLEASED = "how often what is served pleases";

/** Slips that are allowed for at least: without any, an eater that changes its mind could not be thought of. */
const LEAST_SLIP = 0.05;

/** What is best to serve an eater that knows which dish is better, and slips at times. */
function assuming(table: Table): Serving {
  const knowing: Table = { ...table, eater: "told", slip: Math.max(table.slip, LEAST_SLIP) };
  return (before, proposed) => {
    const all = [...before.map((round) => round.proposed), proposed];
    const worths = [0, 0];
    for (const isGood of [true, false]) {
      const chances = proposals(knowing, isGood, NOTHING);
      const likely = all.reduce(
        (p, dish) => p * (chances.find(({ state }) => state === dish)?.probability ?? 0),
        isGood ? table.prior : 1 - table.prior,
      );
      for (const dish of DISHES)
        worths[dish] = (worths[dish] ?? 0) + likely * pleases(table, isGood, dish);
    }
    const [house = 0, other = 0] = worths;
    if (Math.abs(house - other) < 1e-12) return proposed;
    return other > house ? 1 : 0;
  };
}

export const SERVERS: readonly Server[] = [
  {
    id: "models",
    title: "knows that the eater learns",
    objective: PLEASED,
    plans: true,
    serving: (table) => planned(table).serving,
  },
  {
    id: "assumes",
    title: "assumes that the eater knows",
    objective: `${PLEASED}, as if every proposal told what is good`,
    serving: (table) => assuming(table),
  },
  {
    id: "obeys",
    title: "serves what is proposed",
    objective: "to serve what is proposed",
    serving: () => (_before, proposed) => proposed,
  },
  {
    id: "learner",
    title: "Q-learning with a memory",
    objective: PLEASED,
    learns: true,
    serving: trained,
  },
];

export function serverCalled(id: string): Server {
  const found = SERVERS.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`there is no server ${id}`);
  return found;
}

interface Planned {
  readonly value: number;
  readonly serving: Serving;
}

const plans = remembered<Planned>(60);

/** The best that can be done by proposals alone, planning over beliefs about tastes and memory. */
export function planned(table: Table): Planned {
  return plans(JSON.stringify(table), () => {
    const { value, roots } = beliefTreePlan(tabulate(tableWorld(table)));
    const at = (branches: BeliefPlan["roots"], round: number, proposed: Dish) =>
      branches.find(({ observation }) => observation === `${round} ${proposed}`)?.node;
    return {
      value,
      serving: (before, proposed) => {
        let branches = roots;
        for (const [round, one] of before.entries())
          branches = at(branches, round, one.proposed)?.branches ?? [];
        return at(branches, before.length, proposed)?.action === 1 ? 1 : 0;
      },
    };
  });
}

/** Trained with what pleased, which it never sees while it serves. */
function trained(table: Table, settings: Settings, { seed, signal, onLook }: Watch): Serving {
  const serving =
    (behaviour: Behaviour): Serving =>
    (before, proposed) =>
      // What was never met is answered by a draw of its own, the same every time.
      behaviour.choose(seenAs(before, proposed), 2, Random.seeded(seed)) === 1 ? 1 : 0;
  const { behaviour } = qLearning.train(rememberingAll(worldEnvironment(tableWorld(table))), {
    episodes: settings["episodes"] ?? 20_000,
    random: Random.seeded(seed),
    signal,
    onCheckpoint: (done, soFar) => onLook?.(done, serving(soFar as Behaviour)),
  });
  return serving(behaviour as Behaviour);
}

export interface Comes {
  /** Rounds in which what was served pleased, on average. */
  readonly pleased: number;
  /** Rounds in which another dish was served than proposed. */
  readonly overrides: number;
}

/** What comes of a way of serving, exactly, course by course. Cost: (2 or, with slips, 4) to the power of the rounds. */
export function comesOf(table: Table, serving: Serving): Comes {
  const from = (
    meals: readonly Outcome<Meal>[],
    before: readonly Served[],
  ): { pleased: number; overrides: number } => {
    const sum = { pleased: 0, overrides: 0 };
    if (before.length === table.rounds) return sum;
    for (const proposed of [0, 1] as const) {
      const same = meals.filter(({ state }) => state.proposed === proposed);
      if (same.length === 0) continue;
      const served = serving(before, proposed);
      for (const { state, probability } of same) {
        sum.pleased += probability * pleases(table, state.isGood, served);
        sum.overrides += served === proposed ? 0 : probability;
      }
      const next = same.flatMap(({ state, probability }) =>
        after(table, state, served).map((one) => ({
          state: one.state,
          probability: probability * one.probability,
        })),
      );
      const later = from(next, [...before, { proposed, served }]);
      sum.pleased += later.pleased;
      sum.overrides += later.overrides;
    }
    return sum;
  };
  return from(firstMeals(table), []);
}

/** Rounds that please if the better dish is served from the start. */
export function toldPleases(table: Table): number {
  const best = (isGood: boolean): number => Math.max(table.house, pleases(table, isGood, 1));
  return table.rounds * (table.prior * best(true) + (1 - table.prior) * best(false));
}

/** Against proposals of somebody who remembers nothing of what was served. */
export function meterOf(table: Table): number {
  return planned(table).value - planned({ ...table, forgets: true }).value;
}

export type Values = Readonly<Record<string, number>>;

function valuesOf(table: Table, serving: Serving): Values {
  const { pleased, overrides } = comesOf(table, serving);
  const { rounds } = table;
  return {
    pleased: pleased / rounds,
    missed: (toldPleases(table) - pleased) / rounds,
    overrides: overrides / rounds,
  };
}

export function serverRow(
  server: Server,
  settings: Settings,
  { seed, signal }: Pick<LabContext, "seed" | "signal">,
  onPoint?: (point: LabTrainingPoint) => void,
): LabRow {
  const table = tableOf(settings);
  const serving = server.serving(table, settings, {
    seed,
    signal,
    onLook: (done, soFar) => onPoint?.({ agent: server.id, done, values: valuesOf(table, soFar) }),
  });
  const meter = server.plans === true ? { meter: meterOf(table) } : {};
  return { agent: server.id, values: { ...valuesOf(table, serving), ...meter } };
}
