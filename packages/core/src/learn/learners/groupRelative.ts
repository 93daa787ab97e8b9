/**
 * Group-relative policy gradient with a price on leaving a reference policy (GRPO: Shao et al. 2024, §4.1). A group of
 * episodes is played from one and the same start with one and the same luck; each is judged against the mean of
 * the others, so that no second network is needed. Deviating from the reference costs λ a nat, so that the optimum
 * is not the best action but the reference reweighted: π₀ · exp(r / λ) for one decision.
 *
 * Differences to the paper, so that this optimum is exact: an episode is not divided by the spread of its
 * group (which would change λ from start to start: Liu et al. 2025), the price is that of the whole distribution over
 * actions and not an estimate, and it counts for the turns before it as well. Each step is made from fresh groups, where all
 * ratios of chances are 1, so nothing is clipped.
 */
import { Random } from "../../base/index.ts";
import type { Environment, Observation } from "../environments/environment.ts";
import type { Input } from "../fit/layers.ts";
import type { Learner, Trained, TrainingOptions } from "./learner.ts";
import { sample } from "../environments/sample.ts";
import { discountOf, progressReporter } from "./learner.ts";
import { PolicyNetwork } from "./policyNetwork.ts";
import { SeenInputs } from "./seenInputs.ts";

/** What may be set; none of it needs to be. */
export interface GroupRelativeSettings {
  /** Hidden layers. Default: none where keys are seen, one of 64 units where vectors are. */
  readonly hidden?: readonly number[];
  /** Episodes of a group. Default 8. */
  readonly group?: number;
  /** Groups from which a step is made. Default 4. */
  readonly groups?: number;
  /** What a nat of deviation costs, in reward: λ. Default: a hundredth of the spread of the returns so far. */
  readonly price?: number;
  /** The reference: how likely each action is. Default uniform. */
  readonly reference?: (observation: Observation, actionCount: number) => ArrayLike<number>;
}

/** Group-relative policy gradient with settings of one's own. @throws RangeError for a group below 2 */
export function groupRelative(settings: GroupRelativeSettings = {}): Learner {
  const { group = 8 } = settings;
  if (!(Number.isInteger(group) && group >= 2))
    throw new RangeError(
      `a group of ${group} episodes has nothing to be compared with; it needs 2`,
    );
  return {
    id: "grpo",
    title: "Group-relative policy gradient (GRPO)",
    needs: "finitely many actions; what is seen may be vectors of a declared space",
    guarantees:
      "climbs the return less the price of leaving the reference to a local optimum; for one decision that is the only one, π₀ · exp(r / λ)",
    source: "Shao et al. 2024; without division by the spread, Liu et al. 2025",
    train: (environment, options) => train(environment, options, settings, group),
  };
}

/** Group-relative policy gradient at its default settings. */
export const grpo: Learner = groupRelative();

interface Turn {
  readonly input: Input;
  readonly action: number;
  readonly chances: Float64Array;
  readonly usual: ArrayLike<number>;
  readonly reward: number;
  /** How far the policy is from the reference here, in nats. */
  readonly distance: number;
}

function train(
  environment: Environment<Observation>,
  options: TrainingOptions,
  settings: GroupRelativeSettings,
  size: number,
): Trained {
  const { random, episodes } = options;
  const discount = discountOf(environment, options);
  const inputs = new SeenInputs(environment.space);
  const hidden = settings.hidden ?? (inputs.ofKeys ? [] : [64]);
  const policy = new PolicyNetwork(inputs, random, hidden);
  const report = progressReporter(options, () => policy.likeliest(), policy.chancesOf.bind(policy));
  const first = options.rate ?? (inputs.ofKeys ? 0.05 : 0.003);
  const { reference = uniform, groups = 4 } = settings;
  const spread = new Spread();
  let round: Turn[][][] = [];
  let played = 0;
  while (played < episodes && options.signal?.aborted !== true) {
    const luck = random.uint32();
    const group: Turn[][] = [];
    for (let n = 0; n < size && played < episodes; n++) {
      const turns: Turn[] = [];
      const episode = environment.begin(Random.seeded(luck));
      let total = 0;
      for (let seen = episode.observation; seen !== undefined; seen = episode.observation) {
        const input = inputs.learn(seen);
        const chances = policy.chances(input, episode.actionCount).slice();
        const usual = reference(seen, episode.actionCount);
        const action = sample(chances, random);
        const reward = episode.act(action);
        total += reward;
        turns.push({ input, action, chances, usual, reward, distance: divergence(chances, usual) });
      }
      spread.add(total);
      group.push(turns);
      report(++played, total);
    }
    // A last group that was cut to one episode has nothing to be compared with.
    if (group.length > 1) round.push(group);
    if (round.length < groups && played < episodes) continue;
    const price = settings.price ?? 0.01 * spread.value;
    for (const one of round) climb(policy, one, price, spread.value * round.length, discount);
    policy.network.step(first * Math.max(0.02, 1 - played / episodes));
    round = [];
  }
  return {
    behaviour: policy.likeliest(),
    chances: (seen, actions) => policy.chancesOf(seen, actions),
    episodes: played,
    discount,
  };
}

/**
 * Adds the slopes of the return less the price, for going down. The advantage of an episode is its regularised return less the mean of
 * the others'; what a turn's own deviation costs depends on its chances directly.
 */
function climb(
  policy: PolicyNetwork,
  group: readonly (readonly Turn[])[],
  price: number,
  unit: number,
  discount: number,
): void {
  const returns = group.map((turns) => {
    const after = new Float64Array(turns.length + 1);
    for (let t = turns.length - 1; t >= 0; t--) {
      const { reward, distance } = turns[t] as Turn;
      after[t] = reward - price * distance + discount * (after[t + 1] as number);
    }
    return after;
  });
  const sum = returns.reduce((total, after) => total + (after[0] as number), 0);
  const scale = 1 / ((unit > 0 ? unit : 1) * group.length);
  for (const [n, turns] of group.entries()) {
    const own = (returns[n] as Float64Array)[0] as number;
    const advantage = own - (sum - own) / (group.length - 1);
    let weight = 1;
    for (const { input, action, chances, usual, distance } of turns) {
      const slopes = chances.map((p, k) => {
        const better = advantage * ((k === action ? 1 : 0) - p);
        const dearer =
          p > 0 ? price * weight * p * (Math.log(p / (usual[k] as number)) - distance) : 0;
        return -scale * (better - dearer);
      });
      policy.chances(input, chances.length);
      policy.network.addSlopes(input, slopes);
      weight *= discount;
    }
  }
}

function uniform(_seen: Observation, actions: number): Float64Array {
  return new Float64Array(actions).fill(1 / actions);
}

function divergence(chances: Float64Array, usual: ArrayLike<number>): number {
  let nats = 0;
  for (let k = 0; k < chances.length; k++) {
    const p = chances[k] as number;
    if (p > 0) nats += p * Math.log(p / (usual[k] as number));
  }
  return nats;
}

/** The spread of the returns so far, recent ones counting more. */
class Spread {
  #mean = 0;
  #square = 0;
  #count = 0;

  add(total: number): void {
    const share = 1 / Math.min(++this.#count, 1000);
    const change = total - this.#mean;
    this.#mean += share * change;
    this.#square += share * (change * (total - this.#mean) - this.#square);
  }

  get value(): number {
    return Math.sqrt(Math.max(0, this.#square));
  }
}
