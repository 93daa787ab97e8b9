/**
 * Worlds that show vectors: how many numbers there are and within which bounds they lie. A world may also
 * declare where its numbers are cut; learners that keep a table then see the cells between the cuts (`cells.ts`).
 */

/** A box of vectors, written row by row where it has more than one dimension. */
export interface VectorSpace {
  /** Numbers along each dimension: `[4]`, or `[8, 8]` for a board. */
  readonly shape: readonly number[];
  /** Lowest value of each number, or of all; may be −∞. */
  readonly low: number | readonly number[];
  /** Highest value of each number, or of all; may be ∞. */
  readonly high: number | readonly number[];
  /** Where each number is cut, ascending, for learners that keep a table; one list for each number. */
  readonly cuts?: readonly (readonly number[])[];
}

/** How many numbers a vector has. */
export function sizeOf({ shape }: Pick<VectorSpace, "shape">): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** The bounds of one number. */
export function boundsOf(
  { low, high }: Pick<VectorSpace, "low" | "high">,
  at: number,
): readonly [number, number] {
  const one = (bound: number | readonly number[]): number =>
    typeof bound === "number" ? bound : (bound[at] ?? Number.NaN);
  return [one(low), one(high)];
}

/** @throws RangeError when lengths disagree, a bound is missing, or cuts do not ascend */
export function checkedSpace(space: VectorSpace): VectorSpace {
  const size = sizeOf(space);
  if (!(Number.isInteger(size) && size > 0))
    throw new RangeError(`a space of shape [${space.shape.join(", ")}] holds no vectors`);
  for (let i = 0; i < size; i++) {
    const [low, high] = boundsOf(space, i);
    if (!(low <= high)) throw new RangeError(`number ${i} is bounded by ${low} and ${high}`);
  }
  const { cuts } = space;
  if (cuts !== undefined && cuts.length !== size)
    throw new RangeError(`there are cuts for ${cuts.length} numbers of ${size}`);
  const falling = cuts?.find((list) => list.some((cut, i) => i > 0 && !(cut > (list[i - 1] ?? 0))));
  if (falling !== undefined)
    throw new RangeError(`cuts must ascend; these do not: ${falling.join(", ")}`);
  return space;
}

/** The cell a vector lies in: how many cuts each number has reached. */
export function cellOf(vector: ArrayLike<number>, cuts: readonly (readonly number[])[]): string {
  return cuts
    .map((list, i) => {
      const above = list.findIndex((cut) => (vector[i] as number) < cut);
      return above < 0 ? list.length : above;
    })
    .join(",");
}
