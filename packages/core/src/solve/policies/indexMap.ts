/** Where each entry of a large table falls in a smaller one over some of its variables. */

import { checkpoint } from "../../base/index.ts";

/** Larger maps are not kept: there is one for each table, and each is as large as its cluster. */
const LARGEST_KEPT = 2 ** 16;

export class IndexMaps {
  readonly #known = new Map<string, Int32Array>();

  /** Entry i of a table over `from` belongs to entry `result[i]` of the table over `to` ⊆ `from`. */
  of(sizes: readonly number[], from: readonly number[], to: readonly number[]): Int32Array {
    const strides = new Int32Array(from.length);
    let stride = 1;
    for (let i = to.length - 1; i >= 0; i--) {
      strides[from.indexOf(to[i] as number)] = stride;
      stride *= sizes[to[i] as number] as number;
    }
    const extents = from.map((v) => sizes[v] as number);
    const key = `${extents.join(",")}|${strides.join(",")}`;
    let map = this.#known.get(key);
    if (map === undefined) checkpoint();
    if (map === undefined) {
      map = fill(extents, strides);
      if (map.length <= LARGEST_KEPT) this.#known.set(key, map);
    }
    return map;
  }
}

function fill(extents: readonly number[], strides: Int32Array): Int32Array {
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
