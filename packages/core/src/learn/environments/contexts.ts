/**
 * What belongs to each combination of values of some variables, found by its number: a learner meets
 * the same few combinations millions of times.
 */

/** More combinations than these are looked up in a map, as they come. */
const MOST_LISTED = 2 ** 16;

export class ByContext<T> {
  readonly #variables: Int32Array;
  readonly #sizes: readonly number[];
  readonly #make: (positions: Int32Array) => T;
  /** Undefined where they are too many to list. */
  readonly #list: (T | undefined)[] | undefined;
  readonly #map: Map<number | string, T>;
  /** Their number is exact in a double. */
  readonly #isNumbered: boolean;

  /**
   * @param sizes number of values of each variable
   * @param make what belongs to these positions; asked once for each combination that comes
   */
  constructor(
    variables: readonly number[],
    sizes: readonly number[],
    make: (positions: Int32Array) => T,
  ) {
    const count = sizes.reduce((product, size) => product * size, 1);
    this.#variables = Int32Array.from(variables);
    this.#sizes = sizes;
    this.#make = make;
    this.#list =
      count <= MOST_LISTED
        ? Array.from({ length: count }, (): T | undefined => undefined)
        : undefined;
    this.#map = new Map();
    this.#isNumbered = count <= Number.MAX_SAFE_INTEGER;
  }

  /** @param values the position of every variable's value, by variable */
  at(values: Int32Array): T {
    const variables = this.#variables;
    const sizes = this.#sizes;
    let context = 0;
    for (let i = 0; i < variables.length; i++)
      context = context * (sizes[i] as number) + (values[variables[i] as number] as number);
    const list = this.#list;
    const known = list === undefined ? this.#map.get(this.#keyOf(context, values)) : list[context];
    if (known !== undefined) return known;
    const made = this.#make(this.#positions(values));
    if (list === undefined) this.#map.set(this.#keyOf(context, values), made);
    else list[context] = made;
    return made;
  }

  #keyOf(context: number, values: Int32Array): number | string {
    return this.#isNumbered ? context : this.#positions(values).join();
  }

  #positions(values: Int32Array): Int32Array {
    return this.#variables.map((variable) => values[variable] as number);
  }
}
