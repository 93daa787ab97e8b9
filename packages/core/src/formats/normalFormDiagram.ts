/**
 * A game in normal form as a diagram: one decision a player, seeing nothing, and one utility a
 * player over all of them. The two have the same equilibria.
 */
import type { DiagramNode, NormalFormGame } from "../model/index.ts";
import { InfluenceDiagram } from "../model/index.ts";
import { actionDomain, playerNames } from "./gameNames.ts";

/** Profiles a diagram's utility tables may list. */
const MOST_PROFILES = 2 ** 16;

export type GameDiagram =
  | { readonly ok: true; readonly diagram: InfluenceDiagram }
  | { readonly ok: false; readonly why: string };

export function normalFormDiagram(game: NormalFormGame): GameDiagram {
  const profiles = game.payoffs[0]?.length ?? 0;
  if (profiles > MOST_PROFILES) {
    return {
      ok: false,
      why: `it has ${profiles.toLocaleString("en")} profiles; diagrams are made of games of up to ${MOST_PROFILES.toLocaleString("en")}`,
    };
  }
  const names = playerNames(game.players);
  const moves = names.map(
    (player, id): DiagramNode => ({
      id,
      name: `move_${id + 1}`,
      label: `${player}'s move`,
      kind: "decision",
      owners: [id],
      domain: actionDomain(game.strategies[id] ?? []),
      parents: [],
      mechanism: { kind: "decision" },
    }),
  );
  const payoffs = names.map(
    (player, i): DiagramNode => ({
      id: names.length + i,
      name: `payoff_${i + 1}`,
      label: `${player}'s payoff`,
      kind: "utility",
      owners: [i],
      parents: moves.map(({ id }) => id),
      mechanism: {
        kind: "table",
        stochastic: false,
        entries: game.payoffs[i] ?? new Float64Array(profiles),
      },
    }),
  );
  const diagram = InfluenceDiagram.of({
    header: gameHeader(game.title),
    agents: names.map((name) => ({ name })),
    nodes: [...moves, ...payoffs],
  });
  return { ok: true, diagram };
}

export function gameHeader(title: string): {
  title?: string;
  citations: string[];
  notes: string[];
  topics: string[];
} {
  const plain = title.trim();
  return { ...(plain === "" ? {} : { title: plain }), citations: [], notes: [], topics: [] };
}
