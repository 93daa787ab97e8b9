/** The files of a model: the one being loaded and those it extends, outermost last. */
import type { SyntaxTree } from "../syntax/syntax.ts";
import type { Reporter, Source } from "./source.ts";
import * as messages from "../messages.ts";
import { parse } from "../syntax/parse.ts";
import { placeIn } from "./source.ts";

export type Resolve = (path: string, fromFile: string | undefined) => string | undefined;

const MOST_LAYERS = 32;

/**
 * Follows `extends`. `resolve` gives the text of a path as written in a file; relative paths are
 * joined to the folder of the extending file before they are compared and passed on.
 */
export function readLayers(
  tree: SyntaxTree,
  file: string | undefined,
  resolve: Resolve | undefined,
  reporter: Reporter,
): Source[] {
  const layers: Source[] = [];
  const visiting = new Set<string>(file === undefined ? [] : [normalisePath(file)]);
  const visit = (source: Source, path: string | undefined, depth: number): boolean => {
    for (const item of source.tree.items) {
      if (item.kind !== "extends") continue;
      const at = placeIn(source, item.path.range);
      const target = joinPath(path, item.path.value);
      if (depth >= MOST_LAYERS) {
        reporter.add(messages.extendsTooDeep(MOST_LAYERS, at));
        return false;
      }
      if (visiting.has(target)) {
        reporter.add(messages.extendsItself(item.path.value, at));
        return false;
      }
      const text = resolve?.(item.path.value, path);
      if (text === undefined) {
        reporter.add(messages.cannotExtend(item.path.value, at));
        return false;
      }
      const base: Source = { file: target, tree: parse(text) };
      const errors = base.tree.diagnostics.filter((d) => d.severity === "error");
      if (errors.length > 0) {
        reporter.add(messages.errorsInExtended(item.path.value, errors.length, at));
        for (const d of errors) reporter.add({ ...d, file: target });
        return false;
      }
      visiting.add(target);
      if (!visit(base, target, depth + 1)) return false;
      visiting.delete(target);
    }
    layers.push(source);
    return true;
  };
  const main: Source = { tree };
  if (!visit(main, file, 0)) return [main];
  return layers;
}

function joinPath(fromFile: string | undefined, path: string): string {
  if (fromFile === undefined || path.startsWith("/")) return normalisePath(path);
  const folder = fromFile.slice(0, Math.max(0, fromFile.lastIndexOf("/") + 1));
  return normalisePath(folder + path);
}

function normalisePath(path: string): string {
  const result: string[] = [];
  for (const part of path.split("/")) {
    if (part === ".") continue;
    const last = result[result.length - 1];
    if (part === ".." && last !== undefined && last !== ".." && last !== "") result.pop();
    else result.push(part);
  }
  return result.join("/");
}
