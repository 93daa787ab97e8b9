/**
 * Does a robot ask what is wanted, and when? Exact planning over beliefs, a learner in the same
 * world, and random games that show why a human should teach.
 */
import type { BeliefNode, Lab, LabRow, Settings } from "cidery";
import {
  averageReturn,
  beliefTreePlan,
  qLearning,
  Random,
  tabulate,
  worldEnvironment,
} from "cidery";
import { finding, show } from "../src/findings.ts";
import { parameter } from "../src/parameter.ts";
import { literalValue, planByType, planOverRules, randomGame } from "./teaching.ts";
import type { MealOptions } from "./world.ts";
import { mealWorld, MOVES } from "./world.ts";

function optionsOf(settings: Settings): MealOptions & { readonly discount: number } {
  const { prior = 0.875, query_cost: queryCost = 0.1, right = 2, wrong = -1 } = settings;
  const { horizon = 6, feedback_time: feedbackTime = 2, discount = 0.99 } = settings;
  return { prior, queryCost, right, wrong, horizon, feedbackTime, discount };
}

interface Planned {
  readonly value: number;
  readonly asks: number;
  /** Moves when apple is wanted. */
  readonly moves: readonly string[];
}

function planned(options: MealOptions & { readonly discount: number }): Planned {
  const { discount } = options;
  const { value, roots } = beliefTreePlan(tabulate(mealWorld(options)), { discount });
  const moves: string[] = [];
  for (
    let node: BeliefNode | undefined = roots[0]?.node;
    node !== undefined && node.action >= 0;
  ) {
    moves.push(MOVES[node.action] ?? "");
    const likely = [...node.branches].sort((a, b) => b.probability - a.probability)[0];
    node = likely?.node;
  }
  return { value, moves, asks: moves.filter((move) => move === "ask").length };
}

function row(agent: string, { value, asks }: Planned): LabRow {
  return { agent, values: { value, asks } };
}

/** What a learner's greedy rule is worth, averaged over plays of the discounted game. */
function learnt(options: MealOptions & { readonly discount: number }, seed: number): number {
  const { discount } = options;
  const world = mealWorld(options);
  const random = Random.seeded(seed);
  const { behaviour } = qLearning.train(worldEnvironment(world), {
    episodes: 30_000,
    random,
    discount,
  });
  // Discounting by the clock makes the plain sum of rewards the discounted one.
  const discounted = {
    ...world,
    reward: (...step: Parameters<typeof world.reward>) =>
      discount ** step[0].time * world.reward(...step),
  };
  return averageReturn(worldEnvironment(discounted), behaviour, 20_000, random).mean;
}

const FEEDBACK_TIMES = [0, 1, 2, 3, 4, 5, 6] as const;
/** [R] of the frameworks note, by feedback time. */
const KNOWN = [1.8416, 1.8416, 1.8416, 1.8232, 1.805, 1.5927, 1.5927] as const;

export const mealChoice: Lab = {
  id: "meal-choice",
  title: "Meal choice: an assistance game",
  question: "Does a robot ask what is wanted, and what does it do while it waits for the answer?",
  system: "mdp",
  sources: [
    "Hadfield-Menell, Dragan, Abbeel & Russell 2016, arXiv:1606.03137",
    "Shah et al. 2020, Benefits of Assistance over Reward Learning (rules of the game)",
    "Malik et al. 2018, arXiv:1806.03820 (each type answers for itself)",
  ],
  assumptions: ["the human answers honestly when asked", "pies are eaten one step after baking"],
  diagrams: [
    { file: "diagram.cid", title: "the robot hears the answer" },
    { file: "deaf.cid", title: "it does not", edit: "the link from the answer is cut" },
  ],
  parameters: [
    parameter("prior", "apple is wanted", "probability", 0.875, [0, 1], {
      provenance: "published",
    }),
    parameter("query_cost", "price of a question", "reward", 0.1, [0, 3], {
      provenance: "published",
    }),
    parameter("right", "the wanted pie", "reward", 2, [0, 10], { provenance: "published" }),
    parameter("wrong", "the other pie", "reward", -1, [-10, 0], { provenance: "published" }),
    parameter("discount", "discount", "per step", 0.99, [0, 1], { provenance: "published" }),
    parameter("horizon", "horizon", "steps", 6, [1, 8], { whole: true, provenance: "published" }),
    parameter("feedback_time", "the human answers from", "step", 2, [0, 6], { whole: true }),
  ],
  agents: [
    {
      id: "assistance",
      title: "assistance",
      objective: "the pie, less questions",
      diagram: "diagram.cid",
    },
    {
      id: "two-phase",
      title: "asks first, then cooks",
      objective: "the pie, less questions",
      diagram: "diagram.cid",
    },
    {
      id: "deaf",
      title: "does not hear",
      objective: "the pie, less questions",
      diagram: "deaf.cid",
    },
    {
      id: "learner",
      title: "assistance, Q-learning",
      objective: "the pie, less questions",
      diagram: "diagram.cid",
    },
  ],
  measures: [
    { name: "value", title: "value", unit: "reward", kind: "hidden" },
    { name: "asks", title: "questions", unit: "times", kind: "behaviour" },
  ],
  run(settings, { seed }) {
    const options = optionsOf(settings);
    return [
      row("assistance", planned(options)),
      row("two-phase", planned({ ...options, phased: true })),
      row("deaf", planned({ ...options, deaf: true })),
      { agent: "learner", values: { value: learnt(options, seed) } },
    ];
  },
  sweeps: [{ parameter: "feedback_time", values: FEEDBACK_TIMES, measures: ["value"] }],
  claims: [
    {
      id: "values",
      statement:
        "Exact values by feedback time: 1.8416 up to 2, 1.8232 at 3, 1.8050 at 4, 1.5927 from 5 on.",
      provenance: "derived",
      over: "once",
      check() {
        const found = FEEDBACK_TIMES.map(
          (time) => planned(optionsOf({ feedback_time: time })).value,
        );
        const closed = [
          2 * 0.99 ** 3 - 0.1 * 0.99,
          2 * 0.99 ** 4 - 0.1 * 0.99 ** 2,
          2 * 0.99 ** 5 - 0.1 * 0.99 ** 3,
          1.625 * 0.99 ** 2,
        ];
        const exact = found.every(
          (value, time) =>
            Math.abs(value - (closed[Math.max(0, Math.min(3, time - 2))] ?? 0)) < 1e-9,
        );
        const known = found.every((value, time) => Math.abs(value - (KNOWN[time] ?? 0)) < 5e-5);
        return finding(exact && known, found.map((value) => show(value)).join(", "));
      },
    },
    {
      id: "plan",
      statement: "It makes dough, asks, and bakes what it heard; at prior 0.99 it does not ask.",
      provenance: "published",
      over: "once",
      check() {
        const { moves } = planned(optionsOf({}));
        const sure = planned(optionsOf({ prior: 0.99 }));
        const wanted = ["make dough", "ask", "bake apple"];
        return finding(
          wanted.every((move, i) => moves[i] === move) && sure.asks === 0,
          `${moves.join(", ")}; at 0.99: ${sure.moves.join(", ")}`,
        );
      },
    },
    {
      id: "assistance",
      statement:
        "Cooking while waiting for the answer is worth more than asking first, whenever the answer comes in time (feedback times 2, 3, 4).",
      provenance: "published",
      over: "once",
      check() {
        const gains = [2, 3, 4].map((time) => {
          const options = optionsOf({ feedback_time: time });
          return planned(options).value - planned({ ...options, phased: true }).value;
        });
        return finding(
          gains.every((gain) => gain > 1e-9),
          gains.map((gain) => show(gain)).join(", "),
        );
      },
    },
    {
      id: "learner",
      statement: "Q-learning reaches the planner's value within 2 %.",
      provenance: "derived",
      over: "each-seed",
      share: 0.95,
      check(context) {
        const options = optionsOf({});
        const [value, best] = [learnt(options, context.seed), planned(options).value];
        return finding(value >= 0.98 * best, `${show(value)} of ${show(best)}`);
      },
    },
    {
      id: "teaching",
      statement:
        "A teaching human is never worse than a literal one, and better in at least half of random games (6 types, 3 actions each).",
      provenance: "published",
      over: "all-seeds",
      check(_context, seeds) {
        const random = Random.seeded(seeds.length);
        let worse = 0;
        let better = 0;
        for (let i = 0; i < 200; i++) {
          const game = randomGame(6, 3, 3, random);
          const gain = planByType(game).value - literalValue(game);
          if (gain < -1e-9) worse++;
          if (gain > 1e-9) better++;
        }
        return finding(
          worse === 0 && better >= 100,
          `better in ${better}, worse in ${worse} of 200`,
        );
      },
    },
    {
      id: "backup",
      statement:
        "Letting each type answer for itself gives the same value with |A|^|Θ| / (|A|·|Θ|) times fewer looks.",
      provenance: "published",
      over: "all-seeds",
      check(_context, seeds) {
        const random = Random.seeded(seeds.length);
        let worst = 0;
        let ratio = 0;
        for (let i = 0; i < 10; i++) {
          const game = randomGame(5, 3, 3, random);
          const [plain, typed] = [planOverRules(game), planByType(game)];
          worst = Math.max(worst, Math.abs(plain.value - typed.value));
          ratio = plain.looks / typed.looks;
        }
        const promised = 3 ** 5 / (3 * 5);
        return finding(
          worst <= 1e-6 && ratio >= 0.9 * promised,
          `values differ by ${worst.toExponential(1)}; ${show(ratio, 2)} times fewer`,
        );
      },
    },
  ],
};
