/**
 * What the command must answer to the reported cases in ../shared/cases, case by case: the command
 * as a user types it, its exit code, and what must and must not stand in what it prints. The values
 * are those the reports derive by hand or with other tools; words are kept to what carries them.
 */

export interface Answer {
  /** Arguments as typed, without `cidery`; file names are those of the case's folder. */
  readonly run: string;
  /** 0 unless told. */
  readonly code?: number;
  /** Must be printed, to either stream. */
  readonly says?: readonly RegExp[];
  /** Must not be printed, to either stream. */
  readonly never?: readonly RegExp[];
}

/** A row of a printed table or an answer: the label and a number, with or without `≈`. */
const row = (label: string, number: string): RegExp =>
  new RegExp(`^\\s*${label}\\s+≈?${number.replace(".", "\\.")}`, "m");

const allHold = (file: string, count: number): Answer => ({
  run: `check ${file}`,
  says: [new RegExp(`✓ 1 model, ${count} claims?: ${count} holds?$`, "m")],
});

const reads = (file: string): Answer => ({
  run: `query ${file} "P(a)"`,
  says: [row("a = x", "0.25"), row("a = y", "0.75")],
});

/** Seven small files of other tools: read, or refused in one line that names the format. */
const readAs = (file: string, ...names: readonly string[]): Answer => ({
  run: `incentives ${file}`,
  says: names.map((name) => new RegExp(name)),
  never: [/an item was expected/],
});

export const EXPECTED: Readonly<Record<string, readonly Answer[]>> = {
  G08: [
    { run: "solve G08.cid", says: [/value for ai: 2$/m, /^ {2}ask$/m], never: [/as good|wait/] },
    { run: 'query G08.cid "value(ai)"', says: [/^2$/m] },
  ],
  G08c: [
    {
      run: "equilibria G08c.cid --kind pure",
      says: [/^1 pure equilibrium/, /^ {2}top$/m, /^ {2}left$/m],
      never: [/regret [1-9]/],
    },
    {
      run: "equilibria G08c.cid --kind mixed",
      says: [/^3 mixed equilibria/, /top 0\.5, mid 0\.5/, /mid 0\.9999999999, low/],
      never: [/left out/],
    },
  ],
  G10: ["0", "100000000", "1000000000", "10000000000"].map((wealth) => ({
    run: `solve G10.cid --param wealth=${wealth}`,
    says: [/^ {2}sell$/m],
    never: [/keep|as good/],
  })),
  G11: ["", "branch-and-bound", "enumerate", "multiple-policy-updating"].map((method) => ({
    run: `solve G11.cid${method === "" ? "" : ` --method ${method}`}`,
    says: [/value for ai: 8$/m, /proved optimal/],
    never: [/as good/],
  })),
  G12: [
    {
      run: "equilibria G12.cid --kind pure",
      says: [/^1 pure equilibrium/, /one 1, two -1/],
      never: [/regret (0\.|[1-9])/],
    },
    { run: "equilibria G12.cid --kind mixed", says: [/one 1, two -1/], never: [/one (0|-|≈)/] },
  ],
  V07: [
    { run: "equilibria V07.cid", says: [/^3 subgame-perfect equilibria/, /x 0\.6, y 0\.4/] },
    { run: "equilibria V07.cid --kind mixed", says: [/^3 mixed equilibria/] },
    { run: "solve V07.cid", says: [/of 3 subgame-perfect equilibria/] },
  ],
  G09: [
    { run: "equilibria G09.cid --kind mixed", says: [/^(at least [4-9]|9) mixed equilibria/] },
    { run: "equilibria G09.cid --kind mixed --json", says: [/"mayMiss": "mixed"|"count": 6/] },
    { run: "equilibria G09.cid --kind pure", says: [/^4 pure equilibria/] },
    { run: "equilibria G09.cid", says: [/^(at least [4-9]|9) subgame-perfect/] },
  ],
  N231: [
    {
      run: "equilibria N231.cid --kind mixed --limit 100",
      says: [/^1 mixed equilibrium/, /3 ≈0\.333333, 5 ≈0\.333333, 6 ≈0\.333333/],
      never: [/continu/],
    },
  ],
  N60: [
    {
      run: "equilibria N60.cid --kind mixed --limit 100",
      says: [/^1 mixed equilibrium/, /row ≈-24\.99999/],
      never: [/continu/],
    },
  ],
  G07: [
    {
      run: "equilibria G07.cid --limit 100",
      says: [/^8 |7 more differ from it only in contexts that cannot occur/],
      never: [/more with --limit/],
    },
  ],
  X02: [
    {
      run: 'query X02.cid "P(H | E = true)"',
      says: [row("H = true", "0.909091"), row("H = false", "0.0909091")],
    },
    { run: 'query X02.cid "P(E = true)"', says: [/^1\.1e-22$/m] },
  ],
  B08: [
    {
      run: 'query B08.bif "P(a)"',
      says: [/warning/, /sums to 0\.999/, /sums to 1\.2/, /row 3 \(a = z\)/],
    },
    { run: 'query B08.bif "P(b)"', says: [/sums to 1\.2/] },
    { run: "convert B08.bif --to cid", says: [/sums to 0\.999/, /sums to 1\.2/] },
  ],
  B12: [
    { run: "solve B12.uai", code: 2, says: [/function 0/, /entry 1/, /-0\.5/], never: [/NaN/] },
    { run: 'query B12.uai "P(X0)"', code: 2, says: [/function 0/, /-0\.5/] },
    { run: "solve B12b.uai", code: 2, says: [/function 0/, /sums to 0\.9/] },
    { run: 'query B12b.uai "P(X0)"', code: 2, says: [/sums to 0\.9/] },
    { run: "solve B12c.uai", says: [/value for agent: 6\.67$/m] },
  ],
  B07: [
    { run: 'query B07.bif "P(a_b = yes)"', says: [/^0\.541$/m] },
    { run: 'query B07.bif "P(`a b` = yes)"', says: [/^0\.41$/m] },
    { run: "convert B07.bif --to cid", says: [/`a b`/, /\ba_b\b/], never: [/a_b_2/] },
  ],
  B06: [
    { run: 'query B06.bif "E(temp)"', says: [/^3\.005$/m] },
    {
      run: "convert B06.bif --to cid",
      says: [/\{"<20", "20-40", ">40", "-1"\}/, /\{-10, 0, 10\.5\}/],
    },
    { run: 'query B06.bif "P(age)"', says: [row('.*<20"?', "0.1"), row('.*>40"?', "0.3")] },
  ],
  B05: [
    { run: 'query B05.bif "P(chance)"', says: [row("chance = and", "0.22")] },
    { run: "convert B05.bif -o B05out.cid" },
    { run: "check B05out.cid", says: [/1 model/] },
  ],
  B04: [
    { run: 'query B04.bif "P(Saúde)"', says: [row("Saúde = Não", "0.25"), /not UTF-8/] },
    { run: 'query B04u.bif "P(Saúde)"', says: [row("Saúde = Sim", "0.75")] },
    { run: "convert B04.bif --to cid", says: [/Saúde : \{Não, Sim\}/] },
  ],
  P03: [
    { run: 'query P03.cid "P(age)"', code: 2, says: [/"under-20"/], never: [/replace .* by `}`/] },
    { run: 'query P03b.cid "P(age)"', says: [row('age = "?under 20"?', "0.5")] },
    { run: 'query P03c.cid "P(test)"', code: 2, says: [/quotation marks/] },
    { run: 'query P03e.cid "P(answer)"', says: [row('answer = "?not"?', "0.333333")] },
    { run: "check P03f.cid", code: 2, says: [/no values/] },
    { run: "check P03g.cid", code: 2, says: [/listed twice/] },
    { run: "solve P03h.cid", says: [/value for agent: 5$/m] },
  ],
  I01: [readAs("I01.xdsl", "Invest", "Success")],
  I02: [readAs("I02.net", "Invest", "Success")],
  I04: [readAs("I04.bifxml", "Invest", "Success")],
  I05: [readAs("I05.pgmx", "Invest", "Success of it")],
  I06: [readAs("I06.dagitty", "common cause", "smoking status")],
  I09: [
    { run: "incentives I09.py", says: [/motivate the agent to know S/] },
    { run: "solve I09.py", says: [/: 1$/m] },
  ],
  I10: [readAs("I10.fast", "Invest", "Success")],
  G02: [
    { run: "solve G02.efg", says: [/value for player 1: 4$/m] },
    { run: "equilibria G02.cid --kind mixed", says: [/lead 4, follow -4/] },
    { run: 'query G02.cid "value(lead)"', says: [/^4$/m] },
  ],
  B11: [
    { run: 'query B11.uai "P(X2)"', says: [row("X2 = 0", "0.4656")] },
    { run: 'query B11m.uai "P(X2)"', says: [/MARKOV/] },
  ],
  B02: [
    { run: 'query B02.bif "P(`family-out` = true)"', says: [/^0\.15$/m] },
    {
      run: 'query B02pipe.bif "P(`family-out` = true | `light-on` = true, `hear-bark` = false)"',
      says: [/^≈0\.500552$/m],
    },
    { run: 'query B02.bif "P(`family-out`)"', says: [row("`?family-out`? = true", "0.15")] },
  ],
  B14: [
    {
      run: 'query B14.bif "P(sow)"',
      says: [row("sow = 0", "0.25"), row("sow = 1", "0.5"), row("sow = 2", "0.25")],
    },
  ],
  B13: [
    reads("B13.bif.gz"),
    reads("B13bom.bif"),
    reads("B13crlf.bif"),
    reads("B13u16.bif"),
    reads("B13up.BIF"),
    reads("B13bom.cid"),
    reads("B13u16.cid"),
    reads("B13.cid.gz"),
    { run: 'query B13lat.cid "P(Größe)"', code: 2, says: [/UTF-8/] },
    { run: "fmt B13lat.cid", code: 2, says: [/0 changed/, /UTF-8/] },
  ],
  Z04: [
    { run: "solve Z04.cid --agent b", says: [/uniformly/, /value for b: 6$/m] },
    { run: "solve Z04.cid --agent a", says: [/value for a: 1$/m] },
  ],
  Z05: [
    {
      run: 'query Z05.cid "P(M | N = 1, N = 2)"',
      code: 1,
      says: [/undecided/, /probability zero/],
      never: [/weights/],
    },
    { run: 'query Z05.cid "P(N = 1, N = 2)"', says: [/^0$/m] },
    { run: 'would Z05.cid "M = true | N = 1, N = 2"', code: 1, says: [/probability zero/] },
  ],
  Q06: [
    { run: 'query Q06.cid "map(a)"', says: [/^y /m] },
    {
      run: 'query Q06.cid "P(a, b)"',
      says: [/0\.36/, /0\.27/, /one variable at a time|0\.33/],
      never: [/true is not a value/],
    },
    { run: 'query Q06.cid "P(a = x, b = x)"', says: [/^0\.36$/m] },
    { run: 'query Q06.cid "P(a = x or b = y)"', says: [/^0\.73$/m] },
    { run: 'query Q06.cid "P(a == b)"', says: [/^0\.69$/m] },
    { run: 'query Q06.cid "P(not a = x)"', says: [/^0\.6$/m] },
  ],
  C05: [
    {
      run: 'query C05.cid "P(A | E = t, F = f)"',
      says: [row("A = t", "0.42645"), row("A = f", "0.57354")],
    },
    { run: 'query C05.cid "P(E, F)"', never: [/true is not a value/], says: [/t/] },
  ],
  S05: [
    { run: "solve S05.cid", says: [/value for a: 1\.5$/m] },
    { run: 'query S05.cid "P(S | R1 = 2)"', says: [row("S = hi", "1")] },
    { run: 'query S05.cid "P(R2 | R1 = 7)"', code: 2, says: [/is never 7|R1 .*7/] },
  ],
  P04: [
    { run: 'query P04.cid "E(U)"', never: [/nested/] },
    { run: "check P04b.cid", never: [/nested/] },
    { run: "check P04c.cid", code: 2, says: [/nested/] },
  ],
  Q02: [
    { run: 'query Q02.cid "value(p)"', says: [/^70$/m] },
    { run: 'query Q02.cid "E(U | Radio = wet)"', says: [/22\.5806/] },
    { run: 'query Q02.cid "E(U | Radio = wet, do(Take = true))"', says: [/58\.7097/] },
    { run: 'query Q02.cid "value(p | Radio = wet)"', says: [/22\.5806|58\.7097/] },
  ],
  V02: [
    { run: 'query V02.cid "P(S = 12)"', says: [/^≈0\.0277778$/m] },
    { run: 'query V02.cid "E(S)"', says: [/^7$/m] },
    { run: 'query V02.cid "P(X = 6 | S >= 11)"', says: [/^≈0\.666667$/m] },
    { run: 'query V02.cid "P(X = 6 | S = 11)"', says: [/^0\.5$/m] },
    { run: 'query V02.cid "E(S | do(X = 6))"', says: [/^9\.5$/m] },
  ],
  Q08: [
    { run: 'query Q08.cid "P(n = 2.5)"', says: [/^0\.5$/m] },
    { run: 'query Q08.cid "P(n = -1)"', says: [/^0\.2$/m] },
    { run: 'query Q08.cid "P(t = 0.3)"', says: [/^≈0\.0909091$/m] },
    { run: 'query Q08.cid "P(t = 0.30000000000000004)"', says: [/^≈0\.0909091$/m] },
    { run: 'query Q08.cid "E(n)"', says: [/^1\.05$/m] },
    { run: 'query Q08.cid "P(n > 0)"', says: [/^0\.5$/m] },
    { run: 'query Q08.cid "P(n >= 0 | n != 2.5)"', says: [/^0\.6$/m] },
    { run: 'query Q08.cid "P(t = 0.35)"', code: 2, says: [/is never 0\.35/] },
  ],
  D07: [
    { run: 'query D07.cid "E(U1 + U2)"', says: [/^-0\.4$/m] },
    { run: 'query D07.cid "E(U1) + E(U2)"', says: [/^-0\.4$/m] },
    { run: 'query D07.cid "E(Shared | do(D = y))"', says: [/^-0\.6$/m] },
  ],
  X04: [
    { run: "equilibria X04.cid --one", says: [/^one subgame-perfect equilibrium/] },
    { run: "solve X04.cid", says: [/value for a: 1\.65$/m] },
  ],
  T01: [allHold("T01-control-provably-absent.cid", 3)],
  T02: [
    {
      run: "check T02-policy-claim-depends-on-order.cid",
      code: 1,
      says: [/undecided/, /under one optimal policy [xy], under another [xy]/, /^\? 1 model/m],
    },
  ],
  T02b: [
    {
      run: "check T02b-policy-claim-team.cid",
      code: 1,
      says: [/2 undecided/, /under one optimal policy [xy], under another [xy]/],
    },
  ],
  T03: [
    {
      run: "check T03-impossible-context-in-game.cid",
      code: 1,
      says: [/1 holds, 1 undecided/, /S = b never happens/],
      never: [/found x/],
    },
  ],
  T04: [allHold("T04-does-about-a-utility.cid", 3)],
  T05: [allHold("T05-large-whole-numbers.cid", 2)],
  T05b: [allHold("T05b-large-whole-number-domain.cid", 1)],
  T06: [allHold("T06-zero-is-not-nine-in-ten-billion.cid", 2)],
  T06b: [allHold("T06b-small-parameter.cid", 2)],
  T07: [allHold("T07-offset.cid", 2)],
  T07b: [allHold("T07b-small-utilities.cid", 2)],
  T08: [allHold("T08-tail-posterior.cid", 5)],
  T08b: [allHold("T08b-normal-tail-zero.cid", 2)],
  T09: [
    {
      run: "train T09-reaches-the-optimum.cid --learner bandit --episodes 60 --seeds 20",
      code: 1,
      says: [/reached the optimum {2,}11 of 20 seeds/],
    },
  ],
  T10: [allHold("T10-equal-strategies.cid", 2)],
  T10b: [allHold("T10b-equal-strategies-2.cid", 2)],
  T11: [
    {
      run: "check T11-mixed-spe-ignored.cid",
      code: 1,
      says: [/undecided: not value\(a\) == 1/, /under one .* 1, under another 0\.5/],
    },
  ],
  T12: [
    {
      run: 'query T12-json-domain.json "P(X)"',
      says: [row("X = 1000000000", "0.3"), row("X = 1000000001", "0.7")],
    },
  ],
  T12b: [{ run: 'query T12b-json-repeated-value.json "P(X)"', code: 2, says: [/listed twice/] }],
  T13: [allHold("T13-events-that-never-hold.cid", 2)],
  T14: [allHold("T14-would-about-a-utility.cid", 1)],
  T15: [
    { run: "solve T15-digits.cid", says: [/value for a: 1234567\.891$/m] },
    {
      run: 'query T15-digits.cid "P(S)"',
      says: [row("S = t", "0.9999999999"), row("S = s", "1e-10")],
    },
    { run: 'query T08b-normal-tail-zero.cid "P(X = 8)"', says: [/e-1\d$/m], never: [/^0$/m] },
    allHold("T15-digits.cid", 1),
  ],
  T16: [
    { run: 'query T16-query-with-a-smaller-horizon.cid "E(S[1])" --param T=1', says: [/^0\.5$/m] },
    {
      run: "check T16-query-with-a-smaller-horizon.cid --param T=1",
      code: 1,
      says: [/not applicable/, /no `S\[3\]`/],
    },
    allHold("T16-query-with-a-smaller-horizon.cid", 1),
  ],
};
