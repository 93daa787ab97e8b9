/** A game tree as Gambit's .efg; a diagram by the tree it describes. */
import type { Result } from "../../base/index.ts";
import type { ExtensiveGame, InfluenceDiagram } from "../../model/index.ts";
import { gambitLabels, quotedLabel, quotedLabels } from "../kit/gambit.ts";
import { noteWhatStays, quotedText, writing } from "../kit/writing.ts";
import { exactDecimals, plainDecimal } from "./exactDecimals.ts";
import { noteGambitLabels } from "./gambitNotes.ts";
import { gameTree } from "./gameTree.ts";

/** The game of a diagram, or why there is none. */
export function writeDiagramAsEfg(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    noteWhatStays(diagram, { tool: "a game tree" }, notes);
    const game = gameTree(diagram);
    noteGambitLabels(diagram, notes);
    return writeEfg(game);
  });
}

/** A game in extensive form as a Gambit file that reads back as the same game, but for labels that Gambit refuses. */
export function writeEfg(game: ExtensiveGame): string {
  const numberOf = game.informationSets.map(
    (set, i, all) => all.slice(0, i + 1).filter(({ player }) => player === set.player).length,
  );
  const setLabels = informationSetLabels(game);
  const lines = [`EFG 2 R ${quotedLabel(game.title)} { ${quotedLabels(game.players)} }`, '""', ""];
  // Gambit 17 refuses two nodes of one label; that of the information set says what it is about, too.
  const labels = new Set<string>();
  const labelOf = ({ label }: ExtensiveGame["nodes"][number]): string => {
    const quoted = quotedLabel(label);
    return labels.size < labels.add(quoted).size ? quoted : '""';
  };
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
      const moves = gambitLabels(node.actions).map(
        (action, i) => `${quotedText(action)} ${shares[i]}`,
      );
      lines.push(`c ${labelOf(node)} ${++chances} "" { ${moves.join(" ")} } 0`);
    } else {
      const set = game.informationSets[node.informationSet];
      const actions = quotedLabels(set?.actions ?? []);
      lines.push(
        `p ${labelOf(node)} ${(set?.player ?? 0) + 1} ${numberOf[node.informationSet]} ${quotedLabel(setLabels[node.informationSet] ?? "")} { ${actions} } 0`,
      );
    }
    open.push(...node.children.toReversed());
  }
  lines.push("");
  return lines.join("\n");
}

/** No two alike of one player, which Gambit 17 refuses, too. */
function informationSetLabels({ players, informationSets }: ExtensiveGame): string[] {
  const labels = informationSets.map(() => "");
  for (const player of players.keys()) {
    const own = informationSets.flatMap((set, i) =>
      set.player === player && set.label !== "" ? [i] : [],
    );
    const fitting = gambitLabels(own.map((i) => informationSets[i]?.label ?? ""));
    for (const [at, i] of own.entries()) labels[i] = fitting[at] as string;
  }
  return labels;
}
