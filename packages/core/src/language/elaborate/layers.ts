/** The files of a model: the one being loaded and those it extends, outermost last. */
import type { SyntaxTree } from "../syntax/syntax.ts";
import type { Reporter, Source } from "./source.ts";
import { lineColumnAt, lineStarts } from "../../base/index.ts";
import * as messages from "../messages.ts";
import { parse } from "../syntax/parse.ts";
import { placeIn } from "./source.ts";

/**
 * What a path in `extends` leads to: a text, with its own path where that is not the one written
 * beside the extending file; why it may not be read; or undefined, nothing.
 */
export type Resolved =
  | string
  | { readonly text: string; readonly path: string }
  | { readonly refused: string; readonly hint?: string }
  | undefined;

/** Finds what `extends "path"` in `fromFile` names. */
export type Resolve = (path: string, fromFile: string | undefined) => Resolved;

const MOST_LAYERS = 32;
/** Of all models together: each may extend two, and so on. */
const MOST_FILES = 256;

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
  let files = 0;
  const visit = (source: Source, path: string | undefined, depth: number): boolean => {
    for (const item of source.tree.items) {
      if (item.kind !== "extends") continue;
      const at = placeIn(source, item.path.range);
      const beside = joinPath(path, item.path.value);
      if (depth >= MOST_LAYERS) {
        reporter.add(messages.extendsTooDeep(MOST_LAYERS, at));
        return false;
      }
      if (++files > MOST_FILES) {
        reporter.add(messages.extendsTooMany(MOST_FILES, at));
        return false;
      }
      if (visiting.has(beside)) {
        reporter.add(messages.extendsItself(item.path.value, at));
        return false;
      }
      const found = resolve?.(item.path.value, path);
      if (found === undefined) {
        reporter.add(messages.cannotExtend(item.path.value, at));
        return false;
      }
      if (typeof found === "object" && "refused" in found) {
        reporter.add(messages.mayNotExtend(found.refused, found.hint, at));
        return false;
      }
      const text = typeof found === "string" ? found : found.text;
      const target = typeof found === "string" ? beside : normalisePath(found.path);
      if (visiting.has(target)) {
        reporter.add(messages.extendsItself(item.path.value, at));
        return false;
      }
      const base: Source = { file: target, tree: parse(text) };
      const errors = base.tree.diagnostics.filter((d) => d.severity === "error");
      if (errors.length > 0) {
        // Only that it has errors: it may be any file, and its text is nobody's business here.
        const line = lineOf(text, errors[0]?.range?.start ?? 0);
        reporter.add(messages.errorsInExtended(item.path.value, errors.length, line, at));
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

function lineOf(text: string, offset: number): number {
  return lineColumnAt(lineStarts(text), offset).line;
}

function joinPath(fromFile: string | undefined, path: string): string {
  if (fromFile === undefined || /^(?:\/|[A-Za-z]:\/)/u.test(path)) return normalisePath(path);
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
