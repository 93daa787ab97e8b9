/**
 * The model a file holds, as `.cid` text: such a text as it is, an exported SVG or TikZ by what was
 * put inside, the formats of other tools written out as text, by the same door through which the
 * command reads them. Anything else is refused with a sentence that says what would do.
 */
import type { Diagnostic, Result } from "../base/index.ts";
import type { FormatFile } from "../formats/index.ts";
import { lineColumnAt, lineStarts } from "../base/index.ts";
import { sourceInSvg } from "../draw/index.ts";
import { printModel } from "../language/index.ts";
import { readShareLink } from "./shareLink.ts";

export interface ModelFile {
  readonly name: string;
  /** Bytes may be packed and in any encoding. */
  readonly content: string | Uint8Array;
  /** The other files that were opened with it, by name: some formats have several. */
  readonly others?: ReadonlyMap<string, Uint8Array>;
}

/**
 * The text of the model in a file; messages begin with the file's name and the line.
 * @param engine version of the library that reads, to compare with the one that wrote a link
 */
export async function modelInFile(file: ModelFile, engine: string): Promise<Result<string>> {
  // The readers come with the first file: a page that opens none does without them.
  const formats = await import("../formats/index.ts");
  const { name } = file;
  const notes: Diagnostic[] = [];
  const textOf = (content: string | Uint8Array, called: string): string => {
    if (typeof content === "string") return content;
    const decoded = formats.decodeBytes(content);
    const note = formats.encodingNote(called, decoded);
    if (note !== undefined) notes.push(note);
    return decoded.text;
  };
  let text: string;
  try {
    text = textOf(file.content, name);
  } catch (error) {
    return refused(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (notes.some(({ severity }) => severity === "error")) return { ok: false, diagnostics: notes };
  const format = formats.formatOf(name, text);
  const picture = fromPicture(format.id, name, text, engine);
  if (picture !== undefined) return picture;
  if (format.id === "cid" && text.trim() !== "")
    return { ok: true, value: text, diagnostics: notes };
  const beside: FormatFile["beside"] = (ending) => {
    const wanted = `${name.replace(/\.gz$/iu, "").replace(/\.[^.]*$/u, "")}${ending}`.toLowerCase();
    for (const [other, bytes] of file.others ?? []) {
      if (other.toLowerCase().replace(/\.gz$/u, "") !== wanted) continue;
      return { name: other, text: textOf(bytes, other) };
    }
    return undefined;
  };
  const { result } = formats.readModelFile({ name, text, beside });
  const told = [...notes, ...result.diagnostics].map((one) => withPlace(one, name, text));
  if (!result.ok) return { ok: false, diagnostics: told };
  const { diagram, noDiagram = "it is too large" } = result.value;
  if (diagram === undefined) {
    return refused(
      `${name} is a game that cannot be written as a diagram: ${noDiagram}. The command \`cidery equilibria\` solves it`,
    );
  }
  return { ok: true, value: printModel(diagram), diagnostics: told };
}

/** Pictures hold their model: as a whole in SVG, as a link in TikZ. */
function fromPicture(
  format: string,
  name: string,
  text: string,
  engine: string,
): Result<string> | undefined {
  if (format === "svg") {
    const source = sourceInSvg(text);
    return source === undefined
      ? refused(`${name} holds no model: only pictures exported from Cidery do`)
      : { ok: true, value: source, diagnostics: [] };
  }
  if (format !== "latex") return undefined;
  const fragment = /^% \S+#(\d+\.\S+)$/mu.exec(text)?.[1] ?? "";
  const read = readShareLink(fragment, engine);
  if (read.kind === "read") return { ok: true, value: read.document.text, diagnostics: [] };
  return refused(
    read.kind === "none"
      ? `${name} has no line with a link back: only TikZ exported from Cidery does`
      : `${name}: ${read.message}`,
  );
}

/** A message that says where, for a page that does not show the file it is about. */
function withPlace(diagnostic: Diagnostic, name: string, text: string): Diagnostic {
  const { message, range, file, ...rest } = diagnostic;
  const line =
    range === undefined || file !== undefined
      ? ""
      : `, line ${lineColumnAt(lineStarts(text), range.start).line}`;
  const called = message.startsWith(name) ? message : `${file ?? name}${line}: ${message}`;
  return { ...rest, message: called };
}

function refused(message: string): Result<string> {
  const diagnostic: Diagnostic = { code: "no-model-in-file", severity: "error", message };
  return { ok: false, diagnostics: [diagnostic] };
}
