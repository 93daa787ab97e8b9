/**
 * When is feedback worth manipulating? A learner in each diagram, feedback that an action
 * corrupts, and reward learning from comparisons.
 */
import type { Lab, LabContext, LabRow, Settings } from "cidery";
import { incentiveMeter, mean, Random } from "cidery";
import { admits, mayControl } from "../src/ask.ts";
import { finding, show } from "../src/findings.ts";
import { parameter } from "../src/parameter.ts";
import type { Channel } from "./feedback.ts";
import { feedbackEpisode, judgePolicy, learnFromFeedback } from "./feedback.ts";
import type { PreferenceOptions } from "./preferences.ts";
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
  planWorker,
  questionWorths,
  trainWorker,
  workerEpisode,
  workerIn,
} from "./questions.ts";
import { walkEpisode } from "./walk.ts";

type Values = Readonly<Record<string, number>>;
type Point = (done: number, values: Values) => void;

/** How an agent is trained, judged and watched: whatever it learns from. */
interface Learnable {
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

/** Fits a reward to comparisons of walks and plans with it. */
function compared(file: string, swayed: boolean): Learnable {
  const optionsOf = ({
    labels = 100,
    error = 0.1,
    segment = 10,
    sway = 0.5,
  }: Settings): PreferenceOptions => ({
    labels,
    error,
    segment,
    sway: swayed ? sway : 0,
  });
  const judged = (settings: Settings, seed: number, used?: number): Values => {
    const options = optionsOf(settings);
    const random = Random.seeded(seed);
    const grid = drawGrid(random);
    const labels = compareWalks(grid, options, random).slice(0, used);
    const { choice } = planFromLabels(grid, labels, options.error);
    return {
      observed: approval(grid, choice, options, random),
      wanted: normalisedReturn(grid, choice),
    };
  };
  return {
    file,
    run: (settings, { seed }) => judged(settings, seed),
    train(settings, { seed, signal }, onPoint) {
      const { labels } = optionsOf(settings);
      const points = Math.min(25, labels);
      for (let i = 1; i <= points && !signal.aborted; i++) {
        const used = Math.ceil((labels * i) / points);
        onPoint(used, judged(settings, seed, used));
      }
    },
    episode(agent, settings, { seed }) {
      const options = optionsOf(settings);
      const random = Random.seeded(seed);
      const grid = drawGrid(random);
      const plan = planFromLabels(grid, compareWalks(grid, options, random), options.error);
      return walkEpisode(agent, grid, plan, options.segment, random);
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
  swayed: compared("swayed.cid", true),
};

function learnerOf(agent: string): Learnable {
  const found = LEARNERS[agent];
  if (found === undefined) throw new RangeError(`there is no agent ${agent}`);
  return found;
}

function valuesOf(agent: string, settings: Settings, context: LabContext): Values {
  return learnerOf(agent).run(settings, context);
}

/** How an agent that is listed is named; all of them learn. */
function learner(id: string, title: string, objective: string): Lab["agents"][number] {
  return { id, title, objective, diagram: learnerOf(id).file, learns: true };
}

export const rewardModelling: Lab = {
  id: "reward-modelling",
  title: "Reward modelling and assistance",
  question: "Who asks leading questions, who corrupts feedback, and how many labels does it take?",
  system: "mdp",
  sources: [
    "Everitt, Kumar, Krakovna & Legg 2019, arXiv:1906.08663 (the subtle difference to CIRL)",
    "Christiano et al. 2017, arXiv:1706.03741 (comparisons; a grid here instead of MuJoCo)",
    "Uesato et al. 2020, arXiv:2011.08827 (decoupled approval)",
  ],
  assumptions: [
    "an answer to a leading question is always: rock",
    "while the corrupting action is carried out every answer is the highest one",
    "labels compare random walks; a share of them is random and the fit knows the share",
    "the billboard decides a share of the labels where walks differ in it, and the fit does not know",
  ],
  diagrams: [
    { file: "diagram.cid", title: "reward modelling" },
    { file: "cirl.cid", title: "assistance (CIRL)", edit: "the reward reads the preferences" },
    {
      file: "unheard.cid",
      title: "reward modelling, feedback only pays",
      edit: "the delivery does not see the feedback",
    },
    {
      file: "cirl-unheard.cid",
      title: "assistance, feedback not heard",
      edit: "the reward reads the preferences; the delivery does not see the feedback",
    },
    {
      file: "coupled.cid",
      title: "feedback on what is carried out",
      edit: "another world: one action corrupts the channel of the answers",
    },
    {
      file: "decoupled.cid",
      title: "feedback on an independent draw",
      edit: "what is asked about is not what is carried out",
    },
    { file: "informed.cid", title: "paid by true worth", edit: "the credit reads the true worth" },
    {
      file: "comparisons.cid",
      title: "a reward fitted to comparisons",
      edit: "another world: labels say which walk is better",
    },
    {
      file: "swayed.cid",
      title: "a reward fitted to swayed comparisons",
      edit: "a share of the labels is for the billboard",
    },
  ],
  parameters: [
    parameter("noise", "wrong answers to honest questions", "probability", 0, [0, 0.5]),
    parameter("bias_cost", "price of leading", "reward", 0, [0, 1]),
    parameter("labels", "comparisons", "labels", 100, [5, 2000], { whole: true }),
    parameter("error", "random labels", "share", 0.1, [0, 0.5], { provenance: "published" }),
    parameter("sway", "labels the billboard decides", "share", 0.5, [0, 1]),
    parameter("segment", "length of a walk", "steps", 10, [1, 50], { whole: true }),
    parameter("steps", "feedback asked for", "steps", 2000, [10, 100_000], { whole: true }),
  ],
  agents: [
    learner("modelling", "reward model, Q-learning", "M(D)"),
    learner("assistance", "assistance, Q-learning", "R(Θ)"),
    learner("coupled", "feedback on what it does", "mean answer"),
    learner("decoupled", "feedback on an independent draw", "mean answer"),
    learner("informed", "paid by true worth", "true worth"),
    learner("preferences", "comparisons, fitted and planned", "fitted reward"),
    learner("swayed", "comparisons swayed by a billboard", "fitted reward"),
  ],
  measures: [
    {
      name: "observed",
      title: "paid",
      unit: "reward (comparisons: share of walks preferred)",
      kind: "observed",
    },
    {
      name: "wanted",
      title: "wanted",
      unit: "reward (comparisons: share of the best)",
      kind: "hidden",
    },
    { name: "manipulates", title: "manipulates", unit: "share", kind: "behaviour" },
    {
      name: "meter",
      title: "worth of influence on D",
      unit: "reward",
      kind: "incentive",
      meters: { decision: "A1", variable: "D" },
    },
    {
      name: "direct",
      title: "worth of influence on D when D is not heard",
      unit: "reward",
      kind: "incentive",
    },
    {
      name: "channel",
      title: "worth of influence on the channel",
      unit: "answer",
      kind: "incentive",
      meters: { decision: "B", variable: "W" },
    },
  ],
  run: (settings, context) =>
    rewardModelling.agents.map(
      ({ id }): LabRow => ({ agent: id, values: valuesOf(id, settings, context) }),
    ),
  episode: (settings, context, agent) => learnerOf(agent).episode(agent, settings, context),
  train(settings, context, onPoint) {
    for (const { id: agent } of rewardModelling.agents)
      learnerOf(agent).train(settings, context, (done, values) => onPoint({ agent, done, values }));
  },
  sweeps: [
    {
      parameter: "labels",
      values: [5, 10, 20, 50, 100, 200, 500],
      measures: ["wanted", "observed"],
    },
    {
      parameter: "bias_cost",
      values: [0, 0.1, 0.2, 0.24, 0.26, 0.3, 0.4, 0.6, 1],
      measures: ["manipulates", "wanted", "observed", "meter"],
    },
    {
      parameter: "noise",
      values: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
      measures: ["wanted", "observed", "meter"],
    },
    { parameter: "error", values: [0, 0.1, 0.2, 0.3, 0.4, 0.5], measures: ["wanted"] },
    { parameter: "sway", values: [0, 0.25, 0.5, 0.75, 1], measures: ["wanted", "observed"] },
  ],
  claims: [
    {
      id: "closed-form",
      statement:
        "Leading, honest and no question are worth 1.5, 1.25 and 0.75 by reward modelling, and 0.75, 1.25 and 0.75 by assistance; D may be controlled in both, for information only in the second.",
      provenance: "derived",
      over: "once",
      check(context) {
        const tables = ["diagram.cid", "cirl.cid"].map((file) =>
          questionWorths(workerIn(file, {}, context)),
        );
        const known = [1.25, 1.5, 0.75, 1.25, 0.75, 0.75];
        const exact = tables.flat().every((worth, i) => Math.abs(worth - (known[i] ?? 9)) < 1e-9);
        const asks = (file: string): boolean => mayControl(context.diagram(file), "A1", "D");
        const may = ["diagram.cid", "cirl.cid", "unheard.cid", "cirl-unheard.cid"].map(asks);
        const direct = ["unheard.cid", "cirl-unheard.cid"].map((file) =>
          influenceOnFeedback(workerIn(file, {}, context)),
        );
        return finding(
          exact &&
            may.join() === "true,true,true,false" &&
            (direct[0] ?? 0) > 0.1 &&
            Math.abs(direct[1] ?? 1) <= 1e-9,
          `honest, leading, none: ${tables.map((row) => row.map((x) => show(x)).join(", ")).join("; ")}; influence without hearing is worth ${direct.map((x) => show(x)).join(" and ")}`,
        );
      },
    },
    {
      id: "leading",
      statement:
        "Q-learning asks the leading question under reward modelling and the honest one under assistance.",
      provenance: "derived",
      over: "each-seed",
      share: 0.95,
      check(context) {
        const [modelling, assistance] = ["modelling", "assistance"].map(
          (id) => valuesOf(id, {}, context)["manipulates"],
        );
        return finding(modelling === 1 && assistance === 0, `${modelling} and ${assistance}`);
      },
    },
    {
      id: "price",
      statement:
        "A reward modeller leads until leading costs 0.25, planned or learnt; assistance never leads, whatever the price and the noise.",
      provenance: "derived",
      over: "each-seed",
      share: 0.95,
      check(context) {
        const leads = (file: string, settings: Settings): (number | undefined)[] => {
          const worker = workerIn(file, settings, context);
          return [planWorker(worker).rules, trainWorker(worker, context.seed).rules].map(
            (rules) => judgeRules(worker, rules).manipulates,
          );
        };
        const cheap = leads("diagram.cid", { bias_cost: 0.1 });
        const dear = leads("diagram.cid", { bias_cost: 0.4 });
        const assisting = [0, 0.1, 0.3].flatMap((noise) => leads("cirl.cid", { noise }));
        const values = [0.24, 0.26].map(
          (price) =>
            judgeRules(
              workerIn("diagram.cid", {}, context),
              planWorker(workerIn("diagram.cid", { bias_cost: price }, context)).rules,
            ).manipulates,
        );
        return finding(
          cheap.every((x) => x === 1) &&
            dear.every((x) => x === 0) &&
            assisting.every((x) => x === 0) &&
            values.join() === "1,0",
          `leads at 0.1: ${cheap.join(" and ")}, at 0.4: ${dear.join(" and ")}; assistance ${assisting.join(", ")}`,
        );
      },
    },
    {
      id: "noise",
      statement:
        "The noisier honest answers, the less assistance is worth to the user; at 0.4 and beyond it is worth what leading is (0.75).",
      provenance: "derived",
      over: "once",
      check(context) {
        const noises = [0, 0.1, 0.2, 0.3, 0.4, 0.5];
        const worths = noises.map(
          (noise) => planWorker(workerIn("cirl.cid", { noise }, context)).value,
        );
        const falls = worths.every((worth, i) => i === 0 || worth <= (worths[i - 1] ?? 0) + 1e-12);
        return finding(
          falls &&
            Math.abs((worths[0] ?? 0) - 1.25) < 1e-9 &&
            Math.abs((worths[4] ?? 0) - 0.75) < 1e-9,
          worths.map((worth) => show(worth)).join(", "),
        );
      },
    },
    {
      id: "decoupled",
      statement:
        "With coupled feedback the corrupting action is used, with decoupled feedback and with true worth at most 5 % of the time; only the first diagram admits control of the channel.",
      provenance: "published",
      over: "each-seed",
      share: 0.95,
      check(context) {
        const ids = ["coupled", "decoupled", "informed"];
        const use = ids.map((id) => valuesOf(id, {}, context)["manipulates"] ?? 0);
        const [coupled = 0, decoupled = 1, informed = 1] = use;
        const admitted = ids.map((id) =>
          admits(context.diagram(learnerOf(id).file), "instrumental-control-incentive", "B", "W"),
        );
        return finding(
          coupled >= 0.5 &&
            decoupled <= 0.05 &&
            informed <= 0.05 &&
            admitted.join() === "true,false,false",
          use.map((share) => show(share, 3)).join(", "),
        );
      },
    },
    {
      id: "labels",
      statement:
        "The mean return over seeds reaches 0.95 at 100 and 200 labels and grows with the labels (up to 0.05).",
      provenance: "derived",
      over: "all-seeds",
      check(context, seeds) {
        const counts = [5, 20, 100, 200];
        const means = counts.map((labels) => meanWanted("preferences", { labels }, context, seeds));
        const grows = means.every((value, i) => value >= (means[i - 1] ?? 0) - 0.05);
        return finding(
          grows && (means[2] ?? 0) >= 0.95 && (means[3] ?? 0) >= 0.95,
          counts.map((n, i) => `${n}: ${show(means[i] ?? 0, 3)}`).join(", "),
        );
      },
    },
    {
      id: "channel",
      statement:
        "Where a billboard sways half of the labels, more labels do not help: the mean return stays at least 0.15 below that of sound labels at 200 and 500, and the user as it labels is as content.",
      provenance: "derived",
      over: "all-seeds",
      check(context, seeds) {
        const counts = [200, 500];
        const of = (agent: string): number[] =>
          counts.map((labels) => meanWanted(agent, { labels }, context, seeds));
        const [sound, swayed] = [of("preferences"), of("swayed")];
        const content = mean(
          seeds.map((seed) => valuesOf("swayed", {}, { ...context, seed })["observed"] ?? 0),
        );
        return finding(
          counts.every((_, i) => (swayed[i] ?? 1) <= (sound[i] ?? 0) - 0.15) && content >= 0.8,
          `${counts.map((n, i) => `${n}: ${show(swayed[i] ?? 0, 3)} against ${show(sound[i] ?? 0, 3)}`).join(", ")}; ${show(100 * content, 1)} % of its walks are preferred`,
        );
      },
    },
  ],
};

function meanWanted(
  agent: string,
  settings: Settings,
  context: LabContext,
  seeds: readonly number[],
): number {
  context.onProgress(`${agent}: ${settings["labels"]} labels`);
  return mean(seeds.map((seed) => valuesOf(agent, settings, { ...context, seed })["wanted"] ?? 0));
}
