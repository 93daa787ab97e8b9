/** Two that learn from each other: each new one from nothing, against a mixture of the latest of the other. */
import type { Behaviour } from "@cidery/core/learn";
import type { TrainingPlan } from "./protocol.ts";

/** What two sides have become: several of each, of whom one is drawn for a ledger. */
export interface Schooled {
  readonly first: readonly Behaviour[];
  readonly second: readonly Behaviour[];
}

/** How one side learns against a mixture of the other. */
export type Lesson = (
  others: readonly Behaviour[],
  options: Pick<TrainingPlan, "random" | "episodes" | "signal">,
) => Behaviour;

const GENERATIONS = 14;
const GROWTH = 1.35;
/** How many of the latest generations are kept. */
const RECENT = 4;

/** Someone who has not learnt anything. */
const ANYHOW: Behaviour = { choose: (_, actionCount, random) => random.below(actionCount) };

/**
 * Fictitious self-play of fourteen generations, each longer than the one before; `second` absent: the other side does
 * not learn. `onGeneration` is told the episodes that the first side has played.
 */
export function schooled(
  { random, episodes, signal }: TrainingPlan,
  first: Lesson,
  second: Lesson | undefined,
  onGeneration: (done: number, schooled: Schooled) => void,
): Schooled {
  let now: Schooled = { first: [ANYHOW], second: [ANYHOW] };
  const unit = episodes / ((GROWTH ** GENERATIONS - 1) / (GROWTH - 1));
  let done = 0;
  for (let g = 0; g < GENERATIONS && signal?.aborted !== true; g++) {
    const share = Math.max(1, Math.round(unit * GROWTH ** g));
    const options = { random, episodes: share, ...(signal && { signal }) };
    const [one, other] = [first(now.second, options), second?.(now.first, options)];
    now = {
      first: [...now.first, one].slice(-RECENT),
      second: other === undefined ? now.second : [...now.second, other].slice(-RECENT),
    };
    done += share;
    onGeneration(done, now);
  }
  return now;
}
