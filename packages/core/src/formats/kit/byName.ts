/** Variables by name, with the message for a name that is not there. */
import type { Place } from "./fault.ts";
import { nearestName } from "../../base/index.ts";
import { refuse } from "./fault.ts";

export class ByName {
  readonly names: string[] = [];
  readonly #ids = new Map<string, number>();

  /** The new variable's number. Ends the reading when the name is taken. */
  add(name: string, place: Place): number {
    if (this.#ids.has(name)) refuse("duplicate-name", `two variables are called ${name}`, place);
    this.#ids.set(name, this.names.length);
    this.names.push(name);
    return this.names.length - 1;
  }

  get(name: string): number | undefined {
    return this.#ids.get(name);
  }

  /** @param where `a parent of X` */
  find(name: string, where: string, place: Place): number {
    const id = this.#ids.get(name);
    if (id !== undefined) return id;
    const near = nearestName(name, this.names);
    return refuse(
      "unknown-name",
      `${where} is ${name}, which is not a variable${near === undefined ? "" : `; did you mean ${near}?`}`,
      place,
    );
  }
}
