/**
 * Model files from the command line: a file, a folder (searched for `.cid`), `-` for standard
 * input, or the slug of a catalogue model (`frameworks/mdp`).
 */
import { type Dirent, existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Diagnostic } from "@cidery/core";
import type { DecodedText } from "@cidery/core/text";
import type { NamedText, Terminal } from "./terminal.ts";
import { decodeBytes, nearestName } from "@cidery/core/text";
import { bytesOf, cannotRead, isFile, isInside, statOf, withSlashes } from "./reading.ts";
import { BadInput } from "./terminal.ts";

/** Code of the note that stands for a text that could not be read. */
const UNREADABLE = "unreadable-file";

export interface Source {
  /** How to call it in messages: the path as given, `<stdin>`, or the slug. */
  readonly name: string;
  /** Absolute path; absent for standard input. */
  readonly path?: string;
  readonly text: string;
  /** How the text was stored, where writing it back would change that. */
  readonly stored?: "gzip" | "UTF-16" | "Windows-1252";
  /** A byte order mark stood before the text, which does not hold it. */
  readonly marked?: true;
  /** What had to be assumed about its bytes, or why there is nothing of it. */
  readonly notes?: readonly Diagnostic[];
  /** The folders whose files it may extend; those of standard input stand in the working folder. */
  readonly folders?: readonly string[];
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
    const slug = withSlashes(relative(folder, path)).replace(/\.cid$/, "");
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

/**
 * All models the arguments name, in order; folders are searched recursively. A file that cannot be
 * read is among them with an error in its `notes`, so that it keeps no other from being read.
 * @throws BadInput when it is the only one, or a folder holds none
 */
export async function readSources(args: readonly string[], terminal: Terminal): Promise<Source[]> {
  const sources: Source[] = [];
  const { workingFolder, allowed = [] } = terminal;
  for (const argument of args) {
    if (argument === "-") {
      const input = await terminal.readInput();
      const name = "<stdin>";
      const source = typeof input === "string" ? { name, text: input } : await decoded(name, input);
      sources.push({ ...source, folders: [workingFolder, ...allowed] });
      continue;
    }
    const path = resolve(workingFolder, argument);
    const found = statOf(path);
    if (found === undefined)
      sources.push((await catalogueModel(argument)) ?? missing(argument, path));
    else if (found.isDirectory()) {
      const files = filesBelow(path);
      if (files.length === 0)
        throw new BadInput(
          `${argument} holds no .cid file`,
          "name a folder with models, or a file",
        );
      const folders = [treeOf(path, workingFolder), ...allowed];
      for (const file of files)
        sources.push({ ...(await readFile(relative(workingFolder, file) || file, file)), folders });
    } else {
      const folders = [treeOf(dirname(path), workingFolder), ...allowed];
      sources.push({ ...(await readFile(argument, path)), folders });
    }
  }
  // Where it is all there is, nothing is left to be done.
  const unreadable = sources[0]?.notes?.find(({ code }) => code === UNREADABLE);
  if (sources.length === 1 && unreadable !== undefined)
    throw new BadInput(unreadable.message, unreadable.hint);
  return sources;
}

/** The tree a model may extend files of: the working folder where it lies below, else its own. */
function treeOf(folder: string, workingFolder: string): string {
  return isInside(folder, workingFolder) ? workingFolder : folder;
}

async function catalogueModel(slug: string): Promise<Source | undefined> {
  const folder = catalogueFolder();
  const path = join(folder, slug.endsWith(".cid") ? slug : `${slug}.cid`);
  return isInside(path, folder) && isFile(path)
    ? { ...(await readFile(slug, path)), folders: [folder] }
    : undefined;
}

async function readFile(name: string, path: string): Promise<Source> {
  let bytes: Uint8Array;
  try {
    bytes = bytesOf(path);
  } catch (error) {
    return unread(name, cannotRead(name, error), path);
  }
  return { ...(await decoded(name, bytes)), path };
}

/** A source that cannot be read: no text, and the reason in its notes. */
function unread(name: string, { message, hint }: BadInput, path?: string): Source {
  const note: Diagnostic = {
    code: UNREADABLE,
    severity: "error",
    message,
    ...(hint === undefined ? {} : { hint }),
  };
  return { name, text: "", notes: [note], ...(path === undefined ? {} : { path }) };
}

async function decoded(name: string, bytes: Uint8Array): Promise<Source> {
  let read: DecodedText;
  try {
    read = decodeBytes(bytes);
  } catch (error) {
    return unread(name, cannotRead(name, error));
  }
  const { encoding, packed } = read;
  const stored = packed ? "gzip" : encoding === "UTF-8" ? undefined : encoding;
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const rest: Pick<Source, "stored" | "marked"> = {
    ...(stored !== undefined && { stored }),
    ...(marked && { marked }),
  };
  if (encoding !== "Windows-1252" && read.binary === undefined)
    return { name, text: read.text, ...rest };
  const { encodingNote, formatOf } = await import("@cidery/core/formats");
  if (encoding === "Windows-1252" && formatOf(name, read.text).id === "cid") {
    // Model text is UTF-8, and the parser says at which place it is not.
    return { name, text: new TextDecoder().decode(bytes), ...rest };
  }
  const said = encodingNote(name, read);
  return { name, text: read.text, ...rest, ...(said === undefined ? {} : { notes: [said] }) };
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
  if (!isFile(path) || path === source.path) return undefined;
  return { name: `${stem(source.name)}${ending}`, path, text: textAt(path) };
}

/** Nothing where it cannot be read. */
function textAt(path: string): string {
  try {
    return decodeBytes(bytesOf(path)).text;
  } catch {
    return "";
  }
}

/** Every `.cid` file below a folder, in order of path. @throws BadInput when a folder stays closed */
function filesBelow(folder: string): string[] {
  const files: string[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of entriesOf(next)) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== "node_modules") waiting.push(path);
      } else if (extname(entry.name) === ".cid" && (entry.isFile() || isFile(path)))
        files.push(path);
    }
  }
  return files.sort();
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw cannotRead(folder, error);
  }
}

function missing(argument: string, path: string): Source {
  const folder = dirname(path);
  const neighbours = statOf(folder)?.isDirectory() === true ? readdirSync(folder) : [];
  const near =
    nearestName(
      withSlashes(argument).split("/").at(-1) ?? argument,
      neighbours.filter((name) => name.endsWith(".cid")),
    ) ??
    nearestName(
      argument.replace(/\.cid$/, ""),
      catalogueSources().map((model) => model.slug),
    );
  return unread(
    argument,
    new BadInput(
      `no file, folder or catalogue model is called ${argument}`,
      near === undefined ? "`cidery list` shows the catalogue" : `did you mean ${near}?`,
    ),
  );
}
