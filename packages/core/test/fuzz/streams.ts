/**
 * Fuzzing without a clock or a disk: a stream is a reader with what is thrown at it, and an input
 * is a function of (stream, index) alone. Whoever finds that input 7,301 of `bif` breaks something
 * says just that, and everybody sees the same bytes. Texts come from sound models of each format,
 * cut, spliced, doubled and peppered with the words of its grammar; JSON is changed as a tree.
 */
import { Random } from "../../src/base/index.ts";
import { FORMATS, formatOf, readModelFile } from "../../src/formats/index.ts";
import {
  checkedText,
  formatModel,
  fromJson,
  loadModel,
  parseClaim,
  parseQuestion,
  renderDiagnostic,
  toJson,
} from "../../src/language/index.ts";
import type { InfluenceDiagram } from "../../src/model/index.ts";
import {
  connectNodes,
  createNode,
  createSession,
  cycleOwner,
  deleteSelected,
  readShareLink,
  removeLinks,
  renameNode,
  setParameter,
  writeShareLink,
} from "../../src/session/index.ts";

export interface Stream {
  readonly name: string;
  /** How many of the mixed inputs of a run it gets, relative to the others. */
  readonly share: number;
  readonly input: (random: Random) => string;
  /** @throws what it does not keep of its promises */
  readonly run: (input: string) => void;
}

const MODEL = `agent robot
agent human
param p = 0.25 in 0..1
type Act = stay | right
chance S "state" : bool ~ bernoulli(p)
chance \`odd name\` : 0..2 ~ {0: 0.5, 1: 0.25, 2: 0.25}
decision D : Act by robot sees S /* all */
chance X : 0..3 = (if S then 1 else 0) + match D { stay => 0, right => 2 }
utility U for robot = X + (sum(k in 1..2) k) // paid
utility V for human = if S and D == right then -1 else 0.5
for t in 1..2 {
  chance N[t] : bool ~ bernoulli(1 / (t + 1))
}
claim control(D, X)   claim not info(D, N[1]) cite "here"
claim P(S = true | D = right) == 0.25 within 0.1`;
const { diagram: READ, diagnostics: MISTAKES } = loadModel(MODEL);
if (READ === undefined)
  throw new Error(
    `the model to fuzz with has a mistake: ${MISTAKES.map(({ message }) => message).join("; ")}`,
  );
const DIAGRAM: InfluenceDiagram = READ;
const SMALL = loadModel(
  "chance A : {x, y} ~ {x: 0.25, y: 0.75}\nchance B : bool ~ bernoulli(if A == x then 0.1 else 0.9)",
).diagram;

/** Sound texts of formats that are only read, or that writers do not reach. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  cid: [MODEL],
  bif: [
    "network n {\n}\nvariable a {\n  type discrete [ 2 ] { x, y };\n}\nvariable b {\n  type discrete [ 2 ] { x, y };\n}\nprobability ( a ) {\n  table 0.25, 0.75;\n}\nprobability ( b | a ) {\n  (x) 0.1, 0.9;\n  (y) 0.5, 0.5;\n}\n",
  ],
  xmlbif: [
    '<BIF VERSION="0.3"><NETWORK><NAME>n</NAME><VARIABLE TYPE="nature"><NAME>a</NAME><OUTCOME>x</OUTCOME><OUTCOME>y</OUTCOME></VARIABLE><DEFINITION><FOR>a</FOR><TABLE>0.25 0.75</TABLE></DEFINITION></NETWORK></BIF>',
  ],
  xdsl: [
    '<?xml version="1.0"?><smile version="1.0" id="v"><nodes><cpt id="S"><state id="y"/><state id="n"/><probabilities>0.25 0.75</probabilities></cpt><decision id="D"><state id="a"/><state id="b"/></decision><utility id="U"><parents>S D</parents><utilities>1 2 3 4</utilities></utility></nodes></smile>',
  ],
  net: [
    'net { node_size = (80 40); }\nnode A { states = ("x" "y"); }\ndecision D { states = ("a" "b"); }\nutility U {}\npotential (A) { data = (0.25 0.75); }\npotential (U | A D) { data = ((1 2) (3 4)); }',
  ],
  pgmx: [
    '<ProbModelXML formatVersion="0.2.0"><ProbNet type="InfluenceDiagram"><Variables><Variable name="A" type="finiteStates" role="chance"><States><State name="x"/><State name="y"/></States></Variable></Variables><Links/><Potentials><Potential type="Table" role="conditionalProbability"><Variables><Variable name="A"/></Variables><Values>0.25 0.75</Values></Potential></Potentials></ProbNet></ProbModelXML>',
  ],
  uai: ["BAYES\n2\n2 2\n2\n1 0\n2 0 1\n2\n0.25 0.75\n4\n0.1 0.9 0.5 0.5\n"],
  limid: ["LIMID\n1 1 1\n2\n2\n0\n1 0\n2 0 1\n2 0.25 0.75\n4 1 2 3 4\n"],
  efg: [
    'EFG 2 R "t" { "a" "b" }\np "" 1 1 "" { "out" "in" } 0\nt "" 1 "" { 0 2 }\nc "" 1 "" { "l" 1/2 "r" 1/2 } 0\nt "" 2 "" { 1 1 }\nt "" 3 "" { -1 3 }\n',
  ],
  nfg: ['NFG 1 R "pd" { "A" "B" } { 2 2 } -1 -1 0 -3 -3 0 -2 -2'],
  dagitty: ['dag {\nx [exposure,pos="0,0"]\ny [outcome]\nx -> y\nz -> {x y}\nx <-> w\n}'],
  fast: ["*Invest{a|b}->$Gain<-Success{yes|no}; A[4]->B"],
};

const WORDS = (
  "chance decision utility for if else then match let in agent param type claim extends replace remove add link from sees by " +
  "not and or min max sum ~ = == => -> <- .. | || { } ( ) [ ] , ; : . \" ' ` \\ / /* */ // # % & < > </ /> <!-- --> ]]> &amp; &#0; " +
  "0 1 -1 1e308 1e999 0.1 1/0 1/3 00 9007199254740993 NaN Infinity true false null bool real uniform bernoulli binomial normal " +
  "network variable probability table discrete node states potential data net BAYES ID LIMID EFG NFG dag c d t p " +
  "__proto__ constructor toString \u0000 \u001b \u202e \ud800 \ufeff é 𝕏 P( do( would( value( E( meu( mpe map( entropy( control( info( holding with within"
).split(" ");

function between(random: Random, least: number, most: number): number {
  return least + random.below(most - least + 1);
}

function pick<T>(random: Random, all: readonly T[]): T {
  return all[random.below(all.length)] as T;
}

/** A text after up to twelve cuts, splices, doublings and words from anywhere. */
function mutated(random: Random, text: string): string {
  let result = text;
  for (let left = random.below(12); left > 0; left--) {
    const at = random.below(result.length + 1);
    const end = Math.min(
      result.length,
      at + (random.below(3) === 0 ? random.below(60) : random.below(6)),
    );
    const piece = result.slice(at, end);
    const other = random.below(text.length + 1);
    const put = [
      () => "",
      () => pick(random, WORDS),
      () => ` ${pick(random, WORDS)} `,
      () => piece + piece,
      () => piece.repeat(between(random, 2, 30)),
      () => text.slice(other, other + random.below(80)),
      () => String.fromCharCode(random.below(random.below(2) === 0 ? 128 : 65536)),
      () => String(between(random, -3, 40)),
    ];
    result = result.slice(0, at) + pick(random, put)() + result.slice(end);
    if (result.length > 4000) result = result.slice(0, 4000);
  }
  return random.below(10) === 0 ? result.slice(0, random.below(result.length + 1)) : result;
}

/** A tree of JSON with a few of its values exchanged, dropped, doubled. */
function changedTree(random: Random, tree: unknown): unknown {
  const odd: readonly unknown[] = [
    null,
    true,
    -1,
    0.5,
    1e308,
    "",
    "X",
    "D",
    "chance",
    "__proto__",
    [],
    {},
    [[]],
    { kind: "call" },
    "\u0000",
    2 ** 53,
  ];
  const change = (value: unknown, depth: number): unknown => {
    if (random.below(depth < 2 ? 60 : 25) === 0) return pick(random, odd);
    if (Array.isArray(value)) {
      const kept = value.flatMap((one: unknown) => {
        const roll = random.below(60);
        return roll === 0 ? [] : roll === 1 ? [one, one] : [change(one, depth + 1)];
      });
      return kept;
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, one]) =>
        random.below(80) === 0
          ? []
          : [[random.below(200) === 0 ? pick(random, WORDS) : key, change(one, depth + 1)]],
      ),
    );
  };
  return change(tree, 0);
}

/** What must not be in any message. */
const RAW = /undefined|\[object|Cannot read|is not a function|is not iterable|call stack|\bNaN\b/u;

function plain(messages: readonly string[], input: string): void {
  for (const message of messages) {
    // What the input itself says may be quoted.
    const found = RAW.exec(message)?.[0];
    if (found !== undefined && !input.includes(found))
      throw new Error(`a raw message: ${message.slice(0, 300)}`);
  }
}

function reader(id: string): Stream {
  const format = FORMATS.find((one) => one.id === id);
  const name = `x${format?.endings[0] ?? ""}`;
  const written = [DIAGRAM, SMALL].flatMap((diagram) => {
    if (diagram === undefined || format?.write === undefined) return [];
    // Not every diagram can be said in every format.
    const text = format.write(diagram);
    return text.ok ? [text.value] : [];
  });
  const texts = [...(SAMPLES[id] ?? []), ...written];
  return {
    name: id,
    // Costs grow with what there is to read: models in text are formatted twice and printed.
    share: id === "cid" ? 0.5 : id === "json" ? 1 : 2,
    input: (random) => {
      if (id === "json" && random.below(3) > 0)
        return JSON.stringify(changedTree(random, toJson(DIAGRAM)));
      return mutated(random, pick(random, texts));
    },
    run: (text) => {
      formatOf("x", text);
      const { result } = readModelFile({ name, text });
      plain(
        result.diagnostics.map(({ message, hint }) => `${message} ${hint ?? ""}`),
        text,
      );
      for (const one of result.diagnostics.slice(0, 2)) renderDiagnostic(text, one);
      if (!result.ok && result.diagnostics.length === 0)
        throw new Error("refused without a reason");
      for (const { range } of result.diagnostics)
        if (range !== undefined && !(range.start >= 0 && range.start <= range.end))
          throw new Error(`a place outside the text: ${range.start}–${range.end}`);
      if (id === "cid") {
        const once = formatModel(text).text;
        if (formatModel(once).text !== once) throw new Error("formatting twice is not once");
      }
      const { diagram } = result.ok ? result.value : {};
      if (diagram === undefined || text.length % 4 !== 0) return;
      const printed = checkedText(diagram);
      if (!printed.ok)
        throw new Error(`does not read back: ${printed.diagnostics[0]?.message ?? ""}`);
    },
  };
}

const QUESTIONS = [
  "P(S = true | D = right)",
  "P(X, S | N[1] = true, do(D = right))",
  "E(U + V | X >= 2)",
  "would(X = 1 | S = true, do(D = stay))",
  "value(robot) - value(human)",
  "meu(robot | S = true)",
  "mpe(| S = true)",
  "map(X, S)",
  "entropy(`odd name` | X ~ {0: 0.5, 1: 0.5})",
  "control(D, X) with S -> X without S -> D",
  "not info(D, N[1]) and dsep(S, D | X)",
];

const asked = (name: string, read: typeof parseClaim | typeof parseQuestion): Stream => ({
  name,
  share: 3,
  input: (random) => mutated(random, pick(random, QUESTIONS)),
  run: (text) => {
    const read1 = read(text, DIAGRAM);
    plain(
      read1.diagnostics.map(({ message, hint }) => `${message} ${hint ?? ""}`),
      text,
    );
    if (!read1.ok && read1.diagnostics.length === 0) throw new Error("refused without a reason");
  },
});

const LINK = writeShareLink({ text: MODEL, engine: "0.1.0", seed: 3, view: { zoom: 2 } });

const link: Stream = {
  name: "link",
  share: 1,
  input: (random) => `#${mutated(random, LINK)}`,
  run: (text) => {
    const read = readShareLink(text, "0.1.0");
    if (read.kind === "damaged" || read.kind === "newer") plain([read.message], text);
  },
};

const NAMES = [
  "S",
  "D",
  "X",
  "U",
  "V",
  "N[1]",
  "N[t]",
  "N",
  "odd name",
  "",
  "for",
  "a b",
  "é",
  "__proto__",
  "none",
];

/** A session's gestures, written down as `name a b`. */
const session: Stream = {
  name: "session",
  share: 0.06,
  input: (random) => {
    const verbs = [
      "create",
      "connect",
      "rename",
      "delete",
      "unlink",
      "owner",
      "parameter",
      "undo",
      "redo",
      "type",
    ];
    return Array.from({ length: between(random, 1, 8) }, () =>
      [pick(random, verbs), pick(random, NAMES), pick(random, NAMES), random.below(500)].join("\t"),
    ).join("\n");
  },
  run: (script) => {
    const it = createSession({ text: MODEL, now: () => 0 });
    const said: string[] = [];
    const note = (result: { readonly ok: boolean; readonly reason?: string } | undefined): void => {
      if (result?.reason !== undefined) said.push(result.reason);
    };
    for (const line of script.split("\n")) {
      const [verb = "", a = "", b = "", number = "0"] = line.split("\t");
      if (verb === "create") note(createNode(it, "chance", { parent: a }));
      else if (verb === "connect") note(connectNodes(it, a, b));
      else if (verb === "rename") note(renameNode(it, a, b));
      else if (verb === "unlink") note(removeLinks(it, [{ from: a, to: b }]));
      else if (verb === "parameter")
        note(setParameter(it, a === "" ? "p" : a, Number(number) / 100));
      else if (verb === "undo") it.undo();
      else if (verb === "redo") it.redo();
      else if (verb === "type") {
        const { text } = it.state();
        const at = Number(number) % (text.length + 1);
        it.setText(text.slice(0, at) + b + text.slice(at), "type");
      } else {
        it.select({ nodes: [a] });
        if (verb === "delete") note(deleteSelected(it));
        else note(cycleOwner(it));
      }
    }
    plain(said, script);
    while (it.undo() !== undefined);
    if (it.state().text !== MODEL) throw new Error("undoing everything is not the beginning");
  },
};

/** JSON that comes to the library as a value. */
const value: Stream = {
  name: "json value",
  share: 2,
  input: (random) => JSON.stringify(changedTree(random, toJson(DIAGRAM))),
  run: (text) => {
    const read = fromJson(JSON.parse(text));
    plain(
      read.diagnostics.map(({ message }) => message),
      text,
    );
  },
};

export const STREAMS: readonly Stream[] = [
  ...FORMATS.filter(({ read }) => read !== undefined).map(({ id }) => reader(id)),
  asked("question", parseQuestion),
  asked("claim", parseClaim),
  link,
  session,
  value,
];

/** Input number `index` of a stream; a function of the two alone. */
export function inputOf(stream: Stream, index: number): string {
  let seed = index + 1;
  for (const letter of stream.name)
    seed = (Math.imul(seed, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return stream.input(Random.seeded(seed));
}

export interface Finding {
  readonly stream: string;
  readonly index: number;
  readonly message: string;
  readonly input: string;
}

/** Runs input `index` of a stream: what went wrong, if anything did. */
export function tryInput(stream: Stream, index: number): Finding | undefined {
  const input = inputOf(stream, index);
  const message = faultOf(stream, input);
  return message === undefined ? undefined : { stream: stream.name, index, message, input };
}

export function faultOf(stream: Stream, input: string): string | undefined {
  try {
    stream.run(input);
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
