/** What the lab claims, each to be run again by anybody. */
import type { LabClaim } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { beliefTreePlan, pointBasedValueIteration, tabulate } from "@cidery/core/learn";
import { admits, mayControl } from "../src/ask.ts";
import { controlled, diagramClaim, pairClaim } from "../src/controls.ts";
import { finding, show } from "../src/findings.ts";
import { playerOf } from "./agents.ts";
import { likelyMoves, mealKitchen, planKitchen, wormyKitchen } from "./planning.ts";
import { recipeWorld } from "./recipes.ts";
import { demonstrate, planByType, randomGame } from "./teaching.ts";

export const FEEDBACK_TIMES = [0, 1, 2, 3, 4, 5, 6] as const;
/** Computed before this lab was written, by an exact planner of its own; by feedback time. */
const KNOWN = [1.8416, 1.8416, 1.8416, 1.8232, 1.805, 1.5927, 1.5927] as const;

/** A larger kitchen: questions about single ingredients, some answered by mistake. */
const RECIPES = { mistake: 0.1, queryCost: 0.1, right: 2, wrong: -1, horizon: 6 } as const;

export const claims: readonly LabClaim[] = [
  controlled({
    id: "values",
    statement:
      "Exact values by feedback time: 1.8416 up to 2, 1.8232 at 3, 1.8050 at 4, 1.5927 from 5 on.",
    provenance: "derived",
    over: "once",
    of: {},
    instead: { phased: true },
    swap: "a robot that must ask before it cooks",
    find(change) {
      const found = FEEDBACK_TIMES.map(
        (time) => planKitchen(mealKitchen({ feedback_time: time }, change)).plan.value,
      );
      const closed = [
        2 * 0.99 ** 3 - 0.1 * 0.99,
        2 * 0.99 ** 4 - 0.1 * 0.99 ** 2,
        2 * 0.99 ** 5 - 0.1 * 0.99 ** 3,
        1.625 * 0.99 ** 2,
      ];
      const exact = found.every(
        (value, time) => Math.abs(value - (closed[Math.max(0, Math.min(3, time - 2))] ?? 0)) < 1e-9,
      );
      const known = found.every((value, time) => Math.abs(value - (KNOWN[time] ?? 0)) < 5e-5);
      return finding(exact && known, found.map((value) => show(value)).join(", "));
    },
  }),
  controlled({
    id: "plan",
    statement: "It makes dough, asks, and bakes what it heard; at prior 0.99 it does not ask.",
    provenance: "published",
    place: "Shah et al. 2020, Section 4.1 (plans conditional on future feedback)",
    over: "once",
    of: {},
    instead: { phased: true },
    swap: "a robot that must ask before it cooks",
    find(change, context) {
      const moves = likelyMoves(planKitchen(mealKitchen({}, change)));
      const sure = playerOf("assistance").run({ prior: 0.99 }, context)["asks"];
      const wanted = ["make dough", "ask", "bake apple"];
      return finding(
        wanted.every((move, i) => moves[i] === move) && sure === 0,
        `${moves.join(", ")}; at 0.99 it asks ${sure} times`,
      );
    },
  }),
  pairClaim({
    id: "assistance",
    statement:
      "Cooking while waiting for the answer is worth more than asking first, whenever the answer comes in time (feedback times 2, 3, 4).",
    provenance: "published",
    place: "Shah et al. 2020, Section 4.1 (plans conditional on future feedback)",
    over: "once",
    pair: [{}, { phased: true }],
    named: "cooking while waiting and asking first",
    find(pair) {
      const gains = [2, 3, 4].map((time) => {
        const [free, phased] = pair.map(
          (changes) => planKitchen(mealKitchen({ feedback_time: time }, changes)).plan.value,
        );
        return (free ?? 0) - (phased ?? 0);
      });
      return finding(
        gains.every((gain) => gain > 1e-9),
        gains.map((gain) => show(gain)).join(", "),
      );
    },
  }),
  pairClaim({
    id: "wormy",
    statement:
      "With wormy apples it looks for worms before it asks, which is worth 1.9523; asking first is worth 1.8563, not hearing 1.7780; for few worms (1 %) the phased robot does not ask at all.",
    provenance: "derived",
    over: "once",
    pair: [{}, { phased: true }],
    named: "looking first and asking first",
    find(pair, context) {
      const changes = [...pair, { deaf: true }];
      const found = changes.map((change) => planKitchen(wormyKitchen({}, change)).plan.value);
      const closed = [
        0.8 * 2 * 0.99 + 0.2 * (2 * 0.99 ** 3 - 0.1 * 0.99),
        -0.1 + 0.8 * 2 * 0.99 ** 2 + 0.2 * 2 * 0.99 ** 3,
        0.8 * 2 * 0.99 + 0.2 * (2 * 0.99 ** 2 - 0.99),
      ];
      const rare = playerOf("wormy-two-phase").run({ worms: 0.01 }, context)["asks"];
      const sees = admits(context.diagram("wormy.cid"), "requisite-observation", "A1", "W");
      return finding(
        found.every((value, i) => Math.abs(value - (closed[i] ?? 9)) < 1e-9) && rare === 0 && sees,
        `${found.map((value) => show(value)).join(", ")}; asks ${rare} times at 1 % worms`,
      );
    },
  }),
  controlled({
    id: "learner",
    statement: "Q-learning reaches the planner's value within 2 %, in both kitchens.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: ["learner", "wormy-learner"],
    instead: ["deaf", "two-phase"],
    swap: "robots that plan without the answer, or ask first",
    find(agents, context) {
      const [meal, wormy] = agents.map((id) => playerOf(id).run({}, context)["value"] ?? 0);
      const best = [
        planKitchen(mealKitchen({})).plan.value,
        planKitchen(wormyKitchen({})).plan.value,
      ];
      return finding(
        (meal ?? 0) >= 0.98 * (best[0] ?? 9) && (wormy ?? 0) >= 0.98 * (best[1] ?? 9),
        `${show(meal ?? 0)} of ${show(best[0] ?? 0)}, ${show(wormy ?? 0)} of ${show(best[1] ?? 0)}`,
      );
    },
  }),
  controlled({
    id: "misspecified-prior",
    statement:
      "A robot that believes too firmly in apple does what a well-informed one does up to a belief of 0.9597, where asking just pays; beyond it an answer is worth nothing to it, it does not ask, and gets 1.5927 of 1.8416 while it expects more than either.",
    provenance: "derived",
    over: "once",
    of: "too-sure",
    instead: "assistance",
    swap: "a robot with the right prior",
    find(agent, context) {
      const { discount, cost } = { discount: 0.99, cost: 0.1 };
      // Asking: 2γ³ − cγ. Guessing apple at once: (3p − 1)γ².
      const edge = (2 * discount - cost / discount + 1) / 3;
      const of = (believed: number) => playerOf(agent).run({ believed }, context);
      const [below, above] = [
        [0.5, 0.875, 0.95, edge - 1e-6].map(of),
        [edge + 1e-6, 0.97, 0.99].map(of),
      ];
      const right = playerOf("assistance").run({}, context)["value"] ?? 0;
      const guess = 1.625 * discount ** 2;
      return finding(
        Math.abs(edge - 0.9597) < 5e-5 &&
          below.every((one) => Math.abs((one["value"] ?? 0) - right) < 1e-9) &&
          above.every(
            (one) =>
              Math.abs((one["value"] ?? 0) - guess) < 1e-9 &&
              one["asks"] === 0 &&
              Math.abs(one["meter"] ?? 9) < 1e-9 &&
              (one["expects"] ?? 0) > right,
          ),
        `${below.map((one) => show(one["value"] ?? 0)).join(", ")}; beyond ${show(edge)} ${above.map((one) => `${show(one["value"] ?? 0)} (expects ${show(one["expects"] ?? 0)})`).join(", ")}`,
      );
    },
  }),
  pairClaim({
    id: "misspecified-features",
    statement:
      "Where no pie is wanted with probability 0.05 to 0.4, a robot that can conceive of that asks once, hears it and makes none; one that cannot asks again until time runs out, bakes in spite of what it was told, and satisfies nobody who wants no pie.",
    provenance: "derived",
    over: "once",
    pair: ["assistance", "narrow"],
    find([wide, narrow], context) {
      const found = [0.05, 0.1, 0.2, 0.4].map((none) => ({
        none,
        wide: playerOf(wide).run({ none }, context),
        narrow: playerOf(narrow).run({ none }, context),
      }));
      return finding(
        found.every(
          (one) =>
            Math.abs((one.wide["satisfied"] ?? 0) - 1) < 1e-9 &&
            Math.abs((one.wide["asks"] ?? 0) - 1) < 1e-9 &&
            Math.abs((one.narrow["satisfied"] ?? 0) - (1 - one.none)) < 1e-9 &&
            (one.narrow["asks"] ?? 0) > 1 &&
            (one.narrow["value"] ?? 9) < (one.wide["value"] ?? 0) - one.none,
        ),
        found
          .map(
            (one) =>
              `${show(one.wide["value"] ?? 0)} and ${show(one.narrow["value"] ?? 0)} at ${one.none}`,
          )
          .join(", "),
      );
    },
  }),
  diagramClaim({
    id: "hearing",
    statement:
      "Hearing the answer is worth 0.249 to a robot that gets it in time and nothing to one that gets it too late or is sure, and its graph admits it; a human may want to act on the robot only where it is paid for what the robot does.",
    provenance: "derived",
    over: "once",
    diagrams: ["diagram.cid", "deaf.cid"],
    check(context) {
      const worth = [{}, { feedback_time: 5 }, { prior: 0.99 }].map(
        (settings) => playerOf("assistance").run(settings, context)["meter"] ?? 9,
      );
      const admitted = admits(context.diagram("diagram.cid"), "value-of-information", "A2", "H");
      const asks = ["diagram.cid", "deaf.cid"].map((file) =>
        mayControl(context.diagram(file), "A1", "H"),
      );
      const teaching = ["teacher", "demonstrator"].map(
        (id) => playerOf(id).run({}, context)["teaching"] ?? 9,
      );
      const teaches = ["teaching.cid", "literal.cid"].map((file) =>
        mayControl(context.diagram(file), "H", "A2"),
      );
      return finding(
        Math.abs((worth[0] ?? 0) - 0.249) < 5e-4 &&
          Math.abs(worth[1] ?? 1) < 1e-9 &&
          Math.abs(worth[2] ?? 1) < 1e-9 &&
          admitted &&
          asks.join() === "true,false" &&
          teaches.join() === "true,false" &&
          (teaching[0] ?? 0) > 0.1 &&
          Math.abs(teaching[1] ?? 1) < 1e-9,
        `${worth.map((x) => show(x)).join(", ")}; acting on the robot is worth ${teaching.map((x) => show(x)).join(" and ")}`,
      );
    },
  }),
  pairClaim({
    id: "teaching",
    statement:
      "A teaching human is never worse than a literal one, and better in at least half of random games (6 types, 3 actions each).",
    provenance: "derived",
    over: "all-seeds",
    pair: [planByType, demonstrate],
    named: "the teaching and the literal human",
    find([teaching, literal], _context, seeds) {
      const random = Random.seeded(seeds[0] ?? 1);
      let worse = 0;
      let better = 0;
      for (let i = 0; i < 200; i++) {
        const game = randomGame(6, 3, 3, random);
        const gain = teaching(game).value - literal(game).value;
        if (gain < -1e-9) worse++;
        if (gain > 1e-9) better++;
      }
      return finding(worse === 0 && better >= 100, `better in ${better}, worse in ${worse} of 200`);
    },
  }),
  controlled({
    id: "recipes",
    statement:
      "With 8 and 16 recipes (a tenth of the answers wrong) the exact value lies between the bounds of point-based planning, whose plan after 400 backups is within 0.01 and 0.05 of it; with 32 the bounds still hold, far apart.",
    provenance: "derived",
    over: "once",
    of: 400,
    instead: 1,
    swap: "one backup in place of 400",
    find(maxBackups) {
      const found = [3, 4, 5].map((ingredients) => {
        const table = tabulate(recipeWorld({ ...RECIPES, ingredients }));
        const options = { discount: 0.99, maxBackups };
        const { lower, upper } = pointBasedValueIteration(table, options);
        // 32 recipes are too many for the tree.
        const exact = ingredients < 5 ? beliefTreePlan(table, options).value : undefined;
        return { lower, upper, exact };
      });
      const within = found.every(({ lower, upper, exact }, i) =>
        exact === undefined
          ? lower <= upper
          : lower <= exact + 1e-9 &&
            exact <= upper + 1e-9 &&
            exact - lower <= (i === 0 ? 0.01 : 0.05),
      );
      return finding(
        within,
        found
          .map(({ lower, upper, exact }) =>
            exact === undefined
              ? `${show(lower)} to ${show(upper)}`
              : `${show(exact)} in ${show(lower)} to ${show(upper)}`,
          )
          .join("; "),
      );
    },
  }),
];
