/** The parts of a sweep dealt to so many shards, which processes and machines take one each. */
import type { Manifest } from "./sweepFolder.ts";
import { partsIn } from "./sweepFolder.ts";

/** One of so many shares of the parts, counted from 0. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** The parts of a shard; all without one. */
export function partsOf({ parts }: Pick<Manifest, "parts">, shard: Shard | undefined): number[] {
  const all = Array.from({ length: parts }, (_, part) => part);
  return shard === undefined ? all : all.filter((part) => part % shard.of === shard.index);
}

/** Parts that are not there yet. */
export function missingParts(folder: string, manifest: Manifest): number[] {
  const there = partsIn(folder);
  return partsOf(manifest, undefined).filter((part) => !there.has(part));
}

/** Shards that miss parts, when the parts are dealt to so many shards. */
export function openShards(folder: string, manifest: Manifest, shards: number): number[] {
  return [...new Set(missingParts(folder, manifest).map((part) => part % shards))].sort(
    (a, b) => a - b,
  );
}

/** `0-3,7,9-12` */
export function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const n of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === n - 1) last[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([a, b]) => (a === b ? String(a) : `${a}-${b}`)).join(",");
}
