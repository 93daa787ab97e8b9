/** What the argument of the catalogue says of its main models: a sentence each, by slug. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogueFolder } from "./sources.ts";

interface Chapter {
  readonly models: readonly { readonly slug: string; readonly sentence: string }[];
}

export function argumentSentences(): ReadonlyMap<string, string> {
  const text = readFileSync(join(catalogueFolder(), "argument.json"), "utf8");
  const chapters = JSON.parse(text) as readonly Chapter[];
  return new Map(
    chapters.flatMap(({ models }) => models.map(({ slug, sentence }) => [slug, sentence] as const)),
  );
}
