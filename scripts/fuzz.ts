/**
 * The long run of the fuzzer: `npm run fuzz -- --inputs 3000000 --from 0 [--stream bif]`. Inputs
 * are numbered through, so that a run goes on where the last one ended; what it finds is written
 * to standard output, one JSON object a line, and ends the run with exit code 1. The table by
 * stream at the end says what was run.
 */
import type { Finding } from "../packages/core/test/fuzz/stream.ts";
import { tryInput } from "../packages/core/test/fuzz/stream.ts";
import { STREAMS } from "../packages/core/test/fuzz/streams.ts";
import { commandLine } from "../packages/cidery/test/fuzz/commandLine.ts";

const given = new Map<string, string>();
for (let i = 2; i + 1 < process.argv.length; i += 2)
  given.set(process.argv[i] as string, process.argv[i + 1] as string);
const inputs = Number(given.get("--inputs") ?? 1_000_000);
const from = Number(given.get("--from") ?? 0);
const only = given.get("--stream");
/** Milliseconds of processor time that no input of a few kilobytes may take. */
const SLOW = 5000;

const chosen = [...STREAMS, commandLine].filter(({ name }) => only === undefined || name === only);
const weight = chosen.reduce((sum, { share }) => sum + share, 0);
const found: Finding[] = [];
console.log("stream              inputs        from    findings  slowest ms     mean µs");
for (const stream of chosen) {
  const first = Math.floor((from * stream.share) / weight);
  const last = Math.floor(((from + inputs) * stream.share) / weight);
  let own = 0;
  let slowest = 0;
  const begun = process.cpuUsage();
  for (let index = first; index < last; index++) {
    const before = process.cpuUsage();
    const finding = await tryInput(stream, index);
    const took = since(before);
    slowest = Math.max(slowest, took);
    const slow =
      took > SLOW ? { stream: stream.name, index, message: `${took} ms`, input: "" } : undefined;
    for (const one of [finding, slow]) {
      if (one === undefined) continue;
      own++;
      found.push(one);
      console.log(JSON.stringify(one));
    }
  }
  const mean = (1000 * since(begun)) / Math.max(1, last - first);
  const cells = [last - first, first, own, slowest, mean].map((n) =>
    String(Math.round(n)).padStart(10),
  );
  console.log(`${stream.name.padEnd(14)}${cells.join("  ")}`);
}
console.log(
  `${inputs} inputs from ${from}: ${found.length} findings; go on with --from ${from + inputs}`,
);
process.exitCode = found.length === 0 ? 0 : 1;

/** Milliseconds of processor time, other threads of this process included. */
function since(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
