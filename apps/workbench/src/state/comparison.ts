/**
 * What the screen *Compare* shows beside the document: a model of the catalogue, an older version, or the
 * text that a link brought; with which criteria, and on which side. A link for others carries the other
 * text itself, so that it reads the same after the catalogue changed or the version is gone.
 */
import { loadModel, type InfluenceDiagram } from "@cidery/core";
import { create } from "zustand";
import { resolveInCatalogue } from "./catalogue.ts";

/** A model that is not the document. */
export interface OtherModel {
  readonly text: string;
  /** What it was called; where its `extends` starts from. */
  readonly file: string | undefined;
}

export interface Comparison {
  /** `model frameworks/mdp`, `version 2` or `link`; nothing chosen yet when undefined. */
  readonly choice: string | undefined;
  /** All criteria rather than the main ones. */
  readonly all: boolean;
  /** The document stands on the left. */
  readonly swapped: boolean;
  /** What a link brought. */
  readonly linked: OtherModel | undefined;
}

const NOTHING: Comparison = { choice: undefined, all: false, swapped: false, linked: undefined };

export const useComparison = create<Comparison>(() => NOTHING);

/** Another document, another comparison. */
export function forgetComparison(): void {
  useComparison.setState(NOTHING);
}

/** Reads it as the catalogue would; undefined while it has mistakes, or its bases are not loaded yet. */
export function diagramOfOther({ text, file }: OtherModel): InfluenceDiagram | undefined {
  return loadModel(text, { ...(file !== undefined && { file }), resolve: resolveInCatalogue })
    .diagram;
}

/** The part of a link that `comparisonOfLink` reads. */
export function comparisonForLink(other: OtherModel): Readonly<Record<string, unknown>> {
  const { all, swapped } = useComparison.getState();
  return {
    text: other.text,
    ...(other.file !== undefined && { file: other.file }),
    ...(all && { all }),
    ...(swapped && { swapped }),
  };
}

/** The comparison that a link asks for; undefined when it asks for none. */
export function comparisonOfLink(data: unknown): Comparison | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { text, file, all, swapped } = data as Readonly<Record<string, unknown>>;
  if (typeof text !== "string") return undefined;
  return {
    choice: "link",
    all: all === true,
    swapped: swapped === true,
    linked: { text, file: typeof file === "string" ? file : undefined },
  };
}
