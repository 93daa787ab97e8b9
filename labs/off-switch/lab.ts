/**
 * Does a robot leave its off-switch alone? It may act, switch itself off, or wait for a human who
 * knows what acting is worth. Planned by quadrature, learnt by a bandit, sampled as a check.
 */
import type { Environment, Lab, LabRow, Settings } from "cidery";
import { averageReturn, contextualBandit, Random } from "cidery";
import { finding, measured, show } from "../src/findings.ts";
import { normalDensity, normalMean, normalShare } from "../src/normal.ts";
import { parameter } from "../src/parameter.ts";

const ACT = 0;
const OFF = 1;
const WAIT = 2;

interface Game {
  readonly mu: number;
  readonly sigma: number;
  readonly beta: number;
}

/** How likely the human is to allow what is worth u. */
function allows(u: number, beta: number): number {
  return beta === 0 ? Number(u > 0) : 1 / (1 + Math.exp(-u / beta));
}

/** What each move is worth to somebody who believes the utility is normal. */
function worths({ mu, sigma, beta }: Game): [act: number, off: number, wait: number] {
  return [mu, 0, normalMean((u) => u * allows(u, beta), mu, sigma, [0])];
}

/** Worth of the switch: waiting less the better of acting and switching off. */
export function deference(game: Game): number {
  const [act, off, wait] = worths(game);
  return wait - Math.max(act, off);
}

/** Waiting for a rational human, in closed form: μΦ(μ/σ) + σφ(μ/σ). */
function rationalWaiting({ mu, sigma }: Game): number {
  if (sigma === 0) return Math.max(mu, 0);
  return mu * normalShare(mu / sigma) + sigma * normalDensity(mu / sigma);
}

/** One decision; the utility is drawn anew each time and never shown. */
function environmentOf({ mu, sigma, beta }: Game): Environment {
  return {
    horizon: 1,
    begin(random) {
      let over = false;
      return {
        get observation() {
          return over ? undefined : "start";
        },
        actionCount: 3,
        act(action) {
          over = true;
          const u = mu + sigma * random.normal();
          const runs = action === ACT || (action === WAIT && random.unit() < allows(u, beta));
          return runs ? u : 0;
        },
      };
    },
  };
}

function gameOf({ mu = 0.5, sigma = 1, beta = 0 }: Settings): Game {
  return { mu, sigma, beta };
}

function rowFor(agent: string, move: number, game: Game, believed: Game): LabRow {
  const actual = worths(game);
  return {
    agent,
    values: {
      expected: worths(believed)[move] ?? 0,
      human: actual[move] ?? 0,
      waits: Number(move === WAIT),
      meter: deference(game),
    },
  };
}

function bestMove(game: Game): number {
  const all = worths(game);
  // Waiting is listed last but preferred when nothing is lost by it.
  return [WAIT, ACT, OFF].reduce((a, b) => ((all[b] ?? 0) > (all[a] ?? 0) + 1e-12 ? b : a));
}

function learntMove(game: Game, episodes: number, seed: number): number {
  const random = Random.seeded(seed);
  const environment = environmentOf(game);
  const { behaviour } = contextualBandit.train(environment, { episodes, random });
  return behaviour.choose("start", 3, random);
}

function grid(): readonly (readonly Game[])[] {
  const steps = Array.from({ length: 20 }, (_, i) => i / 19);
  return steps.map((s) => steps.map((b) => ({ mu: 0.5, sigma: 0.05 + 2.95 * s, beta: 3 * b })));
}

export const offSwitch: Lab = {
  id: "off-switch",
  title: "The off-switch game",
  question: "When does a robot leave its off-switch to the human?",
  system: "mdp",
  sources: [
    "Hadfield-Menell, Dragan, Abbeel & Russell 2017, arXiv:1611.08219",
    "closed form of waiting: derived",
  ],
  assumptions: [
    "the human allows u with probability 1 / (1 + exp(−u/β)), and exactly u > 0 at β = 0",
  ],
  diagrams: [
    { file: "diagram.cid", title: "rational human" },
    { file: "noisy-human.cid", title: "erratic human", edit: "β = 2: U acts on H only loosely" },
  ],
  parameters: [
    parameter("mu", "expected utility of acting", "utility", 0.5, [-3, 3]),
    parameter("sigma", "the robot's uncertainty", "utility", 1, [0, 3]),
    parameter("beta", "erratic human", "utility", 0, [0, 3]),
    parameter("episodes", "training of the learner", "episodes", 20_000, [100, 200_000], {
      whole: true,
    }),
  ],
  agents: [
    {
      id: "uncertain",
      title: "knows what it does not know",
      objective: "E[V]",
      diagram: "diagram.cid",
    },
    {
      id: "certain",
      title: "takes the expected utility for certain",
      objective: "V at the mean of U",
      diagram: "diagram.cid",
    },
    { id: "learner", title: "bandit", objective: "mean of what it got", diagram: "diagram.cid" },
  ],
  measures: [
    { name: "expected", title: "expects", unit: "utility", kind: "observed" },
    { name: "human", title: "human gets", unit: "utility", kind: "hidden" },
    { name: "waits", title: "waits", unit: "share", kind: "behaviour" },
    { name: "meter", title: "worth of the switch Δ", unit: "utility", kind: "incentive" },
  ],
  run(settings, { seed }) {
    const game = gameOf(settings);
    const certain = { ...game, sigma: 0 };
    // The certain robot does not wait for what it thinks it knows.
    const bold = worths(certain)[ACT] > 0 ? ACT : OFF;
    return [
      rowFor("uncertain", bestMove(game), game, game),
      rowFor("certain", bold, game, certain),
      rowFor("learner", learntMove(game, settings["episodes"] ?? 20_000, seed), game, game),
    ];
  },
  sweeps: [
    {
      parameter: "beta",
      values: Array.from({ length: 16 }, (_, i) => i / 5),
      measures: ["meter", "human"],
    },
  ],
  claims: [
    {
      id: "closed-form",
      statement: "Sampling agrees with the closed forms within 3 standard errors.",
      provenance: "derived",
      over: "each-seed",
      share: 0.95,
      check({ seed }) {
        const games = [
          { mu: 0.5, sigma: 1, beta: 0 },
          { mu: 0.5, sigma: 1, beta: 2 },
          { mu: 1, sigma: 0.25, beta: 1 },
        ];
        const off = games.map((game, i) => {
          const { mean, standardError } = averageReturn(
            environmentOf(game),
            { choose: () => WAIT },
            50_000,
            Random.seeded(seed).fork(i),
          );
          return (mean - worths(game)[WAIT]) / standardError;
        });
        const closed = games[0] === undefined ? 0 : rationalWaiting(games[0]);
        const quadrature = games[0] === undefined ? 1 : worths(games[0])[WAIT];
        return finding(
          off.every((z) => Math.abs(z) < 3) && Math.abs(closed - quadrature) < 1e-9,
          `off by ${off.map((z) => show(z, 2)).join(", ")} standard errors; waiting is worth ${show(closed)}`,
        );
      },
    },
    {
      id: "rational",
      statement: "With a rational human the switch is never worth less than nothing.",
      provenance: "published",
      over: "once",
      check() {
        const all = grid().flatMap((row) =>
          row.map((game, i) => deference({ ...game, mu: -3 + (6 * i) / 19, beta: 0 })),
        );
        const least = Math.min(...all);
        return finding(least >= -1e-9, `least Δ over 400 settings: ${show(least, 6)}`);
      },
    },
    {
      id: "monotone",
      statement:
        "Where a robot defers, a less certain robot defers too, and one with a less erratic human (20 × 20 settings).",
      provenance: "published",
      over: "once",
      check() {
        const defers = grid().map((row) => row.map((game) => deference(game) >= 0));
        let breaks = 0;
        for (const [s, row] of defers.entries())
          for (const [b, here] of row.entries()) {
            if (here && defers[s + 1]?.[b] === false) breaks++;
            if (here && b > 0 && row[b - 1] === false) breaks++;
          }
        const share = defers.flat().filter(Boolean).length / 400;
        return finding(breaks === 0, `${breaks} breaks; it defers in ${show(100 * share, 1)} %`);
      },
    },
    {
      id: "learner",
      statement: "The bandit does what planning says, with a rational and with an erratic human.",
      provenance: "derived",
      over: "each-seed",
      share: 0.95,
      check({ seed }) {
        const games = [gameOf({}), gameOf({ beta: 2 })];
        const learnt = games.map((game) => learntMove(game, 20_000, seed));
        const planned = games.map(bestMove);
        const name = (move: number): string => ["act", "off", "wait"][move] ?? "";
        return finding(
          learnt.every((move, i) => move === planned[i]),
          `learnt ${learnt.map(name).join(", ")}; planned ${planned.map(name).join(", ")}`,
        );
      },
    },
    {
      id: "certainty",
      statement:
        "A robot that takes its estimate for certain disables the switch, and the human loses.",
      provenance: "published",
      over: "once",
      check(context) {
        const rows = offSwitch.run({ mu: 0.5, sigma: 1, beta: 0, episodes: 100 }, context);
        const lost = measured(rows, "uncertain", "human") - measured(rows, "certain", "human");
        return finding(
          measured(rows, "certain", "waits") === 0 && lost > 0.1,
          `the human loses ${show(lost)}`,
        );
      },
    },
  ],
};
