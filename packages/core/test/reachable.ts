/**
 * Which source files are reached from entry points, name by name: a file that only lists what others
 * declare (`index.ts`) leads to the files of the names asked of it, not to all it could offer.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "oxc-parser";

type Statement = ReturnType<typeof parseSync>["program"]["body"][number];

/** An import of everything: `import * as`, `import()`, a file without names. */
const ALL = Symbol("all");
type Wanted = string | typeof ALL;

/** Every file that the entry points use, themselves included. Only relative imports are followed. */
export function reachableFiles(entries: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const asked = new Set<string>();
  const open: [file: string, name: Wanted][] = entries.map((entry) => [entry, ALL]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [file, name] = next;
    const key = `${file}#${String(name)}`;
    if (asked.has(key) || !existsSync(file)) continue;
    asked.add(key);
    const { body, text } = read(file);
    const passedOn = body.flatMap((one) => passes(one, name, file));
    const isOwn = name === ALL || !passedOn.some(([, , isSure]) => isSure);
    open.push(...passedOn.map(([target, wanted]) => [target, wanted] as [string, Wanted]));
    if (!isOwn || reached.has(file)) continue;
    reached.add(file);
    for (const one of body) if (one.type === "ImportDeclaration") open.push(...imported(one, file));
    for (const [, specifier] of text.matchAll(/(?:import|new URL)\(\s*"(\.[^"]+)"/gu))
      open.push([join(dirname(file), specifier as string), ALL]);
  }
  return reached;
}

const texts = new Map<string, { text: string; body: readonly Statement[] }>();

function read(file: string): { text: string; body: readonly Statement[] } {
  let known = texts.get(file);
  if (known === undefined) {
    const text = readFileSync(file, "utf8");
    known = { text, body: parseSync(file, text).program.body };
    texts.set(file, known);
  }
  return known;
}

function imported(
  one: Extract<Statement, { type: "ImportDeclaration" }>,
  file: string,
): [string, Wanted][] {
  if (!one.source.value.startsWith(".")) return [];
  const target = join(dirname(file), one.source.value);
  if (one.specifiers.length === 0) return [[target, ALL]];
  return one.specifiers.map((specifier) => [
    target,
    specifier.type === "ImportSpecifier" ? nameOf(specifier.imported) : ALL,
  ]);
}

/** Where a file sends those who want a name, and whether it is certainly declared there. */
function passes(one: Statement, name: Wanted, file: string): [string, Wanted, boolean][] {
  if (one.type === "ExportAllDeclaration")
    return [[join(dirname(file), one.source.value), one.exported === null ? name : ALL, false]];
  if (one.type !== "ExportNamedDeclaration" || one.source === null) return [];
  const target = join(dirname(file), one.source.value);
  return one.specifiers
    .filter(({ exported }) => name === ALL || nameOf(exported) === name)
    .map(({ local }) => [target, nameOf(local), true]);
}

function nameOf(one: { readonly name: string } | { readonly value: string }): string {
  return "name" in one ? one.name : one.value;
}
