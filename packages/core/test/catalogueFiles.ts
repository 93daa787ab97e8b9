/** The catalogue as the tests read it: every `.cid` file under models/, loaded. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { loadModel } from "../src/language/index.ts";

const MODELS = join(dirname(fileURLToPath(import.meta.url)), "../../../models");

export interface CatalogueFile {
  /** The path under models/ without the extension. */
  readonly slug: string;
  readonly path: string;
  readonly text: string;
  readonly loaded: ReturnType<typeof loadModel>;
}

export function catalogue(): CatalogueFile[] {
  return cidFiles(MODELS).map((path) => ({
    slug: relative(MODELS, path)
      .replaceAll("\\", "/")
      .replace(/\.cid$/, ""),
    path,
    text: readFileSync(path, "utf8"),
    loaded: loadFile(path),
  }));
}

/** The diagram of a file that must be right. */
export function diagramOf(file: CatalogueFile): InfluenceDiagram {
  const { diagram, diagnostics } = file.loaded;
  if (diagram !== undefined) return diagram;
  const said = diagnostics.map(({ message }) => message).join("; ");
  throw new Error(`${file.slug} does not load: ${said}`);
}

/** Loads a file with what it extends, with other values for parameters if given. */
export function loadFile(
  path: string,
  parameters: ReadonlyMap<string, number> = new Map(),
): ReturnType<typeof loadModel> {
  return loadModel(readFileSync(path, "utf8"), {
    file: path,
    parameters,
    resolve: (target, from) => {
      const file = join(dirname(from ?? path), target);
      return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    },
  });
}

function cidFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return cidFiles(path);
      return entry.name.endsWith(".cid") ? [path] : [];
    });
}
