/**
 * The plain LIMID text format of the kpu-pp solver: sizes, parents and tables of numbered
 * variables. In its tables the child varies fastest, then the parents in the order listed (the
 * first listed parent next); in the diagram the parents of chance and utility nodes are therefore
 * listed in reverse. Chance nodes become C0, C1, …, decisions D0, …, utilities U0, ….
 */
import type { Checked } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { NumberTokens } from "./numberTokens.ts";
import type { TableNode } from "./tableDiagram.ts";
import { readTables } from "./tableDiagram.ts";

export function readLimid(text: string): Checked<InfluenceDiagram> {
  return readTables(text, read);
}

function read(tokens: NumberTokens): TableNode[] {
  const magic = tokens.peek();
  if (magic !== "LIMID") throw tokens.fault("the file does not begin with LIMID");
  tokens.word("LIMID");
  const chance = tokens.count("the number of chance variables");
  const decisions = tokens.count("the number of decisions");
  const utilities = tokens.count("the number of utilities");
  const variables = chance + decisions;
  const sizes: number[] = [];
  for (let v = 0; v < variables; v++)
    sizes.push(tokens.count(`the number of values of variable ${v}`, 2 ** 20, 1));
  const parents: number[][] = [];
  for (let v = 0; v < variables + utilities; v++) {
    const length = tokens.count("a number of parents", variables + 1);
    parents.push(Array.from({ length }, () => tokens.count("a parent's number", variables)));
  }
  const nodes: TableNode[] = [];
  for (let v = 0; v < variables + utilities; v++) {
    const own = parents[v] as number[];
    if (new Set(own).size !== own.length) throw tokens.fault(`variable ${v} lists a parent twice`);
    const rows = own.reduce((n, p) => n * (sizes[p] as number), 1);
    const size = sizes[v] ?? 1;
    if (v >= chance && v < variables) {
      nodes.push({ kind: "decision", name: `D${v - chance}`, size, parents: own });
      continue;
    }
    const isChance = v < chance;
    const name = isChance ? `C${v}` : `U${v - variables}`;
    const expected = rows * (isChance ? size : 1);
    const length = tokens.count(`the table size of ${name}`, 2 ** 28);
    if (length !== expected)
      throw tokens.fault(`${name} announces ${length} entries, its parents need ${expected}`);
    nodes.push({
      kind: isChance ? "chance" : "utility",
      name,
      size,
      parents: [...own].reverse(),
      entries: tokens.numbers(length, `an entry of the table of ${name}`),
    });
  }
  if (!tokens.done) throw tokens.fault("more text follows after the last table");
  return nodes;
}
