/**
 * Models that were read before in this process: whoever embeds the command asks many questions of one
 * text. A model is a value, so the same text makes the same one. What extends other files is read anew,
 * since they may have changed, and so are long texts, which would fill the memory.
 */
import type { LoadedModel, LoadOptions } from "@cidery/core";
import { loadModel } from "@cidery/core";

/** How many are kept; the one asked for longest ago goes first. */
const MOST = 32;
const LONGEST = 100_000;

const known = new Map<string, LoadedModel>();

/** What `loadModel` makes of the text, now or before. */
export function readBefore(text: string, options: LoadOptions): LoadedModel {
  if (text.length > LONGEST || text.includes("extends")) return loadModel(text, options);
  const key = JSON.stringify([options.file ?? null, [...(options.parameters ?? [])], text]);
  const model = known.get(key) ?? loadModel(text, options);
  known.delete(key);
  known.set(key, model);
  const [oldest] = known.keys();
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
  return model;
}
