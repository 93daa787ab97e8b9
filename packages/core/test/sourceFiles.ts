/**
 * Reads the sources of packages/core/src for the architecture test: which file imports what, which
 * globals it names, and how long its functions are. Parses with oxc, so comments and strings do not confuse it. Imports are
 * counted however they are written: `import`, `import type`, `export … from`, `import()` as a value
 * or as a type.
 */

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";
import { FRONT_DOOR } from "./architecture.ts";

export const SOURCE_ROOT = join(dirname(fileURLToPath(import.meta.url)), "../src");

interface Import {
  /** What is written, e.g. "../graph/index.ts" or "zod". */
  readonly specifier: string;
  /** The path below src/ for a relative import, otherwise undefined. */
  readonly target: string | undefined;
  readonly isExportStar: boolean;
}

export interface SourceFile {
  /** Path below src/, with forward slashes: "graph/digraph.ts". */
  readonly path: string;
  readonly layer: string;
  readonly isTest: boolean;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Host globals used as `process.…`, `document[…]`, `window(…)`. */
  readonly globals: readonly string[];
  /** Functions that have a name of their own, or are assigned to one, wrapped or not. */
  readonly functions: readonly NamedFunction[];
}

interface NamedFunction {
  readonly name: string;
  readonly lines: number;
}

const HOST_GLOBALS = new Set(["process", "document", "console", "window"]);

export function readSourceFiles(root: string = SOURCE_ROOT): SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
    .sort()
    .map((path) => readSource(path, readFileSync(join(root, path), "utf8")));
}

/** Exported apart from readSourceFiles so that the test can try it on a made-up file. */
export function readSource(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text);
  const fatal = parsed.errors.find((error) => error.severity === "Error");
  if (fatal) throw new Error(`${path} does not parse: ${fatal.message}`);
  const imports: Import[] = [];
  const globals = new Set<string>();
  visit(parsed.program, (node) => {
    const specifier = importedFrom(node);
    if (specifier !== undefined) {
      const isExportStar = node["type"] === "ExportAllDeclaration";
      imports.push({ specifier, target: resolve(path, specifier), isExportStar });
    }
    const used = globalUsed(node);
    if (used !== undefined) globals.add(used);
  });
  return {
    path,
    layer: layerOfPath(path),
    isTest: /\.test\.tsx?$/.test(path),
    lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0),
    imports,
    globals: [...globals],
    functions: namedFunctions(parsed.program, text),
  };
}

/** The folder below src/; the front door is src/index.ts with the doors/ beside it. */
function layerOfPath(path: string): string {
  const folder = path.includes("/") ? path.slice(0, path.indexOf("/")) : FRONT_DOOR;
  return folder === "doors" ? FRONT_DOOR : folder;
}

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

function visit(value: unknown, see: (node: Node) => void): void {
  if (!isNode(value)) return;
  if (typeof value["type"] === "string") see(value);
  for (const child of Object.values(value)) visit(child, see);
}

const FUNCTIONS = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);

/** A function that has no name is called after the variable it makes up: `const Row = memo(() => …)`. */
function namedFunctions(program: unknown, text: string): NamedFunction[] {
  const found: NamedFunction[] = [];
  const search = (value: unknown, variable: string | undefined): void => {
    if (!isNode(value)) return;
    let around = value["type"] === "VariableDeclarator" ? nameOf(value["id"]) : variable;
    if (FUNCTIONS.has(String(value["type"]))) {
      const name = nameOf(value["id"]) ?? around;
      const [start, end] = [Number(value["start"]), Number(value["end"])];
      if (name !== undefined)
        found.push({ name, lines: text.slice(start, end).split("\n").length });
      // What stands inside is not what the variable holds.
      around = undefined;
    }
    for (const child of Object.values(value)) search(child, around);
  };
  search(program, undefined);
  return found;
}

function nameOf(id: unknown): string | undefined {
  return isNode(id) && typeof id["name"] === "string" ? id["name"] : undefined;
}

function importedFrom(node: Node): string | undefined {
  switch (node["type"]) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
    case "ImportExpression":
    case "TSImportType": {
      const source = node["source"];
      return isNode(source) && typeof source["value"] === "string" ? source["value"] : undefined;
    }
    default:
      return undefined;
  }
}

function globalUsed(node: Node): string | undefined {
  const base =
    node["type"] === "MemberExpression"
      ? node["object"]
      : node["type"] === "CallExpression"
        ? node["callee"]
        : undefined;
  if (!isNode(base) || base["type"] !== "Identifier") return undefined;
  const name = base["name"];
  return typeof name === "string" && HOST_GLOBALS.has(name) ? name : undefined;
}

function resolve(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  return posix.normalize(posix.join(posix.dirname(from), specifier));
}
