/**
 * The public names: what each door exports, where it is declared, its signature and its doc comment.
 * Read from the sources with oxc, so that a test can ask for comments and a script can write the
 * reference (`scripts/renew.ts`).
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type Class, parseSync } from "oxc-parser";
import { SOURCE_ROOT } from "./sourceFiles.ts";

export interface PublicName {
  readonly name: string;
  /** Path below src/ of the file that declares it. */
  readonly file: string;
  readonly kind: "function" | "class" | "value" | "type";
  /** The declaration as TypeScript, without bodies and private members. */
  readonly signature: string;
  /** The doc comment without its stars; empty when there is none. */
  readonly doc: string;
}

export interface Door {
  /** `@cidery/core/graph` */
  readonly specifier: string;
  /** The comment at the head of the door's file. */
  readonly doc: string;
  readonly names: readonly PublicName[];
}

type Parsed = ReturnType<typeof parseSync>;
type Statement = Parsed["program"]["body"][number];
type Comment = Parsed["comments"][number];

interface SourceText {
  readonly path: string;
  readonly text: string;
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
}

const sources = new Map<string, SourceText>();

function source(path: string): SourceText {
  let read = sources.get(path);
  if (read === undefined) {
    const text = readFileSync(path, "utf8");
    const { program, comments } = parseSync(path, text);
    read = { path, text, body: program.body, comments };
    sources.set(path, read);
  }
  return read;
}

/** Every door of the package, in the order of its `exports`. */
export function publicDoors(): Door[] {
  const { exports } = JSON.parse(readFileSync(join(SOURCE_ROOT, "../package.json"), "utf8")) as {
    exports: Record<string, { source: string } | string>;
  };
  return Object.entries(exports).flatMap(([subpath, door]) => {
    if (typeof door === "string") return [];
    const file = source(join(SOURCE_ROOT, "..", door.source));
    return {
      specifier: subpath.replace(/^\./u, "@cidery/core"),
      doc: plainComment(file.comments[0]?.value ?? ""),
      names: exportedNames(file)
        .map((name) => publicName(name, file))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    };
  });
}

function exportedNames({ body }: SourceText): string[] {
  return body.flatMap((one) =>
    one.type === "ExportNamedDeclaration"
      ? one.specifiers.map(({ exported }) => ("name" in exported ? exported.name : exported.value))
      : [],
  );
}

function publicName(name: string, door: SourceText): PublicName {
  const found = declaration(name, door);
  if (found === undefined)
    throw new Error(`${door.path} exports ${name}, which is declared nowhere`);
  const signature = found.signature.replaceAll(new RegExp(`\\b${found.name}\\b`, "gu"), name);
  return { ...found, name, signature };
}

/** Follows `export … from` to the file that declares the name. */
function declaration(name: string, file: SourceText): PublicName | undefined {
  const overloads: string[] = [];
  let doc = "";
  for (const one of file.body) {
    if (one.type === "ExportAllDeclaration") {
      const found = declaration(name, source(join(dirname(file.path), one.source.value)));
      if (found !== undefined) return found;
    }
    if (one.type !== "ExportNamedDeclaration") continue;
    for (const { local, exported } of one.specifiers) {
      const outside = "name" in exported ? exported.name : exported.value;
      if (outside !== name || one.source === null) continue;
      const inside = "name" in local ? local.name : local.value;
      const target = join(dirname(file.path), one.source.value);
      return existsSync(target) ? declaration(inside, source(target)) : undefined;
    }
    const { declaration: made } = one;
    if (made === null || declaredName(made) !== name) continue;
    doc ||= commentBefore(file, one.start);
    const described = { name, doc, file: relative(SOURCE_ROOT, file.path) };
    switch (made.type) {
      case "TSDeclareFunction":
        overloads.push(oneLine(file.text.slice(made.start, made.end)));
        continue;
      case "FunctionDeclaration": {
        const own = oneLine(file.text.slice(made.start, made.body?.start ?? made.end));
        const signature = overloads.length > 0 ? overloads.join("\n") : own;
        return { ...described, kind: "function", signature };
      }
      case "ClassDeclaration":
        return { ...described, kind: "class", signature: classSignature(file, made) };
      case "VariableDeclaration": {
        const [first] = made.declarations;
        const end = first?.id.end ?? made.end;
        const type = first?.id.typeAnnotation;
        const isTyped = type !== null && type !== undefined;
        const shown = file.text.slice(made.start, isTyped ? type.end : end);
        return { ...described, kind: "value", signature: oneLine(shown) };
      }
      default:
        return { ...described, kind: "type", signature: file.text.slice(made.start, made.end) };
    }
  }
  return undefined;
}

function declaredName(made: object): string | undefined {
  if ("declarations" in made) {
    const [first] = made.declarations as readonly { id: { name?: string } }[];
    return first?.id.name;
  }
  return "id" in made ? (made.id as { name?: string } | null)?.name : undefined;
}

/** What users may call, without bodies and private parts. */
function classSignature(file: SourceText, made: Class): string {
  const { text } = file;
  const lines = [`${oneLine(text.slice(made.start, made.body.start))} {`];
  for (const member of made.body.body) {
    if (!("key" in member) || member.key.type === "PrivateIdentifier") continue;
    if ("accessibility" in member && member.accessibility === "private") continue;
    const isMethod = member.type === "MethodDefinition";
    const end = isMethod
      ? (member.value.body?.start ?? member.end)
      : "typeAnnotation" in member && member.typeAnnotation
        ? member.typeAnnotation.end
        : member.key.end;
    const doc = commentBefore(file, member.start);
    if (doc !== "") lines.push(...doc.split("\n").map((line) => `  // ${line}`));
    lines.push(`  ${oneLine(text.slice(member.start, end)).replace(/;$/u, "")};`);
  }
  return [...lines, "}"].join("\n");
}

function oneLine(text: string): string {
  return text
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/([([{]) | (?=[)\]])/gu, "$1")
    .replaceAll(/,(?=[)\]])/gu, "")
    .trim();
}

/** The doc comment that ends where the statement begins. */
function commentBefore({ text, comments }: SourceText, start: number): string {
  const before = comments.filter(({ end }) => end <= start);
  for (let i = before.length - 1; i >= 0; i--) {
    const comment = before[i] as Comment;
    const next = before[i + 1]?.start ?? start;
    if (text.slice(comment.end, next).trim() !== "") return "";
    if (comment.type !== "Block" || !comment.value.startsWith("*")) continue;
    // The paragraph at the head of a file is about the file.
    return comment.start === 0 ? "" : plainComment(comment.value);
  }
  return "";
}

function plainComment(value: string): string {
  return value
    .split("\n")
    .map((line) => line.replace(/^\s*\*+ ?/u, "").trimEnd())
    .join("\n")
    .trim();
}
