/**
 * Small games whose answers conformance/games.py found by listing everything, asked of every solver of games in
 * every clone: all equilibria of regular bimatrix games, pure equilibria, correlated ones, trees, causal games.
 */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readEfg } from "../src/formats/index.ts";
import { loadModel } from "../src/language/index.ts";
import { bimatrixGame, type ExtensiveGame, type NormalFormGame } from "../src/model/index.ts";
import {
  correlatedEquilibrium,
  equilibria,
  extensiveEquilibria,
  extremeEquilibria,
  fillFreeContexts,
  lemkeHowson,
  pureEquilibria,
  solveSequenceForm,
  traceEquilibrium,
  treeEquilibria,
} from "../src/solve/index.ts";

type Matrix = readonly (readonly number[])[];
type Pays = readonly (readonly number[])[];

interface Table {
  readonly sizes: readonly number[];
  readonly payoffs: Pays;
}

const recorded = JSON.parse(
  readFileSync(new URL("../../../conformance/games.json", import.meta.url), "utf8"),
) as {
  readonly mixed: readonly {
    readonly game: readonly [Matrix, Matrix];
    readonly equilibria: readonly Pays[];
  }[];
  readonly pure: readonly (Table & { readonly profiles: Pays })[];
  readonly correlated: readonly (Table & { readonly value: number })[];
  readonly trees: readonly { readonly game: string; readonly payoffs: Pays }[];
  readonly perfect: readonly { readonly game: string; readonly payoffs: Pays }[];
  readonly opposed: readonly { readonly game: string; readonly value: number }[];
  readonly causal: readonly { readonly model: string; readonly payoffs: Pays }[];
};

it("all equilibria of regular bimatrix games, and each solver finds one of them", () => {
  expect(recorded.mixed.length).toBe(40);
  for (const { game, equilibria: known } of recorded.mixed) {
    const asked = bimatrixGame(game[0], game[1]);
    const all = extremeEquilibria(asked);
    expect(all.completeness).toBe("all");
    const wanted = written(known.map((one) => one.map((mixed) => [...mixed])));
    expect(written(all.equilibria.map(({ profile }) => profile)), JSON.stringify(game)).toEqual(
      wanted,
    );
    expect(wanted).toEqual(expect.arrayContaining(written([lemkeHowson(asked).profile])));
    expect(wanted).toEqual(expect.arrayContaining(written([traceEquilibrium(asked).profile])));
  }
});

it("pure equilibria of games of three and four players", () => {
  expect(recorded.pure.length).toBe(20);
  for (const table of recorded.pure) {
    const found = pureEquilibria(normalForm(table)).equilibria.map(({ profile }) =>
      profile.map((mixed) => [...mixed].indexOf(1)),
    );
    expect(pays(found), JSON.stringify(table)).toEqual(pays(table.profiles));
  }
});

it("the correlated equilibrium that pays most in all", async () => {
  expect(recorded.correlated.length).toBe(18);
  for (const table of recorded.correlated) {
    const { payoffs, regret } = await correlatedEquilibrium(normalForm(table));
    const total = payoffs.reduce((sum, x) => sum + x);
    expect(total, JSON.stringify(table)).toBeCloseTo(table.value, 9);
    expect(regret).toBeLessThan(1e-9);
  }
});

it("pure equilibria of trees with information sets", () => {
  expect(recorded.trees.length).toBe(30);
  for (const { game, payoffs } of recorded.trees) {
    const { equilibria: found } = extensiveEquilibria(tree(game), { kind: "pure" });
    expect(distinct(found.map((one) => [...one.payoffs])), game).toEqual(distinct(payoffs));
  }
});

it("subgame-perfect equilibria of trees with perfect information", async () => {
  expect(recorded.perfect.length).toBe(25);
  for (const { game, payoffs } of recorded.perfect) {
    const { equilibria: found } = await treeEquilibria(tree(game), "subgame-perfect");
    expect(distinct(found.map((one) => [...one.payoffs])), game).toEqual(distinct(payoffs));
  }
});

it("the value of a tree of two opponents, by the sequence form", async () => {
  expect(recorded.opposed.length).toBe(25);
  for (const { game, value } of recorded.opposed) {
    const solved = await solveSequenceForm(tree(game));
    expect(solved.payoffs[0], game).toBeCloseTo(value, 8);
    expect(solved.regret).toBeLessThan(1e-8);
  }
});

it("pure equilibria of causal games, every pair of rules", () => {
  expect(recorded.causal.length).toBe(40);
  for (const { model, payoffs } of recorded.causal) {
    const { diagram } = loadModel(model);
    if (diagram === undefined) throw new Error(model);
    const found = equilibria(diagram, { kind: "pure" });
    expect(found.count, model).toBe(payoffs.length);
    const paid = found.equilibria.flatMap((one) =>
      [...fillFreeContexts(diagram, one)].map(() => [...one.utilities]),
    );
    expect(pays(paid), model).toEqual(pays(payoffs));
  }
});

function normalForm({ sizes, payoffs }: Table): NormalFormGame {
  return {
    title: "",
    players: sizes.map((_, i) => String(i)),
    strategies: sizes.map((size) => Array.from({ length: size }, (_, k) => String(k))),
    payoffs: payoffs.map((tensor) => Float64Array.from(tensor)),
  };
}

function tree(text: string): ExtensiveGame {
  const read = readEfg(text);
  if (!read.ok) throw new Error(`${read.diagnostics[0]?.message}: ${text}`);
  return read.value;
}

function written(profiles: readonly (readonly Iterable<number>[])[]): string[] {
  return profiles.map((profile) => profile.map((mixed) => short([...mixed])).join(" | ")).sort();
}

function pays(rows: Pays): string[] {
  return rows.map(short).sort();
}

function distinct(rows: Pays): string[] {
  return [...new Set(pays(rows))];
}

function short(numbers: readonly number[]): string {
  return numbers.map((x) => (Math.round(x * 1e7) / 1e7 + 0).toFixed(7)).join(" ");
}
