/**
 * The plain LIMID text format of the kpu-pp solver: sizes, parents and tables of numbered
 * variables. In its tables the child varies fastest, then the parents in the order listed (the
 * first listed parent next); in the diagram the parents of chance and utility nodes are therefore
 * listed in reverse. Chance nodes become C0, C1, …, decisions D0, …, utilities U0, ….
 */
import type { Result } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Format } from "./format.ts";
import type { ForeignNode } from "./kit/foreignModel.ts";
import { imported } from "./format.ts";
import { reading } from "./kit/fault.ts";
import { foreignDiagram } from "./kit/foreignModel.ts";
import { numbersOfTable, TABLE_LEXICON } from "./kit/numberTable.ts";
import { Tokens, withoutLeadingComments } from "./kit/tokens.ts";
import { hasKinds } from "./uai.ts";
import { writeLimid } from "./write/limid.ts";

export const limid: Format = {
  id: "limid",
  title: "LIMID file of kpu-pp",
  endings: [".limid"],
  recognise: (text) => {
    const tokens = new Tokens(withoutLeadingComments(text), TABLE_LEXICON);
    return tokens.peek() === "LIMID" && !hasKinds(tokens);
  },
  read: (file) => imported(readLimid(file.text)),
  write: writeLimid,
  losses: {
    reading: ["Variables have no names: they become C0 …, D0 …, U0 …, with values 0, 1, …."],
    writing: [
      "Claims, parameters (their numbers stay), citations, notes and the agent’s name are lost.",
      "Names and values become numbers.",
      "Models of several agents are refused.",
      "Models with open mechanisms, or with utilities that have children, are refused.",
    ],
  },
};

/**
 * Reads an influence diagram in LIMID form. Never throws; what is wrong is in the diagnostics.
 */
export function readLimid(text: string): Result<InfluenceDiagram> {
  return reading((notes) => {
    const nodes = readNodes(new Tokens(text, TABLE_LEXICON));
    return foreignDiagram({ nodes, agents: ["agent"] }, notes);
  });
}

function readNodes(tokens: Tokens): ForeignNode[] {
  if (tokens.peek() !== "LIMID") tokens.fault("the file does not begin with LIMID");
  tokens.word("LIMID");
  const chance = tokens.count("the number of chance variables");
  const decisions = tokens.count("the number of decisions");
  const utilities = tokens.count("the number of utilities");
  const variables = chance + decisions;
  const sizes: number[] = [];
  for (let v = 0; v < variables; v++)
    sizes.push(tokens.count(`the number of values of variable ${v}`, 2 ** 20, 1));
  const parents: number[][] = [];
  const places: number[] = [];
  for (let v = 0; v < variables + utilities; v++) {
    places.push(tokens.position);
    const length = tokens.count("a number of parents", variables + 1);
    parents.push(Array.from({ length }, () => tokens.count("a parent's number", variables)));
  }
  const nodes: ForeignNode[] = [];
  for (let v = 0; v < variables + utilities; v++) {
    const own = parents[v] as number[];
    const place = tokens.placeAt(places[v]);
    const states = sizes[v];
    if (v >= chance && v < variables) {
      nodes.push({
        kind: "decision",
        name: `D${v - chance}`,
        states: states ?? 1,
        parents: own,
        place,
      });
      continue;
    }
    const isChance = v < chance;
    const name = isChance ? `C${v}` : `U${v - variables}`;
    const scope = [...own].reverse();
    const table = numbersOfTable(tokens, `the table of ${name}`, [
      ...scope.map((p) => sizes[p] as number),
      ...(isChance ? [states ?? 1] : []),
    ]);
    nodes.push({
      kind: isChance ? "chance" : "utility",
      name,
      ...(isChance ? { states: states ?? 1 } : {}),
      parents: scope,
      table,
      place,
    });
  }
  if (!tokens.atEnd) tokens.fault("more text follows after the last table");
  return nodes;
}
