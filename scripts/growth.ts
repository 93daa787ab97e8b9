/**
 * How time grows with size: `npm run growth [-- --seconds 2] [--only query]`. For every reader and for the
 * main questions, models double until one takes so much processor time; the exponent is that of the
 * last doublings (time ~ size^exponent). Numbers are of this machine; the test that holds readers to
 * an exponent is packages/core/test/growth.test.ts.
 */
import { cpus } from "node:os";
import { layoutDiagram, toSvg } from "../packages/core/src/draw/index.ts";
import { FORMATS, readModelFile } from "../packages/core/src/formats/index.ts";
import { allVerdicts } from "../packages/core/src/incentives/index.ts";
import { loadModel, printModel } from "../packages/core/src/language/index.ts";
import type { InfluenceDiagram } from "../packages/core/src/model/index.ts";
import { equilibria, query, solveSingleAgent } from "../packages/core/src/solve/index.ts";
import { analyse } from "../packages/core/src/structure/index.ts";

const given = new Map<string, string>();
for (let i = 2; i + 1 < process.argv.length; i += 2)
  given.set(process.argv[i] as string, process.argv[i + 1] as string);
const enough = 1000 * Number(given.get("--seconds") ?? 1);
const only = given.get("--only");
/** Doublings that the exponent is taken over. */
const OVER = 3;

/** A chain of states with a choice at each step, `n` variables in all but for a few. */
function chain(n: number): string {
  return `chance S[0] : 0..2 ~ uniform
for t in 1..${Math.floor(n / 3)} {
  decision A[t] : bool sees S[t-1]
  chance S[t] : 0..2 = if A[t] then min(2, S[t-1] + 1) else 0
  utility U[t] = S[t]
}
`;
}

/** The same without replication, decisions and names that repeat: what every format can carry. */
function plain(n: number): string {
  const lines = ["chance X0 : bool ~ bernoulli(0.5)"];
  for (let i = 1; i < n; i++)
    lines.push(`chance X${i} : bool ~ bernoulli(if X${i - 1} then 0.75 else 0.25)`);
  return `${lines.join("\n")}\n`;
}

/** A tree of variables, each below one of those before. */
function tree(n: number): string {
  const lines = ["chance X0 : bool ~ bernoulli(0.5)"];
  for (let i = 1; i < n; i++)
    lines.push(`chance X${i} : bool ~ bernoulli(if X${(i - 1) >> 1} then 0.75 else 0.25)`);
  return `${lines.join("\n")}\ndecision D : bool sees X${n - 1}\nutility U = if D == X0 then 1 else 0\n`;
}

/** Two agents that move in turn and see the move before. */
function turns(n: number): string {
  const lines = ["agent a", "agent b", "decision D0 : bool by a"];
  for (let i = 1; i < n; i++) {
    lines.push(`decision D${i} : bool by ${i % 2 === 0 ? "a" : "b"} sees D${i - 1}`);
    lines.push(
      `utility U${i} for ${i % 2 === 0 ? "a" : "b"} = if D${i} == D${i - 1} then 1 else 0`,
    );
  }
  return `${lines.join("\n")}\n`;
}

function read(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics[0]?.message ?? "not read");
  return diagram;
}

interface Measured {
  readonly name: string;
  readonly what: string;
  /** Makes the work of a size; only the function it answers is measured. */
  readonly prepare: (n: number) => () => unknown;
}

/** A game of `n` moves, each of which may end it. */
function moves(n: number): string {
  const lines = ['EFG 2 R "centipede" { "a" "b" }'];
  for (let i = 1; i <= n; i++) lines.push(`p "" ${1 + (i % 2)} ${i} "" { "on" "end" } 0`);
  for (let i = 0; i <= n; i++) lines.push(`t "" ${i + 1} "" { ${i}, ${n - i} }`);
  return `${lines.join("\n")}\n`;
}

/** A game of two players, one of whom has `n` strategies. */
function strategies(n: number): string {
  const payoffs = Array.from({ length: 4 * n }, (_, i) => (i * 7) % 11);
  return `NFG 1 R "wide" { "a" "b" } { ${n} 2 }\n\n${payoffs.join(" ")}\n`;
}

/** What is not written from a chain of chance variables. */
const OWN: Readonly<
  Record<string, { readonly what: string; readonly text: (n: number) => string }>
> = {
  efg: { what: "a game of moves", text: moves },
  nfg: { what: "a game of two players", text: strategies },
};

const readers: Measured[] = FORMATS.flatMap(({ id, endings, read: reader, write }) => {
  // Programs of PyCID are read as far as their own test of growth says.
  if (reader === undefined || write === undefined || id === "python") return [];
  const own = OWN[id];
  const text = (n: number): string => {
    if (own !== undefined) return own.text(n);
    const written = write(read(id === "limid" ? tree(n) : plain(n)));
    if (!written.ok) throw new Error(written.diagnostics[0]?.message ?? "not written");
    return written.value;
  };
  const what =
    own?.what ?? (id === "limid" ? "a tree, one decision" : "a chain of chance variables");
  const prepare = (n: number): (() => unknown) => {
    const file = { name: `m${endings[0] ?? ""}`, text: text(n) };
    return () => readModelFile(file, {});
  };
  return [{ name: `read ${id}`, what, prepare }];
});

const questions: Measured[] = [
  {
    name: "read cid, in a loop",
    what: "a chain of decisions",
    prepare: (n) => () => loadModel(chain(n)),
  },
  {
    name: "print cid",
    what: "a chain of chance variables",
    prepare: (n) => {
      const d = read(plain(n));
      return () => printModel(d);
    },
  },
  {
    name: "verdicts",
    what: "a chain of decisions",
    prepare: (n) => {
      const d = read(chain(n));
      return () => allVerdicts(analyse(d.structure));
    },
  },
  {
    name: "verdicts",
    what: "a tree, one decision",
    prepare: (n) => {
      const d = read(tree(n));
      return () => allVerdicts(analyse(d.structure));
    },
  },
  {
    name: "query",
    what: "a chain of chance variables",
    prepare: (n) => {
      const d = read(plain(n));
      return () => query(d, { of: [`X${n - 1}`] });
    },
  },
  {
    name: "solve",
    what: "a chain of decisions",
    prepare: (n) => {
      const d = read(chain(n));
      return () => solveSingleAgent(d);
    },
  },
  {
    name: "solve",
    what: "a tree, one decision",
    prepare: (n) => {
      const d = read(tree(n));
      return () => solveSingleAgent(d);
    },
  },
  {
    name: "equilibria",
    what: "two agents in turn",
    prepare: (n) => {
      const d = read(turns(n));
      return () => equilibria(d, { all: false });
    },
  },
  {
    name: "draw",
    what: "a chain of chance variables",
    prepare: (n) => {
      const d = read(plain(n));
      return async () => toSvg(d, await layoutDiagram(d));
    },
  },
];

async function cost(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

console.log(
  `${cpus()[0]?.model ?? "?"}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
);
console.log(
  "\n| what | of | largest size | its time, s | exponent |\n| --- | --- | ---: | ---: | ---: |",
);
for (const { name, what, prepare } of [...readers, ...questions]) {
  if (only !== undefined && !name.includes(only)) continue;
  const times: number[] = [];
  let size = 32;
  let why = "";
  try {
    await cost(prepare(size));
    for (; ; size *= 2) {
      times.push(await cost(prepare(size)));
      if ((times.at(-1) as number) > enough || size > 60_000) break;
    }
  } catch (error) {
    why = error instanceof Error ? error.message : String(error);
  }
  const last = times.at(-1) ?? Number.NaN;
  const over = Math.min(OVER, times.length - 1);
  const before = times.at(-1 - over) ?? Number.NaN;
  const exponent = Math.log2(last / before) / over;
  const refused = why === "" ? "" : ` (then: ${why.slice(0, 60)})`;
  console.log(
    `| ${name} | ${what}${refused} | ${why === "" ? size : size / 2} | ${(last / 1000).toFixed(2)} | ${exponent.toFixed(1)} |`,
  );
}
