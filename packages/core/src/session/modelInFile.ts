/**
 * The model a file holds: a `.cid` text as it is, an exported SVG or TikZ by what was put inside,
 * JSON written out as text. Anything else is refused with a sentence that says what would do.
 */
import type { Checked, Diagnostic } from "../base/index.ts";
import { sourceInSvg } from "../draw/index.ts";
import { fromJson, printModel } from "../language/index.ts";
import { readShareLink } from "./shareLink.ts";

/** @param engine version of the library that reads, to compare with the one that wrote a link */
export function modelInFile(name: string, content: string, engine: string): Checked<string> {
  const ending = /\.([a-z]+)$/iu.exec(name)?.[1]?.toLowerCase();
  switch (ending) {
    case "svg": {
      const text = sourceInSvg(content);
      return text === undefined
        ? refused(`${name} holds no model: only pictures exported from Cidery do`)
        : { ok: true, value: text, diagnostics: [] };
    }
    case "tex": {
      const fragment = /^% \S+#(\d+\.\S+)$/mu.exec(content)?.[1] ?? "";
      const read = readShareLink(fragment, engine);
      if (read.kind === "read") return { ok: true, value: read.document.text, diagnostics: [] };
      return refused(
        read.kind === "none"
          ? `${name} has no line with a link back: only TikZ exported from Cidery does`
          : `${name}: ${read.message}`,
      );
    }
    case "json":
      return fromJsonText(name, content);
    default:
      return { ok: true, value: content, diagnostics: [] };
  }
}

function fromJsonText(name: string, content: string): Checked<string> {
  let data: unknown;
  try {
    data = JSON.parse(content);
  } catch (error) {
    return refused(
      `${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const read = fromJson(data);
  if (!read.ok) return read;
  return { ok: true, value: printModel(read.value), diagnostics: read.diagnostics };
}

function refused(message: string): Checked<string> {
  const diagnostic: Diagnostic = { code: "no-model-in-file", severity: "error", message };
  return { ok: false, diagnostics: [diagnostic] };
}
