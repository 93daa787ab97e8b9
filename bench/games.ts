/**
 * The games of ../shared/instances/games against the figures recorded for Gambit (gamesData.ts),
 * and side by side with Gambit's commands where they are installed.
 *
 *   npx tsx bench/games.ts [--only 12x12,kuhn] [--runs 9] [--json]
 *
 * Columns, CPU milliseconds:
 *   first   the first call in this process for this file: reading it and a cold compiler included,
 *   again   the median of the following calls, reading not included,
 *   Gambit  the better of its exact and floating figures; those include about 2 ms for starting.
 * Every equilibrium is checked: `regret` is the largest, relative to the payoff range.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readEfg, readNfg } from "../packages/core/src/formats/index.ts";
import type { ExtensiveGame, NormalFormGame } from "../packages/core/src/model/index.ts";
import type { LinearSolver } from "../packages/core/src/solve/index.ts";
import {
  extensiveEquilibria,
  extremeEquilibria,
  lemkeHowson,
  linearSolver,
  payoffScale,
  pureEquilibria,
  solveSequenceFormWith,
  solveZeroSumWith,
} from "../packages/core/src/solve/index.ts";
import type { GambitFigure, GameTask } from "./gamesData.ts";
import { GAMBIT, HIGHS_ZERO_SUM_50 } from "./gamesData.ts";
import { keep } from "./results.ts";

const INSTANCES = join(dirname(fileURLToPath(import.meta.url)), "../../shared/instances/games");

export interface GameResult {
  readonly file: string;
  readonly task: GameTask;
  readonly method: string;
  readonly first: number;
  readonly again: number;
  readonly equilibria: number;
  /** Largest regret relative to the payoff range. */
  readonly regret: number;
  /** The better of Gambit's recorded figures; null when it did not finish. */
  readonly recorded: number | null;
  readonly recordedEquilibria: number | null;
  /** Gambit's command now, on this machine; undefined when it is not installed. */
  readonly sideBySide: number | undefined;
}

interface Answer {
  readonly equilibria: number;
  readonly regret: number;
}

export function benchGame(figure: GambitFigure, solver: LinearSolver, runs: number): GameResult {
  const [file, task, exact, floating, count] = figure;
  const path = isAbsolute(file) ? file : join(INSTANCES, file);
  const start = cpu();
  const method = file.endsWith(".efg")
    ? treeMethod(readTree(path), task, solver)
    : matrixMethod(readMatrix(path), task, solver);
  let answer = method.run();
  const first = cpu() - start;
  const times: number[] = [];
  for (const begin = performance.now(); performance.now() - begin < 100 || times.length < runs; ) {
    const before = cpu();
    answer = method.run();
    times.push(cpu() - before);
    if (performance.now() - begin > 3_000) break;
  }
  const recorded = [exact, floating].filter((ms) => ms !== null);
  return {
    file,
    task,
    method: method.name,
    first,
    again: median(times),
    ...answer,
    recorded: recorded.length > 0 ? Math.min(...recorded) : null,
    recordedEquilibria: count,
    sideBySide: gambit(path, task),
  };
}

interface Method {
  readonly name: string;
  readonly run: () => Answer;
}

function matrixMethod(game: NormalFormGame, task: GameTask, solver: LinearSolver): Method {
  const scale = payoffScale(game);
  const summary = (list: readonly { readonly regret: number }[]): Answer => ({
    equilibria: list.length,
    regret: Math.max(0, ...list.map((one) => one.regret)) / scale,
  });
  switch (task) {
    case "pure":
      return { name: "enumeration", run: () => summary(pureEquilibria(game).equilibria) };
    case "zero-sum":
      return { name: "linear program", run: () => summary([solveZeroSumWith(solver, game)]) };
    case "one":
      return { name: "Lemke–Howson", run: () => summary([lemkeHowson(game)]) };
    case "all":
    case "accessible":
      return { name: "vertices", run: () => summary(extremeEquilibria(game).equilibria) };
  }
}

function treeMethod(game: ExtensiveGame, task: GameTask, solver: LinearSolver): Method {
  const payoffs = game.nodes.flatMap((node) => (node.kind === "terminal" ? node.payoffs : []));
  const scale = Math.max(...payoffs) - Math.min(...payoffs);
  const summary = (list: readonly { readonly regret: number }[]): Answer => ({
    equilibria: list.length,
    regret: Math.max(0, ...list.map((one) => one.regret)) / scale,
  });
  const zeroSum = game.nodes.every(
    (node) => node.kind !== "terminal" || node.payoffs.reduce((sum, u) => sum + u, 0) === 0,
  );
  if (task === "zero-sum" || (task === "one" && zeroSum)) {
    return { name: "sequence form", run: () => summary([solveSequenceFormWith(solver, game)]) };
  }
  const kind = task === "pure" ? "pure" : "mixed";
  return {
    name: task === "pure" ? "enumeration" : task === "one" ? "Lemke–Howson" : "vertices",
    run: () => summary(extensiveEquilibria(game, { kind, all: task !== "one" }).equilibria),
  };
}

function readMatrix(path: string): NormalFormGame {
  const read = readNfg(readFileSync(path, "utf8"));
  if (!read.ok) throw new Error(`${path}: ${read.diagnostics[0]?.message}`);
  return read.value;
}

function readTree(path: string): ExtensiveGame {
  const read = readEfg(readFileSync(path, "utf8"));
  if (!read.ok) throw new Error(`${path}: ${read.diagnostics[0]?.message}`);
  return read.value;
}

const COMMANDS: Readonly<Record<GameTask, readonly [string, ...string[]]>> = {
  pure: ["gambit-enumpure"],
  all: ["gambit-enummixed", "-d", "6"],
  "zero-sum": ["gambit-lp", "-d", "6"],
  one: ["gambit-lcp", "-e", "1"],
  accessible: ["gambit-lcp"],
};

/** Elapsed milliseconds of Gambit's command, or undefined when there is none or it failed. */
function gambit(path: string, task: GameTask): number | undefined {
  const [command, ...options] = COMMANDS[task];
  if (!installed(command)) return undefined;
  const begin = performance.now();
  const run = spawnSync(command, ["-q", ...options, path], { timeout: 60_000 });
  const elapsed = performance.now() - begin;
  return run.status === 0 ? elapsed : undefined;
}

function installed(command: string): boolean {
  return (process.env["PATH"] ?? "").split(":").some((folder) => existsSync(join(folder, command)));
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      runs: { type: "string", default: "5" },
      json: { type: "boolean", default: false },
    },
  });
  const wanted = values.only?.split(",");
  const figures = GAMBIT.filter(([file]) => wanted?.some((part) => file.includes(part)) ?? true);
  const solver = await linearSolver();
  const results: GameResult[] = [];
  if (!values.json)
    console.log(
      "file                                          task        method           first    again   Gambit  ×    found  regret",
    );
  for (const figure of figures) {
    const one = benchGame(figure, solver, Number(values.runs));
    results.push(one);
    keep(results);
    if (!values.json) console.log(line(one));
  }
  if (values.json) {
    console.log(JSON.stringify(results));
    return;
  }
  const ratios = results.flatMap((one) =>
    one.recorded === null ? [] : [one.recorded / one.again],
  );
  const mean = Math.exp(ratios.reduce((sum, x) => sum + Math.log(x), 0) / ratios.length);
  console.log(`geometric mean of Gambit / again over ${ratios.length} rows: ${mean.toFixed(1)}`);
  console.log(`HiGHS, warmed, on the 50×50 zero-sum game: recorded ${HIGHS_ZERO_SUM_50} ms`);
  if (!installed("gambit-enummixed"))
    console.log("Gambit is not installed here: recorded figures only");
}

function line(one: GameResult): string {
  const ms = (x: number | null | undefined): string =>
    x === null || x === undefined ? "–" : x.toFixed(x < 10 ? 2 : 0);
  const ratio = one.recorded === null ? "–" : (one.recorded / one.again).toFixed(1);
  return [
    one.file.padEnd(45),
    one.task.padEnd(11),
    one.method.padEnd(14),
    ms(one.first).padStart(7),
    ms(one.again).padStart(8),
    ms(one.recorded).padStart(8),
    ratio.padStart(6),
    `${one.equilibria}/${one.recordedEquilibria ?? "–"}`.padStart(7),
    one.regret.toExponential(0).padStart(7),
    one.sideBySide === undefined ? "" : `now ${ms(one.sideBySide)}`,
  ].join(" ");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
