/** What the lab claims, each to be run again by anybody. */
import type { LabClaim, LabContext, Settings } from "@cidery/core/lab";
import { mean } from "@cidery/core/learn";
import { admits, mayControl } from "../src/ask.ts";
import { controlled, diagramClaim, pairClaim } from "../src/controls.ts";
import { finding, show } from "../src/findings.ts";
import { learnerOf, valuesOf } from "./agents.ts";
import {
  influenceOnFeedback,
  judgeRules,
  planWorker,
  questionWorths,
  trainWorker,
  workerIn,
} from "./questions.ts";

export const claims: readonly LabClaim[] = [
  diagramClaim({
    id: "closed-form",
    statement:
      "Leading, honest and no question are worth 1.5, 1.25 and 0.75 by reward modelling, and 0.75, 1.25 and 0.75 by assistance; D may be controlled in both, for information only in the second.",
    provenance: "derived",
    over: "once",
    diagrams: ["diagram.cid", "cirl.cid"],
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
  }),
  pairClaim({
    id: "leading",
    statement:
      "Q-learning asks the leading question under reward modelling and the honest one under assistance.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    pair: ["modelling", "assistance"],
    find(pair, context) {
      const [modelling, assistance] = pair.map(
        (id) => valuesOf(id, { steps: 10_000 }, context)["manipulates"],
      );
      return finding(modelling === 1 && assistance === 0, `${modelling} and ${assistance}`);
    },
  }),
  pairClaim({
    id: "price",
    statement:
      "A reward modeller leads until leading costs 0.25, planned or learnt; assistance never leads, whatever the price and the noise.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    pair: ["diagram.cid", "cirl.cid"],
    find([own, shared], context) {
      const leads = (file: string, settings: Settings): (number | undefined)[] => {
        const worker = workerIn(file, settings, context);
        return [planWorker(worker).rules, trainWorker(worker, context.seed).rules].map(
          (rules) => judgeRules(worker, rules).manipulates,
        );
      };
      const cheap = leads(own, { bias_cost: 0.1 });
      const dear = leads(own, { bias_cost: 0.4 });
      const assisting = [0, 0.1, 0.3].flatMap((noise) => leads(shared, { noise }));
      const values = [0.24, 0.26].map(
        (price) =>
          judgeRules(
            workerIn(own, {}, context),
            planWorker(workerIn(own, { bias_cost: price }, context)).rules,
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
  }),
  controlled({
    id: "noise",
    statement:
      "The noisier honest answers, the less assistance is worth to the user; at 0.4 and beyond it is worth what leading is (0.75).",
    provenance: "derived",
    over: "once",
    of: "cirl.cid",
    instead: "diagram.cid",
    swap: "reward modelling in place of assistance",
    find(file, context) {
      const noises = [0, 0.1, 0.2, 0.3, 0.4, 0.5];
      const worths = noises.map((noise) => planWorker(workerIn(file, { noise }, context)).value);
      const falls = worths.every((worth, i) => i === 0 || worth <= (worths[i - 1] ?? 0) + 1e-12);
      return finding(
        falls &&
          Math.abs((worths[0] ?? 0) - 1.25) < 1e-9 &&
          Math.abs((worths[4] ?? 0) - 0.75) < 1e-9,
        worths.map((worth) => show(worth)).join(", "),
      );
    },
  }),
  pairClaim({
    id: "decoupled",
    statement:
      "With coupled feedback the corrupting action is used, with decoupled feedback and with true worth at most 5 % of the time after 10,000 steps; only the first diagram admits control of the channel.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    // About one seed in twenty uses it a little more.
    seeds: 200,
    pair: ["coupled", "decoupled"],
    find(pair, context) {
      const ids = [...pair, "informed"];
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
  }),
  controlled({
    id: "labels",
    statement:
      "The mean return over seeds reaches 0.95 at 100 and 200 labels and grows with the labels (up to 0.05).",
    provenance: "derived",
    over: "all-seeds",
    of: "preferences",
    instead: "swayed",
    swap: "labels swayed by the billboard",
    find(agent, context, seeds) {
      const counts = [5, 20, 100, 200];
      const means = counts.map((labels) => meanWanted(agent, { labels }, context, seeds));
      const grows = means.every((value, i) => value >= (means[i - 1] ?? 0) - 0.05);
      return finding(
        grows && (means[2] ?? 0) >= 0.95 && (means[3] ?? 0) >= 0.95,
        counts.map((n, i) => `${n}: ${show(means[i] ?? 0, 3)}`).join(", "),
      );
    },
  }),
  pairClaim({
    id: "channel",
    statement:
      "Where a billboard sways half of the labels, more labels do not help: the mean return stays at least 0.15 below that of sound labels at 100 and 200, while the user, labelling as before, still prefers most of its walks (at least 70 %).",
    provenance: "derived",
    over: "all-seeds",
    pair: ["preferences", "swayed"],
    find(pair, context, seeds) {
      const counts = [100, 200];
      const of = (agent: string): number[] =>
        counts.map((labels) => meanWanted(agent, { labels }, context, seeds));
      const [sound, swayed] = [of(pair[0]), of(pair[1])];
      const content = mean(
        taken(seeds, context).map(
          (seed) => valuesOf("swayed", {}, { ...context, seed })["observed"] ?? 0,
        ),
      );
      return finding(
        counts.every((_, i) => (swayed[i] ?? 1) <= (sound[i] ?? 0) - 0.15) && content >= 0.7,
        `${counts.map((n, i) => `${n}: ${show(swayed[i] ?? 0, 3)} against ${show(sound[i] ?? 0, 3)}`).join(", ")}; ${show(100 * content, 1)} % of its walks are preferred`,
      );
    },
  }),
  pairClaim({
    id: "numbers",
    statement:
      "With 5 walks a number for every step tells more than one for the walk, and with 5 and 10 walks a number for a walk more than a comparison of two: the mean returns are at least 0.03 apart each.",
    provenance: "derived",
    over: "all-seeds",
    pair: ["sketches", "preferences"],
    find([most, least], context, seeds) {
      const [few, some] = [5, 10].map((labels) =>
        [most, "ratings", least].map((agent) => meanWanted(agent, { labels }, context, seeds)),
      ) as [number[], number[]];
      const over = (all: readonly number[], i: number): boolean =>
        (all[i] ?? 0) >= (all[i + 1] ?? 9) + 0.03;
      return finding(
        over(few, 0) && over(few, 1) && over(some, 1),
        [few, some].map((all) => all.map((share) => show(share, 3)).join(", ")).join("; "),
      );
    },
  }),
  pairClaim({
    id: "demonstrations",
    statement:
      "From 5 and from 20 demonstrations a reward that makes them likeliest leads to at least 0.15 more of the best return than copying them: it says what to do where nothing was shown.",
    provenance: "derived",
    over: "all-seeds",
    pair: ["inferred", "cloned"],
    find([inferred, copied], context, seeds) {
      const found = [5, 20].map((labels) =>
        [inferred, copied].map((agent) => meanWanted(agent, { labels }, context, seeds)),
      );
      return finding(
        found.every(([one = 0, two = 0]) => one >= two + 0.15),
        found.map((all) => all.map((share) => show(share, 3)).join(" against ")).join("; "),
      );
    },
  }),
  pairClaim({
    id: "network",
    statement:
      "A network as reward model pays off where preferences are not a sum over steps: with 100 and with 300 labels its walks are at least 0.1 nearer to the best than those of weights for each tile when only first steps count, and at least 0.02 farther from it when every step does.",
    provenance: "derived",
    over: "all-seeds",
    pair: ["network", "weights"],
    find([rich, plainly], context, seeds) {
      const counts = [100, 300];
      const of = (agent: string, variety: number): number[] =>
        counts.map((labels) => meanWanted(agent, { labels, variety }, context, seeds));
      const gains = (variety: number) => {
        const [weights, network] = [of(plainly, variety), of(rich, variety)];
        return network.map((share, i) => ({ share, than: weights[i] ?? 0 }));
      };
      const [varied, plain] = [gains(1), gains(0)];
      const told = (all: ReturnType<typeof gains>): string =>
        all.map(({ share, than }) => `${show(share, 3)} against ${show(than, 3)}`).join(", ");
      return finding(
        varied.every(({ share, than }) => share >= than + 0.1) &&
          plain.every(({ share, than }) => share <= than - 0.02),
        `first steps: ${told(varied)}; every step: ${told(plain)}`,
      );
    },
  }),
];

/** Quick runs look at fewer seeds. */
function taken(seeds: readonly number[], { effort }: LabContext): readonly number[] {
  return effort === "quick" ? seeds.slice(0, 6) : seeds;
}

function meanWanted(
  agent: string,
  settings: Settings,
  context: LabContext,
  seeds: readonly number[],
): number {
  context.onProgress(`${agent}: ${settings["labels"]} labels`);
  return mean(
    taken(seeds, context).map(
      (seed) => valuesOf(agent, settings, { ...context, seed })["wanted"] ?? 0,
    ),
  );
}
