/**
 * The accelerator's kernel, in AssemblyScript: O = Σ A · B with two doubles per instruction. The
 * same loop nest as src/probability/kernel/reference.ts, which defines the result; sums are added
 * in another order, so results agree to rounding. Compiled by scripts/build-kernel.ts into
 * src/probability/kernel/binary.ts.
 *
 * A plan in memory is 18 words: n1 a1 b1 o1, n2 a2 b2 o2, n3 a3 b3 o3 (steps in bytes), bytes of
 * O, number of high and low offset triples, addresses of both. Offsets are in bytes.
 */

/** Word i of a plan. */
function word(plan: usize, i: usize): usize {
  return load<u32>(plan + (i << 2));
}

export function contract(plan: usize, x: usize, y: usize, o: usize): void {
  // A product may be written either way round: where only one factor has the innermost axis, it
  // is A. Every loop below then has one caller, and the compiler puts it in place.
  const swap = word(plan, 1) === 0 && word(plan, 2) !== 0;
  const a = swap ? y : x;
  const b = swap ? x : y;
  const toA: usize = swap ? 1 : 0;
  const toB: usize = swap ? 0 : 1;
  const n1 = word(plan, 0);
  const a1 = word(plan, 1 + toA);
  const b1 = word(plan, 1 + toB);
  const o1 = word(plan, 3);
  const n2 = word(plan, 4);
  const a2 = word(plan, 5 + toA);
  const b2 = word(plan, 5 + toB);
  const o2 = word(plan, 7);
  const n3 = word(plan, 8);
  const a3 = word(plan, 9 + toA);
  const b3 = word(plan, 9 + toB);
  const o3 = word(plan, 11);
  const outputs = word(plan, 12);
  const highEnd = word(plan, 15) + 12 * word(plan, 13);
  const lowStart = word(plan, 16);
  const lowEnd = lowStart + 12 * word(plan, 14);
  memory.fill(o, 0, outputs);
  const kind: u32 = (o1 !== 0 ? 4 : 0) | (a1 !== 0 ? 2 : 0) | (b1 !== 0 ? 1 : 0);
  for (let h = word(plan, 15); h < highEnd; h += 12) {
    const ah = a + load<u32>(h + (toA << 2));
    const bh = b + load<u32>(h + (toB << 2));
    const oh = o + load<u32>(h, 8);
    for (let l = lowStart; l < lowEnd; l += 12) {
      let ak = ah + load<u32>(l + (toA << 2));
      let bk = bh + load<u32>(l + (toB << 2));
      let ok = oh + load<u32>(l, 8);
      for (let k: usize = 0; k < n3; k++) {
        if (kind === 7) {
          if (o2 === 0) multiplyAddSummed(n1, n2, ak, bk, ok, a2, b2);
          else multiplyAdd(n1, n2, ak, bk, ok, a2, b2, o2);
        } else if (kind === 6) {
          if (o2 === 0) scaleAddSummed(n1, n2, ak, bk, ok, a2, b2);
          else scaleAdd(n1, n2, ak, bk, ok, a2, b2, o2);
        } else if (kind === 3) {
          dot(n1, n2, ak, bk, ok, a2, b2, o2);
        } else if (kind === 2) {
          sumRun(n1, n2, ak, bk, ok, a2, b2, o2);
        } else {
          spread(n1, n2, ak, bk, ok, a2, b2, o1, o2);
        }
        ak += a3;
        bk += b3;
        ok += o3;
      }
    }
  }
}

/** o[i] += Σ_j a[j, i] · b[j, i] */
function multiplyAddSummed(
  n1: usize,
  n2: usize,
  a: usize,
  b: usize,
  o: usize,
  a2: usize,
  b2: usize,
): void {
  const end4 = (n1 & ~3) << 3;
  const end = n1 << 3;
  let i: usize = 0;
  for (; i < end4; i += 32) {
    let s = v128.load(o + i);
    let t = v128.load(o + i, 16);
    let x = a + i;
    let y = b + i;
    for (let j: usize = 0; j < n2; j++) {
      s = f64x2.add(s, f64x2.mul(v128.load(x), v128.load(y)));
      t = f64x2.add(t, f64x2.mul(v128.load(x, 16), v128.load(y, 16)));
      x += a2;
      y += b2;
    }
    v128.store(o + i, s);
    v128.store(o + i, t, 16);
  }
  if (i + 16 <= end) {
    let s = v128.load(o + i);
    let x = a + i;
    let y = b + i;
    for (let j: usize = 0; j < n2; j++) {
      s = f64x2.add(s, f64x2.mul(v128.load(x), v128.load(y)));
      x += a2;
      y += b2;
    }
    v128.store(o + i, s);
    i += 16;
  }
  if (i < end) {
    let s = load<f64>(o + i);
    let x = a + i;
    let y = b + i;
    for (let j: usize = 0; j < n2; j++) {
      s += load<f64>(x) * load<f64>(y);
      x += a2;
      y += b2;
    }
    store<f64>(o + i, s);
  }
}

/** o[j, i] += a[j, i] · b[j, i] */
function multiplyAdd(
  n1: usize,
  n2: usize,
  a: usize,
  b: usize,
  o: usize,
  a2: usize,
  b2: usize,
  o2: usize,
): void {
  const end2 = (n1 & ~1) << 3;
  const end = n1 << 3;
  for (let j: usize = 0; j < n2; j++) {
    let i: usize = 0;
    for (; i < end2; i += 16) {
      v128.store(o + i, f64x2.add(v128.load(o + i), f64x2.mul(v128.load(a + i), v128.load(b + i))));
    }
    if (i < end) store<f64>(o + i, load<f64>(o + i) + load<f64>(a + i) * load<f64>(b + i));
    a += a2;
    b += b2;
    o += o2;
  }
}

/** o[i] += Σ_j a[j, i] · b[j] */
function scaleAddSummed(
  n1: usize,
  n2: usize,
  a: usize,
  b: usize,
  o: usize,
  a2: usize,
  b2: usize,
): void {
  const end8 = (n1 & ~7) << 3;
  const end = n1 << 3;
  let i: usize = 0;
  for (; i < end8; i += 64) {
    let s = v128.load(o + i);
    let t = v128.load(o + i, 16);
    let u = v128.load(o + i, 32);
    let v = v128.load(o + i, 48);
    let x = a + i;
    let y = b;
    for (let j: usize = 0; j < n2; j++) {
      const c = v128.load64_splat(y);
      s = f64x2.add(s, f64x2.mul(v128.load(x), c));
      t = f64x2.add(t, f64x2.mul(v128.load(x, 16), c));
      u = f64x2.add(u, f64x2.mul(v128.load(x, 32), c));
      v = f64x2.add(v, f64x2.mul(v128.load(x, 48), c));
      x += a2;
      y += b2;
    }
    v128.store(o + i, s);
    v128.store(o + i, t, 16);
    v128.store(o + i, u, 32);
    v128.store(o + i, v, 48);
  }
  for (; i + 16 <= end; i += 16) {
    let s = v128.load(o + i);
    let x = a + i;
    let y = b;
    for (let j: usize = 0; j < n2; j++) {
      s = f64x2.add(s, f64x2.mul(v128.load(x), v128.load64_splat(y)));
      x += a2;
      y += b2;
    }
    v128.store(o + i, s);
  }
  if (i < end) {
    let s = load<f64>(o + i);
    let x = a + i;
    let y = b;
    for (let j: usize = 0; j < n2; j++) {
      s += load<f64>(x) * load<f64>(y);
      x += a2;
      y += b2;
    }
    store<f64>(o + i, s);
  }
}

/** o[j, i] += a[j, i] · b[j] */
function scaleAdd(
  n1: usize,
  n2: usize,
  a: usize,
  b: usize,
  o: usize,
  a2: usize,
  b2: usize,
  o2: usize,
): void {
  const end2 = (n1 & ~1) << 3;
  const end = n1 << 3;
  for (let j: usize = 0; j < n2; j++) {
    const y = load<f64>(b);
    if (y !== 0) {
      const c = f64x2.splat(y);
      let i: usize = 0;
      for (; i < end2; i += 16) {
        v128.store(o + i, f64x2.add(v128.load(o + i), f64x2.mul(v128.load(a + i), c)));
      }
      if (i < end) store<f64>(o + i, load<f64>(o + i) + load<f64>(a + i) * y);
    }
    a += a2;
    b += b2;
    o += o2;
  }
}

/** o[j] += Σ_i a[j, i] · b[j, i] */
function dot(
  n1: usize,
  n2: usize,
  a: usize,
  b: usize,
  o: usize,
  a2: usize,
  b2: usize,
  o2: usize,
): void {
  const end4 = (n1 & ~3) << 3;
  const end = n1 << 3;
  for (let j: usize = 0; j < n2; j++) {
    let s = f64x2.splat(0);
    let t = f64x2.splat(0);
    let i: usize = 0;
    for (; i < end4; i += 32) {
      s = f64x2.add(s, f64x2.mul(v128.load(a + i), v128.load(b + i)));
      t = f64x2.add(t, f64x2.mul(v128.load(a + i, 16), v128.load(b + i, 16)));
    }
    if (i + 16 <= end) {
      s = f64x2.add(s, f64x2.mul(v128.load(a + i), v128.load(b + i)));
      i += 16;
    }
    s = f64x2.add(s, t);
    let sum = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
    if (i < end) sum += load<f64>(a + i) * load<f64>(b + i);
    store<f64>(o, load<f64>(o) + sum);
    a += a2;
    b += b2;
    o += o2;
  }
}

/** o[j] += b[j] · Σ_i a[j, i] */
function sumRun(
  n1: usize,
  n2: usize,
  a: usize,
  b: usize,
  o: usize,
  a2: usize,
  b2: usize,
  o2: usize,
): void {
  const end4 = (n1 & ~3) << 3;
  const end = n1 << 3;
  for (let j: usize = 0; j < n2; j++) {
    let s = f64x2.splat(0);
    let t = f64x2.splat(0);
    let i: usize = 0;
    for (; i < end4; i += 32) {
      s = f64x2.add(s, v128.load(a + i));
      t = f64x2.add(t, v128.load(a + i, 16));
    }
    s = f64x2.add(s, t);
    let sum = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
    for (; i < end; i += 8) sum += load<f64>(a + i);
    store<f64>(o, load<f64>(o) + sum * load<f64>(b));
    a += a2;
    b += b2;
    o += o2;
  }
}

/** o[j, i] += a[j] · b[j], or once where O lacks the axis (then n1 is 1) */
function spread(
  n1: usize,
  n2: usize,
  a: usize,
  b: usize,
  o: usize,
  a2: usize,
  b2: usize,
  o1: usize,
  o2: usize,
): void {
  for (let j: usize = 0; j < n2; j++) {
    const x = load<f64>(a) * load<f64>(b);
    for (let i: usize = 0; i < n1; i++) store<f64>(o + i * o1, load<f64>(o + i * o1) + x);
    a += a2;
    b += b2;
    o += o2;
  }
}

/**
 * Writes the largest and the smallest non-zero magnitude of `count` doubles at `at` to `to`. The
 * largest is NaN if any is. Four accumulators each, because a maximum takes several cycles.
 */
export function range(at: usize, count: usize, to: usize): void {
  const zero = f64x2.splat(0);
  const infinite = f64x2.splat(Infinity);
  let m0 = zero;
  let m1 = zero;
  let m2 = zero;
  let m3 = zero;
  let l0 = infinite;
  let l1 = infinite;
  let l2 = infinite;
  let l3 = infinite;
  let odd = zero;
  const end = at + (count << 3);
  for (; at + 64 <= end; at += 64) {
    const x0 = f64x2.abs(v128.load(at));
    const x1 = f64x2.abs(v128.load(at, 16));
    const x2 = f64x2.abs(v128.load(at, 32));
    const x3 = f64x2.abs(v128.load(at, 48));
    m0 = f64x2.pmax(m0, x0);
    m1 = f64x2.pmax(m1, x1);
    m2 = f64x2.pmax(m2, x2);
    m3 = f64x2.pmax(m3, x3);
    // Zero or infinity stand aside; so does a NaN, which is counted apart.
    l0 = f64x2.pmin(l0, v128.or(x0, v128.and(f64x2.eq(x0, zero), infinite)));
    l1 = f64x2.pmin(l1, v128.or(x1, v128.and(f64x2.eq(x1, zero), infinite)));
    l2 = f64x2.pmin(l2, v128.or(x2, v128.and(f64x2.eq(x2, zero), infinite)));
    l3 = f64x2.pmin(l3, v128.or(x3, v128.and(f64x2.eq(x3, zero), infinite)));
    // A sum of magnitudes is NaN exactly if one of them is.
    odd = f64x2.add(odd, f64x2.add(f64x2.add(x0, x1), f64x2.add(x2, x3)));
  }
  const most = f64x2.pmax(f64x2.pmax(m0, m1), f64x2.pmax(m2, m3));
  const least = f64x2.pmin(f64x2.pmin(l0, l1), f64x2.pmin(l2, l3));
  let largest = max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
  let smallest = min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1));
  let sum = f64x2.extract_lane(odd, 0) + f64x2.extract_lane(odd, 1);
  for (; at < end; at += 8) {
    const x = abs(load<f64>(at));
    sum += x;
    if (x > largest) largest = x;
    if (x !== 0 && x < smallest) smallest = x;
  }
  if (sum !== sum) largest = sum;
  store<f64>(to, largest);
  store<f64>(to, smallest, 8);
}
