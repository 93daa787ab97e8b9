/**
 * Every bench in a process of its own, one after another; their tables, then each target of the
 * project as met, missed or not measured. What is missing (a peer, ../shared) is said, not guessed.
 *
 *   npm run bench [-- names…] [--quick] [--json]
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { RESULTS } from "./results.ts";
import type { Judgement } from "./targets.ts";
import { JUDGES } from "./targets.ts";

interface Bench {
  readonly name: string;
  /** Arguments of the smoke run; undefined: not part of it. */
  readonly quick: readonly string[] | undefined;
  /** A folder it cannot do without, from the repository's root. */
  readonly needs?: string;
  /** Minutes after which it is stopped. */
  readonly minutes: number;
}

const BENCHES: readonly Bench[] = [
  { name: "graph", quick: ["--quick"], minutes: 10 },
  {
    name: "bn",
    quick: ["--nets", "asia,alarm,insurance", "--runs", "2"],
    needs: "../shared/instances/bn",
    minutes: 30,
  },
  {
    name: "limid",
    quick: ["--only", "pigs-4,pigs-10,chain-10-3", "--limit", "5"],
    needs: "../shared/instances/limid-generated",
    minutes: 60,
  },
  { name: "decisionProgramming", quick: ["--quick"], minutes: 60 },
  { name: "mdp", quick: [], minutes: 10 },
  {
    name: "games",
    quick: ["--only", "kuhn_poker.efg,6x6_game,5x5", "--runs", "1"],
    needs: "../shared/instances/games",
    minutes: 30,
  },
  { name: "pycid", quick: ["--quick"], minutes: 40 },
  { name: "slider", quick: ["--quick"], minutes: 10 },
  { name: "workbench", quick: undefined, needs: "apps/workbench/dist", minutes: 10 },
];

const HERE = dirname(fileURLToPath(import.meta.url));

function main(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const { quick, json } = values;
  const names = BENCHES.map(({ name }) => name);
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`no bench called ${unknown.join(", ")}; there are ${names.join(", ")}`);
    return 2;
  }
  const say = (text: string): void => {
    if (!json) console.log(text);
  };
  const machine = machineFacts();
  say(machine.text);
  const folder = mkdtempSync(join(tmpdir(), "cidery-bench-"));
  const figures: Record<string, unknown> = {};
  const judgements: Judgement[] = [];
  for (const bench of BENCHES) {
    const { name } = bench;
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    say(`\n── ${name} ──`);
    const lacking = (reason: string): void => {
      judgements.push({ bench: name, target: "all", verdict: "not measured", figure: reason });
      say(`not measured: ${reason}`);
    };
    if (quick && bench.quick === undefined) {
      lacking("left out of a quick run");
      continue;
    }
    if (bench.needs !== undefined && !existsSync(join(HERE, "..", bench.needs))) {
      lacking(`${bench.needs} is missing`);
      continue;
    }
    const file = join(folder, `${name}.json`);
    const run = spawnSync(
      process.execPath,
      [...process.execArgv, join(HERE, `${name}.ts`), ...(quick ? (bench.quick ?? []) : [])],
      {
        env: { ...process.env, [RESULTS]: file },
        stdio: ["ignore", json ? "ignore" : "inherit", "inherit"],
        timeout: bench.minutes * 60_000,
      },
    );
    const judge = JUDGES[name];
    if (run.status !== 0)
      lacking(
        run.error === undefined
          ? `ended with ${run.status ?? run.signal}`
          : `stopped: ${run.error.message}`,
      );
    else if (judge === undefined) lacking("its goals stand in its own table");
    else if (!existsSync(file)) lacking("it left no figures");
    else {
      const found = JSON.parse(readFileSync(file, "utf8")) as never;
      figures[name] = found;
      judgements.push(...judge(found).map((one) => ({ bench: name, ...one })));
    }
  }
  rmSync(folder, { recursive: true });
  if (json) {
    const { text: _, ...facts } = machine;
    console.log(JSON.stringify({ machine: facts, quick, judgements, figures }, undefined, 1));
  } else printSummary(judgements, quick);
  return 0;
}

interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly gigabytes: number;
  readonly node: string;
  readonly load: number;
  readonly text: string;
}

function machineFacts(): Machine {
  const list = cpus();
  const load = loadavg()[0] as number;
  const facts = {
    cores: list.length,
    processor: list[0]?.model ?? "unknown processor",
    gigabytes: totalmem() / 1e9,
    node: process.version,
    load,
  };
  const text = `${facts.cores} cores, ${facts.processor}, ${facts.gigabytes.toFixed(0)} GB, Node ${facts.node}, load average ${load.toFixed(2)}`;
  const busy =
    load > 1
      ? `\nWARNING: the machine is busy (load average ${load.toFixed(2)} > 1); times are too long and ratios unsteady`
      : "";
  return { ...facts, text: text + busy };
}

function printSummary(judgements: readonly Judgement[], quick: boolean): void {
  console.log(`\n── targets${quick ? ", from a quick run: not for the record" : ""} ──`);
  const width = Math.max(...judgements.map(({ bench }) => bench.length));
  for (const { bench, target, verdict, figure } of judgements)
    console.log(
      `${verdict.padEnd(12)}  ${bench.padEnd(width)}  ${target}${figure === "" ? "" : `: ${figure}`}`,
    );
  const count = (verdict: Judgement["verdict"]): number =>
    judgements.filter((one) => one.verdict === verdict).length;
  console.log(
    `${count("met")} met, ${count("missed")} missed, ${count("not measured")} not measured`,
  );
}

process.exitCode = main(process.argv.slice(2));
