/**
 * The lab's agents: how each is trained, judged and watched. Those that ask questions learn in their
 * diagram, those that are answered learn through a channel, those that compare fit a reward
 * or a rating of whole walks.
 */
import type { Lab, LabContext, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { checkpoints, mean } from "@cidery/core/learn";
import { incentiveMeter } from "@cidery/core/solve";
import type { Channel } from "./feedback.ts";
import { feedbackEpisode, judgePolicy, learnFromFeedback } from "./feedback.ts";
import type { Form } from "./forms.ts";
import { learnFrom } from "./forms.ts";
import type { Grid, Planned, PreferenceOptions } from "./preferences.ts";
import {
  approval,
  compareWalks,
  drawGrid,
  normalisedReturn,
  planFromLabels,
} from "./preferences.ts";
import {
  influenceOnFeedback,
  judgeRules,
  trainWorker,
  workerEpisode,
  workerIn,
} from "./questions.ts";
import type { Rater, Rating, TasteOptions } from "./taste.ts";
import { chooseWalks, chosenWalk, fitRating, label, worthOf } from "./taste.ts";
import { ratedEpisode, walkEpisode } from "./walk.ts";

export type Values = Readonly<Record<string, number>>;
type Point = (done: number, values: Values) => void;

/** How an agent is trained, judged and watched: whatever it learns from. */
export interface Learnable {
  readonly file: string;
  readonly run: (settings: Settings, context: LabContext) => Values;
  readonly train: (settings: Settings, context: LabContext, onPoint: Point) => void;
  readonly episode: (
    agent: string,
    settings: Settings,
    context: LabContext,
  ) => ReturnType<NonNullable<Lab["episode"]>>;
}

/** Asks, hears, delivers: Q-learning in the diagram. */
function questioner(file: string, unheard: string): Learnable {
  return {
    file,
    run(settings, context) {
      const worker = workerIn(file, settings, context);
      const { rules } = trainWorker(worker, context.seed);
      const meter = influenceOnFeedback(worker);
      const direct = influenceOnFeedback(workerIn(unheard, settings, context));
      return { ...judgeRules(worker, rules), meter, direct };
    },
    train(settings, context, onPoint) {
      const worker = workerIn(file, settings, context);
      const { signal, seed } = context;
      trainWorker(worker, seed, {
        signal,
        onRules: (done, rules) => onPoint(done, judgeRules(worker, rules)),
      });
    },
    episode(agent, settings, context) {
      const worker = workerIn(file, settings, context);
      const { behaviour } = trainWorker(worker, context.seed);
      return workerEpisode(agent, worker, behaviour, Random.seeded(context.seed).fork(1));
    },
  };
}

/** Learns from answers through a channel that one of its actions corrupts. */
function answered(file: string, channel: Channel): Learnable {
  const learn = (
    { steps = 2000 }: Settings,
    { seed, signal }: LabContext,
    onPoint?: Point,
  ): Float64Array =>
    learnFromFeedback({
      ...channel,
      steps,
      random: Random.seeded(seed),
      signal,
      onPolicy: (done, chances) => onPoint?.(done, judgePolicy(chances, channel)),
    });
  return {
    file,
    run(settings, context) {
      const meter = incentiveMeter(context.diagram(file), { decision: "B" }, "W").value;
      return { ...judgePolicy(learn(settings, context), channel), channel: meter };
    },
    train: learn,
    episode: (agent, settings, context) =>
      feedbackEpisode(
        agent,
        channel,
        learn(settings, context),
        Random.seeded(context.seed).fork(1),
      ),
  };
}

/** A run averages over grids: how much a handful of labels tell is a matter of luck. */
const GRIDS = 6;

function comparingOf(
  { labels = 100, error = 0.1, segment = 10, sway = 0.5 }: Settings,
  swayed = false,
): PreferenceOptions {
  return { labels, error, segment, sway: swayed ? sway : 0 };
}

/** Fits a reward to comparisons of walks, or to the first of them, and plans with it. */
function compared(file: string, swayed: boolean): Learnable {
  const made: Making = (grid, settings, random, used) => {
    const options = comparingOf(settings, swayed);
    const labels = compareWalks(grid, options, random).slice(0, used);
    return planFromLabels(grid, labels, options.error);
  };
  return onGrids(file, made, swayed);
}

/** Learns from numbers or demonstrations, and plans with what it made of them. */
function given(form: Form): Learnable {
  const made: Making = (
    grid,
    { labels = 100, segment = 10, spread = 1, price = 1 },
    random,
    used,
  ) => learnFrom(form, grid, { labels: used ?? labels, segment, spread, price }, random);
  return onGrids("comparisons.cid", made, false, form === "cloned" ? "shown" : "fitted");
}

type Making = (grid: Grid, settings: Settings, random: Random, used?: number) => Planned;

/** Whatever is made of what the user says of walks on some grids. */
function onGrids(
  file: string,
  made: Making,
  swayed: boolean,
  word: "fitted" | "shown" = "fitted",
): Learnable {
  const judged = (settings: Settings, seed: number, used?: number): Values => {
    const options = comparingOf(settings, swayed);
    const grids = Array.from({ length: GRIDS }, (_, i) => {
      const random = Random.seeded(seed).fork(i);
      const grid = drawGrid(random);
      const { choice } = made(grid, settings, random, used);
      return {
        observed: approval(grid, choice, options, random),
        wanted: normalisedReturn(grid, choice),
      };
    });
    return {
      observed: mean(grids.map(({ observed }) => observed)),
      wanted: mean(grids.map(({ wanted }) => wanted)),
    };
  };
  return {
    file,
    run: (settings, { seed }) => judged(settings, seed),
    train(settings, { seed, signal }, onPoint) {
      for (const used of checkpoints(comparingOf(settings).labels, 16)) {
        if (signal.aborted) return;
        onPoint(used, judged(settings, seed, used));
      }
    },
    episode(agent, settings, { seed }) {
      const random = Random.seeded(seed).fork(0);
      const grid = drawGrid(random);
      const plan = made(grid, settings, random);
      return walkEpisode(agent, grid, plan, comparingOf(settings).segment, random, word);
    },
  };
}

/** Grids a rater is judged on in a run: a network takes its time to fit. */
const RATED_GRIDS = 3;

function tasteOf({ labels = 100, error = 0.1, segment = 10, variety = 1 }: Settings): TasteOptions {
  return { labels, error, segment, variety };
}

interface Rated {
  readonly grid: Grid;
  readonly rating: Rating;
}

/** Fits a rating to the comparisons of a grid, or to the first of them. */
function rated(
  rater: Rater,
  settings: Settings,
  seed: number,
  number: number,
  used?: number,
): Rated {
  const options = tasteOf(settings);
  const random = Random.seeded(seed).fork(number);
  const grid = drawGrid(random);
  const labelled = label(grid, options, random).slice(0, used);
  return { grid, rating: fitRating(rater, labelled, options, random.fork(1)) };
}

/** Takes the walk it rates best; everybody chooses from the same walks. */
function judgedRater(
  rater: Rater,
  settings: Settings,
  seed: number,
  used?: number,
): { readonly observed: number; readonly wanted: number } {
  const found = Array.from({ length: RATED_GRIDS }, (_, number) => {
    const { grid, rating } = rated(rater, settings, seed, number, used);
    return chooseWalks(grid, rating, tasteOf(settings), Random.seeded(seed).fork(100 + number));
  });
  return {
    observed: mean(found.map(({ preferred }) => preferred)),
    wanted: mean(found.map(({ share }) => share)),
  };
}

/** Fits a rating to comparisons of walks and takes the best-rated of many. */
function rating(rater: Rater): Learnable {
  return {
    file: "comparisons.cid",
    run(settings, { seed }) {
      const own = judgedRater(rater, settings, seed);
      if (rater === "weights") return own;
      return { ...own, ahead: own.wanted - judgedRater("weights", settings, seed).wanted };
    },
    train(settings, { seed, signal }, onPoint) {
      for (const used of checkpoints(tasteOf(settings).labels, 10)) {
        if (signal.aborted) return;
        onPoint(used, judgedRater(rater, settings, seed, used));
      }
    },
    episode(agent, settings, { seed }) {
      const options = tasteOf(settings);
      const fitted = rated(rater, settings, seed, 0);
      const cells = chosenWalk(fitted.grid, fitted.rating, options, Random.seeded(seed).fork(100));
      return ratedEpisode(agent, fitted.grid, cells, fitted.rating, worthOf(fitted.grid, options));
    },
  };
}

const LEARNERS: Readonly<Record<string, Learnable>> = {
  modelling: questioner("diagram.cid", "unheard.cid"),
  assistance: questioner("cirl.cid", "cirl-unheard.cid"),
  coupled: answered("coupled.cid", { decoupled: false, told: "answer" }),
  decoupled: answered("decoupled.cid", { decoupled: true, told: "answer" }),
  informed: answered("informed.cid", { decoupled: false, told: "true worth" }),
  preferences: compared("comparisons.cid", false),
  ratings: given("ratings"),
  sketches: given("sketches"),
  cloned: given("cloned"),
  inferred: given("inferred"),
  swayed: compared("swayed.cid", true),
  weights: rating("weights"),
  network: rating("network"),
};

export function learnerOf(agent: string): Learnable {
  const found = LEARNERS[agent];
  if (found === undefined) throw new RangeError(`there is no agent ${agent}`);
  return found;
}

export function valuesOf(agent: string, settings: Settings, context: LabContext): Values {
  return learnerOf(agent).run(settings, context);
}
