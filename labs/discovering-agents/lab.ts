/** Which of several systems are agents? Those whose policy responds when their world is another. */
import type { Lab, LabRow } from "cidery";
import { Random } from "cidery";
import { admits } from "../src/ask.ts";
import { finding, show } from "../src/findings.ts";
import { parameter } from "../src/parameter.ts";
import { responds } from "./edges.ts";
import type { MouseWorld, System } from "./systems.ts";
import { softmaxRight, SYSTEMS } from "./systems.ts";

const TOYS = ["diagram.cid", "informed.cid", "unmoved.cid"] as const;

interface Responses {
  readonly right: number;
  /** Change of the policy when the ice is reversed, and when the cheese is moved. */
  readonly ice: number;
  readonly cheese: number;
}

function responsesOf({ build }: System, world: MouseWorld, seed: number): Responses {
  const at = (changed: MouseWorld, key: number): number =>
    build(changed, Random.seeded(seed).fork(key));
  const right = at(world, 0);
  return {
    right,
    ice: Math.abs(at({ ...world, slip: 1 - world.slip }, 1) - right),
    cheese: Math.abs(at({ ...world, cheese: 1 - world.cheese }, 2) - right),
  };
}

/** An agent adapts when its actions would influence the world differently. */
function isAgent({ ice }: Responses): boolean {
  return ice > 0.5;
}

/** Those that are built from consequences; by hand, to compare with what the test finds. */
const KNOWN_AGENTS = ["q-learning", "sarsa", "bandit", "planner"] as const;

export const discoveringAgents: Lab = {
  id: "discovering-agents",
  title: "Discovering agents",
  question:
    "Which systems are agents, and how much of an incentive is left when they are less rational?",
  system: "mdp",
  sources: ["Kenton et al. 2023, Discovering Agents, arXiv:2208.08345 (mouse and cheese)"],
  assumptions: ["a system counts as an agent when its policy moves by more than half"],
  diagrams: [
    { file: "diagram.cid", title: "an agent" },
    { file: "habit.cid", title: "a habit", edit: "the step is a chance variable" },
    { file: "informed.cid", title: "toy: seen wind", edit: "another structure" },
    { file: "unmoved.cid", title: "toy: forecast", edit: "another structure" },
  ],
  parameters: [
    parameter("slip", "slipperiness", "probability", 0.1, [0, 1], { provenance: "published" }),
    parameter("cheese", "cheese on the right", "probability", 0.9, [0, 1], {
      provenance: "published",
    }),
    parameter("temperature", "temperature of the softmax mouse", "cheese", 0.1, [0.001, 100]),
    parameter("epsilon", "random steps of the softmax mouse", "probability", 0, [0, 1]),
  ],
  agents: [
    ...SYSTEMS.map(({ id, title }) => ({
      id,
      title,
      objective: "not told",
      diagram: ["habit", "thermostat", "labelled"].includes(id) ? "habit.cid" : "diagram.cid",
    })),
    { id: "softmax", title: "softmax", objective: "cheese, loosely", diagram: "diagram.cid" },
  ],
  measures: [
    { name: "right", title: "steps right", unit: "probability", kind: "behaviour" },
    { name: "ice", title: "response to reversed ice", unit: "probability", kind: "incentive" },
    { name: "moved", title: "response to moved cheese", unit: "probability", kind: "incentive" },
  ],
  run({ slip = 0.1, cheese = 0.9, temperature = 0.1, epsilon = 0 }, { seed }) {
    const world = { slip, cheese };
    const softmax: System = {
      id: "softmax",
      title: "softmax",
      build: (changed) => softmaxRight(changed, temperature, epsilon),
    };
    return [...SYSTEMS, softmax].map((system): LabRow => {
      const found = responsesOf(system, world, seed);
      return {
        agent: system.id,
        values: { right: found.right, ice: found.ice, moved: found.cheese },
      };
    });
  },
  sweeps: [
    {
      parameter: "temperature",
      values: [0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 1, 2, 5],
      measures: ["ice"],
    },
  ],
  claims: [
    {
      id: "agents",
      statement:
        "Learners and the planner are found to be agents; habit, look-up and labelled tool are not.",
      provenance: "published",
      over: "each-seed",
      check({ seed }) {
        const found = SYSTEMS.filter((system) =>
          isAgent(responsesOf(system, { slip: 0.1, cheese: 0.9 }, seed)),
        ).map(({ id }) => id);
        return finding(found.join() === KNOWN_AGENTS.join(), found.join(", "));
      },
    },
    {
      id: "edges",
      statement:
        "Mechanism edges found by changing mechanisms and solving anew are those the graph gives, on all toys.",
      provenance: "published",
      over: "all-seeds",
      check({ diagram }, seeds) {
        const random = Random.seeded(seeds.length);
        const wrong: string[] = [];
        for (const file of TOYS) {
          const toy = diagram(file);
          for (const { id, name, kind } of toy.nodes) {
            if (kind === "decision") continue;
            const found = responds(toy, id, 60, random);
            if (found !== admits(toy, "r-reachable", "D", name)) wrong.push(`${file}: ${name}`);
          }
        }
        return finding(wrong.length === 0, wrong.length === 0 ? "all agree" : wrong.join(", "));
      },
    },
    {
      id: "fading",
      statement:
        "The response of a softmax mouse falls with its temperature, and is 0 for one that steps at random.",
      provenance: "derived",
      over: "once",
      check() {
        const world = { slip: 0.1, cheese: 0.9 };
        const response = (temperature: number, epsilon: number): number =>
          softmaxRight(world, temperature, epsilon) -
          softmaxRight({ ...world, slip: 0.9 }, temperature, epsilon);
        const fading = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 20].map((t) => response(t, 0));
        const falls = fading.every((r, i) => i === 0 || r < (fading[i - 1] ?? 0));
        return finding(falls && response(0.1, 1) === 0, fading.map((r) => show(r, 3)).join(", "));
      },
    },
  ],
};
