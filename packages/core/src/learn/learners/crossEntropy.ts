/**
 * The cross-entropy method for policies (Mannor, Rubinstein & Gat 2003): draw policies from a distribution, play each,
 * move the distribution towards the best of them. All policies of a generation are played with the same luck.
 *
 * Where keys are seen, a policy names an action for each, drawn independently. Where vectors are seen, it takes the
 * action with the highest of linear scores, whose weights are normal, with extra noise in the first half so that
 * the distribution does not close too early (Szita & Lőrincz 2006).
 */
import { Random } from "../../base/index.ts";
import type { Behaviour, Environment, Observation } from "../environments/environment.ts";
import type { Learner, Trained, TrainingOptions } from "./learner.ts";
import { sample } from "../environments/sample.ts";
import { progressReporter } from "./learner.ts";
import { SeenInputs } from "./seenInputs.ts";

/** What may be set; none of it needs to be. */
export interface CrossEntropySettings {
  /** Policies of a generation. Default 10 where keys are seen, 40 where vectors are. */
  readonly policies?: number;
  /** Share of them that the distribution moves to. Default 0.3 and 0.15. */
  readonly elite?: number;
  /** Episodes by which a policy is judged. Default: as many as leave twenty generations, at least 1. */
  readonly plays?: number;
  /** Share of the way to the elite. Default 0.3 and 0.6. */
  readonly moving?: number;
}

/** The cross-entropy method with settings of one's own. */
export function crossEntropy(settings: CrossEntropySettings = {}): Learner {
  return {
    id: "cem",
    title: "Cross-entropy method",
    needs: "finitely many actions; what is seen may be vectors, by linear scores",
    guarantees:
      "none; in practice a good rule where few observations matter or linear scores suffice",
    source: "Mannor, Rubinstein & Gat 2003; Szita & Lőrincz 2006",
    train: (environment, options) => train(environment, options, settings),
  };
}

/** The cross-entropy method at its default settings. */
export const cem: Learner = crossEntropy();

const BY_KEY = { policies: 10, elite: 0.3, moving: 0.3 };
const BY_VECTOR = { policies: 40, elite: 0.15, moving: 0.6 };
const GENERATIONS = 20;

/** A distribution over policies. */
interface Distribution<P> {
  readonly draw: () => P;
  readonly behaviour: (policy: P) => Behaviour<Observation>;
  /** @param left share of the training that is left */
  readonly move: (elite: readonly P[], share: number, left: number) => void;
  readonly usual: () => Behaviour<Observation>;
}

function train(
  environment: Environment<Observation>,
  options: TrainingOptions,
  settings: CrossEntropySettings,
): Trained {
  const { space } = environment;
  const inputs = new SeenInputs(space);
  return inputs.ofKeys
    ? generations(environment, options, { ...BY_KEY, ...settings }, rulesByKey(options.random))
    : generations(
        environment,
        options,
        { ...BY_VECTOR, ...settings },
        linearScores(inputs, options.random),
      );
}

function generations<P>(
  environment: Environment<Observation>,
  options: TrainingOptions,
  settings: CrossEntropySettings & typeof BY_KEY,
  distribution: Distribution<P>,
): Trained {
  const { random, episodes } = options;
  const { policies, elite, moving } = settings;
  const plays = settings.plays ?? Math.max(1, Math.round(episodes / policies / GENERATIONS));
  const report = progressReporter(options, () => distribution.usual());
  const best = Math.max(1, Math.round(elite * policies));
  let played = 0;
  const stopped = (): boolean => played >= episodes || options.signal?.aborted === true;
  while (!stopped()) {
    const luck = Array.from({ length: plays }, () => random.uint32());
    const tried: { readonly policy: P; readonly worth: number }[] = [];
    for (let n = 0; n < policies && !stopped(); n++) {
      const policy = distribution.draw();
      const behaviour = distribution.behaviour(policy);
      let worth = 0;
      for (let play = 0; play < plays && !stopped(); play++) {
        const total = returnOf(environment, behaviour, Random.seeded(luck[play] as number), random);
        worth += total / plays;
        report(++played, total);
      }
      tried.push({ policy, worth });
    }
    // A generation that was not played to its end has not been compared.
    if (tried.length < policies) break;
    const chosen = tried.sort((a, b) => b.worth - a.worth).slice(0, best);
    distribution.move(
      chosen.map(({ policy }) => policy),
      moving,
      1 - played / episodes,
    );
  }
  return { behaviour: distribution.usual(), episodes: played };
}

/** The total reward of an episode whose luck and whose choices come from different streams. */
function returnOf(
  environment: Environment<Observation>,
  behaviour: Behaviour<Observation>,
  luck: Random,
  random: Random,
): number {
  const episode = environment.begin(luck);
  let total = 0;
  for (let seen = episode.observation; seen !== undefined; seen = episode.observation)
    total += episode.act(behaviour.choose(seen, episode.actionCount, random));
  return total;
}

/** An action for each key, drawn when it is first met. */
function rulesByKey(random: Random): Distribution<Map<string, number>> {
  const chances = new Map<string, Float64Array>();
  const keyOf = (seen: Observation): string => seen as string;
  return {
    draw: () => new Map(),
    behaviour: (policy) => ({
      choose(observation, actions) {
        const key = keyOf(observation);
        let action = policy.get(key);
        if (action === undefined) {
          const row = chances.get(key) ?? new Float64Array(actions).fill(1 / actions);
          chances.set(key, row);
          action = sample(row, random);
          policy.set(key, action);
        }
        return action;
      },
    }),
    move(elite, share) {
      for (const [key, row] of chances) {
        const taken = elite.flatMap((policy) => policy.get(key) ?? []);
        if (taken.length === 0) continue;
        // With few that met this key, little is known.
        const step = (share * taken.length) / elite.length;
        for (let a = 0; a < row.length; a++) {
          const often = taken.filter((one) => one === a).length / taken.length;
          row[a] = (1 - step) * (row[a] as number) + step * often;
        }
      }
    },
    usual: () => ({
      choose(observation, actions, chance) {
        const row = chances.get(keyOf(observation));
        return row === undefined ? chance.below(actions) : row.indexOf(Math.max(...row));
      },
    }),
  };
}

/** Weights by action, then number, the constant last; normal and independent. */
function linearScores(inputs: SeenInputs, random: Random): Distribution<Float64Array> {
  const width = inputs.size + 1;
  let mean = new Float64Array(0);
  let spread = new Float64Array(0);
  const grow = (actions: number): void => {
    if (mean.length >= width * actions) return;
    const [more, wide] = [
      new Float64Array(width * actions),
      new Float64Array(width * actions).fill(1),
    ];
    more.set(mean);
    wide.set(spread);
    [mean, spread] = [more, wide];
  };
  const best = (weights: Float64Array, input: Float64Array, actions: number): number => {
    let [chosen, most] = [0, Number.NEGATIVE_INFINITY];
    for (let a = 0; a < actions; a++) {
      let score = weights[a * width + width - 1] ?? 0;
      for (let i = 0; i < width - 1; i++)
        score += (weights[a * width + i] ?? 0) * (input[i] as number);
      if (score > most) [chosen, most] = [a, score];
    }
    return chosen;
  };
  return {
    draw: () => mean.map((centre, i) => centre + (spread[i] as number) * random.normal()),
    behaviour: (policy) => ({
      choose(observation, actions) {
        grow(actions);
        return best(policy, inputs.learn(observation) as Float64Array, actions);
      },
    }),
    move(elite, share, left) {
      const noise = Math.max(0, left - 0.5);
      for (let i = 0; i < mean.length; i++) {
        const all = elite.map((weights) => weights[i] ?? 0);
        const centre = all.reduce((sum, w) => sum + w, 0) / all.length;
        const square = all.reduce((sum, w) => sum + (w - centre) ** 2, 0) / all.length;
        mean[i] = (1 - share) * (mean[i] as number) + share * centre;
        const around = (1 - share) * (spread[i] as number) ** 2 + share * square;
        spread[i] = Math.sqrt(around + noise * 0.1);
      }
    },
    usual: () => ({
      choose: (observation, actions) =>
        best(mean, inputs.known(observation) as Float64Array, actions),
    }),
  };
}
