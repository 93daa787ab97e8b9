/** The catalogue's main models in the order of an argument, with a sentence each and what fixes them. */
import chapters from "../../../../models/argument.json" with { type: "json" };

/** One model of the argument. */
export interface ArgumentModel {
  readonly slug: string;
  /** What it shows. */
  readonly sentence: string;
  /** The model in which the incentive is gone. */
  readonly fixedBy?: string;
}

/** Models that belong together, in order. */
export interface ArgumentChapter {
  readonly title: string;
  readonly models: readonly ArgumentModel[];
}

export const ARGUMENT: readonly ArgumentChapter[] = chapters;

/** What the argument says of a model, if it is part of it. */
export function inArgument(slug: string): ArgumentModel | undefined {
  return ARGUMENT.flatMap(({ models }) => models).find((model) => model.slug === slug);
}
