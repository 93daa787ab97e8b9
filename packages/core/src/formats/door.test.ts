/** Files are known by their content, whatever they are called and however they are stored. */
import { gzipSync, strToU8 } from "fflate";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBytes, encodingNote, FORMATS, formatOf, readModelFile } from "./index.ts";

/** The beginning of a file of each format. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  bif: [
    "network unknown {\n}\nvariable a {",
    '// made by JavaBayes\nnetwork "Dog" { property x; }',
    "/* c */ VARIABLE a { type discrete [2] { x, y }; }",
  ],
  xmlbif: [
    '<?xml version="1.0"?>\n<!DOCTYPE BIF [\n<!ELEMENT BIF ( NETWORK )*>\n]>\n<BIF VERSION="0.3">',
    "<!-- a comment <smile> -->\n<bif><network>",
  ],
  xdsl: ['<?xml version="1.0" encoding="UTF-8"?>\n<smile version="1.0" id="x">'],
  net: [
    "net\n{\n  node_size = (80 40);\n}",
    "% Hugin\nclass Unnamed\n{",
    'node A { states = ("x" "y"); }\npotential (A) { data = (1 0); }',
  ],
  pgmx: ['<?xml version="1.0"?><ProbModelXML formatVersion="0.2.0">'],
  uai: [
    "BAYES\n3\n2 2 3",
    "MARKOV 2 2 2",
    "ID\n2\n2 2\nc d",
    "LIMID\n4\n2 3 4 2\nd c c d\n",
    "/* by hand */\nBAYES\n1\n2",
  ],
  limid: ["LIMID\n2 1 1\n2 3\n2\n0\n2 0 2", "/* pigs */ LIMID 7 3 4"],
  efg: ['EFG 2 R "t" { "a" "b" }', 'EFG 2 D "t" { "a" }'],
  nfg: ['NFG 1 R "t" { "a" "b" } { 2 2 }'],
  dagitty: ['dag {\nbb="0,0,1,1"\nx -> y\n}', "dag{x->y}", 'dag "my graph" { a }'],
  fast: ["A->B<-C;C->D", "*Invest{a|b}->$Gain<-Success{yes|no}", "A[4]->B"],
  json: ['{"nodes": []}', "\n[1]"],
  dne: ["// ~->[DNET-1]->~\n// File created by Norsys\nbnet Oil {"],
  python: [
    "import pycid\n\ncid = pycid.CID([])",
    "from pgmpy.models import BayesianNetwork\n",
    "def f(x):\n  return x",
  ],
  dot: ["digraph G { a -> b }", "strict graph { a -- b }"],
  graphml: ['<?xml version="1.0"?><graphml xmlns="x">'],
  svg: ['<svg xmlns="http://www.w3.org/2000/svg">'],
  html: ["<!DOCTYPE html>\n<html>"],
  mermaid: ["graph TD\n A --> B", "%% c\nflowchart LR\n"],
  latex: ["\\documentclass{article}", "\\begin{tikzpicture}"],
  r: ['library(bnlearn)\nnet <- model2network("[A]")'],
  xml: ["<something/>"],
};

describe("what a file is", () => {
  it.each(Object.entries(SAMPLES))("%s", (id, texts) => {
    for (const text of texts) {
      const names = [
        "<stdin>",
        "model",
        "model.txt",
        "model.cid",
        "MODEL.BIF",
        "x.xml.gz",
        "x.uai",
      ];
      for (const name of names) {
        // Fast syntax could be the beginning of a mistaken .cid file.
        if (id === "fast" && name === "model.cid") continue;
        expect(formatOf(name, text).id, `${name}: ${text}`).toBe(id);
      }
    }
  });

  it("has an own ending for each format, and says what each loses", () => {
    const endings = FORMATS.flatMap((format) => format.endings);
    expect(new Set(endings).size).toBe(endings.length);
    expect(new Set(FORMATS.map(({ id }) => id)).size).toBe(FORMATS.length);
    for (const { id, read, write, losses } of FORMATS) {
      if (read !== undefined && id !== "cid") expect(losses.reading, id).not.toEqual(undefined);
      if (write !== undefined && id !== "cid") expect(losses.writing, id).not.toEqual(undefined);
    }
  });

  it.each([
    'model "network"\nchance X',
    "# graph TD\nchance net : bool",
    "chance dag : {a -> b}",
    "agent network\ndecision D by network",
    'note "<svg> digraph { }"\nchance X',
    "",
    "network",
  ])("%j stays a .cid model", (text) => {
    expect(formatOf("m.cid", text).id).toBe("cid");
  });

  it.each(["dot", "graphml", "svg", "html", "mermaid", "latex", "r", "xml"])(
    "%s gets one line",
    (id) => {
      const { result } = readModelFile({ name: "x", text: SAMPLES[id]?.[0] ?? "" });
      expect(result).toMatchObject({ ok: false, diagnostics: [{ code: "other-format" }] });
      expect(result.diagnostics[0]?.message).toMatch(/^this is an? .*; Cidery reads \.cid, /u);
    },
  );

  it("a Python program that makes no PyCID model is told so, and is never run", () => {
    const { result } = readModelFile({ name: "x", text: "import os\nos.remove('x')\n" });
    expect(result).toMatchObject({ ok: false, diagnostics: [{ code: "not-read" }] });
    expect(result.diagnostics[0]?.message).toBe("no PyCID model is made here");
  });

  it.each(["", " \n\t\n", "\uFEFF"])("an empty file is said to be empty: %j", (text) => {
    for (const name of ["x.cid", "x.bif", "<stdin>", "x.json"]) {
      const { result } = readModelFile({ name, text });
      expect(result.diagnostics).toMatchObject([{ code: "empty-file", severity: "error" }]);
    }
  });
});

describe("files that are nothing", () => {
  it.each(["data.csv", "notes.md", "x.yaml", "x.id", "x.pvo.gz"])("%s gets one line", (name) => {
    const { result } = readModelFile({ name, text: "a,b,c\n1,2,3\n" });
    expect(result.diagnostics).toMatchObject([{ code: "other-format" }]);
  });

  it.each([
    ['{"a": 1}', "it has no list of nodes"],
    ["[1, 2]", "it is not an object"],
    ['{"directed": true, "nodes": [{"id": "A"}], "links": []}', "its nodes have no kind"],
    ['{"cells": [], "nbformat": 4}', "it has no list of nodes"],
  ])("JSON of other tools gets one line: %s", (text, why) => {
    const { result } = readModelFile({ name: "x.json", text });
    expect(result.diagnostics).toHaveLength(1);
    expect(result.diagnostics[0]?.message).toContain(`x.json is JSON, but no model: ${why}`);
  });

  it("a parameter that no model has is refused, in every format", () => {
    for (const [name, text] of [
      ["x.json", '{"nodes": [{"id": "X", "kind": "chance"}]}'],
      ["x.fast", "A->B"],
    ] as const) {
      const { result } = readModelFile({ name, text }, { parameters: new Map([["T", 1]]) });
      expect(result.diagnostics).toMatchObject([{ code: "unknown-parameter" }]);
    }
  });

  it("a model keeps its own mistakes, whatever it is called", () => {
    for (const name of ["<stdin>", "m", "m.txt", "m.cid", "m.model"]) {
      expect(formatOf(name, "chance X : {a, b\nchence Y").id).toBe("cid");
    }
  });

  it("many comments before a text are no burden", () => {
    const text = `${"/* c */ // d\n".repeat(5000)}LIMID 1 0 0 2 0 2 0.5 0.5`;
    expect(formatOf("x", text).id).toBe("limid");
  });

  it("every reader answers every text", () => {
    const texts = Object.values(SAMPLES).flat();
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.constantFrom(...FORMATS),
        fc.string({ maxLength: 12 }),
        fc.nat(200),
        (text, format, noise, at) => {
          const mixed = text.slice(0, at % text.length) + noise + text.slice(at % text.length);
          for (const read of [
            format.read?.({ name: "x", text: mixed }, {}),
            readModelFile({ name: "x", text: mixed }).result,
          ]) {
            if (read?.ok === false && read.diagnostics.length === 0) return false;
          }
          return true;
        },
      ),
      { seed: 11, numRuns: 1500 },
    );
  });
});

describe("bytes", () => {
  const text = "chance Größe : {“a”, b}\r\n";
  const latin = Uint8Array.from("Größe", (c) => c.charCodeAt(0));
  const wide = (little: boolean, mark: boolean): Uint8Array => {
    const units = `${mark ? "\uFEFF" : ""}${text.replaceAll(/[“”]/gu, '"')}`.split("");
    return Uint8Array.from(
      units.flatMap((c) => {
        const code = c.charCodeAt(0);
        return little ? [code & 255, code >> 8] : [code >> 8, code & 255];
      }),
    );
  };

  it("UTF-8 with and without a mark, packed or not", () => {
    for (const bytes of [strToU8(text), strToU8(`\uFEFF${text}`)]) {
      expect(decodeBytes(bytes)).toEqual({ text, encoding: "UTF-8", packed: false });
      expect(decodeBytes(gzipSync(bytes))).toEqual({ text, encoding: "UTF-8", packed: true });
    }
  });

  it("UTF-16 of both kinds", () => {
    for (const [little, mark] of [
      [true, true],
      [false, true],
      [true, false],
      [false, false],
    ] as const) {
      const read = decodeBytes(wide(little, mark));
      expect(read).toMatchObject({ encoding: "UTF-16", text: text.replaceAll(/[“”]/gu, '"') });
    }
  });

  it("Latin-1 is read with a warning, unless an XML declaration says so", () => {
    const read = decodeBytes(latin);
    expect(read).toMatchObject({ text: "Größe", encoding: "Windows-1252" });
    expect(encodingNote("x", read)).toMatchObject({ severity: "warning", code: "not-utf-8" });
    expect(decodeBytes(Uint8Array.of(0x93, 0x61, 0x94, 0x80)).text).toBe("“a”€");
    const xml = `<?xml version="1.0" encoding="ISO-8859-1"?><a>ö</a>`;
    const declared = decodeBytes(Uint8Array.from(xml, (c) => c.charCodeAt(0)));
    expect(declared.text).toBe(xml);
    expect(encodingNote("x", declared)).toBeUndefined();
  });

  it.each([
    ["%PDF-1.7", "a PDF file"],
    ["PK\u0003\u0004..", "a ZIP archive (or an office document)"],
    ["\u0089PNG\r\n", "a PNG picture"],
    ["\u0001\u0002\u0000\u0000\u0003abc\u0000\u0007", "a binary file"],
  ])("%j is not text", (bytes, what) => {
    const read = decodeBytes(Uint8Array.from(bytes, (c) => c.charCodeAt(0)));
    expect(read.binary).toBe(what);
    expect(encodingNote("x", read)?.message).toMatch(`x is ${what}; Cidery reads`);
  });

  it("a damaged packed file is said to be damaged", () => {
    const packed = gzipSync(strToU8(text)).slice(0, 25);
    expect(() => decodeBytes(packed)).toThrow(/damaged|unpacks to more/u);
    expect(() => decodeBytes(Uint8Array.of(0x1f, 0x8b, 8))).toThrow();
  });
});
