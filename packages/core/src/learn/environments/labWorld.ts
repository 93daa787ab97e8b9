/**
 * A hand-written world with finitely many states: rules only, no agents. What an agent wants
 * (`reward`) and what it sees (`observe`) are part of the value, so that the same rules can be
 * given another objective or another view with `{ ...world, reward }`; nothing else may differ
 * between a broken and a fixed design.
 */
import type { Random } from "../../base/index.ts";
import type { Environment, Episode, View } from "./environment.ts";

/** Something that may come next, and how likely it is. */
export interface Outcome<S> {
  readonly state: S;
  readonly probability: number;
}

/** What a step from `state` by `action` to `next` is worth to whoever holds this objective. */
export type Objective<S> = (state: S, action: number, next: S) => number;

/**
 * A finite world written as functions: states, actions, and where they lead with which
 * probability.
 */
export interface LabWorld<S> {
  /** Turns after which an episode is over. */
  readonly horizon: number;
  /**
   * What a state is that is reached at the horizon and still has actions: `cut`, where the world would go
   * on and only watching stops (the default), or `end`, where nothing comes after. A world whose states
   * tell the time needs neither: it has no actions left when time is up.
   */
  readonly limit?: "cut" | "end";
  readonly initial: () => readonly Outcome<S>[];
  /** Equal keys mean equal states. */
  readonly key: (state: S) => string;
  /** How many actions there are; 0 when the episode is over. */
  readonly actionCount: (state: S) => number;
  readonly step: (state: S, action: number) => readonly Outcome<S>[];
  readonly reward: Objective<S>;
  /** What the agent sees; everything (the key) when absent. */
  readonly observe?: (state: S) => string;
  /**
   * The action that was done in fact, where the world tells a learner that its choice was replaced by
   * another of the state's actions; what was chosen when absent.
   */
  readonly executed?: (state: S, action: number) => number;
  /** Which diagram variables are features of a state, by name. */
  readonly features?: Readonly<Record<string, (state: S) => string | number | boolean>>;
}

/** Lets a learner act in the world. Actions that are not one of the state's are refused. */
export function worldEnvironment<S>(world: LabWorld<S>): Environment {
  return {
    horizon: world.horizon,
    cuts: world.limit !== "end",
    begin: (random) => new WorldEpisode(world, random),
  };
}

class WorldEpisode<S> implements Episode {
  readonly #world: LabWorld<S>;
  readonly #random: Random;
  #state: S;
  #turn = 0;
  #executed: number | undefined;

  constructor(world: LabWorld<S>, random: Random) {
    this.#world = world;
    this.#random = random;
    this.#state = drawOutcome(world.initial(), random);
  }

  get actionCount(): number {
    return this.#turn < this.#world.horizon ? this.#world.actionCount(this.#state) : 0;
  }

  get observation(): string | undefined {
    return this.actionCount === 0 ? undefined : this.#view();
  }

  get cut(): View | undefined {
    if (this.#turn < this.#world.horizon || this.#world.limit === "end") return undefined;
    const actionCount = this.#world.actionCount(this.#state);
    return actionCount === 0 ? undefined : { observation: this.#view(), actionCount };
  }

  #view(): string {
    const { observe, key } = this.#world;
    return (observe ?? key)(this.#state);
  }

  get executed(): number | undefined {
    return this.#executed;
  }

  act(action: number): number {
    if (!(action >= 0 && action < this.actionCount)) {
      throw new RangeError(`action ${action} is not one of 0…${this.actionCount - 1}`);
    }
    const before = this.#state;
    this.#executed = this.#world.executed?.(before, action);
    this.#state = drawOutcome(this.#world.step(before, action), this.#random);
    this.#turn++;
    return this.#world.reward(before, action, this.#state);
  }
}

/** A state drawn with the outcomes' probabilities. */
export function drawOutcome<S>(outcomes: readonly Outcome<S>[], random: Random): S {
  let left = outcomes.length > 1 ? random.unit() : 0;
  for (const { state, probability } of outcomes) {
    left -= probability;
    if (left < 0) return state;
  }
  const last = outcomes.findLast(({ probability }) => probability > 0);
  if (last === undefined) throw new RangeError("a world must say what comes next");
  return last.state;
}
