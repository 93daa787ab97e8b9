/** A layout keeps how the lines of a file end, and its byte order mark; twice is once. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import { randomDiagram, respelled } from "../../testing/index.ts";
import { loadModel } from "../load.ts";
import { parse } from "../syntax/parse.ts";
import { format } from "./format.ts";
import { formOf, withForm, withoutForm } from "./lineEnds.ts";
import { printModel } from "./printModel.ts";

const MODELS = [
  'chance   A\nnote "two\nlines"\n',
  "// one\n/* two\n   lines */ chance  A // three\n\n\n\n/// doc\nutility U   from A\n",
  'model "x"\nchance A : {a,\n  b} ~ categorical(0.5,\n0.5)\n// the end',
];

const FORMS = ["", "\uFEFF"].flatMap((mark) =>
  (["\n", "\r\n", "\r"] as const).map((end) => ({ mark, end })),
);

function holds(plain: string): void {
  const expected = format(plain);
  for (const form of FORMS) {
    const stored = withForm(plain, form);
    const formatted = format(stored);
    expect(formatted).toBe(withForm(expected, form));
    expect(format(formatted)).toBe(formatted);
  }
}

describe("line ends", () => {
  it.each(MODELS)("of %j are kept, whichever they are", (text) => {
    holds(text);
    expect(parse(text).diagnostics).toEqual([]);
  });

  it("are one kind after a layout: that of most lines", () => {
    for (const [text, end] of [
      ["chance A\r\nchance  B\r\nchance C\n", "\r\n"],
      ["chance A\r\nchance  B\nchance C\n", "\n"],
      ["chance A\rchance  B\rchance C\r\n", "\r"],
      ['chance A\r\nnote "a\nb"\r\n', "\r\n"],
      ["chance A\r\nchance  B\n", "\r\n"],
    ] as const) {
      const formatted = format(text);
      expect(formOf(formatted).end, text).toBe(end);
      expect(withForm(withoutForm(formatted), { mark: "", end }), text).toBe(formatted);
      expect(format(formatted), text).toBe(formatted);
    }
  });

  it("are kept in models with any names, also where they are mixed, and mean nothing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        const random = Random.seeded(seed);
        const plain = printModel(respelled(randomDiagram(random, { nodes: 5 }), random));
        holds(plain);
        const mixed = plain.replaceAll("\n", (_, at: number) =>
          // A `\r` before an empty line would make one line end of two.
          random.pick(plain[at + 1] === "\n" ? ["\n", "\r\n"] : ["\n", "\r\n", "\r"]),
        );
        const formatted = format(mixed);
        expect(withoutForm(formatted)).toBe(format(plain));
        expect(format(formatted)).toBe(formatted);
      }),
      { numRuns: 40, seed: 11 },
    );
  });

  it("in a text in quotation marks are read as one character, on every system", () => {
    const titles = ["\n", "\r\n", "\r"].map(
      (end) => loadModel(`model "a${end}b"${end}chance A${end}`).diagram?.header.title,
    );
    expect(titles).toEqual(["a\nb", "a\nb", "a\nb"]);
  });

  it("of any kind end a line comment", () => {
    for (const end of ["\n", "\r\n", "\r"])
      expect(loadModel(`// c${end}chance A${end}`).diagram?.nodes.length).toBe(1);
  });
});
