/**
 * Things that are asked for by name: criteria, predicates, learners, formats, commands. Names are
 * compared without case, and `-`, `_` and blanks count as the same. Two entries never share a name: the
 * second would answer questions meant for the first, so it is refused when the register is made.
 */
import { nearestName } from "./nearName.ts";

export class Register<T> {
  readonly #what: string;
  readonly #entries = new Map<string, T>();
  readonly #names: string[] = [];

  /**
   * @param what what an entry is, for messages: `criterion`
   * @throws RangeError when two entries, or two names of one, are the same
   */
  constructor(what: string, entries: Iterable<T>, namesOf: (entry: T) => readonly string[]) {
    this.#what = what;
    for (const entry of entries) {
      for (const name of namesOf(entry)) {
        const key = plain(name);
        const other = this.#entries.get(key);
        if (other !== undefined)
          throw new RangeError(
            `the name ${name} means more than one ${what}: ${namesOf(other)[0]} and ${namesOf(entry)[0]}`,
          );
        this.#entries.set(key, entry);
        this.#names.push(name);
      }
    }
  }

  called(name: string): T | undefined {
    return this.#entries.get(plain(name));
  }

  /** Every name, in order. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** `no criterion is called x; did you mean y?` */
  unknown(name: string): string {
    const near = nearestName(name, this.#names);
    const hint = near === undefined ? "" : `; did you mean ${near}?`;
    return `no ${this.#what} is called ${name}${hint}`;
  }
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[_\s]/gu, "-");
}
