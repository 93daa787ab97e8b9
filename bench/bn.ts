/**
 * All marginals, and one posterior, with evidence on the networks of ../shared/instances/bn,
 * against the figures recorded for aGrUM (see bnData.ts) and against the memory of this machine.
 *
 *   npx tsx bench/bn.ts [--nets alarm,munin4] [--runs 5] [--no-evidence] [--json]
 *
 * Columns, CPU milliseconds of this process, median of the runs, after warming up the compiler:
 *   compile  order search and contraction tree, given which variables are observed,
 *   first    compile + allocate + both passes + all marginals: what a program pays that asks once.
 *            Compared with the peer, whose figure is taken to be of one inference object made and
 *            run, its triangulation included.
 *   again    both passes over every table and all marginals on the compiled tree,
 *   query    one posterior from the network: pruning, order search, one pass up.
 * peer is the best of the peer's methods. error is the largest relative deviation from the recorded
 * P(evidence) and marginals, where they exist, with all tables rounded to single precision first,
 * as the peer's BIF reader does. GB/s counts every clique table as read and written once in each
 * of the two passes, which is what an engine that stores clique tables cannot avoid.
 */
import { parseArgs } from "node:util";
import { bifFactors } from "../packages/core/src/formats/index.ts";
import type { Calibrated, Evidence } from "../packages/core/src/probability/index.ts";
import { JunctionTree, posterior } from "../packages/core/src/probability/index.ts";
import type { ReferenceAnswer } from "./bnData.ts";
import {
  AGRUM,
  evidenceByName,
  networkNames,
  readNetwork,
  referenceAnswers,
  sampledEvidence,
} from "./bnData.ts";
import { keep } from "./results.ts";

export interface BnResult {
  readonly net: string;
  readonly variables: number;
  readonly observed: number;
  readonly largestLog2: number;
  readonly totalEntries: number;
  readonly products: number;
  readonly compile: number;
  readonly first: number;
  readonly again: number;
  /** The better of the peer's two methods; null when it was stopped, undefined when not run. */
  readonly peer: number | null | undefined;
  readonly query: number;
  readonly peerQuery: number | null | undefined;
  /** GB/s if every clique table is read and written once in each of the two passes. */
  readonly gigabytesPerSecond: number;
  /** Largest relative error against the recorded answers; null without any. */
  readonly error: number | null;
  readonly logProbability: number;
}

export function benchNetwork(net: string, runs: number, withEvidence: boolean = true): BnResult {
  const bif = readNetwork(net);
  const network = bifFactors(bif);
  const answer = referenceAnswers(net)[0];
  const recorded = answer ? evidenceByName(bif, answer.evidence) : sampledEvidence(bif, 1);
  const evidence = withEvidence ? recorded : new Map<number, number>();
  const observed = [...evidence.keys()];
  const target = answer
    ? bif.variables.findIndex((variable) => variable.name === answer.target)
    : bif.variables.findIndex((_, v) => !evidence.has(v));
  const compile: number[] = [];
  const first: number[] = [];
  const again: number[] = [];
  const query: number[] = [];
  let tree = JunctionTree.compile(network, { observed });
  let last = allMarginals(tree, evidence);
  // Short ones are warmed up and run often, very long ones less often than asked.
  const begin = performance.now();
  const spent = (): number => performance.now() - begin;
  const warmUp = 30;
  const isShort = tree.order.totalEntries < 1e6;
  for (let run = isShort ? -warmUp : 0; run < runs + (isShort ? 30 : 0); run++) {
    if (run > 0 && spent() > 20_000) break;
    const start = cpu();
    tree = JunctionTree.compile(network, { observed });
    const compiled = cpu();
    last = allMarginals(tree, evidence);
    const done = cpu();
    touchEveryFactor(tree);
    const before = cpu();
    last = allMarginals(tree, evidence);
    const repeated = cpu();
    posterior(network, [target], { evidence });
    const asked = cpu();
    if (run < 0) continue;
    compile.push(compiled - start);
    first.push(done - start);
    again.push(repeated - before);
    query.push(asked - repeated);
  }
  let error: number | null = null;
  if (answer && withEvidence) {
    tree.replaceFactors(
      new Map(
        network.factors.map((factor, i) => [
          i,
          { ...factor, values: factor.values.map(Math.fround) },
        ]),
      ),
    );
    error = worstError(
      bif.variables.map((v) => v.name),
      answer,
      tree.propagate(evidence),
    );
  }
  const peer = AGRUM[net];
  return {
    net,
    variables: bif.variables.length,
    observed: observed.length,
    largestLog2: Math.log2(tree.order.largestEntries),
    totalEntries: tree.order.totalEntries,
    products: tree.products,
    compile: median(compile),
    first: median(first),
    again: median(again),
    peer: best(withEvidence ? peer?.evidence : peer?.noEvidence),
    query: median(query),
    peerQuery: withEvidence ? best(peer?.query) : undefined,
    gigabytesPerSecond: (32 * tree.order.totalEntries) / median(again) / 1e6,
    error,
    logProbability: last.logProbability,
  };
}

function best(figures: readonly (number | null)[] | undefined): number | null | undefined {
  const known = figures?.filter((ms) => ms !== null);
  return known && (known.length > 0 ? Math.min(...known) : null);
}

function allMarginals(tree: JunctionTree, evidence: Evidence): Calibrated {
  const calibrated = tree.propagate(evidence);
  calibrated.marginals();
  return calibrated;
}

/** Equal tables under new identities, so that nothing computed before is used again. */
function touchEveryFactor(tree: JunctionTree): void {
  tree.replaceFactors(new Map(tree.network.factors.map((factor, i) => [i, { ...factor }])));
}

function worstError(
  names: readonly string[],
  answer: ReferenceAnswer,
  calibrated: Calibrated,
): number {
  const relative = (x: number, y: number): number => Math.abs(x - y) / Math.max(Math.abs(y), 1e-12);
  let worst = relative(calibrated.probabilityOfEvidence, answer.pEvidence);
  const posterior = calibrated.marginal(names.indexOf(answer.target));
  for (const [i, p] of answer.posterior.entries()) {
    worst = Math.max(worst, Math.abs((posterior[i] as number) - p));
  }
  for (const [name, most] of Object.entries(answer.marginalMax ?? {})) {
    const marginal = calibrated.marginal(names.indexOf(name));
    worst = Math.max(worst, relative(Math.max(...marginal), most));
  }
  return worst;
}

/** GB/s of copying 128 MiB, bytes read and written both counted; the best of several. */
export function memoryBandwidth(): number {
  const entries = 2 ** 24;
  const from = new Float64Array(entries).fill(1);
  const to = new Float64Array(entries);
  let best = 0;
  for (let i = 0; i < 8; i++) {
    const start = cpu();
    to.set(from);
    best = Math.max(best, (16 * entries) / (cpu() - start) / 1e6);
  }
  return best;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function geometricMean(numbers: readonly number[]): number {
  return Math.exp(numbers.reduce((sum, x) => sum + Math.log(x), 0) / numbers.length);
}

export function main(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      nets: { type: "string" },
      runs: { type: "string", default: "5" },
      "no-evidence": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const nets = values.nets?.split(",") ?? networkNames();
  const bandwidth = memoryBandwidth();
  const results: BnResult[] = [];
  if (!values.json) {
    console.log(`memory: ${bandwidth.toFixed(1)} GB/s copied (read + written)`);
    console.log(
      "network     vars  obs  log2  entries  compile    first    again     peer  ×first  ×again   GB/s  error    query     peer  ×query",
    );
  }
  for (const net of nets) {
    const result = benchNetwork(net, Number(values.runs), !values["no-evidence"]);
    results.push(result);
    if (!values.json) console.log(line(result));
  }
  const asked = results.filter((result) => typeof result.peerQuery === "number");
  const compared = results.filter((result) => typeof result.peer === "number");
  const ratio = (pick: "first" | "again"): number =>
    geometricMean(compared.map((result) => (result.peer as number) / result[pick]));
  const largest = [...results].sort((a, b) => b.totalEntries - a.totalEntries).slice(0, 4);
  const summary = {
    memoryGigabytesPerSecond: bandwidth,
    compared: compared.length,
    timesFasterFirst: ratio("first"),
    timesFasterAgain: ratio("again"),
    timesFasterQuery: geometricMean(asked.map((r) => (r.peerQuery as number) / r.query)),
    largest: largest.map(({ net, gigabytesPerSecond }) => ({
      net,
      gigabytesPerSecond,
      memoryBoundOver: bandwidth / gigabytesPerSecond,
    })),
  };
  keep({ summary, results });
  if (values.json) {
    console.log(JSON.stringify({ summary, results }, undefined, 1));
    return;
  }
  console.log(
    `\ngeometric mean over ${compared.length} networks with a recorded figure: ` +
      `${summary.timesFasterFirst.toFixed(1)}× faster from scratch, ` +
      `${summary.timesFasterAgain.toFixed(1)}× on the compiled tree; ` +
      `one query ${summary.timesFasterQuery.toFixed(1)}×`,
  );
  for (const { net, gigabytesPerSecond, memoryBoundOver } of summary.largest) {
    console.log(
      `${net}: ${gigabytesPerSecond.toFixed(1)} GB/s of clique tables, ` +
        `${memoryBoundOver.toFixed(1)}× the time the memory would need`,
    );
  }
}

function line(result: BnResult): string {
  const ms = (x: number): string => x.toFixed(x < 100 ? 2 : 0).padStart(9);
  const { peer, peerQuery } = result;
  const times = (other: number | null | undefined, x: number): string =>
    (typeof other === "number" ? (other / x).toFixed(1) : "").padStart(8);
  const peers = (x: number | null | undefined): string =>
    x === null ? "  stopped" : x === undefined ? "        –" : ms(x);
  return [
    result.net.padEnd(10),
    String(result.variables).padStart(6),
    String(result.observed).padStart(5),
    result.largestLog2.toFixed(1).padStart(6),
    result.totalEntries.toExponential(1).padStart(9),
    ms(result.compile),
    ms(result.first),
    ms(result.again),
    peers(peer),
    times(peer, result.first),
    times(peer, result.again),
    result.gigabytesPerSecond.toFixed(1).padStart(7),
    result.error === null ? "      –" : result.error.toExponential(0).padStart(7),
    ms(result.query),
    peers(peerQuery),
    times(peerQuery, result.query),
  ].join("");
}

if (process.argv[1]?.endsWith("bn.ts")) main(process.argv.slice(2));
