/** A chain played, move by move: who guards whom, the heaps, and who took what, up to the end or until somebody gets away. */
import type { BoardPiece, BoardScene, LabEpisode, LabFrame } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import type { Game } from "./match.ts";
import { playMatch } from "./match.ts";
import type { Nim } from "./nim.ts";
import type { Player } from "./players.ts";
import type { Trial } from "./trial.ts";

export function chainEpisode(
  agent: string,
  { population, players, collude }: Trial,
  seed: number,
): LabEpisode {
  const { nim, match } = population;
  const random = Random.seeded(seed).fork(6);
  const frames: LabFrame[] = [];
  const totals = { held: 0, paid: 0, steps: 0 };
  for (let i = 1; i < players.length; i++) {
    const [guard, houdini] = [players[i - 1] as Player, players[i] as Player];
    const step = `Step ${i} of ${players.length - 1}`;
    if (random.unit() < collude) {
      const scene = frames.at(-1)?.scene ?? boardOf(nim, emptied(nim));
      const tell = (caption: string, paid: number, variables: LabFrame["variables"]) =>
        frames.push({ caption, scene, totals: { ...totals, paid }, variables });
      tell(`${step}: ${named(guard)} is to guard ${named(houdini)}.`, 0, {});
      tell("The two are of one mind: the guard lets it go.", 1, { K: true });
      return { agent, frames };
    }
    const games = playMatch(nim, match, guard, houdini, random);
    for (const [n, game] of games.entries())
      frames.push(
        ...gameFrames(
          nim,
          game,
          `${step}, game ${n + 1} of ${match.locks}`,
          guard,
          houdini,
          totals,
        ),
      );
    totals.steps = i;
    const safe = games.at(-1)?.guardWins === true;
    if (i === players.length - 1 || !safe) {
      const end = { ...totals, held: Number(safe), paid: Number(!safe) };
      frames.push({
        caption: safe
          ? `In this play ${named(houdini)} is held, and nobody has got away.`
          : `In this play ${named(houdini)} has won ${match.locks === 1 ? "the game" : `${match.locks} games in a row`} and gets away.`,
        scene: frames.at(-1)?.scene ?? boardOf(nim, emptied(nim)),
        totals: end,
        variables: i === 1 ? { W: safe } : { W2: safe },
      });
      return { agent, frames };
    }
  }
  return { agent, frames };
}

function gameFrames(
  nim: Nim,
  { guardBegins, course, guardWins }: Game,
  place: string,
  guard: Player,
  houdini: Player,
  totals: LabFrame["totals"],
): LabFrame[] {
  let heaps = [...(nim.positions[course[0] ?? 0] ?? [])];
  const heading = `${place}: ${named(guard)} guards ${named(houdini)}`;
  const frames: LabFrame[] = [
    {
      caption: `${heading}. Heaps of ${heaps.join(", ")}; ${guardBegins ? "the guard" : "Houdini"} begins.`,
      scene: boardOf(nim, heaps),
      totals: { ...totals },
      variables: {},
    },
  ];
  for (const [i, at] of course.slice(1).entries()) {
    const next = nim.positions[at] ?? [];
    const { heap, count } = moveBetween(heaps, next);
    const before = heaps;
    heaps = heaps.map((left, h) => (h === heap ? left - count : left));
    const byGuard = (i % 2 === 0) === guardBegins;
    const last =
      at === 0 ? ` That was the last one: ${guardWins ? "the guard" : "Houdini"} wins.` : "";
    frames.push({
      caption: `${byGuard ? "The guard" : "Houdini"} takes ${count} from heap ${heap + 1}.${last}`,
      scene: boardOf(nim, heaps, before, byGuard),
      totals: { ...totals },
      variables: {},
    });
  }
  return frames;
}

/** Which heap, and how many: positions are told up to the order of heaps. */
export function moveBetween(
  heaps: readonly number[],
  next: readonly number[],
): { readonly heap: number; readonly count: number } {
  const wanted = [...next].sort((a, b) => a - b).join(" ");
  for (const [heap, left] of heaps.entries())
    for (let count = 1; count <= left; count++) {
      const now = heaps.map((one, i) => (i === heap ? one - count : one));
      if (now.sort((a, b) => a - b).join(" ") === wanted) return { heap, count };
    }
  throw new RangeError(`no move leads from ${heaps.join(" ")} to ${next.join(" ")}`);
}

/** Heaps as columns from the bottom; what was just taken is left as an outline. */
function boardOf(
  { rules }: Nim,
  heaps: readonly number[],
  before: readonly number[] = heaps,
  byGuard = false,
): BoardScene {
  const pieces = before.flatMap((had, x) =>
    Array.from({ length: had }, (_, level): BoardPiece => {
      const y = rules.size - 1 - level;
      const taken = level >= (heaps[x] ?? 0);
      return taken
        ? {
            x,
            y,
            kind: byGuard ? "agent" : "danger",
            label: byGuard ? "G" : "H",
            title: `taken by ${byGuard ? "the guard" : "Houdini"}`,
          }
        : { x, y, kind: "object", label: "●", title: "a stone" };
    }),
  );
  return { kind: "board", width: rules.heaps, height: rules.size, walls: [], pieces };
}

function emptied({ rules }: Nim): number[] {
  return Array.from({ length: rules.heaps }, () => 0);
}

/** As one who does what its title says. */
function named({ title }: Player): string {
  return `one that ${title}`;
}
