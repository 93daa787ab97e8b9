/** From a source to a diagram, with everything that is wrong printed at its place. */
import { dirname } from "node:path";
import type { Diagnostic, InfluenceDiagram, Places } from "@cidery/core";
import type { ForeignGame } from "@cidery/core/formats";
import type { DiagnosticJson } from "./diagnosticJson.ts";
import type { Invocation } from "./command.ts";
import type { Source } from "./sources.ts";
import type { NamedText, Terminal } from "./terminal.ts";
import { renderDiagnostic } from "@cidery/core";
import { isModelText } from "@cidery/core/text";
import { diagnosticJson } from "./diagnosticJson.ts";
import { word } from "./command.ts";
import { besideFile, companionText, readSource } from "./sources.ts";
import { withSlashes } from "./reading.ts";
import { extending } from "./extending.ts";
import { hearing } from "./limitedCommand.ts";
import { readBefore } from "./readBefore.ts";
import { BadInput } from "./terminal.ts";

export interface Loaded {
  readonly source: Source;
  readonly diagram?: InfluenceDiagram;
  readonly places?: Places;
  /** The game a file of another tool holds, whether or not it is a diagram too. */
  readonly game?: ForeignGame;
  /** Why the game is not a diagram. */
  readonly noDiagram?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a source at these values of its parameters. */
type Reader<T> = (parameters?: ReadonlyMap<string, number>) => T;

/**
 * Reads a file of any format that `formats/` knows, by its content first and its ending second.
 */
export async function load(
  source: Source,
  parameters?: ReadonlyMap<string, number>,
): Promise<Loaded> {
  return (await readerOf(source))(parameters);
}

/** The readers of other tools' files are loaded for what is not evidently a model of Cidery's own. */
async function readerOf(source: Source): Promise<Reader<Loaded>> {
  const notes = source.notes ?? [];
  if (notes.some(({ severity }) => severity === "error"))
    return () => ({ source, diagnostics: notes });
  const { name, path, text } = source;
  if (isModelText(path ?? name, text)) return (parameters) => loadOwn(source, parameters);
  const { readModelFile } = await import("@cidery/core/formats");
  const file = { name, text, beside: (ending: string) => besideFile(source, ending) };
  return (parameters) => {
    const { result } = readModelFile(file, {
      resolve: extending(foldersOf(source)),
      ...(path === undefined ? {} : { path: withSlashes(path) }),
      ...(parameters === undefined ? {} : { parameters }),
    });
    const diagnostics = [...notes, ...result.diagnostics];
    return result.ok ? { source, ...result.value, diagnostics } : { source, diagnostics };
  };
}

/** Reads a source as `.cid` text. */
export function loadOwn(source: Source, parameters?: ReadonlyMap<string, number>): Loaded {
  const { diagram, places, diagnostics } = readBefore(source.text, {
    resolve: extending(foldersOf(source)),
    ...(source.path === undefined ? {} : { file: withSlashes(source.path) }),
    ...(parameters === undefined ? {} : { parameters }),
  });
  const all = [...(source.notes ?? []), ...diagnostics];
  if (diagram === undefined || places === undefined) return { source, diagnostics: all };
  return { source, diagram, places, diagnostics: all };
}

/** What it may extend files of. */
function foldersOf({ folders, path }: Source): readonly string[] {
  return folders ?? [dirname(path ?? "./model")];
}

/**
 * The diagram, or nothing after its errors have been printed. Warnings are printed either way.
 */
export async function loadOrComplain(
  source: Source,
  terminal: Terminal,
  parameters?: ReadonlyMap<string, number>,
): Promise<InfluenceDiagram | undefined> {
  const { diagram, diagnostics } = (await modelReader(source))(parameters);
  complain(source, diagnostics, terminal);
  return diagram;
}

/** What reads a source as a diagram, or says every reason why it is not one. */
export async function modelReader(
  source: Source,
): Promise<Reader<Pick<Loaded, "diagram" | "places" | "diagnostics">>> {
  const read = await readerOf(source);
  return (parameters) => {
    const { diagram, places, diagnostics, game, noDiagram } = read(parameters);
    if (diagram !== undefined)
      return { diagram, diagnostics, ...(places === undefined ? {} : { places }) };
    if (game !== undefined) return { diagnostics: [...diagnostics, onlyGame(noDiagram)] };
    if (diagnostics.length > 0) return { diagnostics };
    throw new BadInput(`${source.name} could not be read as a model`);
  };
}

function onlyGame(why = "it is too large"): Diagnostic {
  return {
    code: "game-only",
    severity: "error",
    message: `this game cannot be written as a diagram: ${why}`,
    hint: "`cidery equilibria` and `cidery solve` answer about games; everything else needs a diagram",
  };
}

/** Prints errors and warnings at their places; errors go to `takeError` where there is one. */
export function complain(
  source: NamedText,
  diagnostics: readonly Diagnostic[],
  terminal: Terminal,
): void {
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === "info") continue;
    if (diagnostic.severity === "warning") terminal.takeWarning?.(source, diagnostic);
    if (diagnostic.severity === "error" && terminal.takeError !== undefined) {
      terminal.takeError(source, diagnostic);
    } else terminal.err(rendered(source, diagnostic, terminal));
  }
}

/** A terminal that keeps the errors of one file apart, when they are to be printed as JSON. */
export function keepingErrors(terminal: Terminal): {
  readonly terminal: Terminal;
  readonly errors: readonly DiagnosticJson[];
} {
  if (terminal.takeError === undefined) return { terminal, errors: [] };
  const errors: DiagnosticJson[] = [];
  const takeError: Terminal["takeError"] = (source, error) =>
    void errors.push(diagnosticJson(source, error));
  return { terminal: { ...terminal, takeError }, errors };
}

function rendered(source: NamedText, diagnostic: Diagnostic, terminal: Terminal): string {
  const text = renderDiagnostic(source.text, diagnostic, {
    file: source.name,
    color: terminal.paint.isColorSupported,
    textOf: (file) => companionText(source, file),
  });
  return text.endsWith("\n") ? text : `${text}\n`;
}

/** The model a command's first argument names, with its `--param` overrides. */
export interface OpenedModel {
  readonly source: Source;
  readonly diagram: InfluenceDiagram;
  readonly parameters?: ReadonlyMap<string, number>;
}

/** Undefined after the model's errors have been printed: the command ends with 2. */
export async function openModel(invocation: Invocation): Promise<OpenedModel | undefined> {
  const { terminal } = invocation;
  const source = await readSource(word(invocation, 0), terminal);
  const parameters = parameterOverrides(invocation.options["param"]);
  const diagram = await hearing(terminal, () => loadOrComplain(source, terminal, parameters));
  return opened(source, diagram, parameters);
}

function opened(
  source: Source,
  diagram: InfluenceDiagram | undefined,
  parameters: ReadonlyMap<string, number> | undefined,
): OpenedModel | undefined {
  if (diagram === undefined) return undefined;
  return { source, diagram, ...(parameters === undefined ? {} : { parameters }) };
}

/** A game on its own: a file of Gambit's that is solved as the game it is. */
export interface OpenedGame {
  readonly source: Source;
  readonly game: ForeignGame;
}

/** As `openModel`; a game tree, and a game that is not a diagram, come as the game. */
export async function openModelOrGame(
  invocation: Invocation,
): Promise<OpenedModel | OpenedGame | undefined> {
  const { terminal } = invocation;
  const source = await readSource(word(invocation, 0), terminal);
  const parameters = parameterOverrides(invocation.options["param"]);
  const { diagram, game, diagnostics } = await hearing(terminal, () => load(source, parameters));
  if (game !== undefined && (game.form === "extensive" || diagram === undefined)) {
    complain(source, diagnostics, terminal);
    return { source, game };
  }
  return opened(source, await loadOrComplain(source, terminal, parameters), parameters);
}

/** `--param name=value`, repeatable. @throws BadInput when it is not a name and a number */
export function parameterOverrides(given: unknown): ReadonlyMap<string, number> | undefined {
  if (!Array.isArray(given) || given.length === 0) return undefined;
  const set = new Map<string, number>();
  for (const one of given as readonly string[]) {
    const match = /^([^=]+)=(.*\S.*)$/.exec(one);
    const value = Number(match?.[2]);
    if (match === null || !Number.isFinite(value)) {
      throw new BadInput(
        `--param ${one} is not of the form name=number`,
        "for example: --param T=5",
      );
    }
    const name = (match[1] as string).trim();
    if (set.has(name) && set.get(name) !== value)
      throw new BadInput(`--param sets ${name} twice: ${set.get(name)} and ${value}`);
    set.set(name, value);
  }
  return set;
}
