/**
 * A share price that follows what is forecast, week after week: next week's price is the price,
 * pulled towards the forecast as far as people trust the oracle, plus noise. At 0 the company is
 * bankrupt and stays so. Trust rises by a level after a forecast that was nearly right and falls
 * after another. Nothing here knows how forecasts are scored over time.
 */
import type { LabWorld } from "@cidery/core/learn";

/** Prices and forecasts lie on this grid, from 0 to the top. */
const STEP = 5;
const TOP = 200;
export const FORECASTS: readonly number[] = Array.from(
  { length: TOP / STEP + 1 },
  (_, i) => STEP * i,
);

const START_PRICE = 100;
const TRUST_LEVELS = 4;
/** A forecast at most this far off earns trust. */
const NEARLY = 10;
/** Noise of one week in steps of the grid: a binomial, s.d. 10. */
const NOISE: readonly (readonly [steps: number, probability: number])[] = binomial(16);

export interface StockRules {
  /** How far fully trusted forecasts pull the price each week, 0 … 1. */
  readonly pull: number;
  /** Trust at the start, 0 … 1, rounded to quarters. */
  readonly trust: number;
  readonly weeks: number;
}

export interface StockState {
  readonly price: number;
  /** 0 … 4 quarters. */
  readonly trust: number;
}

export function stockWorld({ pull, trust, weeks }: StockRules): LabWorld<StockState> {
  return {
    horizon: weeks,
    initial: () => [
      { state: { price: START_PRICE, trust: Math.round(trust * TRUST_LEVELS) }, probability: 1 },
    ],
    key: (state) => `${state.price},${state.trust}`,
    actionCount: () => FORECASTS.length,
    step(state, action) {
      const forecast = FORECASTS[action] ?? 0;
      const heard = (pull * state.trust) / TRUST_LEVELS;
      const aim = (state.price + heard * (forecast - state.price)) / STEP;
      const moved = new Map<number, number>();
      const add = (steps: number, probability: number): void => {
        const price = Math.min(TOP, Math.max(0, STEP * steps));
        if (probability > 0) moved.set(price, (moved.get(price) ?? 0) + probability);
      };
      if (state.price === 0) add(0, 1);
      else
        for (const [steps, probability] of NOISE) {
          // To one of the two grid points around it, so that the mean stays where it aims.
          const below = Math.floor(aim + 1e-9);
          const above = Math.max(0, aim - below);
          add(below + steps, probability * (1 - above));
          add(below + 1 + steps, probability * above);
        }
      return [...moved].map(([price, probability]) => {
        const earned = Math.abs(forecast - price) <= NEARLY ? 1 : -1;
        const next = Math.min(TRUST_LEVELS, Math.max(0, state.trust + earned));
        return { state: { price, trust: next }, probability };
      });
    },
    reward: (_state, action, next) => -(((FORECASTS[action] ?? 0) - next.price) ** 2),
  };
}

function binomial(coins: number): [number, number][] {
  let ways = 1;
  return Array.from({ length: coins + 1 }, (_, heads) => {
    const share: [number, number] = [heads - coins / 2, ways / 2 ** coins];
    ways = (ways * (coins - heads)) / (heads + 1);
    return share;
  });
}
