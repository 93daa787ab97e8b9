/** What the tests of many machines share: whether a server is installed, processes and their deaths, a sweep. */
import type { ChildProcess } from "node:child_process";
import { execFile, spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join, resolve } from "node:path";

export const MAIN = resolve(import.meta.dirname, "../../dist/cli/main.js");

/** Where Debian puts servers, for those who are not root by login. */
const PLACES = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];

/** Whether all of these programs are here; says aloud when a test does not run for want of one. */
export function installed(programs: readonly string[], packages: string): boolean {
  const missing = programs.filter(
    (program) => !PLACES.some((place) => existsSync(join(place, program))),
  );
  if (missing.length === 0) return true;
  console.log(
    `NOT RUN: what needs ${missing.join(", ")}, not installed here (Debian: ${packages})`,
  );
  return false;
}

export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end. */
export async function ran(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return await new Promise((done) => {
    execFile(
      program,
      args,
      { env: { ...process.env, ...env }, maxBuffer: 2 ** 28 },
      (error, out, err) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : 255;
        done({ code, out, err });
      },
    );
  });
}

export async function cidery(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return await ran(process.execPath, [MAIN, ...args], env);
}

/** Starts a server or a worker, which a test kills. */
export function started(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(program, args, { env: { ...process.env, ...env }, stdio: "ignore" });
}

/** Ends a process by its number and waits until it is gone; one that is gone already is fine. */
export async function killed(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGKILL");
  await gone;
}

/** The processes that a process started and that still run. */
export function childrenOf({ pid }: ChildProcess): readonly number[] {
  const all = spawnSync("ps", ["-Ao", "pid=,ppid="], { encoding: "utf8" })
    .stdout.trim()
    .split("\n");
  return all.flatMap((line) => {
    const [child, parent] = line.trim().split(/\s+/u).map(Number);
    return parent === pid && child !== undefined ? [child] : [];
  });
}

/** Whether a process with this number runs; one that has ended and is not yet read of does not. */
export function runs(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

export async function pause(milliseconds: number): Promise<void> {
  await new Promise((done) => setTimeout(done, milliseconds));
}

/** Waits until it is so. @throws after the patience, with what was waited for */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patience = 60_000,
): Promise<void> {
  const end = Date.now() + patience;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(50);
  }
}

/** A port of the loopback that is free now. */
export async function freePort(): Promise<number> {
  return await new Promise((done, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => done(port));
    });
  });
}

/** Numbers from 0 to below 1, the same in every run. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Numbers of the processes whose command line has all of these words (Linux). */
export function processesWith(...words: readonly string[]): number[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/u.test(name)) return [];
    try {
      const line = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
      return words.every((word) => line.includes(word)) ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

/** A model whose points take some milliseconds each: eight looks at a hidden state before a bet. */
export function writeModel(folder: string): string {
  const path = join(folder, "looks.cid");
  const seen = Array.from({ length: 8 }, (_, i) => `L${i + 1}`);
  writeFileSync(
    path,
    `param p = 0.5 in 0..1
param pay = 1 in 0..9
chance X : bool ~ bernoulli(p)
${seen.map((look, i) => `chance ${look} : bool ~ bernoulli(if X then ${0.55 + i / 50} else 0.4)`).join("\n")}
decision D : bool sees ${seen.join(", ")}
utility U = if D then (if X then pay else -1) else 0
`,
  );
  return path;
}

/** Words that sweep the model over 400 points in 80 parts. */
export function sweepWords(model: string, out: string): string[] {
  return ["sweep", model, "--param", "p=0.01:1:0.01", "pay=1,2,3,4", "--parts", "80", "--out", out];
}

/** The rows of a sweep as CSV, point by point. @throws when it cannot be collected */
export async function rowsIn(folder: string): Promise<string> {
  const csv = join(folder, "..", `rows-${Math.random()}.csv`);
  const { code, err } = await cidery(["sweep", "collect", folder, "--csv", csv]);
  if (code !== 0) throw new Error(err);
  return readFileSync(csv, "utf8");
}
