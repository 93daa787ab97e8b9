/** What a task has beside its input: how it is stopped and heard, and the place it is done in. */
import type { Diagnostic, StopSignal, TextRange } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Lab } from "../lab/index.ts";
import type { TaskHooks } from "./hooks.ts";

/** A text that holds a model, and what messages call it. */
export interface TaskSource {
  readonly name: string;
  readonly text: string;
  readonly path?: string;
}

/** A text as the host read it. */
export interface ReadSource {
  readonly diagram?: InfluenceDiagram;
  readonly diagnostics: readonly Diagnostic[];
  /** Where each claim stands in the text, as far as its format tells. */
  readonly claimPlaces?: readonly (TextRange | undefined)[];
  /** Where each step of its story stands. */
  readonly stepPlaces?: readonly (TextRange | undefined)[];
}

/** A lab and its diagrams by file. */
export interface FoundLab {
  readonly lab: Lab;
  readonly diagram: (file: string) => InfluenceDiagram;
}

/** Reads a text at these values of its parameters. */
export type SourceReader = (parameters: ReadonlyMap<string, number> | undefined) => ReadSource;

/** What work may ask of the place it is done in: a process with files, or a page. */
export interface TaskHost {
  /** Milliseconds now. */
  readonly clock: () => number;
  /** @throws where there is no such lab */
  readonly lab: (id: string) => FoundLab | Promise<FoundLab>;
  /**
   * What reads a text in its format, at any values of its parameters; a page reads no file that it
   * extends.
   */
  readonly reader: (source: TaskSource) => SourceReader | Promise<SourceReader>;
  /** What is said of an error that nobody expected; its own words unless told. */
  readonly inWords?: (error: unknown) => { readonly message: string; readonly hint?: string };
}

/**
 * Who does the pieces that a task is divided into: the threads of a pool, or the task itself, one after the
 * other. What comes of a task does not depend on who it was.
 */
export interface Hands<Kinds> {
  /** How many pieces are done at once. */
  readonly count: number;
  /**
   * Does them all, the first ones first, and tells each as it is done. What was stopped before there was
   * anything of it stays undefined, and a piece may say of itself that it was cut short.
   * @throws what the first of the failed pieces threw
   */
  readonly all: <K extends keyof Kinds>(
    kind: K,
    inputs: readonly InputOf<Kinds, K>[],
    onCame?: (result: OutputOf<Kinds, K>, index: number) => void,
  ) => Promise<readonly (OutputOf<Kinds, K> | undefined)[]>;
}

type InputOf<Kinds, K extends keyof Kinds> = Kinds[K] extends { readonly input: infer Input }
  ? Input
  : never;
type OutputOf<Kinds, K extends keyof Kinds> = Kinds[K] extends { readonly output: infer Output }
  ? Output
  : never;

/** Everything a task has beside its input. */
export interface TaskContext<Part = never, Kinds = unknown> extends Required<TaskHooks<Part>> {
  readonly signal: StopSignal;
  readonly host: TaskHost;
  readonly hands: Hands<Kinds>;
}

/** How each kind of a table of kinds is done. */
export type TaskFunctions<
  Kinds extends { readonly [K in keyof Kinds]: { input: unknown; part: unknown; output: unknown } },
> = {
  readonly [K in keyof Kinds]: (
    input: Kinds[K]["input"],
    context: TaskContext<Kinds[K]["part"], Kinds>,
  ) => Kinds[K]["output"] | Promise<Kinds[K]["output"]>;
};
