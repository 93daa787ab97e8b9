/**
 * Behavioural cloning (Pomerleau 1991): do what the demonstrator did where it was seen. Where keys are seen, the
 * share of each action among what was done there, with a little of the uniform in it; where vectors are seen, a
 * network with a softmax over the actions, fitted to what was done.
 * Needs: demonstrations (`rollout`) of one world. Guarantees: the maximum likelihood (penalised) for keys; a local one
 * for vectors. What was never seen is answered uniformly (keys) or by likeness (vectors); errors add up over
 * turns. Cost: counting; or a fit.
 */
import type { Random } from "../../base/index.ts";
import type { Behaviour, Observation, Trace } from "../environments/environment.ts";
import type { VectorSpace } from "../environments/vectorSpace.ts";
import { sample } from "../environments/sample.ts";
import { fitNetwork } from "../fit/network.ts";
import { SeenInputs } from "../learners/seenInputs.ts";

/** How demonstrations are turned into a rule. */
export interface CloningOptions {
  /** Draws the first weights of a network. */
  readonly random: Random;
  /** Of the world that was acted in, where it shows vectors. */
  readonly space?: VectorSpace;
  /** How many times each action is taken to have been seen beforehand (keys). Default 0. */
  readonly prior?: number;
  /** Hidden layers (vectors). Default one of 32 units. */
  readonly hidden?: number | readonly number[];
  /** Steps of the fit (vectors). Default 500. */
  readonly steps?: number;
}

/** The rule that was cloned. */
export interface ClonedBehaviour {
  /** How likely each action is; uniform for a key that was never seen. */
  readonly chances: (observation: Observation, actionCount: number) => Float64Array;
  /** Draws by those chances. */
  readonly behaviour: Behaviour<Observation>;
  /** Always the likeliest, the first of several. */
  readonly likeliest: Behaviour<Observation>;
  /** Mean of −log chance of what was demonstrated, in nats. */
  readonly loss: number;
}

/** @throws RangeError when nothing was demonstrated */
export function cloneBehaviour<O extends Observation>(
  demonstrations: readonly Trace<O>[],
  options: CloningOptions,
): ClonedBehaviour {
  const turns = demonstrations.flatMap(({ steps }) => steps);
  if (turns.length === 0) throw new RangeError("there is no step to learn from");
  const chances = options.space === undefined ? byKey(turns, options) : byVector(turns, options);
  const loss = -turns.reduce((sum, { observation, action }) => {
    const all = chances(observation, action + 1);
    return sum + Math.log(all[action] as number) / turns.length;
  }, 0);
  return {
    chances,
    behaviour: { choose: (seen, actions, random) => sample(chances(seen, actions), random) },
    likeliest: {
      choose(seen, actions) {
        const all = chances(seen, actions);
        return all.indexOf(Math.max(...all));
      },
    },
    loss,
  };
}

interface Done {
  readonly observation: Observation;
  readonly action: number;
}

function byKey(turns: readonly Done[], { prior = 0 }: CloningOptions): ClonedBehaviour["chances"] {
  const counts = new Map<Observation, number[]>();
  for (const { observation, action } of turns) {
    const row = counts.get(observation) ?? [];
    counts.set(observation, row);
    row[action] = (row[action] ?? 0) + 1;
  }
  return (seen, actions) => {
    const row = counts.get(seen);
    // What was done is an action there, however many the caller knows of.
    const size = Math.max(actions, row?.length ?? 0);
    const shares = Float64Array.from({ length: size }, (_, a) => (row?.[a] ?? 0) + prior);
    const total = shares.reduce((sum, n) => sum + n, 0);
    return shares.map((n) => (total > 0 ? n / total : 1 / size));
  };
}

function byVector(turns: readonly Done[], options: CloningOptions): ClonedBehaviour["chances"] {
  const { random, space, hidden = 32, steps = 500 } = options;
  const inputs = new SeenInputs(space);
  for (const { observation } of turns) inputs.learn(observation);
  const row = (seen: Observation): Float64Array => inputs.known(seen) as Float64Array;
  const count = Math.max(...turns.map(({ action }) => action)) + 1;
  const { outputs } = fitNetwork(
    Float64Array.from(turns.flatMap(({ observation }) => [...row(observation)])),
    turns.length,
    { kind: "classes", classes: turns.map(({ action }) => action), count },
    { random, hidden, steps, batch: Math.min(64, turns.length), rate: 0.01 },
  );
  return (seen, actions) => {
    const all = outputs(row(seen));
    if (actions >= all.length) {
      const wide = new Float64Array(actions);
      wide.set(all);
      return wide;
    }
    const some = all.slice(0, actions);
    const total = some.reduce((sum, p) => sum + p, 0);
    return some.map((p) => (total > 0 ? p / total : 1 / actions));
  };
}
