/**
 * What a format is: one object with its names, how its files are known by their content, a reader,
 * a writer, and what is lost on the way. `registry.ts` lists them; command, workbench,
 * documentation and tests read the list.
 */
import type { Result } from "../base/index.ts";
import type { Places, Resolve } from "../language/index.ts";
import type { ExtensiveGame, InfluenceDiagram, NormalFormGame } from "../model/index.ts";

/** A file as a reader gets it. */
export interface FormatFile {
  /** How messages call it. */
  readonly name: string;
  readonly text: string;
  /** A file of the same name with another ending, for formats of several files. */
  readonly beside?: (
    ending: string,
  ) => { readonly name: string; readonly text: string } | undefined;
}

/** What reading a file may need beside its text. */
export interface ReadOptions {
  /** Values that replace the parameters' defaults (`.cid` only: others have no parameters). */
  readonly parameters?: ReadonlyMap<string, number>;
  /** Finds what `extends` names (`.cid` only). */
  readonly resolve?: Resolve;
  /** Path of the file, for `extends`. */
  readonly path?: string;
}

/** A game that came from another tool's file. */
export type ForeignGame =
  | { readonly form: "extensive"; readonly game: ExtensiveGame }
  | { readonly form: "normal"; readonly game: NormalFormGame };

/** What a file holds: a diagram, a game, or a game that is a diagram as well. */
export interface Imported {
  readonly diagram?: InfluenceDiagram;
  /** Where the diagram's parts stand in the file; only texts in Cidery's own language tell. */
  readonly places?: Places;
  readonly game?: ForeignGame;
  /** Why a game is not a diagram. */
  readonly noDiagram?: string;
}

/** A file format as one object: how it is recognised, read and written. */
export interface Format {
  /** What `--to` calls it, and its section in the documentation. */
  readonly id: string;
  /** As users know it: `GeNIe file`. Follows "this is a". */
  readonly title: string;
  /** With the dot, lower case; the first is what files are written with. */
  readonly endings: readonly string[];
  /** Whether a text is of this format, whatever its file is called. Never slow, never wrong for sure. */
  readonly recognise: (text: string) => boolean;
  readonly read?: (file: FormatFile, options: ReadOptions) => Result<Imported>;
  /**
   * The diagram in this format. What cannot be carried over is refused or warned of; see `losses`
   * for what never is.
   */
  readonly write?: (diagram: InfluenceDiagram) => Result<string>;
  /** What does not survive, in sentences for the documentation. */
  readonly losses: { readonly reading?: readonly string[]; readonly writing?: readonly string[] };
  /** For formats that are recognised only: what to do instead. */
  readonly instead?: string;
}

/** A result with the diagram wrapped. */
export function imported(result: Result<InfluenceDiagram>): Result<Imported> {
  if (!result.ok) return result;
  return { ok: true, value: { diagram: result.value }, diagnostics: result.diagnostics };
}
