/** Where a bench leaves its figures for bench/run.ts, which judges the targets. */
import { writeFileSync } from "node:fs";

/** The environment variable that names the file. */
export const RESULTS = "CIDERY_BENCH_RESULTS";

/** Leaves the figures as JSON where bench/run.ts asked for them; does nothing otherwise. */
export function keep(results: unknown): void {
  const file = process.env[RESULTS];
  if (file !== undefined && file !== "") writeFileSync(file, JSON.stringify(results));
}
