/** What the lab asserts, each with a control under which it must be denied. */
import type { LabClaim, Settings } from "@cidery/core/lab";
import { controlled, pairClaim } from "../src/controls.ts";
import { finding, show } from "../src/findings.ts";
import { holds, holdsBest } from "./match.ts";
import { bestChain, held } from "./nesting.ts";
import type { Player } from "./players.ts";
import { exactStep, fitOf, fittedStep, guardAdvantage, populationOf } from "./population.ts";
import {
  at400,
  chosenRanks,
  countedShare,
  endsOf,
  lessons,
  OVERSIGHTS,
  oversightCalled,
  scalingOf,
  trialOf,
} from "./trial.ts";

const ABSTRACT = "Engels, Baek, Kantamneni & Tegmark 2025, abstract";

/** What the steps chosen by ratings come to: as worked out, and as the ratings said. */
function chosen(settings: Settings, seed: number) {
  const population = populationOf(settings, seed);
  const exact = exactStep(population);
  const ranks = chosenRanks("rated", settings, population);
  const [trusted, target] = endsOf(settings);
  return {
    steps: ranks.length - 1,
    held: held(ranks, exact),
    said: held(ranks, fittedStep(population)),
    alone: exact(trusted, target),
    aloneSaid: fittedStep(population)(trusted, target),
    advantage: guardAdvantage(population),
  };
}

/** Within so much of the best reply to its guard. */
const NEAR = 0.1;

export const claims: readonly LabClaim[] = [
  controlled({
    id: "nesting",
    statement:
      "Where five games in a row must be won to get away, the steps that ratings advise, more than one, hold more often than the trusted guard alone.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: 5,
    instead: 1,
    swap: "one game, by which guards have no advantage",
    find(locks, { seed }) {
      const { steps, held: now, alone, advantage } = chosen({ locks }, seed);
      return finding(
        steps > 1 && now > alone,
        `${steps} steps hold in ${show(now, 3)}, alone ${show(alone, 3)}; advantage ${show(advantage, 0)} Elo`,
      );
    },
  }),
  controlled({
    id: "even",
    statement:
      "Where guards have no advantage (a single game, a coin decides who begins), no steps between hold more often than the trusted guard alone: of all 128 chains one step is best.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: 1,
    instead: 5,
    swap: "five games in a row to get away",
    find(locks, { seed }) {
      const population = populationOf({ locks }, seed);
      const { ranks, held: best } = bestChain(...endsOf({}), exactStep(population));
      return finding(ranks.length === 2, `${ranks.length - 1} steps, ${show(best, 3)}`);
    },
  }),
  controlled({
    id: "promise",
    statement:
      "In four seeds of five ratings promise more for the steps they advise than these hold: what looks best among many is partly what was rated too well.",
    provenance: "derived",
    over: "each-seed",
    share: 0.8,
    seeds: 80,
    of: true,
    instead: false,
    swap: "the one step that nobody chose",
    find(steps, { seed }) {
      const { held: now, said, alone, aloneSaid } = chosen({}, seed);
      return steps
        ? finding(said > now, `said ${show(said, 3)}, holds ${show(now, 3)}`)
        : finding(aloneSaid > alone, `said ${show(aloneSaid, 3)}, holds ${show(alone, 3)}`);
    },
  }),
  controlled({
    id: "ratings",
    statement:
      "One rating for each guard and one for each Houdini account for 94 % of the variance of the 169 worked-out shares.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: false,
    instead: true,
    swap: "guards rated as Houdinis and Houdinis as guards",
    find(exchanged, { seed }) {
      const population = populationOf({}, seed);
      const said = fittedStep(population);
      const fit = fitOf(population, exchanged ? (i, j) => said(j, i) : said);
      return finding(fit >= 0.94, `R² ${show(fit, 3)}`);
    },
  }),
  controlled({
    id: "scaling",
    statement:
      "So does general ability alone: a line between two plateaus for guards and one for Houdinis account for 90 %.",
    provenance: "published",
    place: `${ABSTRACT} (ratings piecewise linear in general ability, validated with another Nim)`,
    over: "each-seed",
    share: 0.9,
    of: false,
    instead: true,
    swap: "the ablest taken for the least able",
    find(reversed, { seed }) {
      const population = populationOf({}, seed);
      const { elo } = population.general;
      const fit = scalingOf(population, reversed ? [...elo].reverse() : elo);
      return finding(fit >= 0.9, `R² ${show(fit, 3)}`);
    },
  }),
  controlled<readonly number[]>({
    id: "farther",
    statement:
      "The farther the strongest is above the trusted guard (2, 5, 8 ranks), the less often the best steps of all hold.",
    provenance: "published",
    place: `${ABSTRACT} (rates decline further for stronger systems)`,
    over: "each-seed",
    share: 0.9,
    of: [2, 5, 8],
    instead: [8, 5, 2],
    swap: "the nearer for the farther",
    find(distances, { seed }) {
      const exact = exactStep(populationOf({}, seed));
      const shares = distances.map((ahead) => bestChain(...endsOf({ ahead }), exact).held);
      return finding(
        shares.every((one, i) => i === 0 || one < (shares[i - 1] ?? 0)),
        shares.map((one) => show(one, 3)).join(", "),
      );
    },
  }),
  controlled({
    id: "collusion",
    statement:
      "If three guards in ten are of one mind with what they guard, fewer steps are best than if none is.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: 0.3,
    instead: 0,
    swap: "no guard of one mind with what it guards",
    find(collude, { seed }) {
      const population = populationOf({}, seed);
      const exact = exactStep(population);
      const [none, some] = [0, collude].map((share) =>
        bestChain(...endsOf({}), (i, j) => (1 - share) * exact(i, j)),
      );
      const [before, now] = [none, some].map((chain) => (chain?.ranks.length ?? 0) - 1);
      return finding(
        (now ?? 0) < (before ?? 0),
        `${before} steps, ${now} with collusion (${show(some?.held ?? 0, 3)})`,
      );
    },
  }),
  pairClaim({
    id: "taught",
    statement:
      "A Houdini that has played 12,800 games against its guard and nobody else gets away from it more often than the strongest does.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    pair: ["taught", "direct"],
    named: "the one that has learnt and the strongest",
    find(pair, { seed }) {
      const [learnt = 1, strongest = 0] = pair.map((id) =>
        countedShare(trialOf(oversightCalled(id), { lessons: 12_800 }, seed)),
      );
      return finding(learnt < strongest, `held ${show(learnt, 3)} and ${show(strongest, 3)}`);
    },
  }),
  controlled({
    id: "learner",
    statement: `After 20,000 games against its guard Q-learning is held at most ${NEAR} more often than the best reply to that guard.`,
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: 20_000,
    instead: 20,
    swap: "20 games",
    find(games, { seed, signal }) {
      const { nim, match, players } = populationOf({}, seed);
      const guard = players[endsOf({})[0]] as Player;
      const learnt = holds(nim, match, guard, lessons({ lessons: games }, seed, { signal }));
      const best = holdsBest(nim, match, guard);
      return finding(learnt <= best + NEAR, `${show(learnt, 3)} for ${show(best, 3)}`);
    },
  }),
  controlled({
    id: "gap400",
    statement:
      "At a general gap of 400 Elo the fitted curves of the game without an advantage hold most often in one step, and in 5 to 20 %; Elo itself says 9 %.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: 1,
    instead: 5,
    swap: "five games in a row to get away",
    find(locks, { seed }) {
      const { steps, held: now } = at400(populationOf({ locks }, seed), false);
      return finding(steps === 1 && now >= 0.05 && now <= 0.2, `${steps} steps, ${show(now, 3)}`);
    },
  }),
];

export const AGENTS = OVERSIGHTS.map(({ id, title, objective, diagram, learns }) => ({
  id,
  title,
  objective,
  diagram,
  learns,
  metered: false,
}));
