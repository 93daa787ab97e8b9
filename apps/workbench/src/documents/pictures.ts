/**
 * What draws pictures for others, `exports.ts`: it comes after the page is there. Once it has come it is
 * at hand at once, as browsers ask for it where a press of a key copies or prints.
 */
import type * as exportsOf from "./exports.ts";

type Pictures = typeof exportsOf;

let loaded: Pictures | undefined;

/** Undefined until it has come. */
export function picturesNow(): Pictures | undefined {
  return loaded;
}

export async function loadPictures(): Promise<Pictures> {
  loaded ??= await import("./exports.ts");
  return loaded;
}
