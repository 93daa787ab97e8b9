/**
 * Peers in process, in the same run, one call after the other: pyAgrum on Bayesian networks, pygambit
 * on games, OpenSpiel on poker, Q-learning written with numpy. Figures are processor milliseconds; a ratio is the median over rounds in which the peer and
 * we take turns, so that a busy machine slows both.
 *
 *   npx tsx bench/peers.ts [--only alarm,kuhn] [--rounds 3] [--json]
 *
 * `CIDERY_PEERS_PYTHON` names a Python that can import them; without it they are installed from PyPI
 * into a folder that is thrown away. What cannot be installed is said, and not guessed.
 */
import type { ChildProcess } from "node:child_process";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { Random } from "../packages/core/src/base/index.ts";
import { bifFactors, formatNamed } from "../packages/core/src/formats/index.ts";
import { loadModel } from "../packages/core/src/language/index.ts";
import { diagramEnvironment, qLearning } from "../packages/core/src/learn/index.ts";
import { JunctionTree, posterior } from "../packages/core/src/probability/index.ts";
import type { InfluenceDiagram } from "../packages/core/src/model/index.ts";
import { linearSolver, solveSingleAgent } from "../packages/core/src/solve/index.ts";
import { evidenceByName, readNetwork, referenceAnswers } from "./bnData.ts";
import type { GameTask } from "./gamesData.ts";
import { benchGame } from "./games.ts";
import { walk } from "./mdp.ts";
import { keep } from "./results.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
const INSTANCES = join(HERE, "../../shared/instances");
/** Processor milliseconds in which code becomes quick. */
const WARM_UP = 500;
/** What is installed where nothing is named. */
const PACKAGES = [
  "pyagrum==3.3.1",
  "pygambit==17.0.0b2",
  "open_spiel==2.0.2",
  "pandas",
  "scipy",
  "numpy",
];

/** One kind of work on one instance, beside a peer. */
export interface PeerRow {
  readonly work: string;
  readonly instance: string;
  readonly peer: string;
  /** Processor milliseconds, medians over the rounds. */
  readonly ours: number;
  readonly theirs: number;
  /** Theirs by ours, the median over the rounds: above 1 we are faster. */
  readonly ratio: number;
  /** Both found the same. */
  readonly agree: boolean;
}

/** Rows with the versions of who was asked. */
export interface PeerFigures {
  readonly versions: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
  readonly rows: readonly PeerRow[];
}

/** The mean of ratios, which treats twice as fast and twice as slow alike. */
export function geometricMean(rows: readonly Pick<PeerRow, "ratio">[]): number {
  return Math.exp(rows.reduce((sum, { ratio }) => sum + Math.log(ratio), 0) / rows.length);
}

const NETWORKS = [
  "asia",
  "cancer",
  "earthquake",
  "sachs",
  "survey",
  "alarm",
  "child",
  "insurance",
  "hailfinder",
  "hepar2",
  "win95pts",
  "andes",
  "pigs",
  "water",
  "barley",
];

const GAMES: readonly (readonly [string, GameTask])[] = [
  ["openspiel/kuhn_poker.efg", "zero-sum"],
  ["gambit/poker.efg", "zero-sum"],
  ["gambit/oneill.nfg", "zero-sum"],
  ["random/zerosum-10x10-s1.nfg", "zero-sum"],
  ["random/bimatrix-10x10-s1.nfg", "one"],
  ["random/bimatrix-12x12-s1.nfg", "one"],
  ["random/bimatrix-5x5-s1.nfg", "all"],
  ["random/bimatrix-8x8-s1.nfg", "all"],
];

/** Games of OpenSpiel, and by how much its strategies may be exploitable (the sum of both agents' gains, halved). */
const SPIELS: readonly (readonly [string, number])[] = [
  ["kuhn_poker", 1e-3],
  ["leduc_poker", 2.6e-3],
  ["leduc_poker", 2.6e-4],
];

/** A peer that answers a line for a line. */
class Runner {
  readonly versions: Readonly<Record<string, string>>;
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(
    child: ChildProcess,
    lines: AsyncIterator<string>,
    versions: Readonly<Record<string, string>>,
  ) {
    this.#process = child;
    this.#lines = lines;
    this.versions = versions;
  }

  /** Undefined where the peer cannot be imported. */
  static async start(python: string, file: string): Promise<Runner | undefined> {
    const child = spawn(python, [join(HERE, "peers", file)], {
      stdio: ["pipe", "pipe", "ignore"],
    });
    child.on("error", () => undefined);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { value, done } = (await lines.next()) as IteratorResult<string, undefined>;
    if (done === true) return undefined;
    const { versions } = JSON.parse(value) as { versions: Record<string, string> };
    return new Runner(child, lines, versions);
  }

  async ask<T>(job: unknown): Promise<T> {
    this.#process.stdin?.write(`${JSON.stringify(job)}\n`);
    const { value, done } = (await this.#lines.next()) as IteratorResult<string, undefined>;
    if (done === true) throw new Error(`the peer ended at ${JSON.stringify(job)}`);
    return JSON.parse(value) as T;
  }

  end(): void {
    this.#process.stdin?.end();
  }
}

interface Pair {
  readonly ours: number;
  readonly theirs: number;
}

function row(place: Pick<PeerRow, "work" | "instance" | "peer" | "agree">, pairs: Pair[]): PeerRow {
  return {
    ...place,
    ours: median(pairs.map(({ ours }) => ours)),
    theirs: median(pairs.map(({ theirs }) => theirs)),
    ratio: median(pairs.map(({ ours, theirs }) => theirs / ours)),
  };
}

interface AgrumAnswer {
  readonly first: number;
  readonly marginals: number;
  readonly posterior: number;
  readonly again: number;
  readonly probability: number;
}

async function benchNetwork(
  net: string,
  runner: Runner,
  rounds: number,
  scratch: string,
): Promise<PeerRow[]> {
  const answer = referenceAnswers(net)[0];
  if (answer === undefined) return [];
  const file = join(scratch, `${net}.bif`);
  writeFileSync(file, gunzipSync(readFileSync(join(INSTANCES, "bn", `${net}.bif.gz`))));
  const bif = readNetwork(net);
  const network = bifFactors(bif);
  const evidence = evidenceByName(bif, answer.evidence);
  const observed = [...evidence.keys()];
  const target = bif.variables.findIndex(({ name }) => name === answer.target);
  const all = (): number => {
    const calibrated = JunctionTree.compile(network, { observed }).propagate(evidence);
    calibrated.marginals();
    return calibrated.probabilityOfEvidence;
  };
  // With a seed that it has not seen it makes order and tree anew, as the peer does with a new engine.
  let seed = 1;
  const one = (): void => void posterior(network, [target], { evidence, seed: ++seed });
  const again = (): void => void posterior(network, [target], { evidence });
  const job = { file, evidence: answer.evidence, target: answer.target };
  // Both are warm.
  for (const begin = cpu(); cpu() - begin < WARM_UP; ) {
    all();
    one();
    again();
  }
  const [marginals, single, repeated]: [Pair[], Pair[], Pair[]] = [[], [], []];
  let agree = true;
  for (let round = 0; round < rounds; round++) {
    const theirs = await runner.ask<AgrumAnswer>({ ...job, runs: 5 });
    marginals.push({ theirs: theirs.marginals, ours: medianTime(all) });
    single.push({ theirs: theirs.posterior, ours: medianTime(one) });
    repeated.push({ theirs: theirs.again, ours: medianTime(again) });
    // Its reader of BIF files rounds tables to single precision.
    agree &&= Math.abs(all() - theirs.probability) <= 1e-4 * theirs.probability;
  }
  const place = { instance: net, peer: "pyAgrum", agree };
  return [
    row({ ...place, work: "all marginals with evidence, warm" }, marginals),
    row({ ...place, work: "one posterior, warm" }, single),
    row({ ...place, work: "one posterior, asked again" }, repeated),
  ];
}

/** The first call of a process, both after reading: what a program pays that asks once. */
async function benchFirst(net: string, python: string, rounds: number, scratch: string) {
  const answer = referenceAnswers(net)[0];
  if (answer === undefined) return undefined;
  const pairs: Pair[] = [];
  const job = {
    file: join(scratch, `${net}.bif`),
    evidence: answer.evidence,
    target: answer.target,
  };
  for (let round = 0; round < rounds; round++) {
    const fresh = await Runner.start(python, "agrum_runner.py");
    if (fresh === undefined) return undefined;
    const { first: theirs } = await fresh.ask<AgrumAnswer>({ ...job, runs: 0 });
    fresh.end();
    const run = spawnSync(
      process.execPath,
      [...process.execArgv, fileURLToPath(import.meta.url), "--first", net],
      { encoding: "utf8" },
    );
    pairs.push({ theirs, ours: Number(run.stdout) });
  }
  const work = "all marginals, first call of a fresh process";
  return row({ work, instance: net, peer: "pyAgrum", agree: true }, pairs);
}

/** What `benchFirst` asks another process. */
function first(net: string): number {
  const bif = readNetwork(net);
  const evidence = evidenceByName(bif, referenceAnswers(net)[0]?.evidence ?? {});
  const network = bifFactors(bif);
  const start = cpu();
  JunctionTree.compile(network, { observed: [...evidence.keys()] })
    .propagate(evidence)
    .marginals();
  return cpu() - start;
}

interface SpielAnswer {
  readonly ms: number;
  readonly rounds: number;
  readonly exploitability: number;
}

/**
 * OpenSpiel's CFR+ until its average strategies can be exploited by no more than the aim, beside the
 * linear program on the same tree, whose answer is exact but for rounding.
 */
async function benchSpiel(
  [game, aim]: (typeof SPIELS)[number],
  runner: Runner,
  scratch: string,
): Promise<PeerRow> {
  const file = join(scratch, `${game}.efg`);
  const theirs = await runner.ask<SpielAnswer>({ game, file, aim, limit: 60 });
  const task = "zero-sum";
  const ours = benchGame([file, task, null, null, null], await linearSolver(), 3);
  return row(
    {
      work: "zero-sum to an exploitability by CFR+",
      instance: `${game}, ${aim}, ${theirs.rounds} rounds`,
      peer: "OpenSpiel",
      agree: theirs.exploitability <= aim && ours.regret <= aim,
    },
    [{ theirs: theirs.ms, ours: ours.again }],
  );
}

interface GambitAnswer {
  readonly again: number;
  readonly equilibria: number;
}

async function benchGames(
  [file, task]: (typeof GAMES)[number],
  runner: Runner,
  rounds: number,
): Promise<PeerRow> {
  const solver = await linearSolver();
  const pairs: Pair[] = [];
  let agree = true;
  for (let round = 0; round < rounds; round++) {
    const job = { file: join(INSTANCES, "games", file), task, runs: 5 };
    const theirs = await runner.ask<GambitAnswer>(job);
    const ours = benchGame([file, task, null, null, null], solver, 5);
    pairs.push({ theirs: theirs.again, ours: ours.again });
    agree &&= ours.regret < 1e-6 && (task !== "all" || ours.equilibria === theirs.equilibria);
  }
  const work = {
    "zero-sum": "zero-sum by linear program",
    one: "one equilibrium",
    all: "all equilibria",
  }[task as "zero-sum" | "one" | "all"];
  return row({ work, instance: file.replace(/^.*\//u, ""), peer: "pygambit", agree }, pairs);
}

/** Decisions as influence diagrams: who sees the state, and who remembers what was seen of it. */
const DECISIONS: readonly (readonly [work: string, name: string, make: () => InfluenceDiagram])[] =
  [
    ["best policy of an MDP", "10 steps, 6 states", () => walk(10)],
    ["best policy of an MDP", "50 steps, 6 states", () => walk(50)],
    ["best policy of an MDP", "10 steps, 30 states, 5 actions", () => wide(10, 30)],
    ["best policy of a POMDP", "5 decisions", () => hiddenState(6)],
    ["best policy of a POMDP", "6 decisions", () => hiddenState(7)],
  ];

/** A walk by −2 … 2 cells that fails one time in five, paid at the last cell. */
function wide(steps: number, cells: number): InfluenceDiagram {
  return modelOf(`agent walker
chance S[1] : {0..${cells - 1}} ~ uniform
for t in 1..${steps} {
  decision A[t] : {0..4} by walker sees S[t]
  chance S[t+1] : {0..${cells - 1}} ~ { clamp(S[t] + A[t] - 2, 0, ${cells - 1}): 0.8, S[t]: 0.2 }
  utility R[t] for walker = number(S[t+1] == ${cells - 1})
}`);
}

function hiddenState(steps: number): InfluenceDiagram {
  const file = join(HERE, "../models/frameworks/pomdp.cid");
  return modelOf(readFileSync(file, "utf8").replace("param T = 3", `param T = ${steps}`));
}

function modelOf(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((one) => one.message).join("; "));
  return diagram;
}

async function benchDecisions(
  [work, instance, make]: (typeof DECISIONS)[number],
  runner: Runner,
  rounds: number,
  scratch: string,
): Promise<PeerRow> {
  const format = formatNamed("xmlbif");
  const written = format?.write?.(make());
  if (written === undefined || !written.ok) throw new Error("it cannot be written as BIFXML");
  const file = join(scratch, "decisions.bifxml");
  writeFileSync(file, written.value);
  // Both read the file, so that both begin with tables.
  const read = format?.read?.({ name: file, text: written.value }, {});
  const diagram = read?.ok === true ? read.value.diagram : undefined;
  if (diagram === undefined) throw new Error("it cannot be read again");
  // Policy and value, as the peer; not which other actions are as good.
  const solve = (): number =>
    solveSingleAgent(diagram, undefined, { brief: true }).value.get(0) as number;
  for (const begin = cpu(); cpu() - begin < WARM_UP; ) solve();
  const pairs: Pair[] = [];
  let agree = true;
  for (let round = 0; round < rounds; round++) {
    const theirs = await runner.ask<{ policy: number; value: number }>({ diagram: file, runs: 5 });
    pairs.push({ theirs: theirs.policy, ours: medianTime(solve) });
    agree &&= Math.abs(theirs.value - solve()) <= 1e-6 * Math.abs(theirs.value);
  }
  return row({ work, instance, peer: "pyAgrum", agree }, pairs);
}

/** A walk of 20 steps on 6 cells, learnt by default settings; figures are of a thousand turns. */
async function benchLearning(runner: Runner, rounds: number): Promise<PeerRow[]> {
  const [steps, states, slip, episodes] = [20, 6, 0.1, 2_000];
  const environment = diagramEnvironment(walk(steps, states), 0);
  const [loop, batch]: [Pair[], Pair[]] = [[], []];
  let agree = true;
  const learn = (): number => {
    const start = cpu();
    const { behaviour } = qLearning.train(environment, { episodes, random: Random.seeded(1) });
    const took = (cpu() - start) / ((episodes * steps) / 1000);
    const rule = [...environment.policyOf(behaviour, Random.seeded(1)).values()][0] ?? [];
    // The first turn's, two actions a cell; in the last cell either pays.
    for (let cell = 0; cell < states - 1; cell++) agree &&= rule[2 * cell + 1] === 1;
    return took;
  };
  for (const begin = cpu(); cpu() - begin < WARM_UP; ) learn();
  for (let round = 0; round < rounds; round++) {
    const job = { steps, states, slip, episodes, batch: 1024 };
    const theirs = await runner.ask<{ loop: number; batch: number; right: boolean }>(job);
    const ours = learn();
    loop.push({ theirs: theirs.loop, ours });
    batch.push({ theirs: theirs.batch, ours });
    agree &&= theirs.right;
  }
  const place = { instance: `${steps} steps, ${states} states`, agree };
  return [
    row({ ...place, work: "Q-learning, a thousand turns", peer: "numpy loop" }, loop),
    row({ ...place, work: "Q-learning, a thousand turns in a batch", peer: "numpy, 1,024" }, batch),
  ];
}

function pythonWithPeers(scratch: string): string | undefined {
  const named = process.env["CIDERY_PEERS_PYTHON"];
  if (named !== undefined && named !== "") return named;
  const folder = join(scratch, "peers");
  const python = join(folder, "bin/python");
  const made = spawnSync("python3", ["-m", "venv", folder], { stdio: "ignore" });
  if (made.status !== 0) return undefined;
  for (const one of PACKAGES)
    spawnSync(python, ["-m", "pip", "install", "--quiet", "--only-binary", ":all:", one], {
      stdio: ["ignore", "ignore", "inherit"],
    });
  return python;
}

function medianTime(run: () => unknown): number {
  return median(
    Array.from({ length: 5 }, () => {
      const start = cpu();
      run();
      return cpu() - start;
    }),
  );
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function print({ work, instance, peer, ours, theirs, ratio, agree }: PeerRow): void {
  const ms = (x: number): string => x.toFixed(x < 100 ? 2 : 0).padStart(9);
  console.log(
    `${work.padEnd(46)}${instance.padEnd(26)}${ms(ours)}${ms(theirs)}${ratio.toFixed(2).padStart(8)}  ${peer}${agree ? "" : "  OTHER ANSWER"}`,
  );
}

export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      rounds: { type: "string", default: "3" },
      first: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  if (values.first !== undefined) {
    console.log(first(values.first));
    return;
  }
  const wanted = values.only?.split(",");
  const isWanted = (name: string): boolean => wanted?.some((part) => name.includes(part)) ?? true;
  const rounds = Number(values.rounds);
  const scratch = mkdtempSync(join(tmpdir(), "cidery-peers-"));
  process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
  const rows: PeerRow[] = [];
  const versions: Record<string, string> = {};
  const missing: string[] = [];
  const add = (one: PeerRow): void => {
    rows.push(one);
    keep({ versions, missing, rows } satisfies PeerFigures);
    if (!values.json) print(one);
  };
  const python = pythonWithPeers(scratch);
  /** A peer that fails at one instance is named, and the next are asked. */
  const attempt = async (
    instance: string,
    ask: () => Promise<readonly (PeerRow | undefined)[]>,
  ) => {
    try {
      for (const one of await ask()) if (one !== undefined) add(one);
    } catch (error) {
      missing.push(`${instance} (${error instanceof Error ? error.message : String(error)})`);
    }
  };
  const start = async (file: string, name: string): Promise<Runner | undefined> => {
    const runner = python === undefined ? undefined : await Runner.start(python, file);
    if (runner === undefined) missing.push(`${name} (it cannot be imported)`);
    else Object.assign(versions, runner.versions);
    return runner;
  };
  const agrum = await start("agrum_runner.py", "pyAgrum");
  const gambit = await start("gambit_runner.py", "pygambit");
  const spiel = await start("openspiel_runner.py", "OpenSpiel");
  const numpy = await start("numpy_runner.py", "numpy");
  if (!values.json) {
    for (const [name, version] of Object.entries(versions)) console.log(`${name} ${version}`);
    for (const name of missing) console.log(`not measured: ${name}`);
    console.log(
      `${"work".padEnd(46)}${"instance".padEnd(26)}     ours   theirs   ratio  (processor ms)`,
    );
  }
  if (gambit !== undefined)
    for (const game of GAMES.filter(([file]) => isWanted(file)))
      await attempt(game[0], async () => [await benchGames(game, gambit, rounds)]);
  if (agrum !== undefined)
    for (const net of NETWORKS.filter(isWanted))
      await attempt(net, async () => await benchNetwork(net, agrum, rounds, scratch));
  if (agrum !== undefined)
    for (const one of DECISIONS.filter(([work]) => isWanted(work)))
      await attempt(one.slice(0, 2).join(", "), async () => [
        await benchDecisions(one, agrum, rounds, scratch),
      ]);
  if (spiel !== undefined)
    for (const game of SPIELS.filter(([name]) => isWanted(name)))
      await attempt(game[0], async () => [await benchSpiel(game, spiel, scratch)]);
  if (numpy !== undefined && isWanted("learning"))
    await attempt("learning", async () => await benchLearning(numpy, rounds));
  // Last, because each round starts two processes.
  if (agrum !== undefined)
    for (const net of NETWORKS.filter(isWanted))
      await attempt(net, async () => [await benchFirst(net, python ?? "", rounds, scratch)]);
  agrum?.end();
  gambit?.end();
  spiel?.end();
  numpy?.end();
  keep({ versions, missing, rows } satisfies PeerFigures);
  if (values.json) console.log(JSON.stringify({ versions, missing, rows }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
