/**
 * What is seen, as the input of a network: a key becomes a 1 among zeros at a place of its own, a vector its
 * numbers, brought to about −1…1 by their declared bounds, or by mean and spread so far where they have none.
 */
import type { Observation } from "../environments/environment.ts";
import type { VectorSpace } from "../environments/vectorSpace.ts";
import type { Input } from "../fit/layers.ts";
import { boundsOf, checkedSpace, sizeOf } from "../environments/vectorSpace.ts";

/** Mean and spread of a number without bounds are taken from this many vectors. */
const MEASURED = 10_000;

export class SeenInputs {
  readonly #places = new Map<string, number>();
  readonly #low: Float64Array | undefined;
  readonly #high: Float64Array | undefined;
  readonly #mean: Float64Array;
  readonly #squares: Float64Array;
  #measured = 0;

  /** @throws RangeError when the space is not sound */
  constructor(space: VectorSpace | undefined) {
    const size = space === undefined ? 0 : sizeOf(checkedSpace(space));
    this.#mean = new Float64Array(size);
    this.#squares = new Float64Array(size);
    if (space === undefined) return;
    this.#low = Float64Array.from({ length: size }, (_, i) => boundsOf(space, i)[0]);
    this.#high = Float64Array.from({ length: size }, (_, i) => boundsOf(space, i)[1]);
  }

  /** Whether keys are seen. */
  get ofKeys(): boolean {
    return this.#low === undefined;
  }

  /** Numbers of a vector, or keys seen so far. */
  get size(): number {
    return this.ofKeys ? this.#places.size : this.#mean.length;
  }

  /** The input for what is seen while learning; new keys get a place, vectors are measured. */
  learn(seen: Observation): Input {
    if (typeof seen === "string") {
      const known = this.#places.get(seen);
      if (known !== undefined) return known;
      this.#places.set(seen, this.#places.size);
      return this.#places.size - 1;
    }
    if (this.#measured < MEASURED) this.#measure(seen);
    return this.#scaled(seen);
  }

  /** The input for what is seen afterwards; undefined for a key that was never met. */
  known(seen: Observation): Input | undefined {
    return typeof seen === "string" ? this.#places.get(seen) : this.#scaled(seen);
  }

  #measure(seen: Float64Array): void {
    this.#checked(seen);
    this.#measured++;
    for (let i = 0; i < seen.length; i++) {
      const change = (seen[i] as number) - (this.#mean[i] as number);
      this.#mean[i] = (this.#mean[i] as number) + change / this.#measured;
      this.#squares[i] =
        (this.#squares[i] as number) + change * ((seen[i] as number) - (this.#mean[i] as number));
    }
  }

  #scaled(seen: Float64Array): Float64Array {
    this.#checked(seen);
    return seen.map((x, i) => {
      const [low, high] = [this.#low?.[i] as number, this.#high?.[i] as number];
      if (Number.isFinite(low) && Number.isFinite(high))
        return high > low ? (2 * (x - low)) / (high - low) - 1 : 0;
      const spread = Math.sqrt((this.#squares[i] as number) / Math.max(1, this.#measured));
      return spread > 0 ? (x - (this.#mean[i] as number)) / spread : 0;
    });
  }

  #checked(seen: Float64Array): void {
    if (this.ofKeys) throw new RangeError("a vector was shown by a world that declares no space");
    if (seen.length !== this.#mean.length)
      throw new RangeError(`a vector of ${seen.length} numbers is not one of ${this.#mean.length}`);
  }
}
