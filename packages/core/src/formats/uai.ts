/**
 * The UAI format family. `BAYES` networks and `MARKOV` networks whose functions are conditional
 * tables; influence diagrams (`ID`, `LIMID`) in two dialects: the three files of the gmid
 * benchmarks (`.uai` tables, `.id` kinds of variables and functions, `.pvo` the partial order of
 * observation), and the single file with kinds inline (`d c c d`, functions `p`, `u`, `d`).
 *
 * Tables list the LAST variable of a scope fastest, and the last variable of a probability's scope
 * is the child, just as the diagram's tables do. Variables become X0, X1, … and decisions D4, …; a
 * utility is U followed by its function's number.
 */
import type { Result } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Format, FormatFile } from "./format.ts";
import type { Notes } from "./kit/fault.ts";
import type { ForeignNode } from "./kit/foreignModel.ts";
import { imported } from "./format.ts";
import { reading, refuse } from "./kit/fault.ts";
import { foreignDiagram } from "./kit/foreignModel.ts";
import { numbersOfTable, TABLE_LEXICON } from "./kit/numberTable.ts";
import { Tokens, withoutLeadingComments } from "./kit/tokens.ts";
import { readBlocks, observations } from "./uaiOrder.ts";
import { writeUai } from "./write/uai.ts";

export const uai: Format = {
  id: "uai",
  title: "UAI file",
  endings: [".uai"],
  recognise: (text) => {
    const tokens = new Tokens(withoutLeadingComments(text), TABLE_LEXICON);
    const first = tokens.peek() ?? "";
    if (numberAhead(tokens) === undefined) return false;
    return /^(?:BAYES|MARKOV|ID)$/u.test(first) || (first === "LIMID" && hasKinds(tokens));
  },
  read: (file) => imported(readUaiFile(file)),
  write: writeUai,
  losses: {
    reading: [
      "Variables have no names: they become X0 …, decisions D0 …, utilities U0 …, with values 0, 1, ….",
      "`MARKOV` networks are read only where their functions are conditional tables.",
    ],
    writing: [
      "Claims, parameters (their numbers stay), citations, notes and the agent’s name are lost.",
      "Names and values become numbers.",
      "Models of several agents are refused.",
      "Models with open mechanisms, or with utilities that have children, are refused.",
    ],
  },
};

/** The files of one influence diagram in UAI form. */
export interface UaiParts {
  readonly uai: string;
  /** Absent for the dialect with kinds inline. */
  readonly id?: string;
  readonly pvo?: string;
  /** What messages call the two other files. */
  readonly names?: { readonly id: string; readonly pvo: string };
  /**
   * What a decision sees: everything before it (`perfect-recall`, the default) or only the block
   * of chance variables just before it (`preceding-block`, the memoryless reading).
   */
  readonly recall?: "perfect-recall" | "preceding-block";
}

interface RawFunction {
  readonly kind: "p" | "u" | "d";
  readonly scope: readonly number[];
  /** Token of the scope. */
  readonly at: number;
}

/** Reads an influence diagram in UAI form. Never throws; what is wrong is in the diagnostics. */
export function readUai(parts: UaiParts): Result<InfluenceDiagram> {
  return reading((notes) => {
    const tokens = new Tokens(parts.uai, TABLE_LEXICON);
    const header = readHeader(tokens);
    const nodes =
      header === "BAYES" || header === "MARKOV"
        ? readNetwork(tokens, header, notes)
        : parts.id === undefined || parts.pvo === undefined
          ? readInline(tokens, header)
          : readThreeFiles(tokens, { ...parts, id: parts.id, pvo: parts.pvo });
    if (!tokens.atEnd) tokens.fault("more text follows after the last table");
    return foreignDiagram(
      { nodes, ...(header === "ID" || header === "LIMID" ? { agents: ["agent"] } : {}) },
      notes,
    );
  });
}

function readUaiFile(file: FormatFile): Result<InfluenceDiagram> {
  const id = file.beside?.(".id");
  const pvo = file.beside?.(".pvo");
  return readUai({
    uai: file.text,
    ...(id === undefined ? {} : { id: id.text }),
    ...(pvo === undefined ? {} : { pvo: pvo.text }),
    names: { id: id?.name ?? "the .id file", pvo: pvo?.name ?? "the .pvo file" },
  });
}

/** Whether a word that is not a number (`c`, `d`, `p` …) follows among the first tokens. */
export function hasKinds(tokens: Tokens): boolean {
  for (let i = 1; tokens.peek(i) !== undefined && i < 4_000; i++) {
    if (/^[cdpu]$/iu.test(tokens.peek(i) ?? "")) return true;
  }
  return false;
}

function numberAhead(tokens: Tokens): number | undefined {
  const value = Number(tokens.peek(1));
  return Number.isInteger(value) ? value : undefined;
}

const HEADERS = ["BAYES", "MARKOV", "ID", "LIMID"];

function readHeader(tokens: Tokens): string {
  const kind = tokens.word(`a first line with ${HEADERS.join(", ")}`);
  if (HEADERS.includes(kind.toUpperCase())) return kind.toUpperCase();
  return tokens.fault(
    `the file begins with ${kind}`,
    tokens.position - 1,
    `UAI files begin with ${HEADERS.join(", ")}`,
  );
}

function readSizes(tokens: Tokens): number[] {
  const count = tokens.count("the number of variables");
  return Array.from({ length: count }, (_, v) =>
    tokens.count(`the number of values of variable ${v}`, 2 ** 20, 1),
  );
}

function readScope(tokens: Tokens, variables: number): readonly number[] {
  const length = tokens.count("the length of a scope", variables + 1);
  return Array.from({ length }, () => tokens.count("a variable's number", variables));
}

function readNetwork(tokens: Tokens, header: "BAYES" | "MARKOV", notes: Notes): ForeignNode[] {
  const sizes = readSizes(tokens);
  const count = tokens.count("the number of functions");
  if (header === "MARKOV") {
    notes.warn(
      "markov-network",
      "the header says MARKOV: a network without arrows. Each function is read as the conditional table of its last variable",
      tokens.placeAt(0),
      "write BAYES if that is what they are",
    );
  }
  const functions = Array.from({ length: count }, (): RawFunction => {
    const at = tokens.position;
    return { kind: "p", scope: readScope(tokens, sizes.length), at };
  });
  return build(
    tokens,
    sizes,
    sizes.map(() => false),
    functions,
    new Map(),
  );
}

function readThreeFiles(
  tokens: Tokens,
  parts: UaiParts & { readonly id: string; readonly pvo: string },
): ForeignNode[] {
  const sizes = readSizes(tokens);
  const count = tokens.count("the number of functions");
  const scopes = Array.from({ length: count }, () => {
    const at = tokens.position;
    return { scope: readScope(tokens, sizes.length), at };
  });
  const kinds = new Tokens(parts.id, TABLE_LEXICON, parts.names?.id ?? "the .id file");
  const variables = kinds.count("the number of variables");
  if (variables !== sizes.length) {
    kinds.fault(`${variables} variables here, ${sizes.length} in the .uai file`, 0);
  }
  const isDecision = sizes.map((_, v) => letter(kinds, `C or D for variable ${v}`, "CD") === "D");
  const announced = kinds.position;
  const kindCount = kinds.count("the number of functions");
  if (kindCount !== count) {
    kinds.fault(`${kindCount} functions here, ${count} in the .uai file`, announced);
  }
  const functions = scopes.map(
    ({ scope, at }, i): RawFunction => ({
      kind: letter(kinds, `P or U for function ${i}`, "PU") === "U" ? "u" : "p",
      scope,
      at,
    }),
  );
  if (!kinds.atEnd) kinds.fault("more text follows after the last kind");
  const blocks = readBlocks(parts.pvo, sizes.length, parts.names?.pvo ?? "the .pvo file");
  const sees = observations(blocks, isDecision, parts.recall ?? "perfect-recall");
  return build(tokens, sizes, isDecision, functions, sees);
}

function readInline(tokens: Tokens, header: string): ForeignNode[] {
  const sizes = readSizes(tokens);
  if (sizes.length > 0 && !/^[cd]$/iu.test(tokens.peek() ?? "")) {
    tokens.fault(
      `expected the kinds of the variables (c or d), found ${tokens.found()}`,
      tokens.position,
      "an influence diagram in three files has the kinds in a .id and the order in a .pvo file beside this one, with the same name",
    );
  }
  const isDecision = sizes.map((_, v) => letter(tokens, `c or d for variable ${v}`, "CD") === "D");
  if (header === "ID") {
    for (const _ of sizes) tokens.count("the order of variables", sizes.length);
  }
  const count = tokens.count("the number of functions");
  const sees = new Map<number, readonly number[]>();
  const functions = Array.from({ length: count }, (_, i): RawFunction => {
    const at = tokens.position;
    const kind = letter(tokens, `p, u or d for function ${i}`, "PUD").toLowerCase() as
      | "p"
      | "u"
      | "d";
    return { kind, scope: readScope(tokens, sizes.length), at };
  });
  for (const { kind, scope } of functions)
    if (kind === "d") sees.set(scope[scope.length - 1] as number, scope.slice(0, -1));
  return build(tokens, sizes, isDecision, functions, sees);
}

function letter(tokens: Tokens, what: string, allowed: string): string {
  const at = tokens.position;
  const found = tokens.word(what).toUpperCase();
  if (found.length === 1 && allowed.includes(found)) return found;
  return tokens.fault(`expected ${what}, found ${found}`, at);
}

function build(
  tokens: Tokens,
  sizes: readonly number[],
  isDecision: readonly boolean[],
  functions: readonly RawFunction[],
  sees: ReadonlyMap<number, readonly number[]>,
): ForeignNode[] {
  const names = sizes.map((_, v) => (isDecision[v] === true ? `D${v}` : `X${v}`));
  const nodes: (ForeignNode | undefined)[] = sizes.map((states, v) =>
    isDecision[v] === true
      ? { kind: "decision", name: `D${v}`, states, parents: sees.get(v) ?? [], place: {} }
      : undefined,
  );
  const utilities: ForeignNode[] = [];
  for (const [i, { kind, scope, at }] of functions.entries()) {
    const place = tokens.placeAt(at);
    const child = scope[scope.length - 1];
    checkScope(scope, names, i, tokens, at);
    if (kind === "d") {
      if (tokens.count("a table size", 2 ** 28) !== 0) {
        tokens.position--;
        numbersOfTable(
          tokens,
          `function ${i}`,
          scope.map((v) => sizes[v] as number),
        );
      }
      continue;
    }
    const what = `function ${i}`;
    const table = numbersOfTable(
      tokens,
      what,
      scope.map((v) => sizes[v] as number),
    );
    const given = { ...table, prefix: what, named: false };
    if (kind === "u") {
      utilities.push({ kind: "utility", name: `U${i}`, parents: scope, table: given, place });
      continue;
    }
    if (child === undefined) {
      refuse("empty-scope", `${what} is a probability of no variable: its scope is empty`, place);
    }
    if (nodes[child] !== undefined) {
      refuse(
        "format-error",
        isDecision[child] === true
          ? `${what} is a probability table of ${names[child]}, which is a decision`
          : `${what} is a second table for ${names[child]}`,
        place,
      );
    }
    nodes[child] = {
      kind: "chance",
      name: `X${child}`,
      states: sizes[child] as number,
      parents: scope.slice(0, -1),
      table: given,
      place,
    };
  }
  return [
    ...nodes.map((node, v): ForeignNode => {
      if (node !== undefined) return node;
      return tokens.fault(`chance variable X${v} has no probability table`);
    }),
    ...utilities,
  ];
}

function checkScope(
  scope: readonly number[],
  names: readonly string[],
  i: number,
  tokens: Tokens,
  at: number,
): void {
  const twice = scope.find((v, position) => scope.indexOf(v) !== position);
  if (twice === undefined) return;
  refuse(
    "duplicate-parent",
    `function ${i} has ${names[twice]} in its scope twice`,
    tokens.placeAt(at),
  );
}
