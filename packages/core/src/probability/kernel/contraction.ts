/**
 * The one operation all inference is made of: O = Σ A · B, a product of two tables summed down to
 * a third. A `Contraction` is its loop nest, worked out once per shape and used for many numbers.
 *
 * All three tables follow one ranking of variables, so the union of the scopes is an odometer in
 * which each table has a step per axis (0 where it lacks the variable). Neighbouring axes on
 * which all tables step alike are merged. The fastest axis (1) is the contiguous run; two more
 * (2 and 3) are loops, preferably over summed variables, so that the output stays in cache; the
 * rest is split into two tables of offsets whose sums are all combinations.
 */

export interface Contraction {
  readonly runs: Runs;
  /** Offsets (a, b, o) of the slow combinations, three by three. */
  readonly high: Int32Array;
  readonly low: Int32Array;
  /** Entries of O. */
  readonly outputs: number;
  /** Products formed. */
  readonly products: number;
}

/** Lengths and steps of the three inner loops, 1 the innermost. */
export interface Runs {
  readonly n1: number;
  readonly a1: number;
  readonly b1: number;
  readonly o1: number;
  readonly n2: number;
  readonly a2: number;
  readonly b2: number;
  readonly o2: number;
  readonly n3: number;
  readonly a3: number;
  readonly b3: number;
  readonly o3: number;
}

interface Axis {
  size: number;
  a: number;
  b: number;
  o: number;
}

const NO_AXIS: Axis = { size: 1, a: 0, b: 0, o: 0 };
/** Combinations in the low offset table at most, if there is a choice. */
const LOW_TABLE = 512;

/**
 * The loop nest for scopes `a`, `b` and `o`, each by ascending `rank` (a subset relation is not
 * needed: O may lack variables, which are summed, and A or B may lack O's, which repeats them).
 */
export function planContraction(
  a: readonly number[],
  b: readonly number[],
  o: readonly number[],
  sizes: Int32Array,
  rank: Int32Array,
): Contraction {
  const axes = mergeAxes(unionAxes(a, b, o, sizes, rank));
  let products = 1;
  let outputs = 1;
  for (const axis of axes) {
    products *= axis.size;
    if (axis.o > 0) outputs *= axis.size;
  }
  const first = axes.pop() ?? NO_AXIS;
  const second = takeAxis(axes);
  const third = takeAxis(axes);
  // Summed axes turn fastest among the slow ones, so an output is finished before the next.
  const slow = [...axes.filter((axis) => axis.o > 0), ...axes.filter((axis) => axis.o === 0)];
  let cut = slow.length;
  for (let size = 1; cut > 0; cut--) {
    size *= (slow[cut - 1] as Axis).size;
    if (size > LOW_TABLE && cut < slow.length) break;
  }
  return {
    runs: {
      n1: first.size,
      a1: first.a,
      b1: first.b,
      o1: first.o,
      n2: second.size,
      a2: second.a,
      b2: second.b,
      o2: second.o,
      n3: third.size,
      a3: third.a,
      b3: third.b,
      o3: third.o,
    },
    high: offsetTriples(slow.slice(0, cut)),
    low: offsetTriples(slow.slice(cut)),
    outputs,
    products,
  };
}

function unionAxes(
  a: readonly number[],
  b: readonly number[],
  o: readonly number[],
  sizes: Int32Array,
  rank: Int32Array,
): Axis[] {
  const axes: Axis[] = [];
  let i = a.length - 1;
  let j = b.length - 1;
  let k = o.length - 1;
  let stepA = 1;
  let stepB = 1;
  let stepO = 1;
  while (i >= 0 || j >= 0 || k >= 0) {
    let v = -1;
    if (i >= 0) v = a[i] as number;
    if (j >= 0 && (v < 0 || (rank[v] as number) < (rank[b[j] as number] as number))) {
      v = b[j] as number;
    }
    if (k >= 0 && (v < 0 || (rank[v] as number) < (rank[o[k] as number] as number))) {
      v = o[k] as number;
    }
    const size = sizes[v] as number;
    const axis: Axis = { size, a: 0, b: 0, o: 0 };
    if (i >= 0 && a[i] === v) {
      axis.a = stepA;
      stepA *= size;
      i--;
    }
    if (j >= 0 && b[j] === v) {
      axis.b = stepB;
      stepB *= size;
      j--;
    }
    if (k >= 0 && o[k] === v) {
      axis.o = stepO;
      stepO *= size;
      k--;
    }
    if (size > 1) axes.push(axis);
  }
  return axes.reverse();
}

/** Joins neighbours p, q when every table's step on p is its step on q times q's size. */
function mergeAxes(axes: readonly Axis[]): Axis[] {
  const merged: Axis[] = [];
  for (const axis of axes) {
    const slower = merged[merged.length - 1];
    if (
      slower !== undefined &&
      slower.a === axis.a * axis.size &&
      slower.b === axis.b * axis.size &&
      slower.o === axis.o * axis.size
    ) {
      merged[merged.length - 1] = { ...axis, size: slower.size * axis.size };
    } else merged.push(axis);
  }
  return merged;
}

/** Removes and returns the best next loop: a summed axis if any, else the fastest. */
function takeAxis(axes: Axis[]): Axis {
  let at = axes.length - 1;
  for (let i = axes.length - 1; i >= 0; i--) {
    if ((axes[i] as Axis).o === 0) {
      at = i;
      break;
    }
  }
  return axes.splice(at, 1)[0] ?? NO_AXIS;
}

function offsetTriples(axes: readonly Axis[]): Int32Array {
  let count = 1;
  for (const axis of axes) count *= axis.size;
  const result = new Int32Array(3 * count);
  let filled = 1;
  for (let d = axes.length - 1; d >= 0; d--) {
    const { size, a, b, o } = axes[d] as Axis;
    for (let s = 1; s < size; s++) {
      for (let i = 0; i < filled; i++) {
        const to = 3 * (s * filled + i);
        result[to] = (result[3 * i] as number) + s * a;
        result[to + 1] = (result[3 * i + 1] as number) + s * b;
        result[to + 2] = (result[3 * i + 2] as number) + s * o;
      }
    }
    filled *= size;
  }
  return result;
}
