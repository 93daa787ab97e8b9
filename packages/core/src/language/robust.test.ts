/** Whatever stands in the file: no crash, and the formatter loses nothing. */
import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as editor from "./edit/editor.ts";
import { format, formatModel } from "./print/format.ts";
import { loadModel } from "./load.ts";
import { parse } from "./syntax/parse.ts";

const DOCUMENT = readFileSync(join(import.meta.dirname, "../../../../docs/language.md"), "utf8");
const EXAMPLES = [...DOCUMENT.matchAll(/```cid\n([^]*?)```/g)].map((m) => m[1] as string);
const GRID = `// a grid
agent robot "the robot"   /* one */
param T = 3 in 1..50
type Act = stay | right
fn gain(s) = if s == 2 then 1 else 0
chance S[1] : 0..2 ~ uniform   // start
for t in 1..T {
  // the loop
  decision A[t] : Act by robot sees S[t]
  chance   S[t+1] : 0..2 ~ match A[t] { stay => {S[t]: 1}, /* go */ right => { min(S[t] + 1, 2): 0.9, S[t]: 0.1 } }
  utility  R[t] for robot = gain(S[t+1]) + (sum(k in 1..t) 1)
  if t > 1 { chance N[t] : bool from S[t], S[t-1] } else if t == 0 { chance M } // never
}
claim control(robot, S[2]) with S[1] -> A[2] cite "here" // claim
claim P(S[2] = 1 | do(A[1] = right)) == 0.5 within 0.1`;
const TEXTS = [...EXAMPLES, GRID];

const SNIPPETS = [
  "chance ",
  "decision ",
  "utility ",
  "for t in 1..3 {",
  "}",
  "{",
  "(",
  ")",
  "[",
  "]",
  "if ",
  "else ",
  " // c\n",
  "/* c */",
  "\n",
  "\n\n\n",
  " ",
  '"',
  "sees ",
  "from ",
  "~",
  "=",
  "==",
  "..",
  "1",
  "x",
  "claim ",
  "match ",
  "=>",
  "|",
  ",",
  ":",
  "under (",
  "'",
  "é",
  "let x = 1 in ",
  "extends ",
  "replace ",
  "\t",
  "-",
  "not ",
];

/** A text with a few random cuts and insertions. */
const editedText = fc
  .record({
    text: fc.constantFrom(...TEXTS),
    edits: fc.array(
      fc.record({
        at: fc.nat(9999),
        cut: fc.nat(12),
        put: fc.oneof(fc.constantFrom(...SNIPPETS), fc.string({ maxLength: 6 })),
      }),
      { minLength: 0, maxLength: 6 },
    ),
  })
  .map(({ text, edits }) =>
    edits.reduce((now, { at, cut, put }) => {
      const start = at % (now.length + 1);
      return now.slice(0, start) + put + now.slice(start + cut);
    }, text),
  );

const words = (text: string): string[] => parse(text).tokens.map((t) => t.image);
const comments = (text: string): string[] =>
  parse(text).comments.map((c) => c.text.replace(/[ \t\r]+$/gm, ""));

describe("any text", () => {
  it("loads or gets diagnostics inside the text, never an exception", () => {
    fc.assert(
      fc.property(editedText, (text) => {
        const { diagnostics } = loadModel(text);
        for (const { range } of diagnostics) {
          if (range === undefined) continue;
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { seed: 11, numRuns: 1500 },
    );
  });

  it("is formatted without losing a word or a comment, and once is enough", () => {
    let [drawn, formattable] = [0, 0];
    fc.assert(
      fc.property(editedText, (text) => {
        drawn++;
        const { text: formatted, diagnostics } = formatModel(text);
        if (diagnostics.some((d) => d.severity === "error")) {
          expect(formatted).toBe(text);
          return;
        }
        formattable++;
        expect(words(formatted)).toEqual(words(text));
        expect(comments(formatted)).toEqual(comments(text));
        expect(format(formatted)).toBe(formatted);
      }),
      { seed: 12, numRuns: 1500 },
    );
    expect(formattable).toBeGreaterThan(drawn / 8);
  });

  it("can be asked about at any place", () => {
    fc.assert(
      fc.property(editedText, fc.nat(9999), (text, place) => {
        const offset = place % (text.length + 1);
        editor.completionsAt(text, offset);
        editor.hoverAt(text, offset);
        editor.definitionAt(text, offset);
        editor.referencesAt(text, offset);
        let end = 0;
        for (const { range } of editor.tokens(text)) {
          expect(range.start).toBeGreaterThanOrEqual(end);
          end = range.end;
        }
      }),
      { seed: 13, numRuns: 500 },
    );
  });

  it("may be no text at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        loadModel(text);
        format(text);
      }),
      { seed: 14, numRuns: 1000 },
    );
  });
});
