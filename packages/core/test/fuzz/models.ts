/** The models that fuzzing begins with. */
import type { Random } from "../../src/base/index.ts";
import type { InfluenceDiagram } from "../../src/model/index.ts";
import { loadModel } from "../../src/language/index.ts";

export const MODEL = `agent robot
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

export const DIAGRAM = read(MODEL);
export const SMALL = read(
  "chance A : {x, y} ~ {x: 0.25, y: 0.75}\nchance B : bool ~ bernoulli(if A == x then 0.1 else 0.9)",
);

function read(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram !== undefined) return diagram;
  const mistakes = diagnostics.map(({ message }) => message).join("; ");
  throw new Error(`the model to fuzz with has a mistake: ${mistakes}`);
}

/** The model, or a few lines of it that need each other or do not. */
export function someLines(random: Random): string {
  if (random.below(4) === 0) return MODEL;
  const lines = MODEL.split("\n");
  const from = random.below(lines.length);
  return lines.slice(from, from + 1 + random.below(8)).join("\n");
}

/** Sound texts of formats that are only read, or that writers do not reach. */
export const SAMPLES: Readonly<Record<string, readonly string[]>> = {
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
