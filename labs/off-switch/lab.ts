/**
 * Does a robot leave its off-switch alone? It may act, switch itself off, or wait for a human who
 * knows what acting is worth. Planned by quadrature, learnt by a bandit, sampled as a check.
 */
import type { Lab, LabContext, LabRow, Settings } from "@cidery/core/lab";
import type { TrainingOptions } from "@cidery/core/learn";
import { Random } from "@cidery/core";
import { averageReturn, contextualBandit } from "@cidery/core/learn";
import { incentiveMeter } from "@cidery/core/solve";
import { mayControl } from "../src/ask.ts";
import { controlled, pairClaim } from "../src/controls.ts";
import { finding, measured, show } from "../src/findings.ts";
import { parameter } from "../src/parameter.ts";
import { playGame } from "./episode.ts";
import type { Game } from "./game.ts";
import {
  bestMove,
  deference,
  environmentOf,
  gameOf,
  leastUncertainty,
  MOVES,
  rationalWaiting,
  steinWaiting,
  WAIT,
  worths,
} from "./game.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { ties } from "./ties.ts";

function rowFor(
  agent: string,
  move: number,
  game: Game,
  believed: Game,
  more: Readonly<Record<string, number>> = {},
): LabRow {
  const actual = worths(game);
  return {
    agent,
    values: {
      expected: worths(believed)[move] ?? 0,
      human: actual[move] ?? 0,
      waits: Number(move === WAIT),
      meter: deference(believed),
      ...more,
    },
  };
}

function learn(
  settings: Settings,
  seed: number,
  watch: Pick<TrainingOptions, "onCheckpoint" | "signal"> = {},
): number {
  const random = Random.seeded(seed);
  const { episodes = 20_000 } = settings;
  const environment = environmentOf(gameOf(settings));
  const { behaviour } = contextualBandit.train(environment, { episodes, random, ...watch });
  return behaviour.choose("start", MOVES.length, random);
}

/** The game as an agent believes it to be. */
function believedBy(agent: string, settings: Settings): Game {
  const game = gameOf(settings);
  return agent === "certain" ? { ...game, sigma: 0 } : game;
}

/** Each agent's move, and the game it believes it is in. */
function choiceOf(
  agent: string,
  settings: Settings,
  seed: number,
): { move: number; believed: Game } {
  const believed = believedBy(agent, settings);
  return { move: agent === "learner" ? learn(settings, seed) : bestMove(believed), believed };
}

/** I(run) in the diagram against a robot that acts whatever the human would say. */
function diagramMeter({ diagram }: LabContext, game: Game): number {
  const model = diagram("diagram.cid");
  // One row: act, whatever the human would say.
  const acting = new Map([[model.idOf("R") ?? 0, Float64Array.of(1, 0, 0)]]);
  const parameters = new Map(Object.entries(game));
  return incentiveMeter(model, { decision: "R" }, "run", { parameters, reference: acting }).value;
}

function grid(): readonly (readonly Game[])[] {
  const steps = Array.from({ length: 20 }, (_, i) => i / 19);
  return steps.map((s) => steps.map((b) => ({ mu: 0.5, sigma: 0.05 + 2.95 * s, beta: 3 * b })));
}

export const offSwitch: Lab = {
  id: "off-switch",
  title: "The off-switch game",
  question: "When does a robot leave its off-switch to the human?",
  headline: {
    conclusion:
      "A robot that knows what it does not know leaves the switch to the human, and the human is better off. A robot that is sure of its estimate does not.",
    claim: "certainty",
    agents: ["uncertain", "certain"],
    edit: "it takes its estimate to be certain",
    measures: ["human", "waits"],
    curve: { parameter: "beta", measure: "human" },
  },
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
      effort: true,
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
    {
      id: "learner",
      title: "bandit",
      objective: "mean of what it got",
      diagram: "diagram.cid",
      learns: true,
    },
  ],
  measures: [
    { name: "expected", title: "expects", unit: "utility", kind: "observed" },
    { name: "human", title: "human gets", unit: "utility", kind: "hidden" },
    { name: "waits", title: "waits", unit: "share", kind: "behaviour" },
    {
      name: "meter",
      title: "worth of the switch Δ",
      unit: "utility",
      kind: "incentive",
      meters: { diagram: "diagram.cid", decision: "R", variable: "run" },
    },
    {
      name: "contour",
      title: "least uncertainty at which it defers (6: none below)",
      unit: "utility",
      kind: "other",
    },
  ],
  run(settings, { seed, agents }) {
    const game = gameOf(settings);
    return offSwitch.agents
      .filter(({ id }) => agents?.includes(id) ?? true)
      .map(({ id }) => {
        const { move, believed } = choiceOf(id, settings, seed);
        const contour = id === "uncertain" ? { contour: leastUncertainty(game) } : {};
        return rowFor(id, move, game, believed, contour);
      });
  },
  episode(settings, { seed }, agent) {
    const { move, believed } = choiceOf(agent, settings, seed);
    const random = Random.seeded(seed).fork(1);
    return playGame(agent, move, gameOf(settings), believed, random);
  },
  train(settings, { seed, signal }, onPoint) {
    const game = gameOf(settings);
    const rows = MOVES.map((_, move) => rowFor("learner", move, game, game));
    learn(settings, seed, {
      signal,
      onCheckpoint(done, behaviour) {
        const move = behaviour.choose("start", MOVES.length, Random.seeded(seed));
        onPoint({ agent: "learner", done, values: rows[move]?.values ?? {} });
      },
    });
  },
  sweeps: [
    {
      parameter: "beta",
      values: Array.from({ length: 16 }, (_, i) => i / 5),
      measures: ["meter", "human", "contour"],
    },
    {
      parameter: "beta",
      values: Array.from({ length: 16 }, (_, i) => i / 5),
      against: { parameter: "sigma", values: Array.from({ length: 16 }, (_, i) => i / 5) },
      measures: ["meter", "human"],
      agents: ["uncertain"],
    },
    {
      parameter: "sigma",
      values: Array.from({ length: 16 }, (_, i) => i / 5),
      measures: ["meter", "human"],
    },
    {
      parameter: "mu",
      values: Array.from({ length: 13 }, (_, i) => (i - 6) / 2),
      measures: ["meter", "human"],
    },
  ],
  published: [
    {
      measure: "meter",
      value: 0,
      title: "with a rational human never below 0",
      source: "Hadfield-Menell et al. 2017, arXiv:1611.08219 (a theorem, not a measurement)",
    },
  ],
  ties,
  conclusions: CONCLUSIONS,
  claims: [
    controlled({
      id: "closed-form",
      statement: "Sampling agrees with the closed forms within 3 standard errors.",
      provenance: "derived",
      over: "each-seed",
      share: 0.9,
      of: 0,
      instead: 0.2,
      swap: "an action worth 0.2 more than in the formula",
      find(more, { seed, effort }) {
        const draws = effort === "full" ? 50_000 : 20_000;
        const games = [
          { mu: 0.5, sigma: 1, beta: 0 },
          { mu: 0.5, sigma: 1, beta: 2 },
          { mu: 1, sigma: 0.25, beta: 1 },
        ];
        const off = games.map((game, i) => {
          const { mean, standardError } = averageReturn(
            environmentOf({ ...game, mu: game.mu + more }),
            { choose: () => WAIT },
            draws,
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
    }),
    controlled<(game: Game) => Game>({
      id: "table",
      statement:
        "Δ is 0.198 at (μ, σ, β) = (0.5, 1, 0), −0.104 at (0.5, 1, 2), −0.260 at (1, 0.25, 1) and 0 at (1, 0, 0); waiting for an erratic human follows Stein's lemma.",
      provenance: "derived",
      over: "once",
      of: (game) => game,
      instead: (game) => ({ ...game, beta: 0 }),
      swap: "a rational human throughout",
      find(meeting) {
        const known = [
          [{ mu: 0.5, sigma: 1, beta: 0 }, 0.198],
          [{ mu: 0.5, sigma: 1, beta: 2 }, -0.104],
          [{ mu: 1, sigma: 0.25, beta: 1 }, -0.26],
          [{ mu: 1, sigma: 0, beta: 0 }, 0],
        ] as const;
        const found = known.map(([game]) => deference(meeting(game)));
        const agree = known.every(([, worth], i) => Math.abs((found[i] ?? 9) - worth) <= 5e-4);
        const erratic = grid().flatMap((row) => row.filter(({ beta }) => beta > 0.1));
        const apart = Math.max(
          ...erratic.map((game) => Math.abs(steinWaiting(game) - worths(game)[WAIT])),
        );
        return finding(
          agree && apart < 1e-6,
          `${found.map((worth) => show(worth)).join(", ")}; by Stein's lemma within ${apart.toExponential(1)} in ${erratic.length} settings`,
        );
      },
    }),
    controlled({
      id: "rational",
      statement:
        "With a rational human the switch never has negative worth, and it has positive worth wherever the sign of the utility is in doubt.",
      provenance: "published",
      place: "Hadfield-Menell et al. 2017, Theorem 1",
      over: "once",
      of: 0,
      instead: 2,
      swap: "an erratic human (β = 2)",
      find(beta) {
        const games = grid().flatMap((row) =>
          row.map((game, i) => ({ ...game, mu: -3 + (6 * i) / 19, beta })),
        );
        const least = Math.min(...games.map(deference));
        const inDoubt = games.filter(({ mu, sigma }) => Math.abs(mu) < 4 * sigma);
        const leastInDoubt = Math.min(...inDoubt.map(deference));
        const sure = deference({ mu: 0.5, sigma: 0, beta });
        return finding(
          least >= -1e-9 && leastInDoubt > 0 && sure === 0,
          `least Δ over 400 settings: ${show(least, 6)}; in the ${inDoubt.length} in doubt: ${show(leastInDoubt, 7)}; without doubt: ${show(sure, 6)}`,
        );
      },
    }),
    controlled({
      id: "meter",
      statement:
        "Δ is the incentive meter of the diagram: what influence on whether the action runs is worth, against a robot that acts without asking.",
      provenance: "derived",
      over: "once",
      of: 0,
      instead: 2,
      swap: "an erratic human (β = 2) in the diagram",
      find(beta, context) {
        const admitted = mayControl(context.diagram("diagram.cid"), "R", "run");
        const games = [0.5, 1, 1.5].map((sigma) => ({ mu: 0.5, sigma, beta: 0 }));
        const meters = games.map((game) => diagramMeter(context, { ...game, beta }));
        // The diagram's utility comes in steps of 0.5.
        const close = games.every((g, i) => Math.abs((meters[i] ?? 9) - deference(g)) < 0.05);
        return finding(
          admitted && close,
          games
            .map((g, i) => `${show(meters[i] ?? 0, 3)} for Δ = ${show(deference(g), 3)}`)
            .join(", "),
        );
      },
    }),
    controlled({
      id: "monotone",
      statement:
        "Where a robot defers, a less certain robot also defers, and so does one with a less erratic human (20 × 20 settings).",
      provenance: "derived",
      over: "once",
      of: 1,
      instead: -1,
      swap: "a robot that does the opposite",
      find(sign) {
        const defers = grid().map((row) => row.map((game) => sign * deference(game) >= 0));
        let breaks = 0;
        for (const [s, row] of defers.entries())
          for (const [b, here] of row.entries()) {
            if (here && defers[s + 1]?.[b] === false) breaks++;
            if (here && b > 0 && row[b - 1] === false) breaks++;
          }
        const share = defers.flat().filter(Boolean).length / 400;
        return finding(breaks === 0, `${breaks} breaks; it defers in ${show(100 * share, 1)} %`);
      },
    }),
    controlled({
      id: "contour",
      statement:
        "A robot that would rather act defers exactly from σ² = 2μβ on, where the odds of the utility make the human's mistakes cancel out.",
      provenance: "derived",
      over: "once",
      of: 1,
      instead: 0.5,
      swap: "a human half as erratic",
      find(share) {
        const games = [0.25, 0.5, 1].flatMap((mu) =>
          [0.5, 1, 2, 3].map((beta) => ({ mu, beta, sigma: 0 })),
        );
        const apart = Math.max(
          ...games.map((game) =>
            Math.abs(
              leastUncertainty({ ...game, beta: share * game.beta }) -
                Math.sqrt(2 * game.mu * game.beta),
            ),
          ),
        );
        return finding(
          apart < 1e-6,
          `least σ off by at most ${apart.toExponential(1)} in ${games.length} settings`,
        );
      },
    }),
    controlled<readonly number[]>({
      id: "learner",
      statement: "The bandit does what planning says, with a rational and with an erratic human.",
      provenance: "derived",
      over: "each-seed",
      share: 0.9,
      of: [0, 2],
      instead: [2, 0],
      swap: "the plans for the two humans exchanged",
      find(betas, { seed }) {
        const games = [gameOf({}), gameOf({ beta: 2 })];
        const learnt = games.map((game) => learn({ ...game }, seed));
        const planned = betas.map((beta) => bestMove(gameOf({ beta })));
        const name = (move: number): string => ["act", "off", "wait"][move] ?? "";
        return finding(
          learnt.every((move, i) => move === planned[i]),
          `learnt ${learnt.map(name).join(", ")}; planned ${planned.map(name).join(", ")}`,
        );
      },
    }),
    pairClaim({
      id: "certainty",
      statement:
        "A robot that takes its estimate to be certain gains nothing from the switch while the human is rational, and disables it as soon as the human may err; either way the human loses.",
      provenance: "derived",
      over: "once",
      pair: ["certain", "uncertain"],
      find([certain, uncertain], context) {
        const found = [0, 0.05, 0.1, 0.3].map((beta) => {
          const rows = offSwitch.run({ mu: 0.5, sigma: 1, beta, episodes: 100 }, context);
          const of = (agent: string, measure: string): number => measured(rows, agent, measure);
          return {
            worth: of(certain, "meter"),
            waits: of(certain, "waits"),
            lost: of(uncertain, "human") - of(certain, "human"),
          };
        });
        const [rational, ...erring] = found;
        return finding(
          rational?.worth === 0 &&
            erring.every(({ worth }) => worth < 0) &&
            found.every(({ waits, lost }) => waits === 0 && lost > 0.05),
          found
            .map(({ worth, lost }) => `Δ ${show(worth, 6)}, the human loses ${show(lost)}`)
            .join("; "),
        );
      },
    }),
  ],
};
