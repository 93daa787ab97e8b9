/**
 * The catalogue inside the program: every `.cid` file of models/, loaded as one piece when it is
 * first needed. The opening example comes with the first load.
 */
import opening from "./opening.cid?raw";

export interface CatalogueModel {
  /** Its path without `.cid`: `frameworks/mdp`. */
  readonly slug: string;
  readonly text: string;
}

export const OPENING_FILE = "content-recommender.cid";
export const OPENING_TEXT: string = opening;

let loaded: ReadonlyMap<string, string> = new Map();
let loading: Promise<readonly CatalogueModel[]> | undefined;
let whenLoaded: () => void = () => undefined;

/** Called once, when the catalogue that `extends` asked for has arrived. */
export function onCatalogueLoaded(listener: () => void): void {
  whenLoaded = listener;
}

/** All models, in alphabetical order of their slugs. */
export function loadCatalogue(): Promise<readonly CatalogueModel[]> {
  loading ??= import("./catalogueTexts.ts").then(({ texts, labDiagramTexts }) => {
    loaded = new Map([...texts, ...labDiagramTexts]);
    return [...texts].map(([slug, text]) => ({ slug, text }));
  });
  return loading;
}

export async function catalogueText(slug: string): Promise<string | undefined> {
  await loadCatalogue();
  return loaded.get(slug);
}

/** What `extends "path"` means here: a catalogue model, relative to the file that says it. */
export function resolveInCatalogue(path: string, fromFile: string | undefined): string | undefined {
  const slug = slugOf(path, fromFile);
  const text = loaded.get(slug);
  if (text === undefined && loading === undefined) {
    // Not there yet: fetch the catalogue, then read the document again.
    void loadCatalogue().then(() => whenLoaded());
  }
  return text;
}

export function slugOf(path: string, fromFile: string | undefined): string {
  const parts = (fromFile ?? "").split("/").slice(0, -1);
  for (const part of path.replace(/\.cid$/u, "").split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  const slug = parts.join("/");
  return loaded.has(slug) ? slug : path.replace(/\.cid$/u, "");
}
