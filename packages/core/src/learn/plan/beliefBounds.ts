/**
 * Bounds on the value of every belief, tightened by backups at chosen beliefs: from below the best
 * of a set of α-vectors (Sondik 1971), from above the sawtooth through backed-up beliefs
 * (Hauskrecht 2000). One set for each turn and observation.
 */
import type { BeliefPoint, BeliefSpace, LookAlikes } from "./beliefSpace.ts";
import type { Layers } from "./informedBound.ts";
import { blindBounds, informedBound } from "./informedBound.ts";

/** A plan's worth in each state that shows one observation, and its first action. */
export interface AlphaVector {
  /** The turn it is for; 0 for all turns when planning for ever. */
  readonly turn: number;
  readonly observation: string;
  /** Positions of the states in the table. */
  readonly states: Int32Array;
  readonly values: Float64Array;
  readonly action: number;
}

interface Vector {
  readonly values: Float64Array;
  readonly action: number;
}

interface Tooth {
  readonly point: BeliefPoint;
  /** How far the bound there is below the corners' plane. */
  readonly drop: number;
}

/** What is known of the beliefs over one class of states at one layer. */
interface Facet {
  vectors: Vector[];
  teeth: Tooth[];
  readonly exact: Map<BeliefPoint, number>;
  /** Upper bound of each state of the class. */
  readonly corners: Float64Array;
}

export class BeliefBounds {
  readonly space: BeliefSpace;
  readonly layers: Layers;
  backups = 0;
  readonly #rows: readonly Float64Array[];
  readonly #facets: readonly (readonly Facet[])[];

  constructor(space: BeliefSpace, layers: Layers) {
    this.space = space;
    this.layers = layers;
    this.#rows = informedBound(space, layers);
    const blind = blindBounds(space, layers);
    this.#facets = this.#rows.map((rows, layer) =>
      space.classes.map(({ states, actions }) => {
        const over = actions === 0 || this.#ends(layer);
        const vectors: Vector[] = [];
        for (const [choice, bounds] of blind.entries()) {
          const values = Float64Array.from(states, (s) => bounds[layer]?.[s] as number);
          add(vectors, { values, action: over ? -1 : Math.min(choice, actions - 1) });
        }
        const corners = Float64Array.from(states, (s) => {
          const from = space.table.firstRow[s] as number;
          return over ? 0 : Math.max(...rows.subarray(from, from + actions));
        });
        return { vectors, teeth: [], exact: new Map(), corners };
      }),
    );
  }

  gap(layer: number, point: BeliefPoint): number {
    return this.upper(layer, point) - this.lower(layer, point);
  }

  lower(layer: number, point: BeliefPoint): number {
    return dot(this.#best(layer, point).values, point.weights);
  }

  /** The first action of the best vector. */
  action(layer: number, point: BeliefPoint): number {
    return this.#best(layer, point).action;
  }

  upper(layer: number, point: BeliefPoint): number {
    const facet = this.#facet(layer, point.seen);
    const { weights } = point;
    const corners = dot(facet.corners, weights);
    let least = Math.min(corners, this.#informed(layer, point), facet.exact.get(point) ?? corners);
    for (const tooth of facet.teeth) least = Math.min(least, corners - dropAt(tooth, weights));
    return least;
  }

  /** The action that looks best from above, and how good it looks. */
  hopeful(layer: number, point: BeliefPoint): { readonly action: number; readonly value: number } {
    const { actions } = this.space.classes[point.seen] as LookAlikes;
    const after = this.#after(layer);
    let best = { action: 0, value: Number.NEGATIVE_INFINITY };
    for (let action = 0; action < actions; action++) {
      const { reward, probabilities, points } = this.space.step(point, action);
      let value = reward;
      for (const [i, next] of points.entries())
        value += this.layers.discount * (probabilities[i] as number) * this.upper(after, next);
      if (value > best.value + 1e-12) best = { action, value };
    }
    return best;
  }

  /** Tightens both bounds at a belief at which there is something to choose. */
  backUp(layer: number, point: BeliefPoint): void {
    this.backups++;
    const facet = this.#facet(layer, point.seen);
    const { actions } = this.space.classes[point.seen] as LookAlikes;
    let best: Vector | undefined;
    let most = this.lower(layer, point) + 1e-13;
    for (let action = 0; action < actions; action++) {
      const values = this.#vector(layer, point, action);
      const worth = dot(values, point.weights);
      if (worth <= most) continue;
      most = worth;
      best = { values, action };
    }
    if (best !== undefined) add(facet.vectors, best);
    const { value } = this.hopeful(layer, point);
    if (value >= this.upper(layer, point) - 1e-13) return;
    facet.exact.set(point, value);
    const tooth = { point, drop: dot(facet.corners, point.weights) - value };
    facet.teeth = facet.teeth.filter((old) => dropAt(tooth, old.point.weights) < old.drop);
    facet.teeth.push(tooth);
  }

  vectors(): AlphaVector[] {
    return this.#facets.flatMap((facets, turn) =>
      facets.flatMap(({ vectors }, seen) => {
        const { observation, states, actions } = this.space.classes[seen] as LookAlikes;
        if (actions === 0 || this.#ends(turn)) return [];
        return vectors.map(({ values, action }) => ({ turn, observation, states, values, action }));
      }),
    );
  }

  /** One action, then for each observation the vector that is best for what is then believed. */
  #vector(layer: number, point: BeliefPoint, action: number): Float64Array {
    const { table, classes, classOf, positionOf, rewards } = this.space;
    const after = this.#after(layer);
    const plans = new Map<number, Float64Array>();
    for (const next of this.space.step(point, action).points)
      plans.set(next.seen, this.#best(after, next).values);
    return Float64Array.from((classes[point.seen] as LookAlikes).states, (s) => {
      const row = (table.firstRow[s] as number) + action;
      let sum = 0;
      const end = table.firstOutcome[row + 1] as number;
      for (let o = table.firstOutcome[row] as number; o < end; o++) {
        const next = table.next[o] as number;
        const seen = classOf[next] as number;
        // What this belief cannot lead to may be answered in any way.
        const plan = plans.get(seen) ?? (this.#facet(after, seen).vectors[0] as Vector).values;
        const later = plan[positionOf[next] as number] as number;
        sum +=
          (table.probability[o] as number) *
          ((rewards[o] as number) + this.layers.discount * later);
      }
      return sum;
    });
  }

  #best(layer: number, point: BeliefPoint): Vector {
    const { vectors } = this.#facet(layer, point.seen);
    let best = vectors[0] as Vector;
    let most = Number.NEGATIVE_INFINITY;
    for (const vector of vectors) {
      const worth = dot(vector.values, point.weights);
      if (worth > most) {
        most = worth;
        best = vector;
      }
    }
    return best;
  }

  /** The fast informed bound at a belief: the best single action against its states. */
  #informed(layer: number, point: BeliefPoint): number {
    const { states, actions } = this.space.classes[point.seen] as LookAlikes;
    if (actions === 0 || this.#ends(layer)) return 0;
    const rows = this.#rows[layer] as Float64Array;
    let most = Number.NEGATIVE_INFINITY;
    for (let action = 0; action < actions; action++) {
      let sum = 0;
      for (const [i, weight] of point.weights.entries()) {
        if (weight === 0) continue;
        const from = this.space.table.firstRow[states[i] as number] as number;
        sum += weight * (rows[from + action] as number);
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  #facet(layer: number, seen: number): Facet {
    return this.#facets[layer]?.[seen] as Facet;
  }

  #after(layer: number): number {
    return this.layers.endless ? 0 : layer + 1;
  }

  #ends(layer: number): boolean {
    return !this.layers.endless && layer === this.layers.count - 1;
  }
}

/** How far a tooth lowers the bound elsewhere: by the share of its belief that fits in. */
function dropAt({ point, drop }: Tooth, weights: Float64Array): number {
  let share = 1;
  for (let i = 0; i < weights.length; i++) {
    const weight = point.weights[i] as number;
    if (weight > 0) share = Math.min(share, (weights[i] as number) / weight);
  }
  return share * drop;
}

/** Adds a vector unless another is nowhere worse, and drops those that it is nowhere worse than. */
function add(vectors: Vector[], vector: Vector): void {
  if (vectors.some((other) => nowhereWorse(other.values, vector.values))) return;
  const kept = vectors.filter((other) => !nowhereWorse(vector.values, other.values));
  vectors.splice(0, vectors.length, ...kept, vector);
}

function nowhereWorse(a: Float64Array, b: Float64Array): boolean {
  for (const [i, x] of a.entries()) if (x < (b[i] as number)) return false;
  return true;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
