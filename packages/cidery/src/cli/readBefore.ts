/**
 * Models that were read before in this process: whoever embeds the command asks many questions of one
 * text, and a sweep reads one text at many values. A model is a value, so the same text makes the same
 * one; at other values, or where other files have a say, which may have changed, at least its tree is the
 * same. Long texts are read anew, since they would fill the memory.
 */
import type { LoadedModel, LoadOptions } from "@cidery/core";
import { loadModel } from "@cidery/core";

/** How many are kept; the one asked for longest ago goes first. */
const MOST = 32;
const LONGEST = 100_000;

const models = new Map<string, LoadedModel>();
const trees = new Map<string, LoadedModel["tree"]>();

/** What `loadModel` makes of the text, now or before. */
export function readBefore(text: string, options: LoadOptions): LoadedModel {
  if (text.length > LONGEST) return loadModel(text, options);
  if (text.includes("extends")) return read(text, options);
  const key = JSON.stringify([options.file ?? null, [...(options.parameters ?? [])], text]);
  const model = models.get(key) ?? read(text, options);
  keep(models, key, model);
  return model;
}

function read(text: string, options: LoadOptions): LoadedModel {
  const model = loadModel(trees.get(text) ?? text, options);
  keep(trees, text, model.tree);
  return model;
}

function keep<T>(kept: Map<string, T>, key: string, value: T): void {
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
}
