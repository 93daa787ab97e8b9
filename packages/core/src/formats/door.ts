/**
 * The one door through which files come in, for the command and the workbench alike: what the
 * file is, what it holds, and one line where it is nothing that Cidery reads.
 */
import type { Diagnostic, Result } from "../base/index.ts";
import type { Format, FormatFile, Imported, ReadOptions } from "./format.ts";
import type { DecodedText } from "./kit/decode.ts";
import { note } from "./kit/fault.ts";
import { FORMATS, formatOf } from "./registry.ts";

/** A file, the format it was known by, and what was read. */
export interface OpenedFile {
  readonly format: Format;
  readonly result: Result<Imported>;
}

/** Reads a file of any format. Warnings and errors have their places in the text. */
export function readModelFile(file: FormatFile, options: ReadOptions = {}): OpenedFile {
  const format = formatOf(options.path ?? file.name, file.text);
  if (file.text.trim() === "") {
    return {
      format,
      result: refused("empty-file", `${file.name} is empty: there is no model in it`),
    };
  }
  if (format.read === undefined) {
    return {
      format,
      result: refused(
        "other-format",
        `this is a ${format.title}; Cidery reads ${readable()}`,
        format.instead,
      ),
    };
  }
  const result = format.read(file, options);
  const unknown = unknownParameter(result, options);
  return { format, result: unknown === undefined || format.id === "cid" ? result : unknown };
}

/** Formats without parameters say nothing of one that is set, which must not be passed over. */
function unknownParameter(
  result: Result<Imported>,
  { parameters }: ReadOptions,
): Result<Imported> | undefined {
  if (!result.ok || parameters === undefined) return undefined;
  const known = (result.value.diagram?.parameters ?? []).map(({ name }) => name);
  const unknown = [...parameters.keys()].find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  return refused("unknown-parameter", `the model has no parameter ${unknown}`);
}

/** What had to be assumed about a file's bytes; an error when they are not text. */
export function encodingNote(name: string, decoded: DecodedText): Diagnostic | undefined {
  if (decoded.binary !== undefined) {
    return note("error", "binary-file", `${name} is ${decoded.binary}; Cidery reads ${readable()}`);
  }
  if (decoded.encoding !== "Windows-1252") return undefined;
  return note(
    "warning",
    "not-utf-8",
    `${name} is not UTF-8; it was read as Latin-1 (Windows-1252)`,
    {},
    "save it as UTF-8 if letters look wrong",
  );
}

/** `.cid, .bif, …`: the endings of all that is read. */
export function readable(): string {
  const endings = FORMATS.flatMap(({ read, endings: all }) =>
    read === undefined ? [] : all.slice(0, 2),
  );
  return `${endings.slice(0, -1).join(", ")} and ${endings.at(-1)}`;
}

function refused(code: string, message: string, hint?: string): Result<Imported> {
  return { ok: false, diagnostics: [note("error", code, message, {}, hint)] };
}
