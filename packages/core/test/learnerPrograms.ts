/** Programs that show learners which no command runs; docs/learners/ has them, and documentation.test.ts runs them there. */
const WALK = `const world: LabWorld<number> = {
  horizon: 6,
  limit: "end",
  initial: () => [{ state: 2, probability: 1 }],
  key: String,
  actionCount: () => 2,
  step: (place, right) => [
    { state: Math.max(0, Math.min(4, place + (right ? 1 : -1))), probability: 0.9 },
    { state: place, probability: 0.1 },
  ],
  reward: () => 0,
};`;

export const LEARNER_PROGRAMS: Readonly<Record<string, string>> = {
  cloneBehaviour: `
import { Random } from "cidery";
import type { LabWorld } from "cidery/learn";
import { cloneBehaviour, rollout, worldEnvironment } from "cidery/learn";

${WALK}
const random = Random.seeded(1);
const expert = { choose: (seen: string) => (Number(seen) < 4 ? 1 : 0) };
const shown = Array.from({ length: 20 }, () => rollout(worldEnvironment(world), expert, random));
const { chances } = cloneBehaviour(shown, { random });
console.log(...chances("3", 2), ...chances("4", 2), ...chances("0", 2));
// prints 0 1 1 0 0.5 0.5
`,
  inverseReinforcement: `
import type { LabWorld } from "cidery/learn";
import { inverseReinforcement, rewardsOf, tabulate } from "cidery/learn";

${WALK}
const table = tabulate(world);
const atEnd = rewardsOf(table, (_place, _action, next) => (next === 4 ? 1 : 0));
const moves = rewardsOf(table, (place, _action, next) => (place === next ? 0 : 1));
// Demonstrators were at the end 2.5 times in six turns, and moved 4.5 times.
const { weights, mismatch } = inverseReinforcement(table, [atEnd, moves], [2.5, 4.5], { steps: 2000 });
console.log(weights[0]! > 0, mismatch < 1e-3);
// prints true true
`,
  fitRewardNetwork: `
import { Random } from "cidery";
import { fitRewardNetwork } from "cidery/learn";

// People preferred segments near 0.5, on either side.
const random = Random.seeded(1);
const comparisons = Array.from({ length: 200 }, () => {
  const [x, y] = [random.unit(), random.unit()];
  const isNearer = Math.abs(x - 0.5) < Math.abs(y - 0.5);
  return isNearer ? { preferred: [[x]], other: [[y]] } : { preferred: [[y]], other: [[x]] };
});
const { reward } = fitRewardNetwork(comparisons, { random, hidden: [12, 6], batch: 32 });
console.log(reward([0.5]) > reward([0.1]), reward([0.5]) > reward([0.9]));
// prints true true
`,
  fitRewardEnsemble: `
import { Random } from "cidery";
import { fitRewardEnsemble } from "cidery/learn";

// More is better, as far as anybody compared: from 0 to 1.
const random = Random.seeded(1);
const comparisons = Array.from({ length: 100 }, () => {
  const [x, y] = [random.unit(), random.unit()];
  return { preferred: [[Math.max(x, y)]], other: [[Math.min(x, y)]] };
});
const { reward, spread } = fitRewardEnsemble(comparisons, 5, { random, batch: 32, steps: 200 });
console.log(reward([0.9]) > reward([0.1]), spread([5]) > spread([0.5]));
// prints true true
`,
  selfPlay: `
import { Random } from "cidery";
import type { TwoPlayerGame } from "cidery/learn";
import { minimax, selfPlay } from "cidery/learn";

// Take one, two or three sticks; whoever takes the last has won.
type Sticks = { readonly left: number; readonly first: boolean };
const game: TwoPlayerGame<Sticks> = {
  initial: { left: 10, first: true },
  mover: ({ left, first }) => (left === 0 ? "over" : first ? "maximiser" : "minimiser"),
  moveCount: ({ left }) => Math.min(3, left),
  play: ({ left, first }, move) => ({ left: left - move - 1, first: !first }),
  worth: ({ first }) => (first ? -1 : 1),
  key: ({ left, first }) => \`\${left} \${first}\`,
};
const { choose, value } = selfPlay(game, { games: 3000, random: Random.seeded(1) });
console.log(choose(game.initial) + 1, minimax(game).move + 1, Math.round(value(game.initial)!));
// prints 2 2 1
`,
};
