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
  const { a1, b1, o1, o2 } = plan.runs;
  // Where only one factor has the innermost axis, it is called A.
  if (b1 === 0) oneSided(memory, plan, a, b, o, false);
  else if (a1 === 0) oneSided(memory, plan, b, a, o, true);
  else if (o1 === 0) dot(memory, plan, a, b, o);
  else if (o2 === 0) multiplyAddSummed(memory, plan, a, b, o);
  else multiplyAdd(memory, plan, a, b, o);
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

/** o[j, i] += a[j, i] · b[j, i] */
function multiplyAdd(m: Float64Array, plan: Contraction, a: number, b: number, o: number): void {
  const { high, low } = plan;
  const { n1, n2, n3, a2, b2, o2, a3, b3, o3 } = plan.runs;
  for (let h = 0; h < high.length; h += 3) {
    for (let l = 0; l < low.length; l += 3) {
      let ak = (a + (high[h] as number) + (low[l] as number)) | 0;
      let bk = (b + (high[h + 1] as number) + (low[l + 1] as number)) | 0;
      let ok = (o + (high[h + 2] as number) + (low[l + 2] as number)) | 0;
      for (let k = 0; k < n3; k++) {
        let aj = ak;
        let bj = bk;
        let oj = ok;
        for (let j = 0; j < n2; j++) {
          for (let i = 0; i < n1; i++) {
            m[oj + i] = (m[oj + i] as number) + (m[aj + i] as number) * (m[bj + i] as number);
          }
          aj = (aj + a2) | 0;
          bj = (bj + b2) | 0;
          oj = (oj + o2) | 0;
        }
        ak = (ak + a3) | 0;
        bk = (bk + b3) | 0;
        ok = (ok + o3) | 0;
      }
    }
  }
}

/** o[i] += Σ_j a[j, i] · b[j, i] */
function multiplyAddSummed(
  m: Float64Array,
  plan: Contraction,
  a: number,
  b: number,
  o: number,
): void {
  const { high, low } = plan;
  const { n1, n2, n3, a2, b2, a3, b3, o3 } = plan.runs;
  for (let h = 0; h < high.length; h += 3) {
    for (let l = 0; l < low.length; l += 3) {
      let ak = (a + (high[h] as number) + (low[l] as number)) | 0;
      let bk = (b + (high[h + 1] as number) + (low[l + 1] as number)) | 0;
      let ok = (o + (high[h + 2] as number) + (low[l + 2] as number)) | 0;
      for (let k = 0; k < n3; k++) {
        for (let i = 0; i < n1; i++) {
          let sum = 0;
          let x = ak + i;
          let y = bk + i;
          for (let j = 0; j < n2; j++) {
            sum += (m[x] as number) * (m[y] as number);
            x = (x + a2) | 0;
            y = (y + b2) | 0;
          }
          m[ok + i] = (m[ok + i] as number) + sum;
        }
        ak = (ak + a3) | 0;
        bk = (bk + b3) | 0;
        ok = (ok + o3) | 0;
      }
    }
  }
}

/** o[j] += Σ_i a[j, i] · b[j, i] */
function dot(m: Float64Array, plan: Contraction, a: number, b: number, o: number): void {
  const { high, low } = plan;
  const { n1, n2, n3, a2, b2, o2, a3, b3, o3 } = plan.runs;
  for (let h = 0; h < high.length; h += 3) {
    for (let l = 0; l < low.length; l += 3) {
      let ak = (a + (high[h] as number) + (low[l] as number)) | 0;
      let bk = (b + (high[h + 1] as number) + (low[l + 1] as number)) | 0;
      let ok = (o + (high[h + 2] as number) + (low[l + 2] as number)) | 0;
      for (let k = 0; k < n3; k++) {
        let aj = ak;
        let bj = bk;
        let oj = ok;
        for (let j = 0; j < n2; j++) {
          let sum = 0;
          for (let i = 0; i < n1; i++) sum += (m[aj + i] as number) * (m[bj + i] as number);
          m[oj] = (m[oj] as number) + sum;
          aj = (aj + a2) | 0;
          bj = (bj + b2) | 0;
          oj = (oj + o2) | 0;
        }
        ak = (ak + a3) | 0;
        bk = (bk + b3) | 0;
        ok = (ok + o3) | 0;
      }
    }
  }
}

/** o[j, i] += a[j, i] · b[j] or o[j] += b[j] · Σ_i a[j, i], where A may lack axis i as well */
function oneSided(
  m: Float64Array,
  plan: Contraction,
  a: number,
  b: number,
  o: number,
  swapped: boolean,
): void {
  const { high, low } = plan;
  const r = plan.runs;
  const { n1, n2, n3, o1, o2, o3 } = r;
  const toA = swapped ? 1 : 0;
  const toB = swapped ? 0 : 1;
  const a1 = swapped ? r.b1 : r.a1;
  const a2 = swapped ? r.b2 : r.a2;
  const b2 = swapped ? r.a2 : r.b2;
  const a3 = swapped ? r.b3 : r.a3;
  const b3 = swapped ? r.a3 : r.b3;
  for (let h = 0; h < high.length; h += 3) {
    for (let l = 0; l < low.length; l += 3) {
      let ak = (a + (high[h + toA] as number) + (low[l + toA] as number)) | 0;
      let bk = (b + (high[h + toB] as number) + (low[l + toB] as number)) | 0;
      let ok = (o + (high[h + 2] as number) + (low[l + 2] as number)) | 0;
      for (let k = 0; k < n3; k++) {
        let aj = ak;
        let bj = bk;
        let oj = ok;
        for (let j = 0; j < n2; j++) {
          const s = m[bj] as number;
          if (s !== 0) {
            if (o1 === 0) {
              let sum = 0;
              for (let i = 0; i < n1; i++) sum += m[aj + i * a1] as number;
              m[oj] = (m[oj] as number) + s * sum;
            } else if (a1 > 0) {
              for (let i = 0; i < n1; i++) {
                m[oj + i] = (m[oj + i] as number) + s * (m[aj + i] as number);
              }
            } else {
              const x = s * (m[aj] as number);
              for (let i = 0; i < n1; i++) m[oj + i] = (m[oj + i] as number) + x;
            }
          }
          aj = (aj + a2) | 0;
          bj = (bj + b2) | 0;
          oj = (oj + o2) | 0;
        }
        ak = (ak + a3) | 0;
        bk = (bk + b3) | 0;
        ok = (ok + o3) | 0;
      }
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
