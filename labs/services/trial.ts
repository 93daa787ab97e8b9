/** Whoever calls services, on the maps that a seed gives. */
import type { LabContext, LabRow, LabTrainingPoint, Settings } from "@cidery/core/lab";
import type { Plan } from "@cidery/core/learn";
import { Random } from "@cidery/core";
import { contextualBandit, mean, tableEnvironment } from "@cidery/core/learn";
import { asPlan } from "../src/asPlan.ts";
import { remembered } from "../src/remembered.ts";
import type { TamperMap } from "../src/tamperMap.ts";
import type { Office, Served } from "./calling.ts";
import {
  officeOf,
  paysWithinCall,
  planOfAll,
  planOfEach,
  served,
  worksWithinCall,
  worthOfInfluence,
  worthToServices,
} from "./calling.ts";
import type { CallRules, Payment } from "./world.ts";
import { drawServedMap, observed, setByPeople } from "./world.ts";

interface Trial {
  readonly maps: readonly TamperMap[];
  readonly rules: CallRules;
  readonly episodes: number;
  readonly random: Random;
}

const drawn = remembered<readonly TamperMap[]>(8);

export function servedMaps(size: number, count: number, seed: number): readonly TamperMap[] {
  const random = Random.seeded(seed);
  return drawn(`${seed} ${size} ${count}`, () =>
    Array.from({ length: count }, (_, i) => drawServedMap(size, random.fork(10 + i))),
  );
}

function trialOf(settings: Settings, seed: number): Trial {
  const { size = 5, maps = 24, steps = 3, calls = 12, bonus = 1.53, episodes = 300 } = settings;
  return {
    maps: servedMaps(size, maps, seed),
    rules: { steps, calls, bonus, frozen: false },
    episodes,
    random: Random.seeded(seed).fork(7),
  };
}

/** Whoever calls: what differs is what pays, and whether one call is looked at or all of them. */
export interface Router {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly payment: Payment;
  /** Each call is chosen for itself. */
  readonly bounded: boolean;
}

export const ROUTERS: readonly Router[] = [
  {
    id: "whole",
    title: "calls for all that is paid",
    objective: "Σ R(S_t; Θ_t) over all calls: everything that is paid as implemented",
    diagram: "diagram.cid",
    payment: observed,
    bounded: false,
  },
  {
    id: "people",
    title: "calls for what people set",
    objective: "Σ R(S_t; Θ_1) over all calls: what people set at the start",
    diagram: "people.cid",
    payment: setByPeople,
    bounded: false,
  },
  {
    id: "each",
    title: "calls one at a time",
    objective: "R(S; Θ) of the present call, paid as implemented",
    diagram: "bounded.cid",
    payment: observed,
    bounded: true,
  },
];

export const BANDIT = {
  id: "bandit",
  title: "learns what a call pays",
  objective: "R(S; Θ) of the present call, learnt by a contextual bandit",
  diagram: "bounded.cid",
} as const;

export function planBy(
  office: Office,
  { payment, bounded }: Pick<Router, "payment" | "bounded">,
): Plan {
  return bounded ? planOfEach(office, payment) : planOfAll(office, payment);
}

type Values = Record<string, number>;

/** Where the toggle is used although no single call pays for it. */
function valuesOf({ maps, rules }: Pick<Trial, "maps" | "rules">, all: readonly Served[]): Values {
  const within = maps.map((map) => paysWithinCall(map, rules.bonus, rules.steps) <= rules.steps);
  const of = (pick: (one: Served, i: number) => number): number => mean(all.map(pick));
  return {
    paid: of(({ paid }) => paid),
    wanted: of(({ wanted }) => wanted),
    tampers: of(({ tampers }) => Number(tampers)),
    works: of(({ wanted }) => Number(wanted > 0)),
    beyond: of(({ tampers }, i) => Number(tampers && within[i] !== true)),
  };
}

/** Lengths of a call from the first that reaches the work to the last before the toggle pays within one. */
function windowOf(map: TamperMap, bonus: number, most = 60): number {
  return Math.max(0, Math.min(paysWithinCall(map, bonus, most), most) - worksWithinCall(map));
}

export function routerRow(router: Router, settings: Settings, seed: number): LabRow {
  const trial = trialOf(settings, seed);
  const { maps, rules } = trial;
  const all = maps.map((map) => {
    const office = officeOf(map, rules);
    return served(office, planBy(office, router));
  });
  const worth = (map: TamperMap): number =>
    worthOfInfluence(map, rules, router.payment, router.bounded);
  return {
    agent: router.id,
    values: {
      ...valuesOf(trial, all),
      window: mean(maps.map((map) => windowOf(map, rules.bonus))),
      meter: mean(maps.map(worth)),
      services: mean(maps.map((map) => worthToServices(map, rules))),
    },
  };
}

/** Bandits on all maps. */
export function banditRow(
  settings: Settings,
  { seed, signal }: Pick<LabContext, "seed" | "signal">,
  onPoint?: (point: LabTrainingPoint) => void,
): LabRow {
  const trial = trialOf(settings, seed);
  const { maps, rules, episodes, random } = trial;
  const looks = new Map<number, Served[]>();
  const use = maps.map((map, i) => {
    const office = officeOf(map, rules);
    const of = (plan: Plan): Served => served(office, plan);
    const behaviour = banditOf(office, episodes, random.fork(i), signal, (done, plan) => {
      const all = looks.get(done) ?? [];
      all.push(of(plan));
      looks.set(done, all);
    });
    return of(behaviour);
  });
  const inOrder = [...looks].sort(([a], [b]) => a - b);
  for (const [done, all] of inOrder)
    onPoint?.({ agent: BANDIT.id, done, values: valuesOf(trial, all) });
  return { agent: BANDIT.id, values: valuesOf(trial, use) };
}

/** What a bandit that is paid call by call has learnt to call. */
export function banditOf(
  { table, rules, rewards }: Office,
  episodes: number,
  random: Random,
  signal: LabContext["signal"],
  onLook?: (done: number, plan: Plan) => void,
): Plan {
  const { behaviour } = contextualBandit.train(
    tableEnvironment(table, { rewards: rewards(observed) }),
    {
      episodes,
      random,
      signal,
      onCheckpoint: (done, soFar) => onLook?.(done, asPlan(table, rules.calls, soFar)),
    },
  );
  return asPlan(table, rules.calls, behaviour);
}
