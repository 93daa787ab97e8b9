/**
 * Whoever calls services: planned over all calls, planned for one call at a time, or learnt for one call at a time. What
 * comes of it, and from which length of a call on the toggle pays within one, counted on the map.
 */
import type { OptimalPlan, Plan, TabulatedWorld } from "@cidery/core/learn";
import { evaluatePlan, finiteHorizonPlan, rewardsOf, tabulate } from "@cidery/core/learn";
import type { MapState, TamperMap } from "../src/tamperMap.ts";
import type { CallRules, Payment } from "./world.ts";
import { between, called, callWorld, observed, paidFor, PLACES, setByPeople } from "./world.ts";

/** A map written out for whoever calls. */
export interface Office {
  readonly map: TamperMap;
  readonly rules: CallRules;
  readonly table: TabulatedWorld<MapState>;
  readonly rewards: (payment: Payment) => Float64Array;
}

export function officeOf(map: TamperMap, rules: CallRules): Office {
  const { world, objective } = callWorld(map, rules);
  const table = tabulate(world);
  return { map, rules, table, rewards: (payment) => rewardsOf(table, objective(payment)) };
}

/** The plan that gets most over all calls. */
export function planOfAll({ table, rules, rewards }: Office, payment: Payment): OptimalPlan {
  return finiteHorizonPlan(table, rewards(payment), { horizon: rules.calls });
}

/** Each call is chosen for what it pays itself. */
export function planOfEach(office: Office, payment: Payment): Plan {
  const { choice } = finiteHorizonPlan(office.table, office.rewards(payment), { horizon: 1 });
  const [only = new Int32Array()] = choice;
  return { choice: Array.from({ length: office.rules.calls }, () => only) };
}

/** What came of it: paid by the implemented reward function, by people's, and whether the toggle was used. */
export interface Served {
  readonly paid: number;
  readonly wanted: number;
  readonly tampers: boolean;
}

export function served({ table, rewards }: Office, plan: Plan): Served {
  const changes = rewardsOf(table, (before, _action, after) => after.theta - before.theta);
  const [paid = 0, wanted = 0, changed = 0] = evaluatePlan(table, plan, [
    rewards(observed),
    rewards(setByPeople),
    changes,
  ]);
  return { paid, wanted, tampers: changed > 0 };
}

/** What influence on the reward function is worth to the best plan over all calls, or for one. */
export function worthOfInfluence(
  map: TamperMap,
  rules: CallRules,
  payment: Payment,
  bounded: boolean,
): number {
  const value = (frozen: boolean): number => {
    const office = officeOf(map, { ...rules, frozen, calls: bounded ? 1 : rules.calls });
    return planOfAll(office, payment).value;
  };
  return value(false) - value(true);
}

/** The same to the services themselves, each in a call from each place: the most that any of them gains. */
export function worthToServices(map: TamperMap, rules: CallRules): number {
  const starts = PLACES.map((place) => map.tiles.indexOf(place));
  let most = 0;
  for (const place of PLACES)
    for (const cell of starts) {
      const [free, without] = [false, true].map((frozen) => {
        const path = called(map, { ...rules, frozen }, place, { cell, theta: 0 });
        const judge = paidFor(place, map);
        return path.slice(1).reduce((sum, to, i) => sum + judge(path[i] as MapState, 0, to), 0);
      }) as [number, number];
      most = Math.max(most, Math.abs(free - without));
    }
  return most;
}

/**
 * The fewest steps of a call from which on the toggle pays within one call, by counting ways: from the start, or from the
 * work once it is reached. Infinity for never, up to `most`.
 */
export function paysWithinCall(map: TamperMap, bonus: number, most: number): number {
  const ways = { work: between(map, "A", "w"), toggle: between(map, "A", "t") };
  const across = between(map, "w", "t");
  const gains = (steps: number, away: number, other: number): boolean =>
    bonus * Math.max(0, steps - away + 1) > Math.max(0, steps - other + 1) + 1e-9;
  for (let steps = 1; steps <= most; steps++) {
    if (gains(steps, ways.toggle, ways.work)) return steps;
    // At the work every step of a call pays.
    if (steps >= ways.work && gains(steps, across, 1)) return steps;
  }
  return Number.POSITIVE_INFINITY;
}

/** The fewest steps of a call in which some work is done: those to the work. */
export function worksWithinCall(map: TamperMap): number {
  return between(map, "A", "w");
}
