/**
 * A factor: a table of numbers over some variables. A variable is a small non-negative integer;
 * what it stands for is the caller's affair. The FIRST variable of a factor is the slowest, the
 * LAST the fastest. Factors are values: every operation returns a new one. These functions are the
 * plain definition of the algebra; large models go through `eliminate` and `JunctionTree`, which
 * use the kernel instead.
 */

/** A table over variables, the first slowest: `values` has the product of `sizes` entries. */
export interface Factor {
  readonly variables: readonly number[];
  /** Number of values of each of `variables`, in the same order. */
  readonly sizes: readonly number[];
  readonly values: Float64Array;
}

/**
 * A factor from its parts; `values` is kept, not copied, when it is a Float64Array.
 * @throws RangeError when a variable repeats or the number of values is not the product of sizes
 */
export function makeFactor(
  variables: readonly number[],
  sizes: readonly number[],
  values: ArrayLike<number>,
): Factor {
  if (variables.length !== sizes.length) {
    throw new RangeError(`${variables.length} variables, but ${sizes.length} sizes`);
  }
  if (new Set(variables).size !== variables.length) {
    throw new RangeError(`a variable repeats in (${variables.join(", ")})`);
  }
  const entries = product(sizes);
  if (values.length !== entries) {
    throw new RangeError(`${values.length} values for a table of ${sizes.join(" × ")}`);
  }
  const kept = values instanceof Float64Array ? values : Float64Array.from(values);
  return { variables, sizes, values: kept };
}

/** The factor over no variables that changes nothing, or another constant. */
export function unitFactor(value: number = 1): Factor {
  return { variables: [], sizes: [], values: Float64Array.of(value) };
}

/** The product of numbers; 1 for none. */
export function product(numbers: readonly number[]): number {
  let result = 1;
  for (const n of numbers) result *= n;
  return result;
}

/** Steps in `factor.values` when each variable of `scope` advances by one; 0 if it is absent. */
export function stridesIn(factor: Factor, scope: readonly number[]): number[] {
  const steps = new Map<number, number>();
  let step = 1;
  for (let i = factor.variables.length - 1; i >= 0; i--) {
    steps.set(factor.variables[i] as number, step);
    step *= factor.sizes[i] as number;
  }
  return scope.map((variable) => steps.get(variable) ?? 0);
}

/** The product over the union of the scopes: `a`'s variables first, then those only `b` has. */
export function multiply(a: Factor, b: Factor): Factor {
  return combine(a, b, (x, y) => x * y);
}

/**
 * The quotient over `a`'s variables. 0/0 is 0, the convention of belief propagation.
 * @throws RangeError when `b` has a variable that `a` lacks, or divides a non-zero number by zero
 */
export function divide(a: Factor, b: Factor): Factor {
  const missing = b.variables.find((variable) => !a.variables.includes(variable));
  if (missing !== undefined) throw new RangeError(`cannot divide by a factor over ${missing}`);
  return combine(a, b, (x, y) => {
    if (y !== 0) return x / y;
    if (x === 0) return 0;
    throw new RangeError(`cannot divide ${x} by 0`);
  });
}

/** The sum of two factors over the union of their scopes. */
export function addFactors(a: Factor, b: Factor): Factor {
  return combine(a, b, (x, y) => x + y);
}

/** Sums variables out; variables the factor does not have are ignored. */
export function sumOut(factor: Factor, variables: readonly number[]): Factor {
  const { kept, inner, outer } = splitScope(factor, variables);
  const values = new Float64Array(outer.length);
  for (let o = 0; o < outer.length; o++) {
    let total = 0;
    const base = outer[o] as number;
    for (let i = 0; i < inner.length; i++)
      total += factor.values[base + (inner[i] as number)] as number;
    values[o] = total;
  }
  return { ...kept, values };
}

/** A factor with variables maximised out, and where the maxima are. */
export interface Maximised {
  readonly factor: Factor;
  /** The maximised variables, in the factor's order. */
  readonly maximised: readonly number[];
  /** For each entry of `factor`, the first best joint position of `maximised`, mixed radix. */
  readonly argmax: Int32Array;
}

/** Maximises variables out and says where the maximum was; ties go to the first position. */
export function maxOut(factor: Factor, variables: readonly number[]): Maximised {
  const { kept, inner, outer, gone } = splitScope(factor, variables);
  const values = new Float64Array(outer.length);
  const argmax = new Int32Array(outer.length);
  for (let o = 0; o < outer.length; o++) {
    const base = outer[o] as number;
    let best = -Infinity;
    for (let i = 0; i < inner.length; i++) {
      const x = factor.values[base + (inner[i] as number)] as number;
      if (x > best) {
        best = x;
        argmax[o] = i;
      }
    }
    values[o] = best;
  }
  return { factor: { ...kept, values }, maximised: gone, argmax };
}

/** The slice where `variable` has the value at `position`; the variable leaves the scope. */
export function restrict(factor: Factor, variable: number, position: number): Factor {
  const at = factor.variables.indexOf(variable);
  if (at < 0) return factor;
  const size = factor.sizes[at] as number;
  if (!(position >= 0 && position < size)) {
    throw new RangeError(`variable ${variable} has ${size} values, so no position ${position}`);
  }
  const inner = product(factor.sizes.slice(at + 1));
  const outer = product(factor.sizes.slice(0, at));
  const values = new Float64Array(inner * outer);
  for (let o = 0; o < outer; o++) {
    const from = (o * size + position) * inner;
    values.set(factor.values.subarray(from, from + inner), o * inner);
  }
  return {
    variables: factor.variables.filter((_, i) => i !== at),
    sizes: factor.sizes.filter((_, i) => i !== at),
    values,
  };
}

/** The same function with its variables in another order. @throws RangeError on another set */
export function reorder(factor: Factor, variables: readonly number[]): Factor {
  if (
    variables.length !== factor.variables.length ||
    variables.some((variable) => !factor.variables.includes(variable))
  ) {
    throw new RangeError(
      `(${variables.join(", ")}) is not an order of (${factor.variables.join(", ")})`,
    );
  }
  if (variables.every((variable, i) => variable === factor.variables[i])) return factor;
  const sizes = variables.map((v) => factor.sizes[factor.variables.indexOf(v)] as number);
  const from = offsets(sizes, stridesIn(factor, variables));
  const values = new Float64Array(factor.values.length);
  for (let i = 0; i < values.length; i++) values[i] = factor.values[from[i] as number] as number;
  return { variables, sizes, values };
}

/** All entries added up. */
export function total(factor: Factor): number {
  let sum = 0;
  for (const x of factor.values) sum += x;
  return sum;
}

/** Divided by its total, or undefined when that is zero. */
export function normalise(factor: Factor): Factor | undefined {
  const sum = total(factor);
  if (!(sum > 0)) return undefined;
  return { ...factor, values: factor.values.map((x) => x / sum) };
}

/** The index of every combination of an odometer with these sizes and steps, first slowest. */
export function offsets(sizes: readonly number[], steps: readonly number[]): Int32Array {
  const result = new Int32Array(product(sizes));
  let filled = 1;
  for (let d = sizes.length - 1; d >= 0; d--) {
    const size = sizes[d] as number;
    const step = steps[d] as number;
    for (let s = 1; s < size; s++) {
      for (let i = 0; i < filled; i++) result[s * filled + i] = (result[i] as number) + s * step;
    }
    filled *= size;
  }
  return result;
}

function combine(a: Factor, b: Factor, operation: (x: number, y: number) => number): Factor {
  const variables = [...a.variables];
  const sizes = [...a.sizes];
  for (const [i, variable] of b.variables.entries()) {
    const at = a.variables.indexOf(variable);
    if (at < 0) {
      variables.push(variable);
      sizes.push(b.sizes[i] as number);
    } else if (a.sizes[at] !== b.sizes[i]) {
      throw new RangeError(
        `variable ${variable} has ${a.sizes[at]} values in one factor and ${b.sizes[i]} in another`,
      );
    }
  }
  const fromA = offsets(sizes, stridesIn(a, variables));
  const fromB = offsets(sizes, stridesIn(b, variables));
  const values = new Float64Array(fromA.length);
  for (let i = 0; i < values.length; i++) {
    values[i] = operation(
      a.values[fromA[i] as number] as number,
      b.values[fromB[i] as number] as number,
    );
  }
  return { variables, sizes, values };
}

function splitScope(factor: Factor, leaving: readonly number[]) {
  const strides = stridesIn(factor, factor.variables);
  const isGone = factor.variables.map((variable) => leaving.includes(variable));
  const pick = <T>(list: readonly T[], gone: boolean): T[] =>
    list.filter((_, i) => isGone[i] === gone);
  return {
    kept: { variables: pick(factor.variables, false), sizes: pick(factor.sizes, false) },
    gone: pick(factor.variables, true),
    outer: offsets(pick(factor.sizes, false), pick(strides, false)),
    inner: offsets(pick(factor.sizes, true), pick(strides, true)),
  };
}
