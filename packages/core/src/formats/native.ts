/** Cidery's own forms: `.cid` text and its JSON. */
import type { Result } from "../base/index.ts";
import type { Format, Imported } from "./format.ts";
import { checkedText, fromJson, loadModel, toJson } from "../language/index.ts";
import { imported } from "./format.ts";
import { note } from "./kit/fault.ts";

export const cid: Format = {
  id: "cid",
  title: ".cid model",
  endings: [".cid"],
  // Whatever is nothing else is taken for a model, so that its mistakes are shown at their places.
  recognise: () => false,
  read: ({ text }, { parameters, resolve, path }) => {
    const { diagram, places, diagnostics } = loadModel(text, {
      ...(path === undefined ? {} : { file: path }),
      ...(resolve === undefined ? {} : { resolve }),
      ...(parameters === undefined ? {} : { parameters }),
    });
    return diagram === undefined || places === undefined
      ? { ok: false, diagnostics }
      : { ok: true, value: { diagram, places }, diagnostics };
  },
  write: checkedText,
  losses: {},
};

export const json: Format = {
  id: "json",
  title: "JSON model",
  endings: [".json"],
  recognise: (text) => /^\s*[{[]/u.test(text.slice(0, 2_000)),
  read: ({ name, text }, { parameters }): Result<Imported> => {
    let data: unknown;
    try {
      data = JSON.parse(text.replace(/^\uFEFF/u, ""));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const hint = "write a .cid model, or JSON as `cidery convert --to json` prints it";
      return {
        ok: false,
        diagnostics: [note("error", "unreadable-file", `${name} is not JSON: ${why}`, {}, hint)],
      };
    }
    const why = whyNoModel(data);
    if (why === undefined) return imported(fromJson(data, parameters));
    const hint =
      'a model is {"nodes": [{"id": "X", "kind": "chance"}], "edges": [["X", "Y"]]}; `cidery convert --schema` prints all of it';
    return {
      ok: false,
      diagnostics: [note("error", "other-json", `${name} is JSON, but no model: ${why}`, {}, hint)],
    };
  },
  write: (diagram) => ({
    ok: true,
    value: `${JSON.stringify(toJson(diagram), null, 2)}\n`,
    diagnostics: [],
  }),
  losses: {
    reading: ["JSON has no comments."],
    writing: ["Comments and the layout of the text are lost."],
  },
};

/** What JSON of other tools lacks, in one sentence; undefined where it looks like a model. */
function whyNoModel(data: unknown): string | undefined {
  if (typeof data !== "object" || data === null || Array.isArray(data))
    return "it is not an object";
  const { nodes } = data as { readonly nodes?: unknown };
  if (!Array.isArray(nodes)) return "it has no list of nodes";
  const kinds = nodes.some((node) => typeof node === "object" && node !== null && "kind" in node);
  return kinds || nodes.length === 0
    ? undefined
    : "its nodes have no kind (chance, decision or utility)";
}
