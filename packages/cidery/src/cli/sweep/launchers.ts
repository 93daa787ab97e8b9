/** Sweeps on many machines: array jobs of SLURM and Indexed Jobs of Kubernetes, one shard a task. */
import type { Terminal } from "../terminal.ts";
import type { Manifest } from "./sweepFolder.ts";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { statOf } from "../reading.ts";
import { count } from "../print.ts";
import { BadInput } from "../terminal.ts";
import { writeFile } from "../writing.ts";
import { partsIn } from "./sweepFolder.ts";
import { partsOf } from "./sweepRun.ts";

/** SLURM's own usual limit, where it does not say another. */
const USUAL_ARRAY = 1001;
const JOBS_FILE = "slurm-jobs.txt";

/** Shards of which parts are missing, when the parts are dealt to so many shards. */
export function openShards(folder: string, manifest: Manifest, shards: number): number[] {
  const there = partsIn(folder);
  return Array.from({ length: shards }, (_, index) => index).filter((index) =>
    partsOf(manifest, { index, of: shards }).some((part) => !there.has(part)),
  );
}

/**
 * Writes the script of an array job and submits it, for the shards that miss parts.
 * @throws BadInput when SLURM is not there or refuses
 */
export function submitToSlurm(
  folder: string,
  manifest: Manifest,
  { options, submit }: { readonly options: readonly string[]; readonly submit: boolean },
  terminal: Terminal,
): void {
  const shards = Math.min(manifest.parts, longestArray() - 1);
  const open = openShards(folder, manifest, shards);
  if (open.length === 0) {
    terminal.out("every part is there: nothing to submit\n");
    return;
  }
  const script = join(folder, "slurm.sh");
  writeFile(".", script, slurmScript(resolve(folder), shards, options));
  if (!submit) {
    terminal.out(`wrote ${script}; sbatch --array=${ranges(open)} ${script} submits it\n`);
    return;
  }
  const job = told("sbatch", ["--parsable", `--array=${ranges(open)}`, script]).trim();
  const known =
    statOf(join(folder, JOBS_FILE)) === undefined
      ? ""
      : readFileSync(join(folder, JOBS_FILE), "utf8");
  writeFile(".", join(folder, JOBS_FILE), `${known}${job.split(";")[0] ?? job}\n`);
  terminal.out(
    `submitted job ${job}: ${count(open.length, "task")} for the parts that are missing\n`,
  );
}

/** The script of one task; the shell puts the task's number in. */
function slurmScript(folder: string, shards: number, options: readonly string[]): string {
  const command = [process.execPath, ...process.execArgv, resolve(process.argv[1] ?? "cidery")];
  return `#!/bin/sh
#SBATCH --job-name=cidery-sweep
#SBATCH --output=${folder}/slurm-%A_%a.log
#SBATCH --requeue
${options.map((option) => `#SBATCH ${option}\n`).join("")}exec ${command.map(shellWord).join(" ")} sweep run ${shellWord(folder)} --jobs "\${SLURM_CPUS_PER_TASK:-1}" --shard "$((SLURM_ARRAY_TASK_ID + 1))/${shards}"
`;
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
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

function longestArray(): number {
  try {
    const config = execFileSync("scontrol", ["show", "config"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const limit = Number(/^MaxArraySize\s*=\s*(\d+)/mu.exec(config)?.[1]);
    return limit > 1 ? limit : USUAL_ARRAY;
  } catch {
    return USUAL_ARRAY;
  }
}

function told(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { readonly stderr?: string };
    if (code === "ENOENT")
      throw new BadInput(
        `${program} is not installed here`,
        "run this where SLURM's commands are; --no-submit only writes the script",
      );
    throw new BadInput(`${program} refuses: ${(stderr ?? "").trim()}`);
  }
}

/** How far the sweep is, and what SLURM says of its jobs. */
export function tellStatus(folder: string, manifest: Manifest, terminal: Terminal): void {
  const there = partsIn(folder);
  const left = partsOf(manifest, undefined).filter((part) => !there.has(part));
  terminal.out(`${manifest.parts - left.length} of ${count(manifest.parts, "part")}\n`);
  if (left.length > 0) terminal.out(`missing: ${ranges(left.map((part) => part + 1))}\n`);
  const jobs = join(folder, JOBS_FILE);
  if (statOf(jobs) === undefined) return;
  const ids = readFileSync(jobs, "utf8").trim().split("\n").join(",");
  try {
    const states = told("squeue", ["--noheader", "--array", "--format=%T", `--jobs=${ids}`]).trim();
    const counted = new Map<string, number>();
    for (const state of states === "" ? [] : states.split("\n"))
      counted.set(state, (counted.get(state) ?? 0) + 1);
    const all = [...counted].map(([state, n]) => `${n} ${state.toLowerCase()}`).join(", ");
    terminal.out(`tasks in the queue: ${all === "" ? "none" : all}\n`);
  } catch {
    // Jobs that ended long ago are unknown to the queue.
    terminal.out("tasks in the queue: none\n");
  }
}

/** An Indexed Job: each completion is a shard; the folder is a volume that all pods see. */
export function kubernetesJob(
  manifest: Manifest,
  {
    image,
    volume,
    parallelism,
  }: { readonly image: string; readonly volume: string; readonly parallelism: number },
): string {
  const name = `cidery-sweep-${manifest.hash.slice(0, 8)}`;
  const shell = `exec cidery sweep run /sweep --shard "$((JOB_COMPLETION_INDEX + 1))/${manifest.parts}"`;
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: ${name}
spec:
  completionMode: Indexed
  completions: ${manifest.parts}
  parallelism: ${Math.min(parallelism, manifest.parts)}
  backoffLimitPerIndex: 5
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: shard
          image: ${JSON.stringify(image)}
          command: ["/bin/sh", "-c", ${JSON.stringify(shell)}]
          volumeMounts:
            - { name: sweep, mountPath: /sweep }
      volumes:
        - name: sweep
          persistentVolumeClaim: { claimName: ${JSON.stringify(volume)} }
`;
}
