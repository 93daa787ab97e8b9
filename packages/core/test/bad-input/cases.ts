/** Wrong models, each with the mistake it is about. Expected diagnostics stand in `golden.txt`. */

export interface BadInput {
  readonly title: string;
  readonly text: string;
  /** Other files, for `extends`. */
  readonly files?: Readonly<Record<string, string>>;
}

const GRID = `param T = 3 in 1..50
chance S[1] : 0..2 ~ uniform
for t in 1..T {
  decision A[t] : {stay, go} sees S[t]
  chance S[t+1] : 0..2 ~ uniform
}
`;
const TWO_AGENTS = "agent ann\nagent bob\n";
const BASE = "chance X\ndecision D sees X\nchance Y : bool = true\nutility U from X, D\n";

const entry = (title: string, text: string, files?: Readonly<Record<string, string>>): BadInput =>
  files === undefined ? { title, text } : { title, text, files };

export const BAD_INPUTS: readonly BadInput[] = [
  // Spelling and grammar.
  entry(
    "an item that is nearly a keyword",
    "chanse X : bool ~ uniform\nutility U = if X then 1 else 0",
  ),
  entry("a line that is not an item", "X = 3"),
  entry("a comma too many", "decision D : {a, b,} sees X\nchance X"),
  entry("a missing colon in weights", "chance X : bool ~ {true: 0.5, false 0.5}"),
  entry("a mechanism that never comes", "chance X : bool =\nutility U = 1"),
  entry("an expression cut off by the end", "utility U = 1 +"),
  entry("a bracket never closed", "chance X : bool = (true and\nchance Y : bool ~ uniform"),
  entry("a bracket closed twice", "utility U = (1 + 2))"),
  entry("a wrong bracket", "utility U = max(1, 2]"),
  entry("a keyword as a name", "utility for robot = 3"),
  entry("an empty name", "chance `` : bool ~ uniform"),
  entry("a name never closed", "chance `blood pressure : bool ~ uniform\nchance Y : bool"),
  entry("a character code that does not exist", 'chance X "\\u{110000}" : bool'),
  entry("a label with a hyphen", "chance age : {under-20, over-20} ~ uniform"),
  entry("a span of numbers as a label", "chance age : {20-40, 40-70} ~ uniform"),
  entry("a number's label for a number", 'chance X : {1, 2} ~ uniform\nchance Y : bool = X == "1"'),
  entry("two variables with one name", "chance S[2] : bool\nchance `S[2]` : bool"),
  entry("one equals sign too few", "chance X : bool ~ uniform\nchance Y : bool = X = true"),
  entry(
    "one equals sign too few, in a condition",
    "chance X : bool ~ uniform\nchance Y : bool = if X = true then false else true",
  ),
  entry(
    "one equals sign too few, in an argument",
    "chance X : {0, 1} ~ uniform\nchance Y : {0, 1} = max(number(X // = or ==?\n = 0), 0)",
  ),
  entry("a text never closed", 'model "My model\nchance X'),
  entry("a comment never closed", "chance X /* about X\nchance Y"),
  entry("a comment of another language", "# a comment\nchance X"),
  entry("operators of another language", "chance X : bool ~ uniform\nchance Y : bool = X && !X"),
  entry("a block never closed", "for t in 1..3 {\n  chance X[t]"),
  entry("a brace that closes nothing", "chance X\n}"),
  entry("a loop without its word", "for t 1..3 {\n  chance X[t]\n}"),
  entry("a loop without a block", "for t in 1..3\nchance X"),
  entry("an else without a condition met", "else { chance X }"),
  entry("if without else in an expression", "utility U = if true then 1"),
  entry("a decision with a mechanism", "decision D : bool = true"),
  entry("a decision with from", "decision D : bool from X\nchance X"),
  entry("a chance variable that sees", "chance X sees Y\nchance Y"),
  entry(
    "several mistakes in one file",
    "chanse X\ndecision D : {a b}\nutility U = 1 +\nclaim control(D, )",
  ),
  entry("a claim without a sentence", "claim\nchance X"),
  // Whole files.
  entry("binary garbage", "\u0000\u0001\u0002ELF\u0000\u0000"),
  entry("bytes that were not UTF-8", "chance \uFFFD\uFFFD"),
  entry("a file of 50 MB", `// ${"x".repeat(50_000_000)}`),
  entry("100,000 brackets", `utility U = ${"(".repeat(100_000)}`),
  entry("100,000 words if", `utility U = ${"if ".repeat(100_000)}`),
  entry("100,000 minus signs", `utility U = ${"- ".repeat(100_000)}1`),
  entry("a sum of 100,000 numbers", `utility U = ${"1 + ".repeat(100_000)}1`),
  entry("blocks in blocks in blocks", `${"if true { ".repeat(100)}${"}".repeat(100)}`),
  entry("more mistakes than anyone reads", "chance : bool\n".repeat(150)),
  // Names.
  entry("an unknown parent", "chance State : bool ~ uniform\nchance X : bool = Stat"),
  entry("an unknown name in sees", "chance State\ndecision D sees Stat"),
  entry(
    "a label nobody declared",
    "decision D : {left, right}\nutility U = if D == lefft then 1 else 0",
  ),
  entry(
    "a label of another variable",
    "decision D : {left, right}\nchance X : {up, down} ~ uniform\nutility U = if D == up then 1 else 0",
  ),
  entry("a variable declared twice", "chance X\nchance X"),
  entry("a type declared twice", "type A = a | b\ntype A = c | d\nchance X : A"),
  entry("a variable called like a parameter", "param X = 1\nchance X : bool ~ uniform"),
  entry(
    "a name that is a variable and a label",
    "chance a : bool ~ uniform\nchance X : {a, b} ~ uniform\nutility U = if X == a then 1 else 0",
  ),
  entry("an unknown function", "utility U = maks(1, 2)"),
  entry("a function as a value", "fn f(x) = x\nutility U = f"),
  entry("an unknown type", "type Move = a | b\nchance X : Mov ~ uniform"),
  entry("an unknown agent", `${TWO_AGENTS}decision D : bool by bop`),
  entry("nobody's decision", `${TWO_AGENTS}decision D : bool\nutility U for ann, bob = 1`),
  entry("two agents take one decision", `${TWO_AGENTS}decision D : bool by ann, bob`),
  entry("chance with an owner", "agent ann\nchance X : bool by ann"),
  // Indices.
  entry("an index out of range", `${GRID}utility U = S[5]`),
  entry(
    "an index before the first",
    "param T = 3\nfor t in 1..T {\n  chance S[t] : 0..2 = if t == 1 then 0 else S[t-2]\n}",
  ),
  entry("an index forgotten", `${GRID}utility U = S`),
  entry("an index too many", `${GRID}utility U = S[1, 2]`),
  entry("an index that is not whole", `${GRID}utility U = S[T / 2]`),
  entry("an index that is a variable", `${GRID}chance I : 1..3 ~ uniform\nutility U = S[I]`),
  entry("an index nobody bound", "chance S[k] : bool ~ uniform"),
  entry("a loop over nothing known", "for t in 1..N {\n  chance X[t]\n}"),
  entry("a loop over a set of labels", "for t in bool {\n  chance X[t]\n}"),
  entry("a loop of a thousand million steps", "for t in 1..1000000000 {\n  chance X[t]\n}"),
  entry(
    "loops that multiply",
    "for i in 1..1000 {\n  for j in 1..1000 {\n    chance X[i, j]\n  }\n}",
  ),
  entry("a guard that is a number", "for t in 1..3 {\n  if t { chance X[t] }\n}"),
  // Parameters, types, functions.
  entry("a parameter that is not a number", "param p = true"),
  entry("a parameter outside its bounds", "param p = 2 in 0..1"),
  entry("parameters in a circle", "param p = q\nparam q = p"),
  entry("types in a circle", "type A = (B, bool)\ntype B = (A, bool)\nchance X : A ~ uniform"),
  entry("a function that calls itself", "fn f(x) = f(x - 1)\nutility U = f(3)"),
  entry(
    "functions that double and double",
    `fn f0(x) = x + x\n${Array.from({ length: 30 }, (_, i) => `fn f${i + 1}(x) = f${i}(x) + f${i}(x)`).join("\n")}\nutility U = f30(1)`,
  ),
  entry("too few arguments", "fn f(x, y) = x + y\nutility U = f(1)"),
  entry("too many arguments of a built-in function", "utility U = abs(1, 2)"),
  entry("an empty range", "chance X : 5..1 ~ uniform"),
  entry("a value listed twice", "chance X : {a, b, a} ~ uniform"),
  entry("numbers and labels in one domain", "chance X : {1, b} ~ uniform"),
  entry("a domain of a million values", "chance X : 1..1000000 ~ uniform"),
  entry("a mechanism without a domain", "chance X ~ bernoulli(0.3)"),
  entry(
    "a formula whose values change with a parameter",
    "param p = 0.5 in 0..1\nchance X : bool ~ uniform\nchance Y = if X then p else 0",
  ),
  // Mechanisms.
  entry("adding a truth value", "chance X : bool ~ uniform\nutility U = X + 1"),
  entry("a truth value as utility", "chance X : bool ~ uniform\nutility U = X"),
  entry(
    "comparing apples with numbers",
    "chance X : {a, b} ~ uniform\nutility U = if X == 1 then 1 else 0",
  ),
  entry("a condition that is a number", "utility U = if 1 then 2 else 3"),
  entry("a distribution as a value", "chance X : bool = bernoulli(0.5)"),
  entry("a set as a value", "utility U = {1, 2}"),
  entry("a weight forgotten", "chance X : {a, b} ~ {a: 0.5, b}"),
  entry("other of three values", "chance X : {a, b, c} ~ uniform\nchance Y : {a, b, c} = other(X)"),
  entry(
    "probabilities that do not sum to one",
    "chance A : {x, y} ~ uniform\nchance B : bool ~ if A == x then {true: 0.5, false: 0.5} else {true: 0.5, false: 0.4}",
  ),
  entry(
    "a negative probability",
    "chance A : 0..3 ~ uniform\nchance B : bool ~ {true: A / 2, false: 1 - A / 2}",
  ),
  entry("a value outside the domain", "chance A : 0..3 ~ uniform\nchance B : 0..3 = A + 1"),
  entry("a division by zero", "chance A : 0..2 ~ uniform\nutility U = 1 / A"),
  entry(
    "a match with a gap",
    "chance A : {x, y, z} ~ uniform\nutility U = match A { x => 1, y => 2 }",
  ),
  entry(
    "a table with a row too few",
    "chance A : bool ~ uniform\nchance B : bool from A ~ [[0.5, 0.5]]",
  ),
  entry(
    "a ragged table",
    "chance A : bool ~ uniform\nchance B : bool from A ~ [[0.5, 0.5, 0], [1]]",
  ),
  entry(
    "a table row that does not sum to one",
    "chance A : {x, y} ~ uniform\nchance B : bool from A ~ [[0.5, 0.5], [0.5, 0.6]]",
  ),
  entry(
    "a parent that is not in the list",
    "chance A : bool ~ uniform\nchance B : bool ~ uniform\nchance C : bool from A = A and B",
  ),
  entry("a variable without values", "chance A\nutility U = if A then 1 else 0"),
  entry("bernoulli over three values", "chance X : 0..2 ~ bernoulli(0.5)"),
  entry("a variable that depends on itself", "chance X : bool = not X"),
  entry("a circle of three", "chance A : bool = B\nchance B : bool = C\nchance C : bool = A"),
  entry("a circle through a decision", "decision D : bool sees X\nchance X : bool = D"),
  // Reuse.
  entry("a file that is not there", 'extends "nowhere.cid"'),
  entry("a model that extends itself", 'extends "a.cid"', { "a.cid": 'extends "a.cid"' }),
  entry("models that extend each other", 'extends "a.cid"', {
    "a.cid": 'extends "b.cid"',
    "b.cid": 'extends "a.cid"',
  }),
  entry("a mistake in the extended model", 'extends "a.cid"', { "a.cid": "chance X :" }),
  entry("a mechanism at fault in the extended model", 'extends "a.cid"', {
    "a.cid": "chance X : bool ~ {true: 0.5}",
  }),
  entry("nothing to replace", 'extends "a.cid"\nreplace chance Z : bool ~ uniform', {
    "a.cid": BASE,
  }),
  entry("nothing to remove", 'extends "a.cid"\nremove Xx', { "a.cid": BASE }),
  entry("a removed variable still in use", 'extends "a.cid"\nremove X', { "a.cid": BASE }),
  entry("a link that is not there", 'extends "a.cid"\nremove link Y -> D', { "a.cid": BASE }),
  entry("a link into a mechanism", 'extends "a.cid"\nadd link X -> Y', { "a.cid": BASE }),
  entry("extends inside a block", 'if true {\n  extends "a.cid"\n}', { "a.cid": BASE }),
  // Other worlds.
  entry(
    "another world of an expression",
    "decision D : bool\nutility U = number((not D) under (D = true))",
  ),
  entry(
    "forcing to an impossible value",
    "decision D : {a, b}\nchance Y : {a, b} = D\nutility U = if (Y under (D = c)) == a then 1 else 0",
  ),
  entry(
    "a decision between the worlds",
    "decision D : bool\ndecision E : bool sees D\nchance Y : bool = E\nutility U = number(Y under (D = true))",
  ),
  // What few models get wrong.
  entry("bounds that are not a range", "param p = 0.5 in 3\nchance X : bool ~ bernoulli(p)"),
  entry("an arrow in an expression", "chance X : 0..2 ~ uniform\nutility U = X -> X"),
  entry(
    "a calculation as a case",
    "chance X : 0..2 ~ uniform\nutility U = match X { X + 1 => 1, _ => 0 }",
  ),
  entry(
    "a table below a continuous variable",
    "chance X : real in 0..1 ~ uniform\nchance Y : bool from X ~ [[0.5, 0.5]]",
  ),
  entry("the logarithm of a negative number", "chance X : 0..2 ~ uniform\nutility U = log(X - 3)"),
  entry("a mean below zero", "chance X : 0..9 ~ poisson(-1)"),
  entry(
    "another world without a value",
    "decision D : bool\nchance Y : bool = D\nchance Z : bool = Y under (D)\nutility U = if Z then 1 else 0",
  ),
  // Claims.
  entry("an unknown predicate", `${BASE}claim controls(D, X)`),
  entry("a claim about an unknown variable", `${BASE}claim control(D, Z)`),
  entry("a claim that needs a decision", `${BASE}claim info(X, Y)`),
  entry("a claim with an argument too many", `${BASE}claim path(X, Y, U)`),
  entry("conditions where none may be", `${BASE}claim control(D, X | Y)`),
  entry("a number that is not a claim", `${BASE}claim value(agent)`),
  entry("a claim about an instance that is not there", `${GRID}claim edge(S[4], A[4])`),
  entry("a claim about a value that is not there", `${BASE}claim P(Y = yes) == 1`),
];
