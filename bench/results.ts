/**
 * Where a bench leaves its figures for bench/run.ts, which judges the targets, and when it has had its time.
 * A bench looks at the clock itself: a limit set on the process (`ulimit -t`) makes Linux count its
 * processor time in steps of 4 ms, which is more than most figures.
 */
import { writeFileSync } from "node:fs";

/** The environment variable that names the file. */
export const RESULTS = "CIDERY_BENCH_RESULTS";

/** The environment variable with the seconds of processor time after which a bench ends. */
export const SECONDS = "CIDERY_BENCH_SECONDS";

/** How a bench ends that has had its time; what it kept counts. */
export const OUT_OF_TIME = 3;

/** Leaves the figures as JSON where bench/run.ts asked for them; does nothing otherwise. */
export function keep(results: unknown): void {
  const file = process.env[RESULTS];
  if (file !== undefined && file !== "") writeFileSync(file, JSON.stringify(results));
  const { user, system } = process.cpuUsage();
  if ((user + system) / 1e6 > Number(process.env[SECONDS] ?? Infinity)) process.exit(OUT_OF_TIME);
}
