/**
 * The plain TypeScript kernel: the definition the accelerator is tested against, and what runs
 * for small tables. All tables live in one arena, so the loops see one typed array only.
 */
import type { Contraction, Runs } from "./contraction.ts";

/** O = Σ A · B in `memory`, the tables starting at `a`, `b` and `o`. Overwrites O. */
export function contract(
  memory: Float64Array,
  plan: Contraction,
  a: number,
  b: number,
  o: number,
): void {
  memory.fill(0, o, o + plan.outputs);
  const { runs, high, low } = plan;
  const inner = innerLoop(runs);
  for (let h = 0; h < high.length; h += 3) {
    const ah = a + (high[h] as number);
    const bh = b + (high[h + 1] as number);
    const oh = o + (high[h + 2] as number);
    for (let l = 0; l < low.length; l += 3) {
      inner(
        memory,
        runs,
        ah + (low[l] as number),
        bh + (low[l + 1] as number),
        oh + (low[l + 2] as number),
      );
    }
  }
}

/** Like `contract` for logarithms with the maximum in place of the sum: O = max (A + B). */
export function contractMaxPlus(
  memory: Float64Array,
  plan: Contraction,
  a: number,
  b: number,
  o: number,
): void {
  memory.fill(-Infinity, o, o + plan.outputs);
  const { runs, high, low } = plan;
  for (let h = 0; h < high.length; h += 3) {
    for (let l = 0; l < low.length; l += 3) {
      maxRun(
        memory,
        runs,
        a + (high[h] as number) + (low[l] as number),
        b + (high[h + 1] as number) + (low[l + 1] as number),
        o + (high[h + 2] as number) + (low[l + 2] as number),
      );
    }
  }
}

/**
 * Like `contract` for tables of natural logarithms: O = log Σ exp(A + B). Two passes, so that no
 * intermediate leaves the range of doubles. `scratch` has room for O.
 */
export function contractLog(
  memory: Float64Array,
  plan: Contraction,
  a: number,
  b: number,
  o: number,
): void {
  memory.fill(-Infinity, o, o + plan.outputs);
  forEachProduct(plan, (da, db, dO) => {
    const x = (memory[a + da] as number) + (memory[b + db] as number);
    if (x > (memory[o + dO] as number)) memory[o + dO] = x;
  });
  const sums = new Float64Array(plan.outputs);
  forEachProduct(plan, (da, db, dO) => {
    const most = memory[o + dO] as number;
    if (most === -Infinity) return;
    const x = (memory[a + da] as number) + (memory[b + db] as number);
    sums[dO] = (sums[dO] as number) + Math.exp(x - most);
  });
  for (let i = 0; i < sums.length; i++) {
    if (sums[i] !== 0) memory[o + i] = (memory[o + i] as number) + Math.log(sums[i] as number);
  }
}

/** Calls back with the offsets in A, B and O of every product. */
export function forEachProduct(
  plan: Contraction,
  see: (a: number, b: number, o: number) => void,
): void {
  const { runs: r, high, low } = plan;
  for (let h = 0; h < high.length; h += 3) {
    for (let l = 0; l < low.length; l += 3) {
      const a = (high[h] as number) + (low[l] as number);
      const b = (high[h + 1] as number) + (low[l + 1] as number);
      const o = (high[h + 2] as number) + (low[l + 2] as number);
      for (let k = 0; k < r.n3; k++) {
        for (let j = 0; j < r.n2; j++) {
          for (let i = 0; i < r.n1; i++) {
            see(
              a + k * r.a3 + j * r.a2 + i * r.a1,
              b + k * r.b3 + j * r.b2 + i * r.b1,
              o + k * r.o3 + j * r.o2 + i * r.o1,
            );
          }
        }
      }
    }
  }
}

type InnerLoop = (memory: Float64Array, runs: Runs, a: number, b: number, o: number) => void;

function innerLoop(runs: Runs): InnerLoop {
  if (runs.o1 > 0) {
    if (runs.a1 > 0 && runs.b1 > 0) return multiplyAdd;
    return runs.b1 > 0 ? scaleAddB : scaleAddA;
  }
  return runs.a1 > 0 && runs.b1 > 0 ? dot : sumRun;
}

/** o[i] += a[i] · b[i] */
function multiplyAdd(m: Float64Array, r: Runs, a: number, b: number, o: number): void {
  const { n1, n2, n3, a2, b2, o2, a3, b3, o3 } = r;
  for (let k = 0; k < n3; k++) {
    let aj = a + k * a3;
    let bj = b + k * b3;
    let oj = o + k * o3;
    for (let j = 0; j < n2; j++) {
      for (let i = 0; i < n1; i++) {
        m[oj + i] = (m[oj + i] as number) + (m[aj + i] as number) * (m[bj + i] as number);
      }
      aj += a2;
      bj += b2;
      oj += o2;
    }
  }
}

/** o[i] += a[i] · b, or o[i] += a · b when A lacks the axis too */
function scaleAddA(m: Float64Array, r: Runs, a: number, b: number, o: number): void {
  const { n1, n2, n3, a1, a2, b2, o2, a3, b3, o3 } = r;
  for (let k = 0; k < n3; k++) {
    let aj = a + k * a3;
    let bj = b + k * b3;
    let oj = o + k * o3;
    for (let j = 0; j < n2; j++) {
      const s = m[bj] as number;
      if (s !== 0) {
        if (a1 > 0) {
          for (let i = 0; i < n1; i++)
            m[oj + i] = (m[oj + i] as number) + s * (m[aj + i] as number);
        } else {
          const x = s * (m[aj] as number);
          for (let i = 0; i < n1; i++) m[oj + i] = (m[oj + i] as number) + x;
        }
      }
      aj += a2;
      bj += b2;
      oj += o2;
    }
  }
}

/** o[i] += a · b[i] */
function scaleAddB(m: Float64Array, r: Runs, a: number, b: number, o: number): void {
  const { n1, n2, n3, a2, b2, o2, a3, b3, o3 } = r;
  for (let k = 0; k < n3; k++) {
    let aj = a + k * a3;
    let bj = b + k * b3;
    let oj = o + k * o3;
    for (let j = 0; j < n2; j++) {
      const s = m[aj] as number;
      if (s !== 0) {
        for (let i = 0; i < n1; i++) m[oj + i] = (m[oj + i] as number) + s * (m[bj + i] as number);
      }
      aj += a2;
      bj += b2;
      oj += o2;
    }
  }
}

/** o += Σ a[i] · b[i] */
function dot(m: Float64Array, r: Runs, a: number, b: number, o: number): void {
  const { n1, n2, n3, a2, b2, o2, a3, b3, o3 } = r;
  for (let k = 0; k < n3; k++) {
    let aj = a + k * a3;
    let bj = b + k * b3;
    let oj = o + k * o3;
    for (let j = 0; j < n2; j++) {
      let sum = 0;
      for (let i = 0; i < n1; i++) sum += (m[aj + i] as number) * (m[bj + i] as number);
      m[oj] = (m[oj] as number) + sum;
      aj += a2;
      bj += b2;
      oj += o2;
    }
  }
}

/** o += Σ a[i] · b or Σ a · b[i] or a · b */
function sumRun(m: Float64Array, r: Runs, a: number, b: number, o: number): void {
  const { n1, n2, n3, a1, b1, a2, b2, o2, a3, b3, o3 } = r;
  for (let k = 0; k < n3; k++) {
    let aj = a + k * a3;
    let bj = b + k * b3;
    let oj = o + k * o3;
    for (let j = 0; j < n2; j++) {
      let x = 0;
      let y = 0;
      if (a1 > 0) {
        for (let i = 0; i < n1; i++) x += m[aj + i] as number;
        y = m[bj] as number;
      } else if (b1 > 0) {
        for (let i = 0; i < n1; i++) x += m[bj + i] as number;
        y = m[aj] as number;
      } else {
        x = n1 * (m[aj] as number);
        y = m[bj] as number;
      }
      m[oj] = (m[oj] as number) + x * y;
      aj += a2;
      bj += b2;
      oj += o2;
    }
  }
}

function maxRun(m: Float64Array, r: Runs, a: number, b: number, o: number): void {
  const { n1, n2, n3, a1, b1, o1, a2, b2, o2, a3, b3, o3 } = r;
  for (let k = 0; k < n3; k++) {
    for (let j = 0; j < n2; j++) {
      const aj = a + k * a3 + j * a2;
      const bj = b + k * b3 + j * b2;
      const oj = o + k * o3 + j * o2;
      for (let i = 0; i < n1; i++) {
        const x = (m[aj + i * a1] as number) + (m[bj + i * b1] as number);
        if (x > (m[oj + i * o1] as number)) m[oj + i * o1] = x;
      }
    }
  }
}
