/** From a source to a diagram, with everything that is wrong printed at its place. */
import { existsSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import type { Checked, Diagnostic, InfluenceDiagram } from "@cidery/core";
import type { DiagnosticJson } from "./diagnosticJson.ts";
import type { Invocation } from "./command.ts";
import type { Source } from "./sources.ts";
import type { NamedText, Terminal } from "./terminal.ts";
import { bifDiagram, readBif, readLimid, readUai } from "@cidery/core/formats";
import { fromJson, loadModel, renderDiagnostic } from "@cidery/core";
import { diagnosticJson } from "./diagnosticJson.ts";
import { word } from "./command.ts";
import { readSource, resolveExtended } from "./sources.ts";
import { BadInput } from "./terminal.ts";

export interface Loaded {
  readonly source: Source;
  readonly diagram?: InfluenceDiagram;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `.cid` text, the JSON form (a file called `.json`, or input that begins with `{` or `[`), or a
 * format of another tool by the file's ending.
 */
export function load(source: Source, parameters?: ReadonlyMap<string, number>): Loaded {
  if (isJson(source)) return loaded(source, fromJson(parsedJson(source)));
  const foreign = readForeign(source);
  if (foreign !== undefined) return loaded(source, foreign);
  const { diagram, diagnostics } = loadModel(source.text, {
    ...(source.path === undefined ? {} : { file: source.path }),
    resolve: resolveExtended,
    ...(parameters === undefined ? {} : { parameters }),
  });
  return diagram === undefined ? { source, diagnostics } : { source, diagram, diagnostics };
}

/**
 * The diagram, or nothing after its errors have been printed. Warnings are printed either way.
 */
export function loadOrComplain(
  source: Source,
  terminal: Terminal,
  parameters?: ReadonlyMap<string, number>,
): InfluenceDiagram | undefined {
  const { diagram, diagnostics } = load(source, parameters);
  complain(source, diagnostics, terminal);
  if (diagram === undefined && diagnostics.length === 0) {
    throw new BadInput(`${source.name} could not be read as a model`);
  }
  return diagram;
}

/** Prints errors and warnings at their places; errors go to `takeError` where there is one. */
export function complain(
  source: NamedText,
  diagnostics: readonly Diagnostic[],
  terminal: Terminal,
): void {
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === "info") continue;
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
  const diagram = loadOrComplain(source, terminal, parameters);
  if (diagram === undefined) return undefined;
  return { source, diagram, ...(parameters === undefined ? {} : { parameters }) };
}

/** `--param name=value`, repeatable. @throws BadInput when it is not a name and a number */
export function parameterOverrides(given: unknown): ReadonlyMap<string, number> | undefined {
  if (!Array.isArray(given) || given.length === 0) return undefined;
  return new Map(
    given.map((one: string) => {
      const match = /^([^=]+)=(.+)$/.exec(one);
      const value = Number(match?.[2]);
      if (match === null || !Number.isFinite(value)) {
        throw new BadInput(
          `--param ${one} is not of the form name=number`,
          "for example: --param T=5",
        );
      }
      return [(match[1] as string).trim(), value] as const;
    }),
  );
}

function isJson(source: Source): boolean {
  return source.path === undefined
    ? /^\s*[{[]/.test(source.text)
    : extname(source.path) === ".json";
}

function parsedJson(source: Source): unknown {
  try {
    return JSON.parse(source.text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new BadInput(
      `${source.name} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      "write a .cid model, or JSON as `cidery convert --to json` prints it",
    );
  }
}

function readForeign(source: Source): Checked<InfluenceDiagram> | undefined {
  const ending = source.path === undefined ? "" : extname(source.path.replace(/\.gz$/, ""));
  if (ending === ".limid") return readLimid(source.text);
  if (ending === ".uai") return readUai({ uai: source.text, ...besideUai(source) });
  if (ending !== ".bif") return undefined;
  const network = readBif(source.text);
  return network.ok ? bifDiagram(network.value) : network;
}

/** The kinds and the order of a UAI diagram stand in files of the same name. */
function besideUai(source: Source): { id?: string; pvo?: string } {
  const stem = (source.path ?? "").replace(/\.uai$/, "");
  const read = (path: string): string | undefined =>
    existsSync(path) ? readFileSync(path, "utf8") : undefined;
  const id = read(`${stem}.id`);
  const pvo = read(`${stem}.pvo`);
  return { ...(id === undefined ? {} : { id }), ...(pvo === undefined ? {} : { pvo }) };
}

function loaded(source: Source, checked: Checked<InfluenceDiagram>): Loaded {
  return checked.ok
    ? { source, diagram: checked.value, diagnostics: checked.diagnostics }
    : { source, diagnostics: checked.diagnostics };
}
