/**
 * Influence diagrams in the UAI format family. Two dialects: the three files of the gmid
 * benchmarks (`.uai` tables, `.id` kinds of variables and functions, `.pvo` the partial order of
 * observation), and the single file with kinds inline (`d c c d`, functions `p`, `u`, `d`).
 * Tables list the LAST variable of a scope fastest, and the last variable of a `P` scope is the
 * child, just as the diagram's tables do. Variables become X0, X1, … and decisions D4, …; a
 * utility is U followed by its function's number.
 */
import type { Checked } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { TableNode } from "./tableDiagram.ts";
import { NumberTokens } from "./numberTokens.ts";
import { readTables } from "./tableDiagram.ts";

export interface UaiParts {
  readonly uai: string;
  /** Absent for the dialect with kinds inline. */
  readonly id?: string;
  readonly pvo?: string;
  /**
   * What a decision sees: everything before it (`perfect-recall`, the default) or only the block
   * of chance variables just before it (`preceding-block`, the memoryless reading).
   */
  readonly recall?: "perfect-recall" | "preceding-block";
}

interface RawFunction {
  readonly kind: "p" | "u" | "d";
  readonly scope: readonly number[];
}

export function readUai(parts: UaiParts): Checked<InfluenceDiagram> {
  const { id, pvo } = parts;
  if (id === undefined || pvo === undefined) return readTables(parts.uai, readInline);
  return readTables(parts.uai, (tokens) => {
    const sizes = readHeader(tokens);
    const count = tokens.count("the number of functions");
    const scopes = Array.from({ length: count }, () => readScope(tokens, sizes.length));
    const kinds = new NumberTokens(id);
    const variables = kinds.count("the number of variables");
    if (variables !== sizes.length)
      throw kinds.fault(
        `the kinds file speaks of ${variables} variables, the tables of ${sizes.length}`,
      );
    const isDecision = sizes.map(() => kinds.word("C or D").toUpperCase() === "D");
    kinds.count("the number of functions");
    const functions = scopes.map((scope): RawFunction => {
      const kind = kinds.word("P or U").toUpperCase();
      return { kind: kind === "U" ? "u" : "p", scope };
    });
    const blocks = readBlocks(pvo, sizes.length);
    const sees = observations(blocks, isDecision, parts.recall ?? "perfect-recall");
    return build(tokens, sizes, isDecision, functions, sees);
  });
}

function readInline(tokens: NumberTokens): TableNode[] {
  const dialect = tokens.peek();
  const sizes = readHeader(tokens);
  const isDecision = sizes.map(() => tokens.word("c or d").toLowerCase() === "d");
  if (dialect === "ID") for (const _ of sizes) tokens.count("the order of variables", sizes.length);
  const count = tokens.count("the number of functions");
  const sees = new Map<number, readonly number[]>();
  const functions = Array.from({ length: count }, (): RawFunction => {
    const kind = tokens.word("p, u or d").toLowerCase();
    if (kind !== "p" && kind !== "u" && kind !== "d")
      throw tokens.fault(`${kind} is no kind of function`, "p, u or d");
    return { kind, scope: readScope(tokens, sizes.length) };
  });
  for (const { kind, scope } of functions)
    if (kind === "d") sees.set(scope[scope.length - 1] as number, scope.slice(0, -1));
  return build(tokens, sizes, isDecision, functions, sees);
}

function readHeader(tokens: NumberTokens): number[] {
  const kind = tokens.word("ID or LIMID");
  if (kind !== "ID" && kind !== "LIMID")
    throw tokens.fault(`the file begins with ${kind}, not with ID or LIMID`);
  const count = tokens.count("the number of variables");
  return Array.from({ length: count }, () => tokens.count("a number of values", 2 ** 20, 1));
}

function readScope(tokens: NumberTokens, variables: number): number[] {
  const length = tokens.count("the length of a scope", variables + 1);
  return Array.from({ length }, () => tokens.count("a variable's number", variables));
}

/** The blocks of the partial order, in elimination order. */
function readBlocks(pvo: string, variables: number): number[][] {
  const statements = pvo.split(";").map((s) => s.trim());
  const blocks = statements
    .slice(2)
    .filter((s) => s !== "")
    .map((s) => {
      const tokens = new NumberTokens(s);
      const block: number[] = [];
      while (!tokens.done) block.push(tokens.count("a variable's number", variables));
      return block;
    });
  return blocks;
}

function observations(
  blocks: readonly (readonly number[])[],
  isDecision: readonly boolean[],
  recall: "perfect-recall" | "preceding-block",
): Map<number, readonly number[]> {
  const sees = new Map<number, readonly number[]>();
  for (const [i, block] of blocks.entries())
    for (const v of block) {
      if (isDecision[v] !== true) continue;
      const before = blocks.slice(i + 1).reverse();
      const last = before[before.length - 1] ?? [];
      const memoryless = last.some((w) => isDecision[w] === true) ? [] : last;
      sees.set(v, recall === "perfect-recall" ? before.flat() : memoryless);
    }
  return sees;
}

function build(
  tokens: NumberTokens,
  sizes: readonly number[],
  isDecision: readonly boolean[],
  functions: readonly RawFunction[],
  sees: ReadonlyMap<number, readonly number[]>,
): TableNode[] {
  const nodes: (TableNode | undefined)[] = sizes.map((size, v) =>
    isDecision[v] === true
      ? { kind: "decision", name: `D${v}`, size, parents: sees.get(v) ?? [] }
      : undefined,
  );
  const utilities: TableNode[] = [];
  for (const [i, { kind, scope }] of functions.entries()) {
    const entries = scope.reduce((n, v) => n * (sizes[v] as number), 1);
    const length = tokens.count("a table size", 2 ** 28);
    if (kind === "d") {
      if (length !== 0) tokens.numbers(length, "an entry of a table");
      continue;
    }
    if (length !== entries)
      throw tokens.fault(`function ${i} announces ${length} entries, its scope needs ${entries}`);
    const values = tokens.numbers(length, `an entry of function ${i}`);
    if (kind === "u") {
      utilities.push({ kind: "utility", name: `U${i}`, size: 1, parents: scope, entries: values });
      continue;
    }
    const child = scope[scope.length - 1];
    if (child === undefined || nodes[child] !== undefined)
      throw tokens.fault(`function ${i} is a second table for variable ${child}`);
    const parents = scope.slice(0, -1);
    nodes[child] = {
      kind: "chance",
      name: `X${child}`,
      size: sizes[child] as number,
      parents,
      entries: values,
    };
  }
  return [
    ...nodes.map((node, v): TableNode => {
      if (node !== undefined) return node;
      throw tokens.fault(`chance variable ${v} has no table`);
    }),
    ...utilities,
  ];
}
