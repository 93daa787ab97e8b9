/**
 * The beliefs of a tabulated world whose states are hidden. What is seen is a function of the state,
 * so a belief is spread over the states of one observation only, and is written as one weight for
 * each of those (mixed observability: Ong, Png, Hsu & Lee 2010). Beliefs that come up are made once.
 * Needs: states that look alike have equally many actions. Cost: outcomes per belief and action.
 */
import type { TabulatedWorld } from "../environments/tabulatedWorld.ts";

/** States that look alike. */
export interface LookAlikes {
  readonly observation: string;
  readonly states: Int32Array;
  /** 0 where the episode is over. */
  readonly actions: number;
}

export interface BeliefPoint {
  /** Position in `classes`. */
  readonly seen: number;
  /** Probability of each state of that class, in its order. */
  readonly weights: Float64Array;
  /** What may come after each action; worked out on first use. */
  readonly after: (BeliefStep | undefined)[];
}

export interface BeliefStep {
  /** Expected reward of the action. */
  readonly reward: number;
  readonly probabilities: readonly number[];
  readonly points: readonly BeliefPoint[];
}

export class BeliefSpace {
  readonly classes: readonly LookAlikes[];
  /** The class of each state, and the state's position in it. */
  readonly classOf: Int32Array;
  readonly positionOf: Int32Array;
  readonly table: TabulatedWorld<unknown>;
  readonly rewards: Float64Array;
  readonly #points = new Map<string, BeliefPoint>();

  /** @throws RangeError when states that look alike have different numbers of actions */
  constructor(table: TabulatedWorld<unknown>, rewards: Float64Array) {
    this.table = table;
    this.rewards = rewards;
    const observe = table.world.observe ?? table.world.key;
    const groups = new Map<string, number[]>();
    for (const [s, state] of table.states.entries()) {
      const observation = observe(state);
      const group = groups.get(observation);
      if (group === undefined) groups.set(observation, [s]);
      else group.push(s);
    }
    this.classOf = new Int32Array(table.states.length);
    this.positionOf = new Int32Array(table.states.length);
    this.classes = [...groups].map(([observation, states], seen) => {
      for (const [i, s] of states.entries()) {
        this.classOf[s] = seen;
        this.positionOf[s] = i;
      }
      return { observation, states: Int32Array.from(states), actions: actionsOf(table, states) };
    });
  }

  /** What may be believed at the start. */
  start(): Omit<BeliefStep, "reward"> {
    const mass = new Map<number, number>();
    for (const [s, p] of this.table.initial.entries()) if (p > 0) mass.set(s, p);
    return this.#split(mass);
  }

  /** The belief over the given states; undefined when they do not look alike. */
  point(belief: Iterable<readonly [state: number, probability: number]>): BeliefPoint | undefined {
    const { points } = this.#split(new Map(belief));
    return points.length === 1 ? points[0] : undefined;
  }

  step(point: BeliefPoint, action: number): BeliefStep {
    const known = point.after[action];
    if (known !== undefined) return known;
    const { firstRow, firstOutcome, next, probability } = this.table;
    const { states } = this.classes[point.seen] as LookAlikes;
    const mass = new Map<number, number>();
    let reward = 0;
    for (const [i, weight] of point.weights.entries()) {
      if (weight === 0) continue;
      const row = (firstRow[states[i] as number] as number) + action;
      for (let o = firstOutcome[row] as number; o < (firstOutcome[row + 1] as number); o++) {
        const chance = weight * (probability[o] as number);
        reward += chance * (this.rewards[o] as number);
        mass.set(next[o] as number, (mass.get(next[o] as number) ?? 0) + chance);
      }
    }
    const step = { reward, ...this.#split(mass) };
    point.after[action] = step;
    return step;
  }

  #split(mass: ReadonlyMap<number, number>): Omit<BeliefStep, "reward"> {
    const bySeen = new Map<number, Float64Array>();
    for (const [s, p] of mass) {
      const seen = this.classOf[s] as number;
      let weights = bySeen.get(seen);
      if (weights === undefined) {
        weights = new Float64Array((this.classes[seen] as LookAlikes).states.length);
        bySeen.set(seen, weights);
      }
      const at = this.positionOf[s] as number;
      weights[at] = (weights[at] as number) + p;
    }
    const probabilities: number[] = [];
    const points: BeliefPoint[] = [];
    for (const [seen, weights] of [...bySeen].sort((a, b) => a[0] - b[0])) {
      const total = weights.reduce((sum, w) => sum + w, 0);
      if (total === 0) continue;
      probabilities.push(total);
      points.push(
        this.#placed(
          seen,
          weights.map((w) => w / total),
        ),
      );
    }
    return { probabilities, points };
  }

  #placed(seen: number, weights: Float64Array): BeliefPoint {
    const key = `${seen}|${Array.from(weights, (w) => (w === 0 ? "" : w.toPrecision(12))).join()}`;
    let point = this.#points.get(key);
    if (point === undefined) {
      point = { seen, weights, after: [] };
      this.#points.set(key, point);
    }
    return point;
  }
}

function actionsOf(table: TabulatedWorld<unknown>, states: readonly number[]): number {
  const counts = new Set(
    states.map((s) => (table.firstRow[s + 1] as number) - (table.firstRow[s] as number)),
  );
  if (counts.size > 1) {
    throw new RangeError("states that look alike have different numbers of actions");
  }
  return [...counts][0] ?? 0;
}
