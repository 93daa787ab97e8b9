/**
 * The files that a served model extends: found as the command finds them, by the file that says so, inside the
 * folder of the model; and looked at again, to tell when one of them has changed.
 */
import type { Resolved } from "@cidery/core";
import { statSync } from "node:fs";
import { dirname, isAbsolute } from "node:path";
import { extending } from "./extending.ts";

export class ExtendedFiles {
  readonly #main: string;
  readonly #resolve: ReturnType<typeof extending>;
  /** By path: when it was changed last, when it was asked for. */
  readonly #given = new Map<string, string>();
  /** Something that was not there may come. */
  readonly #missing = new Map<string, { readonly path: string; readonly from: string }>();

  constructor(main: string) {
    this.#main = main;
    this.#resolve = extending([dirname(main)]);
  }

  /** @param from the path that an earlier answer told; the model itself for anything else */
  answer(path: string, from: string | null): Resolved {
    const said = from !== null && isAbsolute(from) ? from : this.#main;
    const found = this.#resolve(path, said);
    const key = `${said}|${path}`;
    if (typeof found === "object" && "path" in found && found.path !== undefined) {
      this.#given.set(found.path, stateOf(found.path));
      this.#missing.delete(key);
    } else if (found === undefined) this.#missing.set(key, { path, from: said });
    return found;
  }

  /** Has one of those changed that were asked for, gone, or come? */
  haveChanged(): boolean {
    let changed = false;
    for (const [file, before] of this.#given) {
      const now = stateOf(file);
      if (now === before) continue;
      this.#given.set(file, now);
      changed = true;
    }
    for (const [key, { path, from }] of this.#missing) {
      if (this.#resolve(path, from) === undefined) continue;
      this.#missing.delete(key);
      changed = true;
    }
    return changed;
  }
}

function stateOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? "gone" : `${found.mtimeNs} ${found.size}`;
}
