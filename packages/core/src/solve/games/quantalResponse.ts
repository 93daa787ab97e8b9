/**
 * Logit quantal response equilibria: every player chooses strategy j with probability proportional
 * to exp(λ · payoff of j), payoffs divided by the game's payoff range (McKelvey and Palfrey 1995).
 * The principal branch starts at λ = 0 with uniform play and is followed by a predictor–corrector
 * method in (log p, λ), so that turning points do no harm (Turocy 2005). As λ grows its limit is a
 * Nash equilibrium.
 *
 * Cost per step: players² contractions of the tensor and a dense solve in the number of strategies.
 */
import type { NormalFormGame } from "../../model/index.ts";
import type { GameSolver } from "./equilibrium.ts";
import type { MixedProfile } from "./mixedProfile.ts";
import { SolveError } from "../tables/solveError.ts";
import { solveDense } from "./denseSolve.ts";
import { strategyPayoffs } from "./mixedProfile.ts";
import { pairPayoffs } from "./pairPayoffs.ts";
import { payoffScale, regret } from "./regret.ts";

export const QUANTAL_RESPONSE: GameSolver = {
  id: "quantal-response",
  title: "Logit quantal response by path following",
  needs: { form: "normal", players: "any" },
  guarantees: "the principal branch at the wanted precision",
  reference: "Turocy 2005",
};

/**
 * A logit quantal response equilibrium at the precision `lambda` (McKelvey and Palfrey 1995).
 */
export interface QuantalResponse {
  readonly profile: MixedProfile;
  /** Precision, in units of one over the payoff range. */
  readonly lambda: number;
  /** How far from a Nash equilibrium, in payoff units. */
  readonly regret: number;
}

/** One point of the branch. Return true to stop there. */
export type BranchVisitor = (point: QuantalResponse) => boolean;

/**
 * The quantal response equilibrium of the principal branch at this precision.
 * @throws SolveError `path-lost` when the branch cannot be followed that far
 */
export function quantalResponse(game: NormalFormGame, lambda: number): QuantalResponse {
  if (!(lambda >= 0 && Number.isFinite(lambda))) {
    throw new RangeError(`the precision is ${lambda}; it must be a finite number ≥ 0`);
  }
  const path = new Branch(game);
  const before = path.followUntil((point) => point.lambda >= lambda);
  const end = before === undefined ? undefined : path.correctedTo(lambda);
  if (end === undefined) {
    throw new SolveError(
      "path-lost",
      `the branch of quantal responses was lost before precision ${lambda}`,
      "ask for a smaller precision",
    );
  }
  return end;
}

/** Follows the principal branch until the visitor says stop; undefined when the path was lost. */
export function followBranch(
  game: NormalFormGame,
  visit: BranchVisitor,
  maxSteps?: number,
): QuantalResponse | undefined {
  return new Branch(game).followUntil(visit, maxSteps);
}

const CORRECTOR_STEPS = 8;

class Branch {
  readonly #game: NormalFormGame;
  readonly #scaled: NormalFormGame;
  readonly #starts: number[];
  readonly #size: number;
  /** log p of all strategies, then λ. */
  #point: Float64Array;

  constructor(game: NormalFormGame) {
    const scale = payoffScale(game);
    this.#game = game;
    this.#scaled = { ...game, payoffs: game.payoffs.map((tensor) => tensor.map((u) => u / scale)) };
    this.#starts = [];
    let size = 0;
    for (const list of game.strategies) {
      this.#starts.push(size);
      size += list.length;
    }
    this.#size = size;
    this.#point = new Float64Array(size + 1);
    for (const [i, list] of game.strategies.entries()) {
      const start = this.#starts[i] as number;
      this.#point.fill(-Math.log(list.length), start, start + list.length);
    }
  }

  followUntil(visit: BranchVisitor, maxSteps = 4000): QuantalResponse | undefined {
    let step = 0.03;
    let tangent = this.#tangent(this.#point, undefined);
    for (let n = 0; n < maxSteps && tangent !== undefined; n++) {
      const here = this.#describe(this.#point);
      if (visit(here)) return here;
      const predicted = this.#point.map(
        (x, k) => x + step * ((tangent as Float64Array)[k] as number),
      );
      const corrected = this.#correct(predicted, tangent);
      if (corrected === undefined) {
        step *= 0.5;
        if (step < 1e-10) return undefined;
        continue;
      }
      const next = this.#tangent(corrected.point, tangent);
      const turn = next === undefined ? -1 : inner(next, tangent);
      if (turn < 0.7) {
        step *= 0.5;
        if (step < 1e-10) return undefined;
        continue;
      }
      this.#point = corrected.point;
      tangent = next;
      if (corrected.steps <= 3 && turn > 0.98) step *= 1.6;
    }
    return undefined;
  }

  /** From the current point to this λ exactly. */
  correctedTo(lambda: number): QuantalResponse | undefined {
    const direction = new Float64Array(this.#size + 1);
    direction[this.#size] = 1;
    const start = this.#point.slice();
    start[this.#size] = lambda;
    const corrected = this.#correct(start, direction);
    return corrected === undefined ? undefined : this.#describe(corrected.point);
  }

  #profile(point: Float64Array): Float64Array[] {
    return this.#game.strategies.map((list, i) => {
      const start = this.#starts[i] as number;
      return point.slice(start, start + list.length).map((x) => Math.exp(x));
    });
  }

  #describe(point: Float64Array): QuantalResponse {
    const profile = this.#profile(point).map((mixed) => {
      const total = mixed.reduce((sum, p) => sum + p, 0);
      return mixed.map((p) => p / total);
    });
    return { profile, lambda: point[this.#size] as number, regret: regret(this.#game, profile) };
  }

  /** Newton's method in the hyperplane through `start` orthogonal to `normal`. */
  #correct(
    start: Float64Array,
    normal: Float64Array,
  ): { point: Float64Array; steps: number } | undefined {
    const point = start;
    const n = this.#size + 1;
    let last = Number.POSITIVE_INFINITY;
    for (let steps = 1; steps <= CORRECTOR_STEPS; steps++) {
      const { jacobian, residual } = this.#system(point, normal);
      for (let k = 0; k < n - 1; k++) residual[k] = -(residual[k] as number);
      residual[n - 1] = 0;
      if (!solveDense(jacobian, residual)) return undefined;
      let length = 0;
      for (let k = 0; k < n; k++) {
        point[k] = (point[k] as number) + (residual[k] as number);
        length = Math.max(
          length,
          Math.abs(residual[k] as number) / (1 + Math.abs(point[k] as number)),
        );
      }
      if (!Number.isFinite(length) || length > 4 * last) return undefined;
      if (length < 1e-10) return { point, steps };
      last = length;
    }
    return undefined;
  }

  #tangent(point: Float64Array, before: Float64Array | undefined): Float64Array | undefined {
    const border = before ?? unit(this.#size + 1, this.#size);
    const { jacobian } = this.#system(point, border);
    const tangent = unit(this.#size + 1, this.#size);
    if (!solveDense(jacobian, tangent)) return undefined;
    const length = Math.sqrt(inner(tangent, tangent));
    return tangent.map((x) => x / length);
  }

  /** H(log p, λ), its Jacobian, and `border` as the last row. */
  #system(
    point: Float64Array,
    border: Float64Array,
  ): { jacobian: Float64Array; residual: Float64Array } {
    const n = this.#size + 1;
    const jacobian = new Float64Array(n * n);
    const residual = new Float64Array(n);
    const lambda = point[this.#size] as number;
    const profile = this.#profile(point);
    for (const [i, mixed] of profile.entries()) {
      const start = this.#starts[i] as number;
      const u = strategyPayoffs(this.#scaled, profile, i);
      let total = 0;
      for (let j = 0; j < mixed.length; j++) {
        total += mixed[j] as number;
        jacobian[start * n + start + j] = mixed[j] as number;
      }
      residual[start] = total - 1;
      for (let j = 1; j < mixed.length; j++) {
        const row = start + j;
        const gain = (u[j] as number) - (u[0] as number);
        residual[row] = (point[row] as number) - (point[start] as number) - lambda * gain;
        jacobian[row * n + row] = 1;
        jacobian[row * n + start] = -1;
        jacobian[row * n + this.#size] = -gain;
      }
      for (const [k, other] of profile.entries()) {
        if (k === i) continue;
        const pairs = pairPayoffs(this.#scaled, profile, i, k);
        const at = this.#starts[k] as number;
        for (let j = 1; j < mixed.length; j++) {
          for (let l = 0; l < other.length; l++) {
            const difference = (pairs[j * other.length + l] as number) - (pairs[l] as number);
            jacobian[(start + j) * n + at + l] = -lambda * difference * (other[l] as number);
          }
        }
      }
    }
    jacobian.set(border, (n - 1) * n);
    return { jacobian, residual };
  }
}

function unit(size: number, at: number): Float64Array {
  const vector = new Float64Array(size);
  vector[at] = 1;
  return vector;
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}
