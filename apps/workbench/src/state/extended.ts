/**
 * What `extends "…"` means: files beside the one that `cidery open` serves, while that is on the page, else the
 * catalogue. Files come from the server; a text is read again once they are there.
 */
import type { Resolved } from "@cidery/core";
import { resolveInCatalogue } from "./catalogue.ts";

type Fetch = (path: string, from: string | undefined) => Promise<Resolved>;

let served: { readonly fetch: Fetch; readonly arrived: () => void } | undefined;
const known = new Map<string, Resolved>();
const asked = new Set<string>();

/** From now on files are asked for here; undefined: there are none. */
export function serveExtended(source: typeof served): void {
  served = source;
  forgetExtended();
}

/** What was fetched may be another by now. */
export function forgetExtended(): void {
  known.clear();
  asked.clear();
}

export function resolveExtended(path: string, from: string | undefined): Resolved {
  const source = served;
  if (source === undefined) return resolveInCatalogue(path, from);
  const key = JSON.stringify([from, path]);
  if (known.has(key)) return known.get(key) ?? resolveInCatalogue(path, from);
  if (!asked.has(key)) {
    asked.add(key);
    void source.fetch(path, from).then(
      (found) => {
        if (served !== source || !asked.has(key)) return;
        known.set(key, found);
        source.arrived();
      },
      // The command has ended: what is told of that is told elsewhere.
      () => asked.delete(key),
    );
  }
  return undefined;
}
