/** Works out the parts of a sweep that are not there yet, on all cores. */
import type { SweepRow, TaskOutput } from "@cidery/core/tasks";
import type { ExitCode, Terminal } from "../terminal.ts";
import type { Manifest } from "./sweepFolder.ts";
import type { Shard } from "./shards.ts";
import { closeSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { pointCount, shardRange } from "@cidery/core/tasks";
import { load } from "../loading.ts";
import { count } from "../print.ts";
import type { Source } from "../sources.ts";
import { spread } from "../taskPool.ts";
import { BadInput } from "../terminal.ts";
import { partsOf } from "./shards.ts";
import { begunRows, keepBegun, partBytes, partPath, partsIn, writePart } from "./sweepFolder.ts";
import { meaningOf } from "./sweepPlan.ts";

/** How the work is done. */
export interface Effort {
  readonly jobs: number;
  readonly shard: Shard | undefined;
}

/** Exit code 1 when it was stopped before all of its parts were there. */
export async function runSweep(
  folder: string,
  manifest: Manifest,
  { jobs, shard }: Effort,
  terminal: Terminal,
): Promise<ExitCode> {
  await refuseChanged(manifest);
  const points = pointCount(manifest.plan);
  const own = partsOf(manifest, shard);
  const open = missing(folder, own, terminal);
  let written = own.length - open.length;
  let failure: BadInput | undefined;
  const say = (): void => {
    if (terminal.interactive) terminal.err(`\r\u001b[2K${written} of ${count(own.length, "part")}`);
  };
  const before: SweepRow[][] = [];
  for (const part of open) before.push(await begunRows(folder, manifest, part));
  const pieces = open.map((part, index) => ({
    kind: "sweepPoints" as const,
    input: () => {
      const { from, to } = shardRange(points, part, manifest.parts);
      const last = before[index]?.at(-1);
      return { plan: manifest.plan, from: last === undefined ? from : last.index + 1, to };
    },
  }));
  say();
  await spread(pieces, { jobs, terminal }, (index, came) => {
    if (came.kind === "failed") {
      failure ??= new BadInput(came.message, came.hint);
      return;
    }
    const { rows: found, stopped }: TaskOutput<"sweepPoints"> = came.result;
    const part = open[index] as number;
    const rows = [...(before[index] ?? []), ...found];
    before[index] = [];
    try {
      if (stopped) {
        if (found.length > 0) keepBegun(folder, manifest, part, rows);
        return;
      }
      writePart(folder, part, partBytes(manifest, part, rows));
      written++;
    } catch (error) {
      failure ??= error as BadInput;
    }
    say();
  });
  if (terminal.interactive) terminal.err("\r\u001b[2K");
  const there = `${written} of ${count(own.length, "part")}, ${count(points, "point")} in all, in ${folder}`;
  return outcome({ there, whole: written === own.length, failure }, terminal);
}

/** What is said at the end, whoever did the work. @throws the failure, if there was one */
export function outcome(
  {
    there,
    whole,
    failure,
  }: { readonly there: string; readonly whole: boolean; readonly failure: BadInput | undefined },
  terminal: Terminal,
): ExitCode {
  if (failure !== undefined) {
    terminal.err(`${there}\n`);
    throw failure;
  }
  if (!whole) {
    terminal.err(`stopped: ${there}; the same command goes on with the rest\n`);
    return 1;
  }
  terminal.out(`${there}\n`);
  return 0;
}

/** Parts that are not there; one that was cut short is taken away, with a word about it. */
export function missing(folder: string, own: readonly number[], terminal: Terminal): number[] {
  const there = partsIn(folder);
  return own.filter((part) => {
    if (!there.has(part)) return true;
    const path = partPath(folder, part);
    if (isWhole(path)) return false;
    terminal.err(`${path} is cut short: it is worked out again\n`);
    rmSync(path, { force: true });
    return true;
  });
}

/** A Parquet file begins and ends with its mark. */
function isWhole(path: string): boolean {
  const { size } = statSync(path);
  if (size < 12) return false;
  const file = openSync(path, "r");
  try {
    const marks = [0, size - 4].map((at) => {
      const bytes = Buffer.alloc(4);
      readSync(file, bytes, 0, 4, at);
      return bytes.toString("latin1");
    });
    return marks.every((mark) => mark === "PAR1");
  } finally {
    closeSync(file);
  }
}

/**
 * The manifest holds the model's text; what that extends must still say the same.
 * @throws BadInput when it does not
 */
export async function refuseChanged({ plan: { target } }: Manifest): Promise<void> {
  if (target.kind !== "model") return;
  const source = target.source as Source & { readonly meaning: string };
  const { diagram } = await load(source, new Map(Object.entries(target.fixed)));
  if (diagram !== undefined && meaningOf(diagram) === source.meaning) return;
  throw new BadInput(
    `${source.name} means something else than when the sweep was begun`,
    "a file it extends was changed or is not here; sweep into another folder",
  );
}
