/**
 * What a learner that keeps a table sees: strings as they are, vectors as the cells between the cuts that their
 * world declares. Without cuts it refuses, in a sentence that says what would help.
 */
import type { Random } from "../../base/index.ts";
import type { Behaviour, Environment, Episode, Observation, View } from "./environment.ts";
import { SolveError } from "../../solve/index.ts";
import { cellOf, checkedSpace, sizeOf } from "./vectorSpace.ts";

/**
 * What a learner with a table sees of an environment: its strings as they are, its vectors as cells.
 * @param learner who asks, for the sentence of refusal
 * @throws SolveError `vector-observations` where vectors are shown and no cuts are declared
 */
export function inCells(
  environment: Environment<Observation>,
  learner: string,
): {
  readonly environment: Environment;
  /** The key of what is seen. */
  readonly keyOf: (seen: Observation) => string;
  /** A rule for cells as one for what is seen. */
  readonly onVectors: (behaviour: Behaviour) => Behaviour<Observation>;
} {
  const { space } = environment;
  if (space === undefined) {
    const keyOf = (seen: Observation): string => (typeof seen === "string" ? seen : seen.join(","));
    return { environment: environment as Environment, keyOf, onVectors: (behaviour) => behaviour };
  }
  const { cuts } = checkedSpace(space);
  if (cuts === undefined)
    throw new SolveError(
      "vector-observations",
      `${learner} keeps a table of what it sees, and this world shows vectors of ${sizeOf(space)} numbers`,
      "declare where the numbers are cut (`cuts` of the space), or take a learner with a network: dqn, ppo",
    );
  const keyOf = (seen: Observation): string =>
    typeof seen === "string" ? seen : cellOf(seen, cuts);
  const { space: _, ...rest } = environment;
  return {
    environment: {
      ...rest,
      begin: (random: Random) => new CellEpisode(environment.begin(random), keyOf),
    },
    keyOf,
    onVectors: (behaviour) => ({
      choose: (seen, actionCount, random) => behaviour.choose(keyOf(seen), actionCount, random),
    }),
  };
}

class CellEpisode implements Episode {
  readonly #inner: Episode<Observation>;
  readonly #keyOf: (seen: Observation) => string;

  constructor(inner: Episode<Observation>, keyOf: (seen: Observation) => string) {
    this.#inner = inner;
    this.#keyOf = keyOf;
  }

  get observation(): string | undefined {
    const seen = this.#inner.observation;
    return seen === undefined ? undefined : this.#keyOf(seen);
  }

  get actionCount(): number {
    return this.#inner.actionCount;
  }

  get executed(): number | undefined {
    return this.#inner.executed;
  }

  get cut(): View | undefined {
    const { cut } = this.#inner;
    return cut === undefined ? undefined : { ...cut, observation: this.#keyOf(cut.observation) };
  }

  get worths(): Float64Array | undefined {
    return this.#inner.worths;
  }

  get held(): number | undefined {
    return this.#inner.held;
  }

  act(action: number): number {
    return this.#inner.act(action);
  }
}
