/**
 * The command line as something that is fuzzed: any words after `cidery`, over files of any content,
 * in the process itself. It ends with one of its exit codes, says why where it is not fine, speaks
 * plainly, prints JSON where JSON was asked for, and writes nothing but what it was told to write.
 * What serves a page, or plays for minutes, is not called.
 */
import type { Random } from "../../../core/src/base/index.ts";
import type { Stream } from "../../../core/test/fuzz/stream.ts";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MODEL, SAMPLES, someLines } from "../../../core/test/fuzz/models.ts";
import { mutated, pick } from "../../../core/test/fuzz/mutated.ts";
import { plain } from "../../../core/test/fuzz/stream.ts";
import { COMMANDS, runCommandLine } from "../../src/cli/index.ts";
import { fakeTerminal } from "../fakeTerminal.ts";

/** They serve until they are stopped, or work through the whole catalogue. */
const NOT_CALLED = ["start", "open", "gallery", "lab", "list", "mcp", "lsp"];
const CALLED = COMMANDS.filter(({ name }) => !NOT_CALLED.includes(name));

const SMALL = `agent ai
param p = 0.5 in 0..1
chance X : {a, b} ~ {a: p, b: 1 - p}
decision D : {l, r} by ai sees X
utility U for ai = if (X == a) == (D == l) then 1 else 0
claim response(D, X)
`;
/** Names of files in the folder of a run; what is written has one of these names as well. */
const FILES = ["a.cid", "b.cid", "c.json", "d.bif", "e.nfg", "f.efg", "-", "none.cid", "."];
const OUTPUTS = [
  "o.svg",
  "o.cid",
  "o.json",
  "o.bif",
  "o.png",
  "o",
  "no/such/o.svg",
  "a.cid",
  ".",
  "",
];
const QUESTIONS = [
  "P(X = a | D = l)",
  "E(U | do(D = r))",
  "value(ai)",
  "mpe(| X = a)",
  "response(D, X)",
  "control(D, U)",
  "X = a | D = l, do(D = r)",
];
const VALUES = [
  "ai",
  "X",
  "D",
  "U",
  "p",
  "p=0.25",
  "p=2",
  "p=",
  "q=1",
  "0",
  "1",
  "2",
  "-1",
  "0.5",
  "1e9",
  "NaN",
  "exact",
  "auto",
  "svg",
  "png",
  "tikz",
  "dot",
  "json",
  "cid",
  "bif",
  "xmlbif",
  "graph",
  "cpt",
  "nash",
  "all",
  "subgame-perfect",
  "fixed",
  "uniform",
  "cooperate",
  "q-learning",
  "papers/none",
  "textbooks/umbrella",
  "",
]; // prettier-ignore

interface Call {
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly input: string;
}

export const commandLine: Stream = {
  name: "command line",
  share: 0.1,
  input: (random) => JSON.stringify(someCall(random)),
  run: async (input) => {
    const { args, files, input: standardInput } = JSON.parse(input) as Call;
    for (const file of readdirSync(folder())) rmSync(join(folder(), file), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder(), name), text);
    const terminal = fakeTerminal({ workingFolder: folder(), input: standardInput });
    const code = await runCommandLine(args, terminal);
    const [printed, complained] = [terminal.printed(), terminal.complained()];
    if (![0, 1, 2].includes(code)) throw new Error(`exit code ${code}`);
    if (code === 2 && `${printed}${complained}`.trim() === "")
      throw new Error("refused without a reason");
    plain([printed, complained], input);
    if (args.includes("--json") && code !== 2 && args[0] !== "convert" && printed.trim() !== "")
      try {
        JSON.parse(printed);
      } catch {
        throw new Error(`no JSON although it was asked for: ${printed.slice(0, 100)}`);
      }
    const allowed = new Set([
      ...Object.keys(files),
      ...OUTPUTS,
      ...args.flatMap((one) => [one, ...one.split("=")]),
    ]);
    const others = readdirSync(folder()).filter((name) => !allowed.has(name));
    if (others.length > 0) throw new Error(`wrote ${others.join(", ")}`);
  },
};

function someCall(random: Random): Call {
  const command = pick(random, CALLED);
  const args = [command.name, ...positional(random, command.name)];
  for (let left = random.below(4); left > 0; left--) args.push(...option(random, command.name));
  if (random.below(8) === 0) args.splice(random.below(args.length + 1), 1 + random.below(2));
  if (random.below(8) === 0) args.push(word(random));
  if (command.name === "train") args.push("--episodes", "20", "--seeds", "1");
  const text = (): string =>
    random.below(3) === 0
      ? SMALL
      : mutated(random, random.below(3) === 0 ? someLines(random) : SMALL);
  const sample = (id: string): string => {
    const sound = pick(random, SAMPLES[id] ?? [MODEL]);
    return random.below(2) === 0 ? sound : mutated(random, sound);
  };
  return {
    args,
    files: {
      "a.cid": random.below(2) === 0 ? SMALL : text(),
      "b.cid": text(),
      "c.json":
        '{"nodes":[{"id":"X","kind":"chance"},{"id":"D","kind":"decision"}],"edges":[["X","D"]]}',
      "d.bif": sample("bif"),
      "e.nfg": sample("nfg"),
      "f.efg": sample("efg"),
    },
    input: text(),
  };
}

function positional(random: Random, name: string): string[] {
  const file = (): string => (random.below(2) === 0 ? "a.cid" : pick(random, FILES));
  const question = (): string =>
    random.below(2) === 0
      ? pick(random, QUESTIONS)
      : safe(mutated(random, pick(random, QUESTIONS)));
  if (["query", "would", "ask", "repair"].includes(name)) return [file(), question()];
  if (name === "diff") return [file(), file()];
  if (name === "new") return [pick(random, OUTPUTS)];
  return random.below(4) === 0 ? [file(), word(random)] : [file()];
}

/** One of the command's own options, mostly with what it takes. */
function option(random: Random, name: string): string[] {
  const flags = OPTIONS[name] ?? [];
  const chosen = flags.length === 0 ? "--json" : pick(random, flags);
  if (/^-(?:o|-output|-plot|-write|-csv)$/u.test(chosen)) return [chosen, pick(random, OUTPUTS)];
  return random.below(3) === 0 ? [chosen] : [chosen, word(random)];
}

/** Long names of the options each command declares, as its help shows them. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  CALLED.map(({ name, declare }) => {
    const names: string[] = ["--json", "--nonsense"];
    const noting: object = new Proxy(
      {},
      {
        get: (_, method) => (flags: unknown) => {
          if (String(method).endsWith("ption") && typeof flags === "string")
            names.push(...(/--[a-z-]+/u.exec(flags) ?? []));
          return noting;
        },
      },
    );
    declare(noting as Parameters<typeof declare>[0]);
    return [name, names.filter((one) => one !== "--tries")];
  }),
);

function word(random: Random): string {
  const roll = random.below(6);
  return roll === 0 ? safe(mutated(random, pick(random, VALUES))) : pick(random, VALUES);
}

/** Nothing that is made up at random is a path to somewhere else. */
function safe(text: string): string {
  return text.replaceAll(/[/\\]/gu, "_").slice(0, 200);
}

let made: string | undefined;

/** One folder for each process, emptied before each call. */
function folder(): string {
  if (made !== undefined) return made;
  made = mkdtempSync(join(tmpdir(), "cidery-fuzz-"));
  mkdirSync(made, { recursive: true });
  process.once("exit", () => rmSync(made ?? "", { recursive: true, force: true }));
  return made;
}
