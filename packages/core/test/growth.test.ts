/**
 * No reader is quadratic: hostile texts that grow must not cost more per byte. What is compared is
 * processor time, as a ratio between sizes, and only where it is long enough to be measured; a text
 * that seems slow is measured again before it counts, so that a busy machine fails nothing.
 */
import { describe, expect, it } from "vitest";
import { FORMATS, formatOf, readModelFile } from "../src/formats/index.ts";
import { format, loadModel, parseQuestion } from "../src/language/index.ts";
import { modelInFile, readShareLink } from "../src/session/index.ts";

/** What begins a text of each format, so that its reader takes it. */
const HEADS: Readonly<Record<string, readonly string[]>> = {
  cid: ["", "chance X : bool ~ ", "claim ", "for t in 1..2 { "],
  json: ["{", '{"cid": 1, "nodes": ['],
  bif: ["network a {\n}\nvariable a {", "network a {\n}\nprobability ( a | b ) { "],
  xmlbif: ["<BIF><NETWORK><NAME>", "<BIF VERSION='0.3'>"],
  xdsl: ["<smile version='1.0' id='x'><nodes>", "<smile "],
  net: ["net\n{\n}\nnode A { states = (", "net\n{"],
  pgmx: ["<ProbModelXML formatVersion='0.2.0'><ProbNet>"],
  uai: ["BAYES\n3\n2 2 3 ", "ID\n2\n2 2\nc d "],
  limid: ["LIMID\n2 1 1\n2 3\n2\n0\n2 0 2 "],
  efg: ['EFG 2 R "t" { "a" "b" }\n'],
  nfg: ['NFG 1 R "t" { "a" "b" } { 2 2 }\n'],
  dagitty: ["dag {\n", 'dag "x" { '],
  fast: ["A->B;", "*D{a|b}->$U;"],
  python: ["import pycid\nm = pycid.CID([])\nm.add_cpds(A="],
  dne: ["// ~->[DNET-1]->~\nbnet x {\nnode A { states = (", "bnet x {"],
};

/** What is said again and again; `#` becomes a new number each time. */
const UNITS = [
  '"',
  '\\"',
  '\\"\n',
  "'",
  "`",
  "`#`",
  "/* ",
  "// ",
  "/*/",
  "*/",
  "<!-- ",
  "<!",
  "<a>",
  "<a ",
  "</a>",
  "<a b='",
  "&amp;",
  "&#",
  "]]>",
  "<![CDATA[",
  "%",
  "% a#1.",
  "( ",
  ") ",
  "[",
  "]",
  "{",
  "} ",
  "{}",
  ", ",
  "; ",
  ": ",
  " ",
  "\n",
  "\t",
  "\r\n",
  "\u00a0",
  "-",
  "--",
  "->",
  "<-",
  "~",
  "=",
  "==",
  "|",
  ".",
  "..",
  "1 ",
  "1",
  "-1 ",
  "1e",
  "0.",
  "x",
  "x ",
  "x# ",
  "x#, ",
  "x# -> ",
  "x#;",
  "A.",
  "\u0301",
  "if ",
  "else if ",
  "let x = 1 in ",
  "not ",
  "for ",
  "for t in 1..2 {\n",
  "chance x# : bool\n",
  "chance x# : bool = y#\n",
  "decision ",
  'extends "a"\n',
  "remove x#\n",
  "replace x#\n",
  "param p# = p#\n",
  "claim control(x#, y#)\n",
  "type T# = a#\n",
  "agent a#\n",
  "utility U# for z#\n",
  "variable a# {}\n",
  "probability ( a# | b# ) { }\n",
  "node a# {}\n",
  "potential (a#) {}\n",
  'p "" 1 # "" { "a" "b" } 0\n',
  't "" # "" { 0 2 }\n',
  '{"id": "x#"},',
  "[[",
  '{"a":',
  'a# [pos="0,0"]\n',
  "a# -> b#\n",
  "<cpt id='a#'>",
  "<state id='a#'/>",
  "<NAME>a#</NAME>",
  "P(",
  "P(x# | ",
  "do(",
  "and x# ",
];
const PYTHON = ["( ", "[", "{", "} ", ", ", "`#`", "x# ", "if ", '{"a":', "&amp;"];
/** Sound items, so that the passes after the grammar are reached too. */
const ITEMS = [
  "chance x# : bool ~ uniform\n",
  "chance x : bool ~ uniform\n",
  "decision D# : bool sees y#\n",
  "utility U# = z\n",
  "param p# = 1\n",
  "param p = 1\n",
  "type T# = {a#, b#}\n",
  "type T = {a, b}\n",
  "chance x# : T# ~ uniform\n",
  "agent a\n",
  "claim voi(x#)\n",
  "for t# in 1..2 { chance x#[t#] : bool ~ uniform }\n",
  "x# + ",
  "f#(",
];

const BYTES = 1 << 13;
/** Milliseconds below which a text of twice BYTES is quick whatever its growth. */
const QUICK = 12;
/** A text four times as long may cost 4^1.5 times as much; n log n costs 4.6, n² sixteen. */
const MOST = 8;
const ATTEMPTS = 6;
/** A reader that takes so few milliseconds is not called slow before one more text, twice as long. */
const ASKED_AGAIN = 1_000;

function hostile(head: string, unit: string, bytes: number): string {
  const times = Math.ceil(bytes / unit.length);
  if (!unit.includes("#")) return head + unit.repeat(times);
  const parts = unit.split("#");
  return head + Array.from({ length: times }, (_, i) => parts.join(String(i))).join("");
}

async function cost(read: (text: string) => unknown, text: string): Promise<number> {
  const before = process.cpuUsage();
  await read(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * How many times as much a text of four times the size costs, each at its quickest; measured
 * again as long as it seems too much; 1 where it is quick.
 */
async function growth(
  read: (text: string) => unknown,
  head: string,
  unit: string,
): Promise<number> {
  const middle = hostile(head, unit, 2 * BYTES);
  if ((await cost(read, middle)) < QUICK || (await cost(read, middle)) < QUICK) return 1;
  let small = Infinity;
  let large = Infinity;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    small = Math.min(small, await cost(read, hostile(head, unit, BYTES)));
    large = Math.min(large, await cost(read, hostile(head, unit, 4 * BYTES)));
    // What is quadratic from QUICK on takes four times that here.
    if (large < 3 * QUICK || large <= MOST * Math.max(small, 1)) return 1;
  }
  const factor = large / Math.max(small, 1);
  if (large > ASKED_AGAIN) return factor;
  // What grows by itself does so from here on, too; a compiler that warms up and a collector that steps in do not.
  const longest = hostile(head, unit, 8 * BYTES);
  const longer = Math.min(await cost(read, longest), await cost(read, longest));
  // One that was refused for its length says nothing.
  return longer < large ? factor : Math.min(factor, (longer / large) ** 2);
}

async function slowOf(
  read: (text: string) => unknown,
  heads: readonly string[],
  units: readonly string[] = UNITS,
): Promise<string[]> {
  const slow: string[] = [];
  for (const head of heads)
    for (const unit of units) {
      const factor = await growth(read, head, unit);
      if (factor > MOST)
        slow.push(`${JSON.stringify(head)} then ${JSON.stringify(unit)}: × ${factor.toFixed(1)}`);
    }
  return slow;
}

const DIAGRAM = loadModel(
  "chance X : bool ~ uniform\ndecision D : bool sees X\nutility U = 1",
).diagram;

it("a quadratic reader is found out, a linear one is not", async () => {
  let seen = 0;
  const linear = (text: string) => {
    for (let i = 0; i < 100 * text.length; i++) seen += text.charCodeAt(i % text.length) & 1;
  };
  const quadratic = (text: string) => {
    for (let i = 0; i < text.length; i += 4)
      for (let j = 0; j < text.length; j += 4) seen += text.charCodeAt(j) & 1;
  };
  expect(await slowOf(linear, [""], ["x", "x#"])).toEqual([]);
  expect(await slowOf(quadratic, [""], ["x", "x#"])).toHaveLength(2);
  expect(seen).toBeGreaterThan(0);
});

describe("time per byte does not grow", () => {
  const own = FORMATS.filter(({ read }) => read !== undefined);
  it.each(own.map(({ id }) => id))("in the reader of %s", async (id) => {
    const name = `x${FORMATS.find((one) => one.id === id)?.endings[0] ?? ""}`;
    const heads = HEADS[id];
    expect(heads, "a new format needs a head here").toBeDefined();
    // Its parser is not ours and takes its time, though in step with the length: few units do.
    const units = id === "python" ? PYTHON : UNITS;
    expect(await slowOf((text) => readModelFile({ name, text }), heads ?? [], units)).toEqual([]);
  });

  it("in models of many items, alone and beside one they extend", async () => {
    expect(await slowOf(loadModel, [""], ITEMS)).toEqual([]);
    const resolve = () => "chance x1 : bool ~ uniform\n";
    const load = (text: string) => loadModel(text, { file: "x.cid", resolve });
    expect(
      await slowOf(load, ['extends "a"\n'], [...ITEMS, 'extends "a"\n', "remove x#\n"]),
    ).toEqual([]);
  });

  it("where a file's format is found out", async () => {
    expect(await slowOf((text) => formatOf("x", text), ["", "x", "<", "{", "/* "])).toEqual([]);
  });

  it("in the formatter", async () => {
    expect(await slowOf(format, ["", "chance X : bool ~ "])).toEqual([]);
  });

  it("in questions", async () => {
    if (DIAGRAM === undefined) throw new Error("the model has a mistake");
    expect(
      await slowOf((text) => parseQuestion(text, DIAGRAM), ["", "P(", "P(X = true | ", "would("]),
    ).toEqual([]);
  });

  it("in pictures and links", async () => {
    const source =
      '<svg xmlns="http://www.w3.org/2000/svg"><source xmlns="https://cidery.dev/ns/source" ';
    expect(
      await slowOf(
        (content) => modelInFile({ name: "x.svg", content }, "0.1.0"),
        ["<svg>", source],
      ),
    ).toEqual([]);
    expect(
      await slowOf(
        (content) => modelInFile({ name: "x.tex", content }, "0.1.0"),
        ["\\begin{tikzpicture}\n", "\\begin{tikzpicture}\n% https://x#1."],
      ),
    ).toEqual([]);
    expect(await slowOf((text) => readShareLink(text, "0.1.0"), ["", "#1.", "1."])).toEqual([]);
  });
});
