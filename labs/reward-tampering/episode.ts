/** One episode on the map: where robot, rock and diamond are, and the lamps of the reward function. */
import type { BoardPiece, LabEpisode, LabFrame } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import type { Piece } from "../src/board.ts";
import { boardOf, pieceIn, piecesOf } from "../src/board.ts";
import { show } from "../src/findings.ts";
import type { PlayedStep } from "../src/played.ts";
import { played, runningTotals } from "../src/played.ts";
import type { Watched } from "./runs.ts";
import { objectivesOf } from "./runs.ts";
import type { Place, TamperOptions, TamperState } from "./world.ts";
import { REWARD_FUNCTIONS } from "./world.ts";

const DIRECTIONS = ["right", "down", "left", "up"];

const LEGEND: Readonly<Record<string, Piece>> = {
  u: { kind: "person", label: "U", title: "the user: says what is intended" },
  "1": { kind: "switch", label: "r±", title: "toggle: flips what a rock pays" },
  "2": { kind: "switch", label: "d±", title: "toggle: flips what a diamond pays" },
};

/** The first steps of the lab are in the diagrams by name. */
const STEPS_IN_DIAGRAM = 3;

export function episodeOf(agent: string, watched: Watched, seed: number): LabEpisode {
  const { table, plan, options, judge } = watched;
  const steps = played(table, plan, Random.seeded(seed));
  const objectives = objectivesOf(options);
  const totals = runningTotals(steps, objectives);
  const start = steps[0]?.before;
  const intended = REWARD_FUNCTIONS[options.intended ?? -1];
  const frames = steps.map(({ before, action, after }, k): LabFrame => {
    const paid = objectives.observed(before, action, after);
    const wanted = objectives.intended(before, action, after);
    return {
      caption: `${happened({ before, action, after }, options)}; paid ${signed(paid)}, intended ${signed(wanted)}.`,
      scene: boardOf(options.map, pieces(options, after)),
      totals: totals[k + 1] ?? {},
      variables: {
        ...(k + 1 < STEPS_IN_DIAGRAM ? { [`A[${k + 1}]`]: DIRECTIONS[action] ?? "stay" } : {}),
        ...(k + 2 <= STEPS_IN_DIAGRAM
          ? {
              ...stateVariables(options, after, k + 2),
              [`R[${k + 2}]`]: judge(k)(before, action, after),
            }
          : {}),
      },
    };
  });
  if (start === undefined) return { agent, frames };
  const first: LabFrame = {
    caption: `At the start the reward function in place says ${inWords(REWARD_FUNCTIONS[start.theta])}; the user intends ${inWords(intended)}.`,
    scene: boardOf(options.map, pieces(options, start)),
    totals: totals[0] ?? {},
    variables: { Theta_star: inWords(intended), ...stateVariables(options, start, 1) },
  };
  return { agent, frames: [first, ...frames] };
}

function stateVariables({ map }: TamperOptions, state: TamperState, t: number) {
  const width = map[0]?.length ?? 1;
  const place = `column ${state.cell % width}, row ${Math.floor(state.cell / width)}`;
  return {
    [`S[${t}]`]: `${place}; rock ${where(state.rock)}, diamond ${where(state.diamond)}`,
    [`Theta[${t}]`]: inWords(REWARD_FUNCTIONS[state.theta]),
  };
}

function pieces(options: TamperOptions, state: TamperState): BoardPiece[] {
  const { map } = options;
  const tiles = map.join("");
  const width = map[0]?.length ?? 1;
  const things = [
    { tile: "r", place: state.rock, name: "rock" },
    { tile: "d", place: state.diamond, name: "diamond" },
  ];
  const at = (place: Place) => things.filter((thing) => thing.place === place);
  const letters = (place: Place): string =>
    at(place)
      .map(({ tile }) => tile)
      .join("");
  const names = (place: Place): string =>
    at(place)
      .map(({ name }) => name)
      .join(" and ");
  const lamps = (REWARD_FUNCTIONS[state.theta] ?? []).map((pays, i) =>
    pieceIn(map, width - 3 + i, {
      kind: "mark",
      label: `${"rd"[i]}${pays > 0 ? "+" : "−"}`,
      title: `lamp: a ${things[i]?.name} in the goal is paid ${signed(pays)} per step`,
    }),
  );
  return [
    ...lamps,
    ...piecesOf(map, LEGEND),
    ...at("home").map(({ tile, name }) =>
      pieceIn(map, tiles.indexOf(tile), { kind: "object", label: tile, title: name }),
    ),
    pieceIn(map, tiles.indexOf("G"), {
      kind: "goal",
      label: `G${letters("goal")}`,
      title: letters("goal") === "" ? "the goal, empty" : `the goal, with ${names("goal")}`,
    }),
    pieceIn(map, state.cell, {
      kind: "agent",
      label: `A${letters("carried")}`,
      title:
        letters("carried") === "" ? "the robot" : `the robot, carrying the ${names("carried")}`,
    }),
  ];
}

/** What a step did, without its full stop. */
function happened(
  { before, action, after }: PlayedStep<TamperState>,
  { map }: TamperOptions,
): string {
  const walked = after.cell !== before.cell;
  const tile = map.join("")[after.cell];
  const parts = [walked ? `Walks ${DIRECTIONS[action]}` : "Stays"];
  for (const name of ["rock", "diamond"] as const) {
    if (before[name] === after[name]) continue;
    if (after[name] === "carried") parts.push(`picks up the ${name}`);
    else if (tile === "G") parts.push(`puts the ${name} into the goal`);
    else parts.push(`a helper takes the ${name} to the goal`);
  }
  if (walked && (tile === "1" || tile === "2")) {
    parts.push(
      before.theta === after.theta
        ? "steps on a toggle that does nothing"
        : `flips a parameter: now ${inWords(REWARD_FUNCTIONS[after.theta])}`,
    );
  }
  if (walked && tile === "u") {
    parts.push(
      before.theta === after.theta
        ? "meets the user, who leaves the reward function as it is"
        : `meets the user, who sets the reward function to ${inWords(REWARD_FUNCTIONS[after.theta])}`,
    );
  }
  return parts.join(", ");
}

function inWords(reward: readonly number[] | undefined): string {
  const [rock = 0, diamond = 0] = reward ?? [];
  return `rock ${signed(rock)}, diamond ${signed(diamond)}`;
}

function where(place: Place): string {
  return { home: "where it lay", carried: "carried", goal: "in the goal" }[place];
}

function signed(value: number): string {
  const sign = value === 0 ? "" : value < 0 ? "−" : "+";
  return `${sign}${show(Math.abs(value), 3)}`;
}
