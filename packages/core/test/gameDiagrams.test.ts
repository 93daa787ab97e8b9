/**
 * Games as diagrams: random trees and tables pay the same under uniform play, and leave each
 * player the same to gain, whether they are asked as the game or as the diagram.
 */
import { describe, expect, it } from "vitest";
import type { ExtensiveGame, GameNode } from "../src/model/index.ts";
import { Random } from "../src/base/index.ts";
import { readModelFile } from "../src/formats/index.ts";
import { treeEquilibria } from "../src/solve/index.ts";
import { compareGame } from "./compareGame.ts";

/** A random tree as Gambit writes it; information sets join nodes of one player and arity. */
function randomTree(random: Random, players: number, depth: number): string {
  const sets = new Map<string, number>();
  let next = 0;
  let outcome = 0;
  const numbers = (): string =>
    Array.from({ length: players }, () => Math.floor(random.unit() * 21) - 10).join(" ");
  const node = (level: number, path: string): string => {
    if (level === depth || (level > 0 && random.unit() < 0.2)) {
      return `t "" ${++outcome} "" { ${numbers()} }\n`;
    }
    const arity = 2 + Math.floor(random.unit() * 2);
    const moves = Array.from({ length: arity }, (_, i) => i);
    const below = (): string => moves.map((i) => node(level + 1, `${path}${i}`)).join("");
    if (random.unit() < 0.25) {
      const first = 1 / (arity + 1);
      const shares = moves.map((i) => (i === 0 ? 1 - first * (arity - 1) : first));
      return `c "" ${++next} "" { ${moves.map((i) => `"c${i}" ${shares[i]}`).join(" ")} } 0\n${below()}`;
    }
    const player = 1 + Math.floor(random.unit() * players);
    // Sets may join cousins, and never a node with what comes after it.
    const key = `${level} ${player} ${arity} ${random.unit() < 0.5 ? "" : path}`;
    const number = sets.get(key) ?? ++next;
    sets.set(key, number);
    return `p "" ${player} ${number} "" { ${moves.map((i) => `"a${i}"`).join(" ")} } 0\n${below()}`;
  };
  const names = Array.from({ length: players }, (_, i) => `"p${i + 1}"`).join(" ");
  return `EFG 2 R "random" { ${names} }\n${node(0, "")}`;
}

describe("game trees", () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))("random tree %i", (seed) => {
    const random = Random.seeded(seed + 900);
    compareGame(randomTree(random, 1 + (seed % 3), 2 + (seed % 2)));
  });
});

describe("equilibria of trees", () => {
  const entry = `EFG 2 R "entry" { "E" "I" }
p "" 1 1 "" { "out" "in" } 0
t "" 1 "" { 0 2 }
p "" 2 1 "" { "fight" "share" } 0
t "" 2 "" { -1 -1 }
t "" 3 "" { 1 1 }`;

  it("subgame-perfect ones leave out empty threats", async () => {
    const { result } = readModelFile({ name: "x", text: entry });
    const game = treeIn(result);
    const perfect = await treeEquilibria(game, "subgame-perfect");
    expect(perfect.completeness).toBe("all");
    expect(perfect.equilibria.map(({ payoffs }) => payoffs)).toEqual([[1, 1]]);
    expect((await treeEquilibria(game, "pure")).equilibria).toHaveLength(2);
  });

  it("subgames are combined: two coordination games after a choice", async () => {
    const coordination = (player: number, set: number, outcome: number): string =>
      `p "" ${player} ${set} "" { "l" "r" } 0
p "" ${3 - player} ${set + 1} "" { "l" "r" } 0
t "" ${outcome} "" { 2 2 }
t "" ${outcome + 1} "" { 0 0 }
p "" ${3 - player} ${set + 1} "" { "l" "r" } 0
t "" ${outcome + 1} "" { 0 0 }
t "" ${outcome + 2} "" { 1 1 }
`;
    const text = `EFG 2 R "x" { "A" "B" }
c "" 1 "" { "h" 1/2 "t" 1/2 } 0
${coordination(1, 1, 1)}${coordination(1, 5, 4)}`;
    const { result } = readModelFile({ name: "x", text });
    const found = await treeEquilibria(treeIn(result), "subgame-perfect");
    // Three equilibria of each half, of values 2, 1 and 2/3.
    expect(found.equilibria).toHaveLength(9);
    const values = found.equilibria.map(({ payoffs }) => payoffs[0] ?? 0).sort((a, b) => a - b);
    expect(values[0]).toBeCloseTo(2 / 3, 12);
    expect(values[8]).toBe(2);
    for (const { regret } of found.equilibria) expect(regret).toBeLessThan(1e-12);
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    "regret is nil: random tree %i",
    async (seed) => {
      const { result } = readModelFile({
        name: "x",
        text: randomTree(Random.seeded(seed + 40), 1 + (seed % 2), 2 + (seed % 2)),
      });
      const game = treeIn(result);
      const recall = await treeEquilibria(game, "subgame-perfect");
      const regrets = recall.equilibria.map(({ regret }) => regret);
      if (remembers(game)) for (const regret of regrets) expect(regret).toBeLessThan(1e-9);
    },
  );
});

function treeIn(result: ReturnType<typeof readModelFile>["result"]): ExtensiveGame {
  if (!result.ok || result.value.game?.form !== "extensive") throw new Error("no game");
  return result.value.game.game;
}

/** No player forgets: each information set is met after the same own moves. */
function remembers(game: ExtensiveGame): boolean {
  const before = new Map<number, string>();
  const visit = (n: number, own: readonly string[]): boolean => {
    const node = game.nodes[n] as GameNode;
    if (node.kind === "terminal") return true;
    const player =
      node.kind === "player" ? (game.informationSets[node.informationSet]?.player ?? -1) : -1;
    if (node.kind === "player") {
      const seen = own[player] ?? "";
      const known = before.get(node.informationSet);
      if (known !== undefined && known !== seen) return false;
      before.set(node.informationSet, seen);
    }
    return node.children.every((child, action) =>
      visit(
        child,
        own.map((text, i) =>
          i === player && node.kind === "player"
            ? `${text} ${node.informationSet}:${action}`
            : text,
        ),
      ),
    );
  };
  return visit(
    0,
    game.players.map(() => ""),
  );
}
