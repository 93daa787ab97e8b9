/**
 * Group-relative policy gradient with a price on leaving a reference policy (GRPO: Shao et al. 2024, §4.1). A group of
 * episodes is played from one and the same start with one and the same luck; each is judged against the mean of
 * the others, so that no second network is needed. Deviating from the reference costs λ a nat, so that the optimum
 * is not the best action but the reference reweighted: π₀ · exp(r / λ) for one decision.
 *
 * Differences to the paper, so that this optimum is exact: an episode is not divided by the spread of its
 * group (which would change λ from start to start: Liu et al. 2025), the price is that of the whole distribution over
 * actions and not an estimate, and it counts for the turns before it as well. Each step is made from fresh groups, where all
 * ratios of chances are 1, so nothing is clipped. The price comes down to what it is to be while the policy learns.
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
  /**
   * Numbers that describe each action, the same wherever it can be taken. With them a policy is the reference tilted by
   * their weighted sum, π₀ · exp(θ · φ) / Z, so that what is learnt of an action is learnt of those like it: an action's number
   * and its square make a normal policy of a normal reference. Without them every action has a score of its own.
   */
  readonly features?: readonly ArrayLike<number>[];
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

/** The policy where something is seen, and how a round wants it changed. */
interface Here {
  readonly input: Input;
  readonly chances: Float64Array;
  readonly usual: ArrayLike<number>;
  /** How far the policy is from the reference here, in nats. */
  readonly distance: number;
  /** Advantages of the actions taken, added up, of each and of all. */
  readonly better: Float64Array;
  allBetter: number;
  /** What a nat here costs, added up over the times this was met. */
  dearer: number;
}

interface Turn {
  readonly here: Here;
  readonly action: number;
  readonly reward: number;
}

/** What the policy is until the next step: worked out once for every key, however often it is met. */
class Standing {
  readonly #known = new Map<string, Here>();
  readonly #all: Here[] = [];

  constructor(
    readonly policy: PolicyNetwork,
    readonly reference: NonNullable<GroupRelativeSettings["reference"]>,
  ) {}

  of(seen: Observation, input: Input, actions: number): Here {
    const known = typeof seen === "string" ? this.#known.get(seen) : undefined;
    if (known !== undefined) return known;
    const usual = this.reference(seen, actions);
    const chances = this.policy.chances(input, actions, usual).slice();
    const distance = divergence(chances, usual);
    const better = new Float64Array(actions);
    const here = { input, chances, usual, distance, better, allBetter: 0, dearer: 0 };
    if (typeof seen === "string") this.#known.set(seen, here);
    this.#all.push(here);
    return here;
  }

  /** Adds the slopes of all that was met to the gradient, for going down, and forgets it. */
  climb(): void {
    for (const { input, chances, usual, distance, better, allBetter, dearer } of this.#all) {
      const slopes = chances.map((p, k) => {
        const priced =
          p > 0 && dearer > 0 ? dearer * p * (Math.log(p / (usual[k] as number)) - distance) : 0;
        return allBetter * p - (better[k] as number) + priced;
      });
      this.policy.addSlopes(input, slopes);
    }
    this.#known.clear();
    this.#all.length = 0;
  }
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
  const { reference = uniform, groups = 4, features } = settings;
  const tilt = features === undefined ? undefined : { reference, features };
  const policy = new PolicyNetwork(inputs, random, hidden, tilt);
  const report = progressReporter(options, () => policy.likeliest(), policy.chancesOf.bind(policy));
  const first = options.rate ?? (inputs.ofKeys ? 0.05 : 0.003);
  const standing = new Standing(policy, reference);
  const spread = new Spread();
  let round: Turn[][][] = [];
  let played = 0;
  let start: number | undefined;
  while (played < episodes && options.signal?.aborted !== true) {
    const luck = random.uint32();
    const group: Turn[][] = [];
    for (let n = 0; n < size && played < episodes; n++) {
      const turns: Turn[] = [];
      const episode = environment.begin(Random.seeded(luck));
      let total = 0;
      for (let seen = episode.observation; seen !== undefined; seen = episode.observation) {
        const input = inputs.learn(seen);
        const here = standing.of(seen, input, episode.actionCount);
        const action = sample(here.chances, random);
        const reward = episode.act(action);
        total += reward;
        turns.push({ here, action, reward });
      }
      spread.add(total);
      group.push(turns);
      report(++played, total);
    }
    // A last group that was cut to one episode has nothing to be compared with.
    if (group.length > 1) round.push(group);
    if (round.length < groups && played < episodes) continue;
    const last = settings.price ?? 0.01 * spread.value;
    start ??= spread.value;
    const price = comingDown(start, last, played / episodes);
    for (const one of round) judge(one, price, spread.value * round.length, discount);
    standing.climb();
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

/** The share of the training in which the price comes down to what it is to be. */
const COOLED = 0.7;

/**
 * The price after a share of the training: from the spread of the first returns down to what it is to be, by equal factors. The best
 * policies at the prices on the way lead from the reference to the best one at the last; a policy that is charged little from the start
 * settles before it has seen what there is. Without a price there is nothing to come down to.
 */
function comingDown(from: number, to: number, done: number): number {
  if (!(to > 0 && from > to)) return to;
  return to * (from / to) ** Math.max(0, 1 - done / COOLED);
}

/**
 * Adds up what a group says of the turns it met. The advantage of an episode is its regularised return less the mean of
 * the others'; what a turn's own deviation costs depends on its chances directly.
 */
function judge(
  group: readonly (readonly Turn[])[],
  price: number,
  unit: number,
  discount: number,
): void {
  const returns = group.map((turns) =>
    turns.reduceRight(
      (after, { here, reward }) => reward - price * here.distance + discount * after,
      0,
    ),
  );
  const sum = returns.reduce((total, own) => total + own, 0);
  const scale = 1 / ((unit > 0 ? unit : 1) * group.length);
  for (const [n, turns] of group.entries()) {
    const own = returns[n] as number;
    const advantage = scale * (own - (sum - own) / (group.length - 1));
    let weight = scale * price;
    for (const { here, action } of turns) {
      here.better[action] = (here.better[action] as number) + advantage;
      here.allBetter += advantage;
      here.dearer += weight;
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
