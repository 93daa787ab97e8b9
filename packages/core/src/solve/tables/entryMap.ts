/** Where each entry of a table falls in a smaller one over some of its variables. */

/** How far apart entries of the table over `to` are along each variable of `from`; 0 for those that it lacks. */
export function stridesWithin(
  sizes: readonly number[],
  from: readonly number[],
  to: readonly number[],
): Int32Array {
  const strides = new Int32Array(from.length);
  let stride = 1;
  for (let i = to.length - 1; i >= 0; i--) {
    strides[from.indexOf(to[i] as number)] = stride;
    stride *= sizes[to[i] as number] as number;
  }
  return strides;
}

/** Entry i of a table of these extents, the first slowest, is entry `result[i]` where its variables have these strides. */
export function entryMap(extents: readonly number[], strides: Int32Array): Int32Array {
  const map = new Int32Array(extents.reduce((n, size) => n * size, 1));
  let block = 1;
  for (let i = extents.length - 1; i >= 0; i--) {
    const extent = extents[i] as number;
    const stride = strides[i] as number;
    for (let k = extent - 1; k >= 1; k--) {
      const shift = k * stride;
      const start = k * block;
      for (let j = 0; j < block; j++) map[start + j] = (map[j] as number) + shift;
    }
    block *= extent;
  }
  return map;
}
