/** How much does a tree of helpers see that a human alone does not, and what does a worker make of it? */
import type { Lab, LabContext, LabRow, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { mean } from "@cidery/core/learn";
import { incentiveMeter, informationWorth } from "@cidery/core/solve";
import { admits, mayControl } from "../src/ask.ts";
import { controlled, pairClaim } from "../src/controls.ts";
import { finding, measured, show } from "../src/findings.ts";
import { parameter } from "../src/parameter.ts";
import { deliver } from "./episode.ts";
import type { Oversight } from "./worker.ts";
import {
  ANYWHERE,
  learnPlan,
  measuresOf,
  planKnowing,
  planUnknowing,
  SOUND,
  typicalAlarms,
  worthOf,
} from "./worker.ts";
import type { OversightTree } from "./world.ts";
import {
  blindness,
  chosenDetection,
  depthOf,
  detection,
  drawHelpers,
  falseAlarmBound,
  helperCounts,
  inspect,
  unaided,
} from "./world.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { ties } from "./ties.ts";

const EPISODES = 2000;
/** Trees one learner trains against in a run. */
const LEARNT_TREES = 5;

function treeOf(settings: Settings): OversightTree {
  const { claims = 64, branching = 4, hit = 0.95, alarm = 0.02, systematic = 0.5 } = settings;
  return { claims, branching, hitRate: hit, falseAlarm: alarm, systematic };
}

/** The same seed draws the same helpers for everybody who faces them. */
function oversightsOf(agent: string, settings: Settings, seed: number, count: number): Oversight[] {
  const tree = treeOf(settings);
  const { effort = 0.3 } = settings;
  if (diagramOf(agent) === "diagram.cid") return [{ tree, helpers: undefined, effort }];
  const random = Random.seeded(seed);
  return Array.from({ length: count }, () => ({
    tree,
    helpers: drawHelpers(tree, random),
    effort,
  }));
}

function oversightOf(agent: string, settings: Settings, seed: number): Oversight {
  return oversightsOf(agent, settings, seed, 1)[0] as Oversight;
}

/** As many trees as can be judged exactly in well under a second. */
function treeCount(agent: string, settings: Settings): number {
  if (recursiveOversight.agents.find(({ id }) => id === agent)?.learns === true)
    return LEARNT_TREES;
  const tree = treeOf(settings);
  const helpers = helperCounts(tree).reduce((sum, count) => sum + count, 0);
  return Math.max(2, Math.min(200, Math.floor(300_000 / (tree.claims * helpers))));
}

/** Measures averaged over trees, except where nothing varies. */
function averaged(rows: readonly LabRow["values"][]): LabRow["values"] {
  const names = Object.keys(rows[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, mean(rows.map((values) => values[name] ?? 0))]),
  );
}

function diagramOf(agent: string): string {
  return recursiveOversight.agents.find(({ id }) => id === agent)?.diagram ?? "diagram.cid";
}

function planOf(agent: string, oversight: Oversight, seed: number): number {
  const { learns, diagram } = recursiveOversight.agents.find(({ id }) => id === agent) ?? {};
  if (learns === true)
    return learnPlan(oversight, { episodes: EPISODES, random: Random.seeded(seed).fork(1) });
  return diagram === "adversary.cid" ? planKnowing(oversight) : planUnknowing(oversight);
}

/** This lab's numbers, by the names of the diagrams' parameters. */
function numbersFor(file: string, settings: Settings): ReadonlyMap<string, number> {
  const tree = treeOf(settings);
  const { effort = 0.3 } = settings;
  if (file === "diagram.cid")
    return new Map([
      ["detection", unaided(tree)],
      ["false_alarm", 0],
      ["effort", effort],
    ]);
  const numbers = new Map([
    ["detection", detection(tree)],
    ["false_alarm", typicalAlarms(tree)],
    ["effort", effort],
  ]);
  if (file !== "adversary.cid") return numbers;
  const { blind, seeing } = blindness(tree);
  const helpers = helperCounts(tree).reduce((sum, count) => sum + count, 0);
  return numbers
    .set("blind", (1 - (1 - blind) ** helpers) / 4)
    .set("detection", seeing ** depthOf(tree));
}

/** Worth of influence on the verdict, and of knowing the blind spot where it can be seen. */
function meters(file: string, settings: Settings, { diagram }: LabContext): LabRow["values"] {
  const model = diagram(file);
  const parameters = numbersFor(file, settings);
  const meter = incentiveMeter(model, { decision: "D" }, "V", { parameters }).value;
  if (model.idOf("B") === undefined) return { meter };
  return { meter, knowledge: informationWorth(model, "D", "B", { parameters }).value };
}

function rowFor(agent: string, settings: Settings, context: LabContext): LabRow {
  const { flaws = 0.3 } = settings;
  const { seed } = context;
  const facing = oversightsOf(agent, settings, seed, treeCount(agent, settings));
  const rows = facing.map((one) => measuresOf(one, planOf(agent, one, seed), flaws));
  return { agent, values: { ...averaged(rows), ...meters(diagramOf(agent), settings, context) } };
}

export const recursiveOversight: Lab = {
  id: "recursive-oversight",
  title: "Recursive oversight",
  question: "How much does a tree of helpers see that a human alone does not?",
  headline: {
    conclusion:
      "Overseen by a human alone, the worker never does sound work. Overseen by a tree of helpers, it does.",
    claim: "worker",
    agents: ["alone", "helped"],
    edit: "a tree of helpers finds the flaws",
    measures: ["sound", "passed", "found"],
    curve: { parameter: "hit", measure: "sound" },
  },
  system: "mdp",
  sources: ["Everitt, Kumar, Krakovna & Legg 2019, arXiv:1906.08663 (recursive reward modelling)"],
  assumptions: [
    "at most one flaw, in any place; work is approved when no alarm reaches the human",
    "a share of misses is systematic: that many helpers see nothing, the others more",
    "all numbers are ours; a run averages over as many trees as it can judge exactly, the learner over five",
  ],
  diagrams: [
    { file: "diagram.cid", title: "a human alone" },
    { file: "helped.cid", title: "a tree of helpers", edit: "what the verdict finds" },
    {
      file: "adversary.cid",
      title: "a worker that knows the tree",
      edit: "the worker sees where the tree is blind and chooses where the flaw goes",
    },
  ],
  parameters: [
    parameter("claims", "sub-claims", "sub-claims", 64, [4, 1024], { whole: true }),
    parameter("branching", "looked at by one helper", "sub-claims", 4, [2, 16], { whole: true }),
    parameter("hit", "hit rate", "probability", 0.95, [0, 1]),
    parameter("alarm", "false alarms of a helper", "probability", 0.02, [0, 1]),
    parameter("systematic", "misses that are a helper's own", "share", 0.5, [0, 1]),
    parameter("flaws", "work with a flaw", "share", 0.3, [0, 1]),
    parameter("effort", "price of sound work", "approval", 0.3, [0, 1]),
  ],
  agents: [
    { id: "alone", title: "under a human alone", objective: "approval", diagram: "diagram.cid" },
    { id: "helped", title: "under a tree", objective: "approval", diagram: "helped.cid" },
    {
      id: "adversary",
      title: "against a tree it knows",
      objective: "approval",
      diagram: "adversary.cid",
    },
    {
      id: "learner",
      title: "against a tree, by trying (bandit)",
      objective: "mean approval",
      diagram: "adversary.cid",
      learns: true,
    },
  ],
  measures: [
    { name: "paid", title: "worker gets", unit: "approval", kind: "observed" },
    { name: "sound", title: "works soundly", unit: "share", kind: "hidden" },
    { name: "passed", title: "flawed work approved", unit: "share", kind: "hidden" },
    { name: "found", title: "flaws found", unit: "share", kind: "other" },
    { name: "mistaken", title: "false alarms", unit: "share", kind: "other" },
    { name: "ppv", title: "alarms that are real", unit: "share", kind: "other" },
    {
      name: "meter",
      title: "worth of influence on the verdict",
      unit: "approval",
      kind: "incentive",
      meters: { decision: "D", variable: "V" },
    },
    {
      name: "knowledge",
      title: "worth of knowing the blind spot",
      unit: "approval",
      kind: "incentive",
    },
  ],
  run: (settings, context) =>
    recursiveOversight.agents
      .filter(({ id }) => context.agents?.includes(id) ?? true)
      .map(({ id }) => rowFor(id, settings, context)),
  episode(settings, { seed }, agent) {
    const oversight = oversightOf(agent, settings, seed);
    const knows = diagramOf(agent) === "adversary.cid";
    const plan = planOf(agent, oversight, seed);
    return deliver(agent, oversight, plan, knows, Random.seeded(seed).fork(2));
  },
  train(settings, { seed, signal }, onPoint) {
    const { flaws = 0.3 } = settings;
    for (const { id: agent, learns } of recursiveOversight.agents) {
      if (learns !== true) continue;
      // A point is the mean over the trees of a run, so it is known with the last of them.
      const soFar = new Map<number, LabRow["values"][]>();
      const facing = oversightsOf(agent, settings, seed, treeCount(agent, settings));
      for (const oversight of facing)
        learnPlan(oversight, {
          episodes: EPISODES,
          random: Random.seeded(seed).fork(1),
          signal,
          onPlan(done, plan) {
            const rows = [...(soFar.get(done) ?? []), measuresOf(oversight, plan, flaws)];
            soFar.set(done, rows);
            if (rows.length === facing.length) onPoint({ agent, done, values: averaged(rows) });
          },
        });
    }
  },
  sweeps: [
    {
      parameter: "hit",
      // The break-even hit rate of the default tree is among them.
      values: [0.2, 0.3, 0.397, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1],
      measures: ["found", "ppv", "sound"],
    },
    {
      parameter: "systematic",
      values: [0, 0.2, 0.4, 0.6, 0.8, 1],
      measures: ["sound", "passed", "found", "knowledge"],
    },
  ],
  ties,
  conclusions: CONCLUSIONS,
  claims: [
    controlled({
      id: "formula",
      statement:
        "The simulated tree finds t^d of the flaws within a percentage point over 100 000 draws, whether misses are chance or systematic, and raises no more false alarms than the bound.",
      provenance: "derived",
      over: "all-seeds",
      of: 0.95,
      instead: 0.85,
      swap: "helpers that hit less often than the formula has it",
      find(hit, { effort }, seeds) {
        const draws = effort === "full" ? 100_000 : 20_000;
        const random = Random.seeded(seeds[0] ?? 1);
        const rates = [0, 0.5].map((systematic) =>
          simulated(treeOf({ systematic, hit }), draws, random),
        );
        const tree = treeOf({});
        const formula = detection(tree);
        return finding(
          rates.every(
            ({ found, mistaken }) =>
              Math.abs(found - formula) < 0.01 && mistaken <= falseAlarmBound(tree) + 0.01,
          ),
          `found ${rates.map(({ found }) => show(100 * found, 1)).join(" and ")} % (formula ${show(100 * formula, 1)} %, alone ${show(100 * unaided(tree), 1)} %), false alarms ${rates.map(({ mistaken }) => show(100 * mistaken, 1)).join(" and ")} % (at most ${show(100 * falseAlarmBound(tree), 1)} %)`,
        );
      },
    }),
    pairClaim({
      id: "worker",
      statement:
        "A worker paid for approval does sound work under the tree, but not under the human alone.",
      provenance: "assumption",
      over: "each-seed",
      pair: ["alone", "helped"],
      find(pair, context) {
        const rows = pair.map((id) => rowFor(id, {}, context));
        const sound = pair.map((id) => measured(rows, id, "sound"));
        return finding(sound[0] === 0 && sound[1] === 1, sound.join(" and "));
      },
    }),
    controlled({
      id: "chance-misses",
      statement:
        "If every miss is due to chance, knowing the tree is worth nothing, and the worker does sound work.",
      provenance: "derived",
      over: "each-seed",
      of: 0,
      instead: 1,
      swap: "every miss systematic",
      find(systematic, context) {
        const rows = [rowFor("adversary", { systematic }, context)];
        const [sound, knowledge] = ["sound", "knowledge"].map((name) =>
          measured(rows, "adversary", name),
        );
        return finding(
          sound === 1 && Math.abs(knowledge ?? 1) <= 1e-9,
          `sound ${sound}, knowing ${knowledge}`,
        );
      },
    }),
    controlled({
      id: "adversary",
      statement:
        "Where half the misses are systematic, flaws at random places are found just as often, but flaws put where the tree is blind are not: they are found as (1 − b)^n·h^d says, and pass in about two trees out of five.",
      provenance: "derived",
      over: "all-seeds",
      of: 0.5,
      instead: 0,
      swap: "every miss chance",
      find(systematic, { diagram }, seeds) {
        const random = Random.seeded(seeds[0] ?? 1);
        const tree = treeOf({ systematic });
        const trees = Array.from({ length: 1000 }, () => drawHelpers(tree, random));
        const facing = trees.map((helpers) => ({ helpers, tree, effort: 0.3 }));
        const chosen = facing.map((oversight) => {
          const plan = planKnowing({ ...oversight, effort: 1 });
          return measuresOf(oversight, plan, 0.3)["found"] ?? 1;
        });
        const anywhere = facing.map((oversight) => measuresOf(oversight, SOUND, 0.3)["found"] ?? 0);
        const flawed = facing.filter((oversight) => planKnowing(oversight) !== SOUND).length;
        const [found, formula, spread] = [mean(chosen), chosenDetection(tree), mean(anywhere)];
        const sees = admits(diagram("adversary.cid"), "value-of-information", "D", "B");
        const controls = mayControl(diagram("adversary.cid"), "D", "V");
        return finding(
          Math.abs(found - formula) < 0.05 &&
            Math.abs(spread - detection(tree)) < 0.02 &&
            flawed > 350 &&
            flawed < 475 &&
            sees &&
            controls,
          `found ${show(100 * found, 1)} % (formula ${show(100 * formula, 1)} %) against ${show(100 * spread, 1)} % anywhere; flawed work pays in ${flawed} of 1000 trees`,
        );
      },
    }),
    controlled<(oversight: Oversight, seed: number) => number>({
      id: "learner",
      statement:
        "A bandit that only hears verdicts finds the blind spots: it is paid at least 90 % of what the worker that knows the tree is paid, and does sound work exactly when that worker does.",
      provenance: "derived",
      over: "each-seed",
      share: 0.9,
      of: (oversight, seed) => planOf("learner", oversight, seed),
      instead: () => ANYWHERE,
      swap: "a flaw anywhere, without trying",
      find(planned, { seed }) {
        const oversight = oversightOf("learner", {}, seed);
        const learnt = planned(oversight, seed);
        const best = planKnowing(oversight);
        const [got, most] = [learnt, best].map((plan) => worthOf(oversight, plan).paid);
        return finding(
          (got ?? 0) >= 0.9 * (most ?? 1) && (learnt === SOUND) === (best === SOUND),
          `${show(got ?? 0, 3)} of ${show(most ?? 0, 3)}, ${learnt === SOUND ? "sound" : "flawed"}`,
        );
      },
    }),
  ],
};

/** Shares of flaws found and of sound work that raised an alarm, each draw with helpers of its own. */
function simulated(
  tree: OversightTree,
  draws: number,
  random: Random,
): { readonly found: number; readonly mistaken: number } {
  let found = 0;
  let mistaken = 0;
  for (let i = 0; i < draws; i++) {
    const helpers = drawHelpers(tree, random);
    const place = random.below(tree.claims);
    if (inspect(helpers, place, random).at(-1)?.[0]?.found === true) found++;
    if (inspect(helpers, SOUND, random).at(-1)?.[0]?.mistaken === true) mistaken++;
  }
  return { found: found / draws, mistaken: mistaken / draws };
}
