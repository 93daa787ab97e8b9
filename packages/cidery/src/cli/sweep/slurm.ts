/**
 * Sweeps by SLURM: an array job in which each task works out a shard. What was submitted is found again
 * by the name of its jobs, which only this folder knows.
 */
import type { Terminal } from "../terminal.ts";
import type { Manifest } from "./sweepFolder.ts";
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { count } from "../print.ts";
import { statOf } from "../reading.ts";
import { BadInput } from "../terminal.ts";
import { writeFile } from "../writing.ts";
import { missingParts, openShards, ranges } from "./shards.ts";

/** SLURM's own usual limit of an array, where it does not say another. */
const USUAL_ARRAY = 1001;
const SUBMITTED = "slurm.json";
const SCRIPT = "slurm.sh";
/** Milliseconds that SLURM may take for an answer. */
const PATIENCE = 120_000;

/** What SLURM was given, once; written before it is, so that a submission cut off is known, too. */
interface Submitted {
  /** The name of its jobs. */
  readonly job: string;
  /** Of the manifest. */
  readonly hash: string;
  /** Tasks the parts were dealt to. */
  readonly tasks: number;
}

/** What is asked of SLURM. */
export interface Submission {
  /** Lines for sbatch, as `--partition=short`. */
  readonly options: readonly string[];
  /** Tasks the parts are dealt to, when nothing was submitted before. */
  readonly tasks: (most: number) => Promise<number>;
  /** Go on with what was submitted before. */
  readonly resume: boolean;
  /** Only write the script. */
  readonly dry: boolean;
}

/**
 * Writes the script of an array job and submits it: for the shards that miss parts and have no task in
 * the queue.
 * @throws BadInput when SLURM is not there or refuses, or something was submitted and we should not resume
 */
export async function submitToSlurm(
  folder: string,
  manifest: Manifest,
  { options, tasks: wanted, resume, dry }: Submission,
  terminal: Terminal,
): Promise<void> {
  if (missingParts(folder, manifest).length === 0) {
    terminal.out("every part is there: nothing to submit\n");
    return;
  }
  const before = submitted(folder, manifest);
  if (before !== undefined && !resume && !dry)
    throw new BadInput(
      `${folder} was given to SLURM before`,
      "--resume submits what is missing and not in the queue; `cidery sweep status` says how far it is",
    );
  const now = before ?? {
    job: `cidery-sweep-${randomUUID().slice(0, 13)}`,
    hash: manifest.hash,
    tasks: await wanted(longestArray()),
  };
  const { tasks } = now;
  const queued = dry || before === undefined ? [] : queuedTasks(now);
  const waiting = new Set(queued.map(({ task }) => task));
  const open = openShards(folder, manifest, tasks).filter((task) => !waiting.has(task));
  if (open.length === 0) {
    terminal.out(`${count(waiting.size, "task")} in the queue: nothing else to submit\n`);
    return;
  }
  const script = join(folder, SCRIPT);
  writeFile(".", script, slurmScript(resolve(folder), now, options));
  if (dry) {
    terminal.out(`wrote ${script}; sbatch --array=${ranges(open)} ${script} submits it\n`);
    return;
  }
  if (before === undefined) writeFile(".", join(folder, SUBMITTED), `${JSON.stringify(now)}\n`);
  const job = told("sbatch", ["--parsable", `--array=${ranges(open)}`, script]).trim();
  const others = waiting.size === 0 ? "" : `; ${waiting.size} more in the queue`;
  terminal.out(
    `submitted job ${job.split(";")[0] ?? job}: ${count(open.length, "task")} for the parts that are missing${others}\n`,
  );
}

/** The script of one task; the shell puts the task's number in. */
function slurmScript(
  folder: string,
  { job, tasks }: Submitted,
  options: readonly string[],
): string {
  const command = [process.execPath, ...process.execArgv, resolve(process.argv[1] ?? "cidery")];
  return `#!/bin/sh
#SBATCH --job-name=${job}
#SBATCH --output=${quoted(`${folder.replaceAll("%", "%%")}/slurm-%A_%a.log`)}
#SBATCH --requeue
${options.map((option) => `#SBATCH ${option}\n`).join("")}exec ${command.map(shellWord).join(" ")} sweep run ${shellWord(folder)} --jobs "\${SLURM_CPUS_PER_TASK:-1}" --shard "$((SLURM_ARRAY_TASK_ID + 1))/${tasks}"
`;
}

/** As sbatch reads a word of its own lines. */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\\\\]/gu, "\\\\$&")}"`;
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** What SLURM was given; undefined when it was given nothing of this sweep. */
function submitted(folder: string, { hash }: Manifest): Submitted | undefined {
  const path = join(folder, SUBMITTED);
  if (statOf(path) === undefined) return undefined;
  const found = JSON.parse(readFileSync(path, "utf8")) as Submitted;
  return found.hash === hash ? found : undefined;
}

/** A task of the sweep that waits or runs. */
interface QueuedTask {
  readonly task: number;
  readonly state: string;
}

/** @throws BadInput when SLURM does not answer: then nobody knows what is in its queue */
function queuedTasks({ job }: Submitted): QueuedTask[] {
  const lines = told("squeue", ["--noheader", "--array", `--name=${job}`, "--format=%K %T"]);
  return lines.split("\n").flatMap((line) => {
    const [task = "", state = ""] = line.trim().split(" ");
    return /^\d+$/u.test(task) ? [{ task: Number(task), state }] : [];
  });
}

function longestArray(): number {
  try {
    const config = execFileSync("scontrol", ["show", "config"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: PATIENCE,
    });
    const limit = Number(/^MaxArraySize\s*=\s*(\d+)/mu.exec(config)?.[1]);
    return limit > 1 ? limit : USUAL_ARRAY;
  } catch {
    return USUAL_ARRAY;
  }
}

function told(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      timeout: PATIENCE,
    });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { readonly stderr?: string };
    if (code === "ENOENT")
      throw new BadInput(
        `${program} is not installed here`,
        "run this where SLURM's commands are; --no-submit only writes the script",
      );
    const why = code === "ETIMEDOUT" ? "it does not answer" : (stderr ?? "").trim();
    throw new BadInput(`${program} refuses: ${why}`);
  }
}

/** How far the sweep is, and what SLURM says of its tasks if it was given any. */
export function tellStatus(folder: string, manifest: Manifest, terminal: Terminal): void {
  const left = missingParts(folder, manifest);
  terminal.out(`${manifest.parts - left.length} of ${count(manifest.parts, "part")}\n`);
  if (left.length > 0) terminal.out(`missing: ${ranges(left.map((part) => part + 1))}\n`);
  const given = submitted(folder, manifest);
  if (given === undefined) return;
  const states = new Map<string, number>();
  try {
    for (const { state } of queuedTasks(given)) states.set(state, (states.get(state) ?? 0) + 1);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    terminal.err(`SLURM says nothing of its tasks: ${error.message}\n`);
    return;
  }
  const all = [...states].map(([state, n]) => `${n} ${state.toLowerCase()}`).join(", ");
  terminal.out(`tasks in the queue: ${all === "" ? "none" : all}\n`);
}
