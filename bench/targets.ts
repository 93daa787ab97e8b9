/**
 * The targets of the project and how each is read from a bench's figures. A judgement is `met`,
 * `missed` or `not measured`, with the figure it rests on; what the figures lack is never guessed.
 */
import type { BnResult } from "./bn.ts";
import type { FamilyResult } from "./decisionProgramming.ts";
import type { GameResult } from "./games.ts";
import type { LimidResult } from "./limid.ts";
import type { MdpResult } from "./mdp.ts";
import type { PeerFigures } from "./peers.ts";
import { geometricMean } from "./peers.ts";
import type { SliderResult } from "./slider.ts";

export interface Judgement {
  readonly bench: string;
  readonly target: string;
  readonly verdict: "met" | "missed" | "not measured";
  readonly figure: string;
}

type Finding = Omit<Judgement, "bench">;

/** Judges one bench's figures, as that bench left them. */
export const JUDGES: Readonly<Record<string, (figures: never) => Finding[]>> = {
  graph,
  bn,
  limid,
  decisionProgramming,
  mdp,
  games,
  peers,
  pycid,
  slider,
};

/** The figure is a function where it cannot be written unless it was measured. */
function judge(
  target: string,
  measured: boolean,
  met: boolean,
  figure: string | (() => string),
): Finding {
  if (!measured) return { target, verdict: "not measured", figure: "" };
  const text = typeof figure === "string" ? figure : figure();
  return { target, verdict: met ? "met" : "missed", figure: text };
}

interface GraphRow {
  readonly task: string;
  readonly family: string;
  readonly nodes: number;
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly target?: number;
}

function graph(rows: readonly GraphRow[]): Finding[] {
  const timed = rows.flatMap(({ task, family, nodes, milliseconds, target }) =>
    target === undefined
      ? []
      : [
          judge(
            `${task}, ${family}, ${nodes} nodes < ${target} ms`,
            true,
            milliseconds < target,
            `${milliseconds.toFixed(2)} ms`,
          ),
        ],
  );
  const one = rows.filter(({ task, nodes }) => task.includes("one decision") && nodes >= 10_000);
  const [small, large] = [one[0], one.at(-1)];
  const grew =
    small !== undefined && large !== undefined && large !== small
      ? Math.log(large.megabytes / small.megabytes) / Math.log(large.nodes / small.nodes)
      : Number.NaN;
  const linear = judge(
    "memory kept by a single-decision diagram grows linearly (exponent ≤ 1.1)",
    Number.isFinite(grew),
    grew <= 1.1,
    `exponent ${grew.toFixed(2)}`,
  );
  return [...timed, linear];
}

interface BnFigures {
  readonly summary: {
    readonly compared: number;
    readonly timesFasterFirst: number;
    readonly largest: readonly { readonly net: string; readonly memoryBoundOver: number }[];
  };
  readonly results: readonly BnResult[];
}

/** Networks in ../shared/instances/bn; a run on fewer does not judge what is said of all. */
const NETWORKS = 24;

function bn({ summary, results }: BnFigures): Finding[] {
  const all = results.length >= NETWORKS;
  const over = summary.largest.map(({ memoryBoundOver }) => memoryBoundOver);
  return [
    judge(
      "all marginals, geometric mean ≥ 3× faster than aGrUM's recorded figures",
      all,
      summary.timesFasterFirst >= 3,
      () =>
        `${summary.timesFasterFirst.toFixed(1)}× from scratch over ${summary.compared} networks`,
    ),
    judge(
      "every network solved",
      all,
      results.every(({ logProbability }) => Number.isFinite(logProbability)),
      `${results.length} networks`,
    ),
    judge("within 4× of the memory bound on the four largest", all, Math.max(...over) <= 4, () =>
      summary.largest.map((x) => `${x.net} ${x.memoryBoundOver.toFixed(1)}×`).join(", "),
    ),
  ];
}

function limid(results: readonly LimidResult[]): Finding[] {
  const both = results.filter((r) => r.spu !== null && r.peer !== undefined);
  const ratios = both.map((r) => (r.spu as number) / (r.peer?.spu as number));
  const mean = Math.exp(ratios.reduce((sum, x) => sum + Math.log(x), 0) / ratios.length);
  const within = ratios.filter((x) => x <= 2).length;
  const pigs = results.find((r) => r.name === "pigs/pigs-10");
  const beyond = results.filter((r) => r.peer === undefined || r.peer.mpu === null);
  const proven = beyond.filter((r) => r.proven).length;
  return [
    judge(
      "single policy updating within 2× of kpu's recorded figures, geometric mean",
      both.length > 0,
      mean <= 2,
      `${mean.toFixed(2)}×; ${within} of ${both.length} files within 2×`,
    ),
    judge(
      "pigs-10 by single policy updating within 2× of 14 ms",
      typeof pigs?.spu === "number",
      (pigs?.spu ?? Number.NaN) <= 28,
      `${pigs?.spu?.toFixed(1)} ms`,
    ),
    judge(
      "optimum proven where exact C++ MPU stopped or was not run",
      beyond.length > 0,
      proven === beyond.length,
      `${proven} of ${beyond.length}`,
    ),
  ];
}

interface FamilyFigures {
  readonly summary: { readonly timesFaster: number; readonly compared: number };
  readonly results: readonly FamilyResult[];
}

function decisionProgramming({ summary, results }: FamilyFigures): Finding[] {
  const proven = results.reduce((sum, r) => sum + r.proven, 0);
  const all = results.reduce((sum, r) => sum + r.instances, 0);
  return [
    judge(
      "N-monitoring and pig farms: every optimum proven",
      all > 0,
      proven === all,
      `${proven} of ${all}`,
    ),
    judge(
      "faster than the best recorded Gurobi mean (other objective, other machine)",
      summary.compared > 0,
      summary.timesFaster >= 1,
      () => `${summary.timesFaster.toFixed(1)}× over ${summary.compared} sizes`,
    ),
  ];
}

function mdp({ results }: { readonly results: readonly MdpResult[] }): Finding[] {
  const at = (steps: number): MdpResult | undefined => results.find((r) => r.steps === steps);
  const [short, long] = [at(1000), at(10_000)];
  const per = (r: MdpResult | undefined): number => (r === undefined ? Number.NaN : r.ms / r.steps);
  const time = per(long) / per(short);
  const memory = (long?.megabytes ?? Number.NaN) / (short?.megabytes ?? Number.NaN);
  return [
    judge(
      "10,000 steps: time per step at most twice that of 1,000",
      Number.isFinite(time),
      time <= 2,
      `${time.toFixed(2)}×, ${long?.ms.toFixed(0)} ms in all`,
    ),
    judge(
      "10,000 steps: memory at most 12 times that of 1,000",
      Number.isFinite(memory),
      memory <= 12,
      `${memory.toFixed(1)}×`,
    ),
  ];
}

function games(results: readonly GameResult[]): Finding[] {
  const known = results.filter((r) => r.recorded !== null);
  const slower = known.filter((r) => r.again > (r.recorded as number));
  const row = (file: string, task: string): GameResult | undefined =>
    results.find((r) => r.file.includes(file) && r.task === task);
  const fifty = row("zerosum-50x50", "zero-sum");
  const many = row("6x6_game_with_75", "all");
  const twelve = results.filter((r) => r.file.includes("bimatrix-12x12") && r.task === "all");
  const now = results.filter((r) => r.sideBySide !== undefined).length;
  const source = now > 0 ? `; Gambit present for ${now}` : "; Gambit as recorded";
  return [
    judge(
      "no game slower than Gambit",
      known.length > 0,
      slower.length === 0,
      `${slower.length} of ${known.length} slower${source}`,
    ),
    judge(
      "50×50 zero-sum within Gambit's 41 ms and warmed HiGHS' 12.5",
      fifty !== undefined,
      (fifty?.again ?? Number.NaN) <= 12.5,
      `${fifty?.again.toFixed(1)} ms`,
    ),
    judge(
      "all equilibria of the 12×12 games, as many as Gambit, in less time",
      twelve.length > 0,
      twelve.every(
        (r) => r.equilibria === r.recordedEquilibria && r.again <= (r.recorded ?? Infinity),
      ),
      twelve
        .map((r) => `${r.equilibria}/${r.recordedEquilibria} in ${r.again.toFixed(0)} ms`)
        .join(", "),
    ),
    judge(
      "all 75 equilibria of the 6×6 game",
      many !== undefined,
      many?.equilibria === 75,
      `${many?.equilibria} in ${many?.again.toFixed(1)} ms`,
    ),
    judge(
      "every equilibrium's relative regret below 1e-6",
      results.length > 0,
      results.every((r) => r.regret < 1e-6),
      `largest ${Math.max(...results.map((r) => r.regret)).toExponential(0)}`,
    ),
  ];
}

/** What a work beside a peer is to reach: the geometric mean and the least on any instance; and what a miss comes from. */
interface PeerAim {
  readonly work: string;
  readonly mean: number;
  readonly least: number;
  readonly why: string;
}

const PEER_AIMS: readonly PeerAim[] = [
  {
    work: "all marginals with evidence, warm",
    mean: 6,
    least: 0,
    why: "not profiled yet",
  },
  {
    work: "all marginals, first call of a fresh process",
    mean: 1.5,
    least: 0,
    why: "our code is compiled while it runs for the first time",
  },
  {
    work: "one posterior, warm",
    mean: 3,
    least: 1.2,
    why: "order and tree are made anew for each query",
  },
  { work: "one posterior, asked again", mean: 3, least: 1.2, why: "" },
  {
    work: "zero-sum by linear program",
    mean: 2,
    least: 2,
    why: "",
  },
  {
    work: "one equilibrium",
    mean: 2,
    least: 2,
    why: "",
  },
  {
    work: "all equilibria",
    mean: 8,
    least: 8,
    why: "the aim was set beside pygambit 16.7; every vertex is found in whole numbers of any length",
  },
  { work: "best policy of an MDP", mean: 4, least: 0, why: "" },
  { work: "best policy of a POMDP", mean: 3, least: 0, why: "" },
  { work: "zero-sum to an exploitability by CFR+", mean: 1, least: 1, why: "" },
  {
    work: "Q-learning, a thousand turns",
    mean: 30,
    least: 30,
    why: "observations are found by their text",
  },
  {
    work: "Q-learning, a thousand turns in a batch",
    mean: 1,
    least: 1,
    why: "one episode is played after the other",
  },
];

function peers({ rows }: PeerFigures): Finding[] {
  const aims = PEER_AIMS.map(({ work, mean, least, why }) => {
    const own = rows.filter((one) => one.work === work);
    const smallest = own.reduce((a, b) => (b.ratio < a.ratio ? b : a), own[0] as (typeof own)[0]);
    const found = geometricMean(own);
    const met = found >= mean && own.every(({ ratio }) => ratio >= least);
    return judge(
      `${work}: ratio ≥ ${mean}${least > 0 ? `, none below ${least}` : ""}`,
      own.length > 0,
      met,
      () =>
        `${found.toFixed(2)} over ${own.length}, least ${smallest.ratio.toFixed(2)} (${smallest.instance})${met || why === "" ? "" : `; ${why}`}`,
    );
  });
  const wrong = rows.filter(({ agree }) => !agree).map(({ instance }) => instance);
  return [
    ...aims,
    judge("the same answers as the peers", rows.length > 0, wrong.length === 0, wrong.join(", ")),
  ];
}

interface PycidFigures {
  readonly summary: {
    readonly peer: string;
    readonly date?: string;
    readonly compared: number;
    readonly belowTarget: number;
    readonly geometricMean: number;
    readonly target: number;
  };
  readonly rows: readonly { readonly agree: boolean | string; readonly operation: string }[];
}

function pycid({ summary, rows }: PycidFigures): Finding[] {
  const { compared, belowTarget, geometricMean, peer, date, target } = summary;
  const source = peer === "recorded" ? `PyCID as recorded ${date}` : `PyCID ${peer}`;
  const checked = rows.filter(({ agree }) => typeof agree === "boolean" || agree.startsWith("no:"));
  const same = checked.filter(({ agree }) => agree === true).length;
  return [
    judge(
      `≥ ${target}× PyCID wherever it answers`,
      compared > 0,
      belowTarget === 0,
      () =>
        `${compared - belowTarget} of ${compared}, geometric mean ${geometricMean.toFixed(0)}× (${source})`,
    ),
    judge(
      "the same answers as PyCID",
      checked.length > 0,
      same === checked.length,
      `${same} of ${checked.length}`,
    ),
  ];
}

interface SliderFigures {
  readonly target: number;
  readonly results: readonly SliderResult[];
}

function slider({ target, results }: SliderFigures): Finding[] {
  return results.map(({ model, task, p95, median }) =>
    judge(
      `30 nodes, ${model}, ${task}: 95 % of re-solves < ${target} ms`,
      true,
      p95 < target,
      `${p95.toFixed(1)} ms, median ${median.toFixed(1)}`,
    ),
  );
}
