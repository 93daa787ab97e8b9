/** Maps from large tables to smaller ones, each kept for whoever needs it again. */

import { checkpoint } from "../../base/index.ts";
import { entryMap, stridesWithin } from "../tables/entryMap.ts";

/** Larger maps are not kept: there is one for each table, and each is as large as its cluster. */
const LARGEST_KEPT = 2 ** 16;

export class IndexMaps {
  readonly #known = new Map<string, Int32Array>();

  /** Entry i of a table over `from` belongs to entry `result[i]` of the table over `to` ⊆ `from`. */
  of(sizes: readonly number[], from: readonly number[], to: readonly number[]): Int32Array {
    const strides = stridesWithin(sizes, from, to);
    const extents = from.map((v) => sizes[v] as number);
    const key = `${extents.join(",")}|${strides.join(",")}`;
    let map = this.#known.get(key);
    if (map === undefined) checkpoint();
    if (map === undefined) {
      map = entryMap(extents, strides);
      if (map.length <= LARGEST_KEPT) this.#known.set(key, map);
    }
    return map;
  }
}
