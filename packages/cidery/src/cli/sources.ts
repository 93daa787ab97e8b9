/**
 * Model files from the command line: a file, a folder (searched for `.cid`), `-` for standard
 * input, or the slug of a catalogue model (`frameworks/mdp`).
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Diagnostic, InfluenceDiagram } from "@cidery/core";
import type { DecodedText } from "@cidery/core/formats";
import type { NamedText, Terminal } from "./terminal.ts";
import { nearestName, printModel } from "@cidery/core";
import { decodeBytes, encodingNote, formatOf } from "@cidery/core/formats";
import { BadInput } from "./terminal.ts";

export interface Source {
  /** How to call it in messages: the path as given, `<stdin>`, or the slug. */
  readonly name: string;
  /** Absolute path; absent for standard input. */
  readonly path?: string;
  readonly text: string;
  /** How the text was stored, where writing it back would change that. */
  readonly stored?: "gzip" | "UTF-16" | "Windows-1252";
  /** What had to be assumed about its bytes. */
  readonly notes?: readonly Diagnostic[];
}

/** The folder of the catalogue: beside the built package, or the repository's `models/`. */
export function catalogueFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const candidates = [resolve(here, "../models"), resolve(here, "../../../../models")];
  const found = candidates.find((folder) => existsSync(folder));
  if (found === undefined)
    throw new BadInput(
      "the catalogue of models is missing from this installation",
      "reinstall cidery",
    );
  return found;
}

/** Every catalogue model by slug, in alphabetical order. */
export function catalogueSources(): (Source & { readonly slug: string })[] {
  const folder = catalogueFolder();
  return filesBelow(folder).map((path) => {
    const slug = relative(folder, path)
      .replaceAll("\\", "/")
      .replace(/\.cid$/, "");
    return { slug, name: slug, path, text: readFileSync(path, "utf8") };
  });
}

/** One model. @throws BadInput when there is no such file, folder contents or slug */
export async function readSource(argument: string, terminal: Terminal): Promise<Source> {
  const sources = await readSources([argument], terminal);
  if (sources.length !== 1) {
    throw new BadInput(
      `${argument} holds ${sources.length} models; this command takes one`,
      "name one .cid file",
    );
  }
  return sources[0] as Source;
}

/** All models the arguments name, in order; folders are searched recursively. */
export async function readSources(args: readonly string[], terminal: Terminal): Promise<Source[]> {
  const sources: Source[] = [];
  for (const argument of args) {
    if (argument === "-") {
      const input = await terminal.readInput();
      const name = "<stdin>";
      sources.push(typeof input === "string" ? { name, text: input } : decoded(name, input));
      continue;
    }
    const path = resolve(terminal.workingFolder, argument);
    if (!existsSync(path)) {
      const model = catalogueModel(argument);
      if (model === undefined) throw missing(argument, path);
      sources.push(model);
      continue;
    }
    if (statSync(path).isDirectory()) {
      const files = filesBelow(path);
      if (files.length === 0)
        throw new BadInput(
          `${argument} holds no .cid file`,
          "name a folder with models, or a file",
        );
      for (const file of files)
        sources.push(readFile(relative(terminal.workingFolder, file) || file, file));
    } else sources.push(readFile(argument, path));
  }
  return sources;
}

function catalogueModel(slug: string): Source | undefined {
  const path = join(catalogueFolder(), slug.endsWith(".cid") ? slug : `${slug}.cid`);
  return existsSync(path) && statSync(path).isFile() ? readFile(slug, path) : undefined;
}

function readFile(name: string, path: string): Source {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new BadInput(
      `cannot read ${name}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return { ...decoded(name, bytes), path };
}

function decoded(name: string, bytes: Uint8Array): Source {
  let read: DecodedText;
  try {
    read = decodeBytes(bytes);
  } catch (error) {
    throw new BadInput(
      `cannot read ${name}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const { encoding, packed } = read;
  const stored = packed ? "gzip" : encoding === "UTF-8" ? undefined : encoding;
  const rest: Pick<Source, "stored"> = stored === undefined ? {} : { stored };
  if (encoding === "Windows-1252" && formatOf(name, read.text).id === "cid") {
    // Model text is UTF-8, and the parser says at which place it is not.
    return { name, text: new TextDecoder().decode(bytes), ...rest };
  }
  const said = encodingNote(name, read);
  return { name, text: read.text, ...rest, ...(said === undefined ? {} : { notes: [said] }) };
}

/** What a source is called when it is not `.cid` text; undefined when it is. */
export function otherFormat(source: Source): string | undefined {
  const format = formatOf(source.path ?? source.name, source.text);
  return format.id === "cid" ? undefined : format.title;
}

/** A model as `.cid` text: its own where it has one. */
export function modelText(source: Source, diagram: InfluenceDiagram): string {
  return otherFormat(source) === undefined ? source.text : printModel(diagram);
}

/** The text of another file that a diagnostic is about, when it is one of the same model's files. */
export function companionText(source: NamedText, file: string): string | undefined {
  const ending = /\.(?:id|pvo)$/iu.exec(file)?.[0];
  return ending === undefined ? undefined : besideFile(source, ending)?.text;
}

/** The file of the same name with another ending, for formats of several files. */
export function besideFile(source: NamedText, ending: string): NamedText | undefined {
  const stem = (path: string): string => path.replace(/\.gz$/u, "").replace(/\.[^./\\]*$/u, "");
  if (source.path === undefined) return undefined;
  const path = `${stem(source.path)}${ending}`;
  if (!existsSync(path) || path === source.path) return undefined;
  return readFile(`${stem(source.name)}${ending}`, path);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) === ".cid")
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(folder, path).split(sep).includes("node_modules"))
    .sort();
}

function missing(argument: string, path: string): BadInput {
  const folder = dirname(path);
  const neighbours = existsSync(folder) ? readdirSync(folder) : [];
  const near =
    nearestName(
      argument.split("/").at(-1) ?? argument,
      neighbours.filter((name) => name.endsWith(".cid")),
    ) ??
    nearestName(
      argument.replace(/\.cid$/, ""),
      catalogueSources().map((model) => model.slug),
    );
  return new BadInput(
    `no file, folder or catalogue model is called ${argument}`,
    near === undefined ? "`cidery list` shows the catalogue" : `did you mean ${near}?`,
  );
}

/** How `extends "…"` finds its file: relative to the file that says it, else in the catalogue. */
export function resolveExtended(path: string, fromFile: string | undefined): string | undefined {
  const beside = resolve(fromFile === undefined ? "." : dirname(fromFile), path);
  const file = [beside, join(catalogueFolder(), path)].find(
    (one) => existsSync(one) && statSync(one).isFile(),
  );
  return file === undefined ? undefined : readFileSync(file, "utf8");
}
