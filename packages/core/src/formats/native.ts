/** Cidery's own forms: `.cid` text and its JSON. */
import type { Checked } from "../base/index.ts";
import type { Format, Imported } from "./format.ts";
import { fromJson, loadModel, printModel, toJson } from "../language/index.ts";
import { imported } from "./format.ts";
import { note } from "./kit/fault.ts";

export const cid: Format = {
  id: "cid",
  title: ".cid model",
  endings: [".cid"],
  // Whatever is nothing else is taken for a model, so that its mistakes are shown at their places.
  recognise: () => false,
  read: ({ text }, { parameters, resolve, path }) => {
    const { diagram, diagnostics } = loadModel(text, {
      ...(path === undefined ? {} : { file: path }),
      ...(resolve === undefined ? {} : { resolve }),
      ...(parameters === undefined ? {} : { parameters }),
    });
    return diagram === undefined
      ? { ok: false, diagnostics }
      : { ok: true, value: { diagram }, diagnostics };
  },
  write: printModel,
  losses: {},
};

export const json: Format = {
  id: "json",
  title: "JSON model",
  endings: [".json"],
  recognise: (text) => /^\s*[{[]/u.test(text.slice(0, 2_000)),
  read: ({ name, text }): Checked<Imported> => {
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
    return imported(fromJson(data));
  },
  write: (diagram) => `${JSON.stringify(toJson(diagram), null, 2)}\n`,
  losses: {
    reading: ["Comments: JSON has none."],
    writing: ["Comments and the layout of the text."],
  },
};
