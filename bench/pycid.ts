/**
 * What PyCID can do, at growing size, side by side: graph criteria as whole lists, the reduction,
 * the relevance graph, optimal policy with its value, worth of information, a query, equilibria.
 *
 *   CIDERY_PYCID_PYTHON=/path/to/python npx tsx bench/pycid.ts [--quick] [--limit 60] [--minutes 30] [--record]
 *
 * The variable (or CIDERY_PEERS_PYTHON) names a Python that can import pycid; without it the figures are those recorded in
 * bench/recorded/pycid.json (when, on what and how busy is printed). Columns: milliseconds of the
 * fastest run (PyCID's CPU time, ours elapsed), both sides warm, each run on a fresh copy of the
 * model, building it not timed.
 * `agree` compares the answers; of ne and spe only the number found is shown, because PyCID lists
 * what Gambit finds on reduced strategies and Cidery counts full rules. `--record` replaces the
 * recorded figures by this run.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Analysis } from "../packages/core/src/structure/index.ts";
import { judge, sweep } from "../packages/core/src/incentives/index.ts";
import { analyse, minimalReduction, relevanceEdges } from "../packages/core/src/structure/index.ts";
import type { InfluenceDiagram } from "../packages/core/src/model/index.ts";
import { criterionNamed } from "../packages/core/src/incentives/index.ts";
import {
  equilibria,
  query,
  solveSingleAgent,
  uniformPolicy,
  valueOfInformation,
} from "../packages/core/src/solve/index.ts";
import type { Operation, PeerModel } from "./pycidModels.ts";
import { peerDiagram, peerModels } from "./pycidModels.ts";
import { keep } from "./results.ts";

type Answer = number | readonly string[];

interface PeerFigure {
  readonly id: string;
  readonly operation: Operation;
  /** Null when PyCID was stopped or refused; `why` says which. */
  readonly ms: number | null;
  readonly why?: string;
  readonly runs?: number;
  readonly answer?: Answer;
}

interface PeerRun {
  readonly date: string;
  readonly machine: string;
  readonly load: string;
  readonly limitSeconds: number;
  readonly versions: Readonly<Record<string, string | null>>;
  readonly figures: readonly PeerFigure[];
}

interface Row {
  readonly id: string;
  readonly family: string;
  readonly operation: Operation;
  readonly size: number;
  readonly ms: number;
  readonly peer: number | null | undefined;
  readonly why: string | undefined;
  readonly ratio: number | undefined;
  readonly agree: boolean | string;
}

const TARGET = 1000;
const HERE = dirname(fileURLToPath(import.meta.url));
const RECORDED = join(HERE, "recorded/pycid.json");
const RUNNER = join(HERE, "peers/pycid_runner.py");

function ask(model: PeerModel, diagram: InfluenceDiagram, operation: Operation): Answer {
  const { structure } = diagram;
  const name = (v: number): string => (model.nodes[v] as { name: string }).name;
  const link = ([from, to]: readonly number[]): string =>
    `${name(from as number)}->${name(to as number)}`;
  switch (operation) {
    case "requisite":
      return minimalReduction(analyse(structure))
        .removed.map((removed) => link(removed.link))
        .sort();
    case "voi":
      return present(analyse(structure), "value-of-information", name);
    case "ri":
      return present(analyse(structure), "response-incentive", name);
    case "ici":
      return present(analyse(structure), "instrumental-control-incentive", name);
    case "voc":
      return presentForAgent(analyse(structure), name);
    case "relevance":
      return relevanceEdges(analyse(structure)).map(link).sort();
    case "policy":
      return solveSingleAgent(diagram).value.get(0) ?? Number.NaN;
    case "worth":
      return valueOfInformation(diagram, structure.decisions[0] as number, model.target).value;
    case "query": {
      const policy = uniformPolicy(diagram);
      const answer = query(diagram, { of: [model.target], policy });
      return answer.kind === "impossible" ? Number.NaN : (answer.probabilities[0] as number);
    }
    case "patterns": {
      const analysis = analyse(structure);
      const motivated = (decision: number): boolean =>
        judge(analysis, "reasoning-pattern", { decision }).kind === "present";
      return structure.decisions.filter(motivated).map(name).sort();
    }
    case "ne":
      return equilibria(diagram, { kind: "mixed" }).equilibria.length;
    case "spe":
      return equilibria(diagram, { kind: "subgame-perfect", randomise: "always" }).equilibria
        .length;
  }
}

function present(analysis: Analysis, criterion: string, name: (v: number) => string): string[] {
  const outcomes = criterionNamed(criterion)?.outcomes ?? [];
  return analysis.structure.decisions
    .flatMap((d) =>
      [...sweep(analysis, criterion, d)].flatMap((code, v) =>
        outcomes[code]?.kind === "present" ? [`${name(d)}:${name(v)}`] : [],
      ),
    )
    .sort();
}

function presentForAgent(analysis: Analysis, name: (v: number) => string): string[] {
  const outcomes = criterionNamed("value-of-control")?.outcomes ?? [];
  return [...sweep(analysis, "value-of-control", 0)]
    .flatMap((code, v) => (outcomes[code]?.kind === "present" ? [name(v)] : []))
    .sort();
}

/** The fastest of many runs, after a warm-up, each on a diagram made anew. */
function measure(model: PeerModel, operation: Operation, milliseconds: number): number {
  let least = Number.POSITIVE_INFINITY;
  const begin = performance.now();
  for (let runs = 0; runs < 20 || performance.now() - begin < milliseconds; runs++) {
    const diagram = peerDiagram(model);
    const start = performance.now();
    ask(model, diagram, operation);
    least = Math.min(least, performance.now() - start);
    if (performance.now() - begin > 20 * milliseconds) break;
  }
  return least;
}

/** The peer's figures now, or why there are none. */
function runPeer(
  models: readonly PeerModel[],
  limit: number,
  budget: number,
  minutes: number,
): PeerRun | string {
  const python = process.env["CIDERY_PYCID_PYTHON"] ?? process.env["CIDERY_PEERS_PYTHON"];
  if (python === undefined || python === "")
    return "peer not present: neither CIDERY_PYCID_PYTHON nor CIDERY_PEERS_PYTHON is set";
  const load = (): string =>
    loadavg()
      .map((x) => x.toFixed(1))
      .join(" ");
  const before = load();
  const input = JSON.stringify({ limit, budget, models });
  const run = spawnSync(python, [RUNNER], {
    input,
    encoding: "utf8",
    maxBuffer: 1e8,
    timeout: minutes * 60_000,
  });
  const lines = (run.stdout ?? "").split("\n").slice(0, -1); // the last may be cut off
  const [first, ...rest] = lines.map((line) => JSON.parse(line) as unknown);
  if (first === undefined) {
    const reason = run.error?.message ?? run.stderr.trim().split("\n").at(-1);
    return `peer not present: ${python}: ${reason}`;
  }
  return {
    date: new Date().toISOString().slice(0, 16),
    machine: `${cpus().length} cores, ${cpus()[0]?.model ?? "unknown processor"}`,
    load: `${before} before, ${load()} after`,
    limitSeconds: limit,
    versions: (first as Pick<PeerRun, "versions">).versions,
    figures: rest as PeerFigure[],
  };
}

function recordedRun(): PeerRun | undefined {
  if (!existsSync(RECORDED)) return undefined;
  return JSON.parse(readFileSync(RECORDED, "utf8")) as PeerRun;
}

function agreement(
  model: PeerModel,
  operation: Operation,
  ours: Answer,
  theirs?: Answer,
): Row["agree"] {
  if (theirs === undefined) return "";
  if (operation === "ne" || operation === "spe") return `${String(ours)}/${String(theirs)} found`;
  if (typeof ours === "number" && typeof theirs === "number")
    return Math.abs(ours - theirs) < 1e-6 * Math.max(1, Math.abs(ours));
  const same = JSON.stringify(ours) === JSON.stringify(theirs);
  return same || `no: ${model.id} ${operation}`;
}

export function main(args: readonly string[]): void {
  const { values: options } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      record: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      limit: { type: "string" },
      minutes: { type: "string", default: "30" },
    },
  });
  const { quick } = options;
  const models = peerModels(quick);
  const limit = Number(options.limit ?? (quick ? 5 : 60));
  const peer = runPeer(models, limit, quick ? 0.1 : 0.5, Number(options.minutes));
  const present = typeof peer !== "string";
  const used = present ? peer : recordedRun();
  if (options.record && present) writeFileSync(RECORDED, `${JSON.stringify(peer, undefined, 1)}\n`);
  const figures = new Map(used?.figures.map((f) => [`${f.id}|${f.operation}`, f]));
  const rows = models.flatMap((model) =>
    model.operations.map((operation): Row => {
      const figure = figures.get(`${model.id}|${operation}`);
      const ms = measure(model, operation, quick ? 30 : 300);
      const answer = ask(model, peerDiagram(model), operation);
      const { id, family, size } = model;
      return {
        id,
        family,
        operation,
        size,
        ms,
        peer: figure?.ms,
        why: figure?.why,
        ratio: typeof figure?.ms === "number" ? figure.ms / ms : undefined,
        agree: agreement(model, operation, answer, figure?.answer),
      };
    }),
  );
  const compared = rows.flatMap((row) => (row.ratio === undefined ? [] : [row.ratio]));
  const below = compared.filter((ratio) => ratio < TARGET).length;
  const summary = {
    peer: present ? "side by side" : used === undefined ? "none" : "recorded",
    note: present ? "" : peer,
    date: used?.date,
    machine: used?.machine,
    load: used?.load,
    versions: used?.versions,
    compared: compared.length,
    belowTarget: below,
    geometricMean: Math.exp(compared.reduce((sum, x) => sum + Math.log(x), 0) / compared.length),
    least: Math.min(...compared),
    target: TARGET,
  };
  keep({ summary, rows });
  if (options.json) {
    console.log(JSON.stringify({ summary, rows }, undefined, 1));
    return;
  }
  if (!present) console.log(peer);
  if (used === undefined) console.log("no recorded figures either: nothing to compare with");
  else
    console.log(
      `PyCID ${present ? "now" : "as recorded"} ${used.date}, ${used.machine}, load ${used.load}; ` +
        Object.entries(used.versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(", "),
    );
  console.log("model               operation        ms   PyCID ms         ×  agree");
  for (const row of rows) console.log(line(row));
  if (compared.length > 0)
    console.log(
      `geometric mean over ${compared.length} figures: ${summary.geometricMean.toFixed(0)}×, ` +
        `least ${summary.least.toFixed(0)}×; ${below} below the target of ${TARGET}×`,
    );
}

function line(row: Row): string {
  const peer = row.peer === null ? "stopped" : row.peer === undefined ? "" : row.peer.toFixed(1);
  const agree = row.agree === true ? "yes" : row.agree === false ? "NO" : row.agree;
  return [
    row.id.padEnd(18),
    row.operation.padEnd(9),
    row.ms.toFixed(4).padStart(10),
    peer.padStart(10),
    (row.ratio?.toFixed(0) ?? "").padStart(9),
    ` ${agree}${row.peer === null ? (row.why ?? "") : ""}`,
  ].join(" ");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
