/** Questions about who imports whom, for the architecture tests of the library, the page and the labs. */
import { posix } from "node:path";

/** What is needed of a file to check its place. */
export interface PlacedFile {
  readonly path: string;
  readonly layer: string;
  readonly imports: readonly { readonly specifier: string; readonly target: string | undefined }[];
}

/** Which layer may import which. */
export type ImportTable = Readonly<Record<string, { readonly mayImport: readonly string[] }>>;

/** The first folder of a path, or what files outside every folder are called. */
export function folderOf(path: string, outside: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : outside;
}

/** Imports of a layer that the table does not allow, in words. */
export function forbiddenImports(
  file: PlacedFile,
  table: ImportTable,
  layerOf: (target: string) => string,
): string[] {
  const allowed = table[file.layer]?.mayImport ?? [];
  return file.imports.flatMap(({ target }) => {
    if (target === undefined) return [];
    const layer = layerOf(posix.normalize(target));
    if (layer === file.layer || allowed.includes(layer)) return [];
    return `${file.path} imports ${layer}: ${file.layer} may import ${allowed.join(", ") || "nothing"}`;
  });
}

/** A closed walk along the arrows, its first node repeated at the end, or undefined. */
export function findCycle(arrows: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const search = (node: string): string[] | undefined => {
    if (done.has(node)) return undefined;
    const start = path.indexOf(node);
    if (start >= 0) return [...path.slice(start), node];
    path.push(node);
    for (const next of arrows.get(node) ?? []) {
      const cycle = search(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(node);
    return undefined;
  };
  for (const node of arrows.keys()) {
    const cycle = search(node);
    if (cycle) return cycle;
  }
  return undefined;
}

/** The arrows between files. */
export function importsOf(files: readonly PlacedFile[]): ReadonlyMap<string, readonly string[]> {
  return new Map(files.map((file) => [file.path, file.imports.flatMap((one) => one.target ?? [])]));
}
