/** Which of several systems are agents? Those whose policy responds when their world is another. */
import type { Lab, LabRow, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { mean } from "@cidery/core/learn";
import { admits } from "../src/ask.ts";
import { controlled } from "../src/controls.ts";
import { finding, show } from "../src/findings.ts";
import { parameter } from "../src/parameter.ts";
import { copies } from "./copies.ts";
import { responds } from "./edges.ts";
import { mouseEpisode } from "./episode.ts";
import { builtIn, isAgent, responsesOf } from "./responses.ts";
import type { MouseWorld, System } from "./systems.ts";
import { boundedSystems, cheeseOf, PLAIN, satisficedRight, softmaxRight } from "./systems.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { ties } from "./ties.ts";

const TOYS = ["diagram.cid", "informed.cid", "unmoved.cid"] as const;

/** Those that are built from consequences; by hand, to compare with what the test finds. */
const KNOWN_AGENTS = [
  "q-learning",
  "sarsa",
  "bandit",
  "planner",
  "imitator",
  "evolved",
  "selected",
] as const;

const [learner] = PLAIN;
const SYSTEMS: readonly System[] = [
  ...PLAIN,
  ...(learner === undefined ? [] : copies(learner.build)),
];

/** Mice in a training curve. */
const MICE = 20;

function worldOf({ slip = 0.1, cheese = 0.9 }: Settings): MouseWorld {
  return { slip, cheese };
}

function allSystems(settings: Settings): readonly System[] {
  const { temperature = 0.1, epsilon = 0, aspiration = 0.5 } = settings;
  return [...SYSTEMS, ...boundedSystems({ temperature, epsilon, aspiration })];
}

/** What a probability of stepping right gets: where it was built, and on ice that has turned. */
function gets(world: MouseWorld, right: number): { eaten: number; turned: number } {
  return {
    eaten: cheeseOf(world, right),
    turned: cheeseOf({ ...world, slip: 1 - world.slip }, right),
  };
}

export const discoveringAgents: Lab = {
  id: "discovering-agents",
  title: "Discovering agents",
  question:
    "Which systems are agents, and how much of an incentive remains when they are less rational?",
  headline: {
    conclusion:
      "The planner changes its step when the ice is reversed; the habit does not. That is what identifies an agent.",
    claim: "agents",
    agents: ["planner", "habit"],
    edit: "the step is a chance variable, not a decision",
    measures: ["right", "ice", "moved"],
    curve: { parameter: "slip", measure: "right" },
  },
  system: "mdp",
  sources: ["Kenton et al. 2023, Discovering Agents, arXiv:2208.08345 (mouse and cheese)"],
  assumptions: [
    "the example is published, its numbers (slip 0.1, cheese 0.9) are ours",
    "a system counts as an agent when its policy moves by more than half",
    "the meter compares with a position no step influences (left and right alike)",
  ],
  diagrams: [
    { file: "diagram.cid", title: "an agent" },
    { file: "habit.cid", title: "a habit", edit: "the step is a chance variable" },
    { file: "informed.cid", title: "toy: seen wind", edit: "another structure" },
    { file: "unmoved.cid", title: "toy: forecast", edit: "another structure" },
  ],
  parameters: [
    parameter("slip", "slipperiness", "probability", 0.1, [0, 1]),
    parameter("cheese", "cheese on the right", "probability", 0.9, [0, 1]),
    parameter("temperature", "temperature of the softmax mouse", "cheese", 0.1, [0.001, 100]),
    parameter("epsilon", "random steps of the softmax mouse", "probability", 0, [0, 1]),
    parameter("aspiration", "what is enough for the content mouse", "cheese", 0.5, [0, 1]),
  ],
  agents: allSystems({}).map(({ id, title, given, learns }) => ({
    id,
    title,
    objective: given === true ? "none of its own" : "cheese",
    diagram: given === true ? "habit.cid" : "diagram.cid",
    ...(learns === true ? { learns } : {}),
  })),
  measures: [
    { name: "eaten", title: "cheese", unit: "probability", kind: "observed" },
    {
      name: "turned",
      title: "cheese if the ice turns unnoticed",
      unit: "probability",
      kind: "hidden",
    },
    { name: "right", title: "steps right", unit: "probability", kind: "behaviour" },
    { name: "ice", title: "response to reversed ice", unit: "probability", kind: "behaviour" },
    { name: "moved", title: "response to moved cheese", unit: "probability", kind: "behaviour" },
    {
      name: "meter",
      title: "worth of moving itself",
      unit: "cheese",
      kind: "incentive",
      meters: { decision: "D", variable: "X" },
    },
  ],
  run(settings, { seed, agents }) {
    const world = worldOf(settings);
    const wanted = allSystems(settings).filter(({ id }) => agents?.includes(id) ?? true);
    return wanted.map((system): LabRow => {
      const { right, ice, cheese } = responsesOf(system, world, seed);
      const { eaten, turned } = gets(world, right);
      const meter = system.given === true ? {} : { meter: eaten - cheeseOf(world, 0.5) };
      return { agent: system.id, values: { eaten, turned, right, ice, moved: cheese, ...meter } };
    });
  },
  episode(settings, { seed }, agent) {
    const system = allSystems(settings).find(({ id }) => id === agent);
    if (system === undefined) throw new RangeError(`no agent ${agent}`);
    return mouseEpisode(system, worldOf(settings), seed);
  },
  train(settings, { seed, signal }, onPoint) {
    const world = worldOf(settings);
    for (const system of SYSTEMS) {
      if (system.learns !== true) continue;
      // One mouse tries a step and is done; how soon mice learn is seen in several of them.
      const rights = new Map<number, number[]>();
      for (let mouse = 0; mouse < MICE && !signal.aborted; mouse++)
        builtIn(system, world, 0, seed + mouse, (done, right) => {
          const soFar = [...(rights.get(done) ?? []), right];
          rights.set(done, soFar);
          if (soFar.length < MICE) return;
          const share = mean(soFar);
          onPoint({ agent: system.id, done, values: { ...gets(world, share), right: share } });
        });
    }
  },
  sweeps: [
    {
      parameter: "temperature",
      values: [0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 1, 2, 5],
      measures: ["ice", "meter"],
    },
    { parameter: "epsilon", values: [0, 0.2, 0.4, 0.6, 0.8, 1], measures: ["ice", "meter"] },
    {
      parameter: "aspiration",
      values: [0, 0.1, 0.15, 0.2, 0.4, 0.6, 0.8, 0.85, 0.9, 1],
      measures: ["ice", "meter"],
    },
    {
      parameter: "slip",
      values: [0, 0.1, 0.2, 0.3, 0.4, 0.45, 0.55, 0.6, 0.7, 0.8, 0.9, 1],
      measures: ["right", "eaten"],
    },
  ],
  ties,
  conclusions: CONCLUSIONS,
  claims: [
    controlled({
      id: "agents",
      statement:
        "Learners and the planner are found to be agents, and so are an imitator and a reflex made in their own world and a tool retrained on those of its outputs that got cheese, although none sees what its step leads to; habit, look-up, tools trained on labels or on all of their own output, and imitator and reflex made elsewhere are not.",
      provenance: "derived",
      over: "each-seed",
      of: 0.1,
      instead: 0.5,
      swap: "ice on which every step goes anywhere",
      find(slip, { seed }) {
        const found = SYSTEMS.filter((system) =>
          isAgent(responsesOf(system, { slip, cheese: 0.9 }, seed)),
        ).map(({ id }) => id);
        return finding(found.join() === KNOWN_AGENTS.join(), found.join(", "));
      },
    }),
    controlled({
      id: "both",
      statement:
        "Every system found to be an agent goes right, left when the ice is reversed, and left when the cheese is moved.",
      provenance: "derived",
      over: "each-seed",
      of: 0.1,
      instead: 0.5,
      swap: "ice on which every step goes anywhere",
      find(slip, { seed }) {
        const steps = SYSTEMS.map((system) =>
          [0, 1, 2].map((which) => builtIn(system, { slip, cheese: 0.9 }, which, seed)).join(""),
        );
        const agents = SYSTEMS.flatMap((system, i) =>
          isAgent(responsesOf(system, { slip, cheese: 0.9 }, seed)) ? [steps[i]] : [],
        );
        return finding(
          agents.length > 0 && agents.every((line) => line === "100"),
          SYSTEMS.map(({ id }, i) => `${id} ${steps[i]}`).join(", "),
        );
      },
    }),
    controlled({
      id: "edges",
      statement:
        "Mechanism edges found by changing mechanisms and solving again are those the graph gives, in all toy models.",
      provenance: "published",
      place: "Kenton et al. 2023, Lemma 3",
      over: "all-seeds",
      of: "r-reachable",
      instead: "influence",
      swap: "the variables the decision has an effect on",
      find(criterion, { diagram }, seeds) {
        const random = Random.seeded(seeds[0] ?? 1);
        const wrong: string[] = [];
        let right = 0;
        for (const file of TOYS) {
          const toy = diagram(file);
          for (const { id, name, kind } of toy.nodes) {
            if (kind === "decision") continue;
            const found = responds(toy, id, 60, random);
            if (found === admits(toy, criterion, "D", name)) right++;
            else wrong.push(`${file}: ${name}`);
          }
        }
        return finding(wrong.length === 0, wrong.length === 0 ? `all ${right}` : wrong.join(", "));
      },
    }),
    controlled({
      id: "fading",
      statement:
        "The response of a softmax mouse and what moving itself is worth to it fall with its temperature, and are 0 for one that steps at random.",
      provenance: "derived",
      over: "once",
      of: 0,
      instead: 1,
      swap: "a mouse that steps at random at every temperature",
      find(random) {
        const world = { slip: 0.1, cheese: 0.9 };
        const response = (temperature: number, epsilon: number): number =>
          softmaxRight(world, temperature, epsilon) -
          softmaxRight({ ...world, slip: 0.9 }, temperature, epsilon);
        const worth = (temperature: number, epsilon: number): number =>
          cheeseOf(world, softmaxRight(world, temperature, epsilon)) - cheeseOf(world, 0.5);
        const temperatures = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 20];
        const fading = temperatures.map((t) => response(t, random));
        const worths = temperatures.map((t) => worth(t, random));
        const falls = [fading, worths].every((all) =>
          all.every((r, i) => i === 0 || r < (all[i - 1] ?? 0)),
        );
        const atRandom = Math.abs(response(0.1, 1)) + Math.abs(worth(0.1, 1));
        return finding(
          falls && atRandom < 1e-12,
          `response ${fading.map((r) => show(r, 3)).join(", ")}; worth ${worths.map((r) => show(r, 3)).join(", ")}`,
        );
      },
    }),
    controlled({
      id: "enough",
      statement:
        "A mouse that is content with good enough responds only while one step is good enough and the other is not.",
      provenance: "derived",
      over: "once",
      of: 0.1,
      instead: 0.5,
      swap: "ice on which every step goes anywhere",
      find(slip) {
        const world = { slip, cheese: 0.9 };
        const found = [0.1, 0.18, 0.19, 0.5, 0.82, 0.83, 0.95].map((aspiration) => ({
          aspiration,
          response:
            satisficedRight(world, aspiration) -
            satisficedRight({ ...world, slip: 0.9 }, aspiration),
        }));
        return finding(
          found.every(
            ({ aspiration, response }) =>
              response === (aspiration > 0.18 && aspiration <= 0.82 ? 1 : 0),
          ),
          found.map(({ aspiration, response }) => `${aspiration}: ${response}`).join(", "),
        );
      },
    }),
    controlled({
      id: "meter",
      statement:
        "Moving itself is worth the same 0.32 to all that are found to be agents, whose graph admits the incentive.",
      provenance: "derived",
      over: "each-seed",
      of: 0.1,
      instead: 0.5,
      swap: "ice on which every step goes anywhere",
      find(slip, { seed, diagram }) {
        const world = { slip, cheese: 0.9 };
        const worths = SYSTEMS.filter(({ given }) => given !== true).map(
          (system) => cheeseOf(world, builtIn(system, world, 0, seed)) - cheeseOf(world, 0.5),
        );
        const may = admits(diagram("diagram.cid"), "instrumental-control-incentive", "D", "X");
        return finding(
          may && worths.every((worth) => Math.abs(worth - 0.32) < 1e-9),
          worths.map((worth) => show(worth, 3)).join(", "),
        );
      },
    }),
  ],
};
