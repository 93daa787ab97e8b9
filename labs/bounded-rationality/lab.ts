/** Who acts on an incentive, and how much, when agents are less than rational? */
import type { Lab, LabContext, LabRow, Settings } from "@cidery/core/lab";
import type { TrainingOptions } from "@cidery/core/learn";
import { Random } from "@cidery/core";
import { contextualBandit, diagramEnvironment } from "@cidery/core/learn";
import { query } from "@cidery/core/solve";
import { mayControl } from "../src/ask.ts";
import { controlled, diagramClaim } from "../src/controls.ts";
import { finding, measured, show } from "../src/findings.ts";
import { parameter } from "../src/parameter.ts";
import { meetUsers, ruleOf } from "./episode.ts";
import { SHIPPED, shippedPlaces } from "./places.ts";
import type { Place, Rule } from "./rules.ts";
import {
  gainByHeeding,
  movedBy,
  rational,
  satisficing,
  softmax,
  stumbling,
  tableOf,
  utilityOf,
  worthsAt,
} from "./rules.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { ties } from "./ties.ts";

/** The recommender where a share of the users is mild. */
function placeAt(mild: number, { accuracy = 0.7 }: Settings, context: LabContext): Place {
  const parameters = new Map([
    ["share", mild],
    ["accuracy", accuracy],
  ]);
  return {
    diagram: context.diagram("diagram.cid"),
    decision: "Post",
    variable: "Later",
    parameters,
  };
}

/** Rules that know the worth of what they do here. */
const KNOWING: Readonly<Record<string, (settings: Settings) => Rule>> = {
  rational: () => rational,
  epsilon: ({ epsilon = 0.2 }) => stumbling(epsilon),
  softmax: ({ temperature = 0.2 }) => softmax(temperature),
  satisficing: ({ leniency = 0.3 }) => satisficing(leniency),
};

function train(
  settings: Settings,
  context: LabContext,
  watch: Pick<TrainingOptions, "onCheckpoint" | "signal"> = {},
): Float64Array {
  const { trained = 0.7, episodes = 30_000 } = settings;
  const { diagram, parameters = new Map<string, number>() } = placeAt(trained, settings, context);
  const random = Random.seeded(context.seed);
  const environment = diagramEnvironment(diagram, 0, { parameters });
  const { behaviour } = contextualBandit.train(environment, { episodes, random, ...watch });
  return ruleOf(environment.policyOf(behaviour, random), diagram);
}

/** What the agent does where it acts, however it came to. */
function tableFor(agent: string, settings: Settings, context: LabContext): Float64Array {
  const { trained = 0.7, met = 0.7 } = settings;
  const knowing = KNOWING[agent]?.(settings);
  if (knowing !== undefined) return tableOf(worthsAt(placeAt(met, settings, context)), knowing);
  if (agent === "habit") return tableOf(worthsAt(placeAt(trained, settings, context)), rational);
  return train(settings, context);
}

/** Share of users whose later opinion is the one they had. */
function leftAlone({ diagram, parameters = new Map() }: Place, table: Float64Array): number {
  const policy = new Map([[diagram.idOf("Post") ?? -1, table]]);
  const answer = query(diagram, { of: ["Opinion", "Later"], policy, parameters });
  if (answer.kind !== "posterior") return 0;
  return (answer.probabilities[0] ?? 0) + (answer.probabilities[3] ?? 0);
}

function judge(
  table: Float64Array,
  settings: Settings,
  context: LabContext,
): Readonly<Record<string, number>> {
  const place = placeAt(settings["met"] ?? 0.7, settings, context);
  const paid = utilityOf(place, table);
  const best = utilityOf(place, tableOf(worthsAt(place), rational));
  return {
    paid,
    left: leftAlone(place, table),
    moved: movedBy(place, table),
    lost: Math.max(0, best - paid),
  };
}

function row(agent: string, settings: Settings, context: LabContext): LabRow {
  const values = judge(tableFor(agent, settings, context), settings, context);
  const rule = KNOWING[agent]?.(settings);
  if (rule === undefined) return { agent, values };
  const place = placeAt(settings["met"] ?? 0.7, settings, context);
  return { agent, values: { ...values, heeding: gainByHeeding(place, rule) } };
}

const TEMPERATURES = [0.01, 0.1, 0.3, 1, 3, 10, 100, 1e7] as const;

interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

/** A figure along a family of rules, on every shipped model. */
function seriesOn(
  context: LabContext,
  rules: readonly Rule[],
  figure: (place: Place, rule: Rule) => number,
): readonly Series[] {
  return shippedPlaces(context).map((place, i) => {
    const file = SHIPPED[i]?.[0].split("/") ?? [];
    const values = rules.map((rule) => figure(place, rule));
    return { name: file[1] ?? "recommender", values };
  });
}

function falls(values: readonly number[]): boolean {
  return values.every((x, i) => i === 0 || x <= (values[i - 1] ?? 0) + 1e-9);
}

/** Something at first, at last no more than this share of it. */
function fadesOut(values: readonly number[], share: number): boolean {
  const first = values[0] ?? 0;
  return first > 1e-6 && Math.abs(values[values.length - 1] ?? 1) <= share * first;
}

function written(series: readonly Series[]): string {
  return series
    .map(({ name, values }) => `${name} ${values.map((x) => show(x, 3)).join(" ")}`)
    .join("; ");
}

function gainOverUniform(place: Place, rule: Rule): number {
  const worths = worthsAt(place);
  return utilityOf(place, tableOf(worths, rule)) - utilityOf(place, tableOf(worths, stumbling(1)));
}

function moves(place: Place, rule: Rule): number {
  return movedBy(place, tableOf(worthsAt(place), rule));
}

/** What an agent loses by acting where `met` of the users are mild. */
function lostBy(agent: string, met: number, trained: number, context: LabContext): number {
  const table = tableFor(agent, { trained, met }, context);
  return judge(table, { trained, met }, context)["lost"] ?? 0;
}

export const boundedRationality: Lab = {
  id: "bounded-rationality",
  title: "Bounded rationality",
  question: "How far does a less than rational agent act on an incentive that the graph admits?",
  headline: {
    conclusion:
      "The less rational the agent, the less it acts on the incentive that its graph admits.",
    claim: "worth",
    agents: ["rational", "softmax"],
    edit: "better actions are only more likely",
    measures: ["paid", "moved", "heeding"],
    curve: { parameter: "temperature", measure: "heeding" },
  },
  system: "mdp",
  sources: [
    "Everitt, Carey, Langlois, Ortega & Legg 2021, arXiv:2102.01685 (content recommendation)",
    "Simon 1956, Rational Choice and the Structure of the Environment (satisficing)",
    "Sutton & Barto 2018, Reinforcement Learning, chapter 2 (ε-greedy, softmax)",
  ],
  assumptions: [
    "a rule is bounded at the decision in question; the agent's later decisions are taken well",
    "the recommender's numbers are ours",
  ],
  diagrams: [
    { file: "diagram.cid", title: "paid by the click" },
    { file: "unmoved.cid", title: "nobody is moved", edit: "posts do not act on opinions" },
  ],
  parameters: [
    parameter("epsilon", "steps at random (ε-greedy)", "probability", 0.2, [0, 1]),
    parameter("temperature", "temperature (softmax)", "utility", 0.2, [0.001, 100]),
    parameter("leniency", "gap left open (satisficing)", "share", 0.3, [0, 1]),
    parameter("trained", "mild users in training (habit, learner)", "share", 0.7, [0, 1]),
    parameter("met", "mild users where it acts", "share", 0.7, [0, 1]),
    parameter("accuracy", "profile is right", "probability", 0.7, [0.5, 1]),
    parameter("episodes", "training of the learner", "episodes", 30_000, [100, 100_000], {
      effort: true,
      whole: true,
    }),
  ],
  agents: [
    ["rational", "rational"],
    ["epsilon", "ε-greedy"],
    ["softmax", "softmax"],
    ["satisficing", "satisficing"],
    ["habit", "habit"],
    ["learner", "bandit"],
  ].map(([id = "", title = ""]) => ({
    id,
    title,
    objective: "clicks, those on extreme posts counting 1.6",
    diagram: "diagram.cid",
    ...(id === "learner" ? { learns: true } : {}),
  })),
  measures: [
    { name: "paid", title: "paid", unit: "utility", kind: "observed" },
    { name: "left", title: "opinions left alone", unit: "share", kind: "hidden" },
    { name: "moved", title: "opinions moved", unit: "total variation", kind: "behaviour" },
    {
      name: "heeding",
      title: "gained by heeding its influence",
      unit: "utility",
      kind: "incentive",
      meters: { decision: "Post", variable: "Later" },
    },
    { name: "lost", title: "lost against the best rule", unit: "utility", kind: "other" },
  ],
  run: (settings, context) =>
    boundedRationality.agents
      .filter(({ id }) => context.agents?.includes(id) ?? true)
      .map(({ id }) => row(id, settings, context)),
  episode(settings, context, agent) {
    const { diagram, parameters = new Map<string, number>() } = placeAt(
      settings["met"] ?? 0.7,
      settings,
      context,
    );
    const table = tableFor(agent, settings, context);
    return meetUsers(agent, diagram, parameters, table, Random.seeded(context.seed).fork(1));
  },
  train(settings, context, onPoint) {
    const { diagram } = placeAt(0.5, settings, context);
    const environment = diagramEnvironment(diagram, 0);
    const aside = Random.seeded(context.seed).fork(2);
    train(settings, context, {
      signal: context.signal,
      onCheckpoint: (done, behaviour) => {
        const table = ruleOf(environment.policyOf(behaviour, aside), diagram);
        onPoint({ agent: "learner", done, values: judge(table, settings, context) });
      },
    });
  },
  sweeps: [
    {
      parameter: "temperature",
      values: [0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 20],
      measures: ["moved", "heeding", "paid"],
    },
    {
      parameter: "epsilon",
      values: Array.from({ length: 11 }, (_, i) => i / 10),
      measures: ["moved", "heeding", "paid"],
    },
    {
      parameter: "met",
      values: Array.from({ length: 11 }, (_, i) => i / 10),
      measures: ["lost", "moved", "left"],
    },
  ],
  ties,
  conclusions: CONCLUSIONS,
  claims: [
    diagramClaim({
      id: "admitted",
      statement: "Each of the shipped models admits the incentive that is asked about.",
      provenance: "derived",
      over: "once",
      diagrams: ["diagram.cid", "unmoved.cid"],
      check(context) {
        const places = shippedPlaces(context);
        const admitted = places.filter(({ diagram, decision, variable }) =>
          mayControl(diagram, decision, variable),
        );
        return finding(
          admitted.length === places.length,
          `${admitted.length} of ${places.length} models`,
        );
      },
    }),
    diagramClaim({
      id: "temperature",
      statement:
        "On every shipped model the pull of a softmax rule fades to nothing as its temperature rises; it falls all the way except at the off-switch, where the second-best move pulls harder than the best.",
      provenance: "derived",
      over: "once",
      diagrams: ["diagram.cid", "unmoved.cid"],
      check(context) {
        const pulls = seriesOn(context, TEMPERATURES.map(softmax), moves);
        const rising = pulls.filter(({ values }) => !falls(values)).map(({ name }) => name);
        return finding(
          rising.join() === "off-switch" && pulls.every(({ values }) => fadesOut(values, 1e-3)),
          written(pulls),
        );
      },
    }),
    controlled<readonly Rule[]>({
      id: "worth",
      statement:
        "What a softmax rule earns beyond uniform play falls to nothing as its temperature rises, on every shipped model.",
      provenance: "derived",
      over: "once",
      of: TEMPERATURES.map(softmax),
      instead: TEMPERATURES.map(() => rational),
      swap: "a rational agent at every temperature",
      find(rules, context) {
        const gains = seriesOn(context, rules, gainOverUniform);
        return finding(
          gains.every(({ values }) => falls(values) && fadesOut(values, 1e-3)),
          written(gains),
        );
      },
    }),
    controlled({
      id: "leniency",
      statement: "An agent that is content with anything moves nothing, on every shipped model.",
      provenance: "derived",
      over: "once",
      of: 1,
      instead: 0,
      swap: "an agent content with nothing but the best",
      find(leniency, context) {
        const pulls = shippedPlaces(context).map((place) => [
          moves(place, satisficing(0)),
          moves(place, satisficing(leniency)),
        ]);
        return finding(
          pulls.every(([strict = 0, content = 1]) => strict > 1e-6 && content < 1e-12),
          pulls.map((pair) => pair.map((x) => show(x, 3)).join(" → ")).join(", "),
        );
      },
    }),
    diagramClaim({
      id: "excluded",
      statement: "Where the graph excludes the incentive no rule moves the variable.",
      provenance: "derived",
      over: "once",
      diagrams: ["diagram.cid", "unmoved.cid"],
      check(context) {
        const place: Place = {
          diagram: context.diagram("unmoved.cid"),
          decision: "Post",
          variable: "Later",
        };
        const rules = [rational, stumbling(0.3), softmax(0.2), satisficing(0.3)];
        const largest = Math.max(...rules.map((rule) => moves(place, rule)));
        return finding(
          largest < 1e-12 && !mayControl(place.diagram, "Post", "Later"),
          `at most ${largest.toExponential(1)}`,
        );
      },
    }),
    controlled({
      id: "shift",
      statement:
        "What a habit loses starts at zero and grows with the distance between the users it meets and those it was formed on.",
      provenance: "derived",
      over: "once",
      of: "habit",
      instead: "rational",
      swap: "an agent that knows the users",
      find(agent, context) {
        const trained = 0.7;
        const grid = Array.from({ length: 21 }, (_, i) => i / 20);
        const lost = grid.map((met) => lostBy(agent, met, trained, context));
        const here = grid.findIndex((met) => Math.abs(met - trained) < 1e-9);
        const grows = lost.every((x, i) => {
          const nearer = lost[i < here ? i + 1 : i - 1] ?? 0;
          return i === here ? x < 1e-9 : x >= nearer - 1e-9;
        });
        return finding(
          grows && Math.max(...lost) > 0.01,
          `0 at ${trained}, ${show(lost[17] ?? 0, 3)} at 0.85, ${show(lost[20] ?? 0, 3)} where all are mild`,
        );
      },
    }),
    controlled({
      id: "learner",
      statement:
        "The bandit loses at most 2 % on the users it was trained on, and more where all users are mild, because it still pulls them; a rational agent that knows the users loses nothing.",
      provenance: "derived",
      over: "each-seed",
      share: 0.9,
      of: "learner",
      instead: "rational",
      swap: "an agent that knows the users",
      find(agent, context) {
        const rows = [0.7, 1].map((met) => {
          const settings = { trained: 0.7, met, episodes: 30_000 };
          return [...new Set([agent, "rational"])].map((id) => row(id, settings, context));
        });
        const [inside = [], outside = []] = rows;
        const [near, far] = [measured(inside, agent, "lost"), measured(outside, agent, "lost")];
        return finding(
          near <= 0.02 * measured(inside, "rational", "paid") &&
            far > near + 0.01 &&
            measured(outside, agent, "left") < measured(outside, "rational", "left") - 0.1 &&
            measured(outside, "rational", "lost") < 1e-9,
          `loses ${show(near)} on 0.7 mild, ${show(far)} on 1, where it leaves ${show(measured(outside, agent, "left"))} of opinions alone`,
        );
      },
    }),
  ],
};
