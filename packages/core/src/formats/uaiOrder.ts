/** The `.pvo` file of a UAI influence diagram: who is seen before whom, in elimination order. */
import { TABLE_LEXICON } from "./kit/numberTable.ts";
import { Tokens } from "./kit/tokens.ts";

const ORDER_LEXICON = { ...TABLE_LEXICON, blanks: "", marks: [";"] };

/** The blocks of the partial order, in elimination order. */
export function readBlocks(pvo: string, variables: number, file: string): number[][] {
  const tokens = new Tokens(pvo, ORDER_LEXICON, file);
  const at = tokens.position;
  const announced = tokens.count("the number of variables");
  if (announced !== variables) {
    tokens.fault(`${announced} variables here, ${variables} in the .uai file`, at);
  }
  tokens.expect(";");
  tokens.count("the number of blocks");
  tokens.expect(";");
  const blocks: number[][] = [];
  const seen = new Set<number>();
  while (!tokens.atEnd) {
    const block: number[] = [];
    while (!tokens.accept(";") && !tokens.atEnd) {
      const v = tokens.count("a variable's number", variables);
      if (seen.has(v)) tokens.fault(`variable ${v} stands in the order twice`, tokens.position - 1);
      seen.add(v);
      block.push(v);
    }
    if (block.length > 0) blocks.push(block);
  }
  return blocks;
}

export function observations(
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
