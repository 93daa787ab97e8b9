/** In which format a source is, and its text as a model's. */
import type { InfluenceDiagram } from "@cidery/core";
import type { Source } from "./sources.ts";
import { printModel } from "@cidery/core";
import { isModelText } from "@cidery/core/text";

/** What a source is called when it is not `.cid` text; undefined when it is. */
export async function otherFormat({ name, path, text }: Source): Promise<string | undefined> {
  if (isModelText(path ?? name, text)) return undefined;
  const { formatOf } = await import("@cidery/core/formats");
  const format = formatOf(path ?? name, text);
  return format.id === "cid" ? undefined : format.title;
}

/** A model as `.cid` text: its own where it has one. */
export async function modelText(source: Source, diagram: InfluenceDiagram): Promise<string> {
  return (await otherFormat(source)) === undefined ? source.text : printModel(diagram);
}
