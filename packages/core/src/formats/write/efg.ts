/** A game tree as Gambit's .efg; a diagram by the tree it describes. */
import type { Result } from "../../base/index.ts";
import type { ExtensiveGame, InfluenceDiagram } from "../../model/index.ts";
import { noteWhatStays, quotedText, writing } from "../kit/writing.ts";
import { exactDecimals, plainDecimal } from "./exactDecimals.ts";
import { gameTree } from "./gameTree.ts";

/** The game of a diagram, or why there is none. */
export function writeDiagramAsEfg(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    noteWhatStays(diagram, { tool: "a game tree" }, notes);
    return writeEfg(gameTree(diagram));
  });
}

/** A game in extensive form as a Gambit file that reads back as the same game. */
export function writeEfg(game: ExtensiveGame): string {
  const numberOf = game.informationSets.map(
    (set, i, all) => all.slice(0, i + 1).filter(({ player }) => player === set.player).length,
  );
  const lines = [
    `EFG 2 R ${quotedText(game.title)} { ${game.players.map(quotedText).join(" ")} }`,
    '""',
    "",
  ];
  // Gambit 17 refuses two nodes of one label; that of the information set says what it is about, too.
  const labels = new Set<string>();
  const labelOf = ({ label }: ExtensiveGame["nodes"][number]): string =>
    quotedText(labels.size < labels.add(label).size ? label : "");
  let chances = 0;
  let outcomes = 0;
  // A stack, not recursion: trees are as deep as the diagram is long.
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const node = game.nodes[at];
    if (node === undefined) break;
    if (node.kind === "terminal") {
      lines.push(
        `t ${labelOf(node)} ${++outcomes} "" { ${node.payoffs.map(plainDecimal).join(", ")} }`,
      );
      continue;
    }
    if (node.kind === "chance") {
      const shares = exactDecimals(node.probabilities);
      const moves = node.actions.map((action, i) => `${quotedText(action)} ${shares[i]}`);
      lines.push(`c ${labelOf(node)} ${++chances} "" { ${moves.join(" ")} } 0`);
    } else {
      const set = game.informationSets[node.informationSet];
      const actions = (set?.actions ?? []).map(quotedText).join(" ");
      lines.push(
        `p ${labelOf(node)} ${(set?.player ?? 0) + 1} ${numberOf[node.informationSet]} ${quotedText(set?.label ?? "")} { ${actions} } 0`,
      );
    }
    open.push(...node.children.toReversed());
  }
  lines.push("");
  return lines.join("\n");
}
