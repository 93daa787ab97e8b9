/**
 * A Houdini that learns nothing but to get away from one guard: Q-learning on single games against it. It is told
 * whether it won. How far the best could get is worked out (`holdsBest`).
 */
import type { Random } from "@cidery/core";
import type { Behaviour, LabWorld, Outcome } from "@cidery/core/learn";
import { qLearning, worldEnvironment } from "@cidery/core/learn";
import type { MatchRules } from "./match.ts";
import { firstShare } from "./match.ts";
import type { Nim } from "./nim.ts";
import type { Player } from "./players.ts";

/** Positions in which the Houdini is to move, and the ends: it has lost at 0, and won at −1. */
const WON = -1;

function againstGuard(nim: Nim, rules: MatchRules, guard: Player): LabWorld<number> {
  /** What the guard makes of every position that it is to move in. */
  const answers = guard.replies.map((replies, at): readonly Outcome<number>[] =>
    at === 0
      ? [{ state: WON, probability: 1 }]
      : Array.from(replies, (state) => ({ state, probability: 1 / replies.length })),
  );
  const begun = new Map<number, number>();
  const add = (state: number, by: number) => begun.set(state, (begun.get(state) ?? 0) + by);
  for (const [at, probability] of nim.starts) {
    const first = firstShare(rules, guard, at);
    add(at, probability * (1 - first));
    for (const one of answers[at] ?? []) add(one.state, probability * first * one.probability);
  }
  const initial = [...begun].map(([state, probability]) => ({ state, probability }));
  return {
    horizon: nim.rules.heaps * nim.rules.size,
    initial: () => initial,
    key: String,
    actionCount: (at) => (at <= 0 ? 0 : (nim.moves[at]?.length ?? 0)),
    step: (at, move) => answers[nim.moves[at]?.[move] ?? 0] ?? [],
    reward: (_, __, next) => Number(next === WON),
  };
}

export interface Lessons {
  readonly games: number;
  readonly random: Random;
  readonly signal?: { readonly aborted: boolean };
  /** What it would do, some forty times on the way. */
  readonly onHoudini?: (done: number, houdini: Player) => void;
}

export function taughtHoudini(
  nim: Nim,
  rules: MatchRules,
  guard: Player,
  { games, random, signal, onHoudini }: Lessons,
): Player {
  const ties = random.fork(1);
  const { behaviour } = qLearning.train(worldEnvironment(againstGuard(nim, rules, guard)), {
    episodes: games,
    random,
    ...(signal === undefined ? {} : { signal }),
    onCheckpoint: (done, now) => onHoudini?.(done, playerOf(nim, now, ties.fork(0))),
  });
  return playerOf(nim, behaviour, ties.fork(0));
}

function playerOf({ moves }: Nim, behaviour: Behaviour, random: Random): Player {
  const replies = moves.map((reached, at) =>
    at === 0
      ? reached
      : Int32Array.of(reached[behaviour.choose(String(at), reached.length, random)] as number),
  );
  return {
    title: "has learnt against its guard",
    replies,
    thinks: new Int8Array(moves.length),
  };
}
