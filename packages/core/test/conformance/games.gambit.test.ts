/**
 * The games of ../shared/instances/games against the equilibria Gambit printed: the sets agree,
 * and Gambit's own answers have no regret under our checkers.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ExtensiveGame, NormalFormGame } from "../../src/model/index.ts";
import { readEfg, readNfg, writeNfg } from "../../src/formats/index.ts";
import {
  behaviourRegret,
  extensiveEquilibria,
  extremeEquilibria,
  lemkeHowson,
  payoffScale,
  pureEquilibria,
  reducedNormalForm,
  regret,
  solveSequenceForm,
  solveZeroSum,
  traceEquilibrium,
} from "../../src/solve/index.ts";
import { sharedFile } from "../shared.ts";

type Printed = Readonly<Record<string, readonly (readonly string[])[]>>;

const folder = sharedFile("instances/games");
const printed = JSON.parse(
  readFileSync(sharedFile("instances/games/expected/gambit-equilibria.json"), "utf8"),
) as Readonly<Record<string, Printed>>;
const files = ["gambit", "openspiel", "random"].flatMap((sub) =>
  readdirSync(`${folder}/${sub}`)
    .filter((file) => /\.[en]fg$/u.test(file))
    .map((file) => `${sub}/${file}`),
);

function normalForm(file: string): NormalFormGame {
  const read = readNfg(readFileSync(`${folder}/${file}`, "utf8"));
  if (!read.ok) throw new Error(`${file}: ${read.diagnostics[0]?.message}`);
  return read.value;
}

function extensive(file: string): ExtensiveGame {
  const read = readEfg(readFileSync(`${folder}/${file}`, "utf8"));
  if (!read.ok) throw new Error(`${file}: ${read.diagnostics[0]?.message}`);
  return read.value;
}

describe("the readers", () => {
  it.each(files)("%s", (file) => {
    if (file.endsWith(".efg")) {
      const game = extensive(file);
      expect(game.nodes.length).toBeGreaterThan(2);
      expect(game.informationSets.every((set) => set.nodes.length > 0)).toBe(true);
      return;
    }
    const game = normalForm(file);
    const again = readNfg(writeNfg(game));
    expect(again).toEqual({ ok: true, value: game, diagnostics: [] });
  });
});

const normal = Object.keys(printed).filter((file) => file.endsWith(".nfg"));
const trees = Object.keys(printed).filter((file) => file.endsWith(".efg"));

describe("normal-form games", () => {
  it.each(normal)("%s", async (file) => {
    const game = normalForm(file);
    const answers = printed[file] as Printed;
    const two = game.players.length === 2;
    for (const [method, list] of Object.entries(answers)) {
      const theirs = list.map((flat) => profileFrom(game, flat));
      for (const one of theirs) expect(regret(game, one)).toBeLessThan(1e-9 * payoffScale(game));
      if (method === "gambit-enumpure") {
        expect(keys(pureEquilibria(game).equilibria.map((one) => one.profile))).toEqual(
          keys(theirs),
        );
      } else if (method === "gambit-enummixed" || method === "gambit-lcp") {
        const all = extremeEquilibria(game);
        expect(all.completeness).toBe("all");
        const ours = keys(all.equilibria.map((one) => one.profile));
        // lcp lists accessible equilibria only; both print at most 40.
        expect(ours).toEqual(expect.arrayContaining(keys(theirs)));
        if (method === "gambit-enummixed" && theirs.length < 40) expect(ours).toEqual(keys(theirs));
        for (const one of all.equilibria) {
          expect(one.regret).toBeLessThan(1e-12 * payoffScale(game));
        }
      } else if (method === "gambit-lp") {
        const solved = await solveZeroSum(game);
        const value = value0(game, theirs[0] as Float64Array[]);
        expect(solved.value).toBeCloseTo(value, 8);
        expect(solved.regret).toBeLessThan(1e-9 * payoffScale(game));
      }
    }
    if (two) expect(lemkeHowson(game).regret).toBeLessThan(1e-10 * payoffScale(game));
    expect(traceEquilibrium(game).converged).toBe(true);
  });

  it.each([
    ["gambit/6x6_game_with_75_eq.nfg", 75],
    ["random/bimatrix-11x11-s2.nfg", 19],
    ["random/bimatrix-12x12-s1.nfg", 23],
    ["random/bimatrix-12x12-s2.nfg", 11],
    ["random/bimatrix-12x12-s3.nfg", 29],
  ])("%s has %i equilibria", (file, count) => {
    expect(extremeEquilibria(normalForm(file)).equilibria).toHaveLength(count);
  });
});

describe("extensive games", () => {
  it.each(trees)("%s", async (file) => {
    const game = extensive(file);
    const answers = printed[file] as Printed;
    for (const [method, list] of Object.entries(answers)) {
      if (method === "gambit-enummixed") {
        const reduced = reducedNormalForm(game);
        const theirs = list.map((flat) => profileFrom(reduced.game, flat));
        const ours = extensiveEquilibria(game);
        expect(keys(ours.equilibria.map((one) => one.profile))).toEqual(keys(theirs));
        for (const one of ours.equilibria) expect(one.behaviourRegret).toBeLessThan(1e-12);
        continue;
      }
      const theirs = list.map((flat) => behaviourFrom(game, flat));
      for (const one of theirs) expect(behaviourRegret(game, one)).toBeLessThan(1e-12);
      if (method === "gambit-enumpure" && list.length > 0) {
        expect(extensiveEquilibria(game, { kind: "pure" }).equilibria).toHaveLength(list.length);
      }
      if (method === "gambit-lp") {
        expect((await solveSequenceForm(game)).regret).toBeLessThan(1e-9);
      }
    }
  });

  it.each([
    ["openspiel/kuhn_poker.efg", -1 / 18],
    ["openspiel/leduc_poker.efg", -0.0856064],
    ["gambit/myerson1991_fig2_1.efg", 1 / 3],
  ])("%s has the value %d", async (file, value) => {
    const solved = await solveSequenceForm(extensive(file));
    expect(solved.payoffs[0]).toBeCloseTo(value, 6);
    expect(solved.regret).toBeLessThan(1e-9);
  });
});

function number(text: string): number {
  const [above, below = "1"] = text.split("/");
  return Number(above) / Number(below);
}

function profileFrom(game: NormalFormGame, flat: readonly string[]): Float64Array[] {
  let at = 0;
  return game.strategies.map((list) =>
    Float64Array.from(flat.slice(at, (at += list.length)), number),
  );
}

/** Gambit lists players first, then their information sets. */
function behaviourFrom(game: ExtensiveGame, flat: readonly string[]): Float64Array[] {
  const behaviour: Float64Array[] = [];
  let at = 0;
  for (const player of game.players.keys()) {
    for (const [index, set] of game.informationSets.entries()) {
      if (set.player !== player) continue;
      behaviour[index] = Float64Array.from(flat.slice(at, (at += set.actions.length)), number);
    }
  }
  return behaviour;
}

function value0(game: NormalFormGame, [x, y]: readonly Float64Array[]): number {
  const columns = y?.length ?? 0;
  let value = 0;
  for (const [i, p] of (x ?? []).entries()) {
    for (const [j, q] of (y ?? []).entries()) {
      value += p * q * (game.payoffs[0]?.[i * columns + j] as number);
    }
  }
  return value;
}

/** Profiles as texts of six digits, sorted, so that sets can be compared. */
function keys(profiles: readonly (readonly Float64Array[])[]): string[] {
  return profiles
    .map((profile) =>
      profile.map((mixed) => Array.from(mixed, (p) => p.toFixed(6)).join(" ")).join(" | "),
    )
    .map((text) => text.replaceAll("-0.000000", "0.000000"))
    .sort();
}
