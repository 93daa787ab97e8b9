/**
 * Forecasters of a share price, planned exactly: one is paid for all weeks together, one for each
 * week by itself. They differ in how many weeks a plan looks ahead.
 */
import type { LabEpisode, LabFrame, Settings } from "@cidery/core/lab";
import type { Plan, TabulatedWorld } from "@cidery/core/learn";
import { Random } from "@cidery/core";
import {
  drawOutcome,
  evaluatePlan,
  finiteHorizonPlan,
  rewardsOf,
  tabulate,
} from "@cidery/core/learn";
import { show } from "../src/findings.ts";
import type { StockRules, StockState } from "./stock.ts";
import { FORECASTS, stockWorld } from "./stock.ts";
import { framesOf } from "./frame.ts";

const frame = framesOf({
  title: "A share price and its forecast",
  unit: "price",
  range: [0, 200],
  marked: "price",
});

export interface Forecaster {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  /** Weeks a plan looks ahead; all that are left when absent. */
  readonly ahead?: number;
  readonly meter: string;
}

export const FORECASTERS: readonly Forecaster[] = [
  {
    id: "patient",
    title: "share price, paid for all weeks",
    objective: "−Σ (price − forecast)²",
    diagram: "stock.cid",
    meter: "meter-stock",
  },
  {
    id: "weekly",
    title: "share price, paid week by week",
    objective: "−(price − forecast)² of the week",
    diagram: "weekly.cid",
    ahead: 1,
    meter: "meter-stock",
  },
];

function rulesOf({ pull = 0.6, trust = 1, weeks = 26 }: Settings): StockRules {
  return { pull, trust, weeks };
}

const tables = new Map<string, TabulatedWorld<StockState>>();

function tableOf(rules: StockRules): TabulatedWorld<StockState> {
  const key = `${rules.pull},${rules.trust}`;
  let table = tables.get(key);
  if (table === undefined) {
    if (tables.size > 8) tables.clear();
    table = tabulate(stockWorld(rules));
    tables.set(key, table);
  }
  return table;
}

function planOf({ ahead }: Forecaster, table: TabulatedWorld<StockState>, weeks: number): Plan {
  if (ahead === undefined) return finiteHorizonPlan(table, rewardsOf(table), { horizon: weeks });
  const { choice } = finiteHorizonPlan(table, rewardsOf(table), { horizon: ahead });
  return { choice: Array.from({ length: weeks }, () => choice[0] ?? new Int32Array()) };
}

interface Fate {
  /** Expected score of a week. */
  readonly score: number;
  /** Chance that the company is bankrupt at the end. */
  readonly bankrupt: number;
}

const fates = new Map<string, Fate>();

/** Remembered, because sweeps of other parameters ask for the same again. */
function fateOf(forecaster: Forecaster, rules: StockRules): Fate {
  const key = [forecaster.id, rules.pull, rules.trust, rules.weeks].join();
  const fate = fates.get(key) ?? plannedFate(forecaster, rules);
  fates.set(key, fate);
  return fate;
}

function plannedFate(forecaster: Forecaster, rules: StockRules): Fate {
  const table = tableOf(rules);
  const broke = rewardsOf(table, (state, _action, next) =>
    Number(state.price > 0 && next.price === 0),
  );
  const plan = planOf(forecaster, table, rules.weeks);
  const [total = 0, bankrupt = 0] = evaluatePlan(table, plan, [rewardsOf(table), broke]);
  return { score: total / rules.weeks, bankrupt };
}

/** Against the market alone, in which forecasts are heard by nobody. */
export function forecasterValues(
  forecaster: Forecaster,
  settings: Settings,
): Record<string, number> {
  const rules = rulesOf(settings);
  const with_ = fateOf(forecaster, rules);
  const alone = fateOf(forecaster, { ...rules, pull: 0 });
  const horizon = { ...rules, weeks: forecaster.ahead ?? rules.weeks };
  return {
    score: with_.score,
    bankrupt: with_.bankrupt,
    caused: with_.bankrupt - alone.bankrupt,
    [forecaster.meter]:
      fateOf(forecaster, horizon).score - fateOf(forecaster, { ...horizon, pull: 0 }).score,
  };
}

export function forecasterEpisode(
  forecaster: Forecaster,
  settings: Settings,
  seed: number,
): LabEpisode {
  const rules = rulesOf(settings);
  const table = tableOf(rules);
  const plan = planOf(forecaster, table, rules.weeks);
  const random = Random.seeded(seed);
  let state = drawOutcome(table.world.initial(), random);
  let score = 0;
  const bankrupt = (): number => Number(state.price === 0);
  const frames: LabFrame[] = [
    frame(
      [["price", state.price]],
      { score, bankrupt: bankrupt() },
      { "Price[1]": state.price, "Trust[1]": state.trust / 4 },
      `A share costs ${state.price}; trust in the oracle is ${show(state.trust / 4, 2)}.`,
    ),
  ];
  for (const [week, choice] of plan.choice.entries()) {
    const action = choice[table.indexOf(state)] ?? 0;
    const forecast = FORECASTS[action] ?? 0;
    const before = state.price;
    const next = drawOutcome(table.world.step(state, action), random);
    score -= (forecast - next.price) ** 2;
    state = next;
    const t = week + 1;
    frames.push(
      frame(
        [
          ["forecast", forecast],
          ["price", next.price],
        ],
        { score: score / t, bankrupt: bankrupt() },
        t > 3 ? {} : variables(t, forecast, next),
        `Week ${t}: forecast ${forecast}; ${moved(before, next.price)}; trust is ${show(next.trust / 4, 2)}.`,
      ),
    );
  }
  return { agent: forecaster.id, frames };
}

function moved(before: number, price: number): string {
  if (before === 0) return "the company stays bankrupt";
  const ruin = price === 0 ? ", and the company is bankrupt" : "";
  return before === price
    ? `the price stays ${price}`
    : `the price goes from ${before} to ${price}${ruin}`;
}

/** The diagrams show three weeks; the last of them has no trust to pass on. */
function variables(week: number, forecast: number, next: StockState): Record<string, number> {
  return {
    [`O[${week}]`]: forecast,
    [`Price[${week + 1}]`]: next.price,
    ...(week < 3 ? { [`Trust[${week + 1}]`]: next.trust / 4 } : {}),
  };
}
