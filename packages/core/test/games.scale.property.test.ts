/**
 * Random games with payoffs over 24 orders of magnitude, against the definitions in exact
 * fractions: what is an equilibrium depends on the payoffs that compete and on nothing else.
 */
import { describe, expect, it } from "vitest";
import type { DiagramNode } from "../src/model/index.ts";
import type { DiagramEquilibrium } from "../src/solve/index.ts";
import { Random } from "../src/base/index.ts";
import { finiteDomain, InfluenceDiagram } from "../src/model/index.ts";
import { equilibria } from "../src/solve/index.ts";

/** More games than by default: CIDERY_RANDOM_MODELS=20000 npx vitest run … --testTimeout 0 */
const GAMES = Number(process.env["CIDERY_RANDOM_MODELS"] ?? 60);

/** Two agents who move at once; payoffs row by row. */
interface Matrices {
  readonly rows: number;
  readonly columns: number;
  readonly payoffs: readonly [readonly number[], readonly number[]];
}

function diagramOf({ rows, columns, payoffs }: Matrices): InfluenceDiagram {
  const decision = (id: number, name: string, size: number): DiagramNode => ({
    id,
    name,
    kind: "decision",
    owners: [id],
    parents: [],
    domain: finiteDomain(Array.from({ length: size }, (_, i) => i)),
    mechanism: { kind: "decision" },
  });
  const utility = (agent: number): DiagramNode => ({
    id: 2 + agent,
    name: `U${agent}`,
    kind: "utility",
    owners: [agent],
    parents: [0, 1],
    mechanism: {
      kind: "table",
      stochastic: false,
      entries: Float64Array.from(payoffs[agent] ?? []),
    },
  });
  return InfluenceDiagram.of({
    agents: [{ name: "row" }, { name: "column" }],
    nodes: [decision(0, "R", rows), decision(1, "C", columns), utility(0), utility(1)],
  });
}

/** Three decimal digits at some scale between 1e-12 and 1e12; sometimes one that was there before. */
function wild(random: Random, count: number): number[] {
  const values: number[] = [];
  for (let i = 0; i < count; i++) {
    const again = values.length > 0 && random.below(4) === 0;
    const fresh = Number(`${random.below(1999) - 999}e${random.below(25) - 14}`);
    values.push(again ? random.pick(values) : fresh);
  }
  return values;
}

function randomMatrices(random: Random): Matrices {
  const [rows, columns] = [1 + random.below(3), 1 + random.below(3)];
  const size = rows * columns;
  return { rows, columns, payoffs: [wild(random, size), wild(random, size)] };
}

/** value = whole · 2⁻¹¹⁰⁰, exactly. */
function exact(value: number): bigint {
  let whole = value;
  let shift = 1100;
  while (!Number.isInteger(whole)) {
    whole *= 2;
    shift--;
  }
  return BigInt(whole) << BigInt(shift);
}

/** What an agent gains at most by leaving, in payoffs · 2⁻³³⁰⁰, and Σ of the payoffs' sizes there. */
function exactRegret(
  { rows, columns, payoffs }: Matrices,
  agent: number,
  mine: ArrayLike<number>,
  theirs: ArrayLike<number>,
): { readonly regret: bigint; readonly size: bigint } {
  const payoff = (own: number, other: number): bigint =>
    exact(payoffs[agent]?.[agent === 0 ? own * columns + other : other * columns + own] ?? 0);
  const [own, others] = agent === 0 ? [rows, columns] : [columns, rows];
  let best: bigint | undefined;
  let played = 0n;
  let size = 0n;
  for (let i = 0; i < own; i++) {
    let value = 0n;
    let sizeHere = 0n;
    for (let j = 0; j < others; j++) {
      const term = payoff(i, j) * exact(theirs[j] ?? 0);
      value += term;
      sizeHere += term < 0n ? -term : term;
    }
    if (best === undefined || value > best) {
      best = value;
      if (sizeHere > size) size = sizeHere;
    }
    played += value * exact(mine[i] ?? 0);
    if ((mine[i] ?? 0) > 0 && sizeHere > size) size = sizeHere;
  }
  return { regret: ((best ?? 0n) << 1100n) - played, size: size << 1100n };
}

/** Pure equilibria by comparing exact payoffs. */
function purePairs({ rows, columns, payoffs }: Matrices): string[] {
  const at = (agent: number, i: number, j: number): bigint =>
    exact(payoffs[agent]?.[i * columns + j] ?? 0);
  const found: string[] = [];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const stays =
        Array.from({ length: rows }, (_, k) => at(0, k, j)).every((x) => x <= at(0, i, j)) &&
        Array.from({ length: columns }, (_, k) => at(1, i, k)).every((x) => x <= at(1, i, j));
      if (stays) found.push(`${i} ${j}`);
    }
  }
  return found.sort();
}

function pureKey({ policy }: DiagramEquilibrium): string {
  return [0, 1].map((d) => policy.get(d)?.indexOf(1)).join(" ");
}

function mixedKeys(game: Matrices): string[] {
  return equilibria(diagramOf(game), { kind: "mixed" })
    .equilibria.map(({ policy }) =>
      [0, 1]
        .map((d) => Array.from(policy.get(d) ?? [], (p) => p.toPrecision(10)).join())
        .join(" | "),
    )
    .sort();
}

describe("games with payoffs over 24 orders of magnitude", () => {
  it("have exactly the pure equilibria of the definition", () => {
    const random = Random.seeded(41);
    for (let k = 0; k < GAMES; k++) {
      const game = randomMatrices(random);
      const found = equilibria(diagramOf(game), { kind: "pure" });
      expect(found.equilibria.map(pureKey).sort()).toEqual(purePairs(game));
      for (const one of found.equilibria)
        expect(one.regret).toBeLessThanOrEqual(one.regretTolerance);
    }
  });

  it("have mixed equilibria without regret, by exact fractions, and all pure ones among them", () => {
    const random = Random.seeded(42);
    for (let k = 0; k < GAMES; k++) {
      const game = randomMatrices(random);
      const found = equilibria(diagramOf(game), { kind: "mixed" });
      expect(found.completeness).toBe("all");
      expect(found.equilibria.length).toBeGreaterThan(0);
      for (const one of found.equilibria) {
        const rules = [0, 1].map((d) => one.policy.get(d) as Float64Array);
        for (const agent of [0, 1]) {
          const { regret, size } = exactRegret(
            game,
            agent,
            rules[agent] as Float64Array,
            rules[1 - agent] as Float64Array,
          );
          // Probabilities are doubles: off by 2⁻⁵³ of themselves each, and of 1 in their sum.
          expect(regret <= size >> 48n, `game ${k}`).toBe(true);
        }
        expect(one.regret).toBeLessThanOrEqual(one.regretTolerance);
      }
      const pure = found.equilibria.filter(({ policy }) =>
        [...policy.values()].every((rule) => rule.every((p) => p === 0 || p === 1)),
      );
      expect(pure.map(pureKey).sort()).toEqual(purePairs(game));
    }
  });

  it("keep their equilibria in another unit of one agent's utility", () => {
    const random = Random.seeded(43);
    for (let k = 0; k < GAMES; k++) {
      const game = randomMatrices(random);
      const unit = 2 ** (random.below(80) - 40);
      const [first, second] = game.payoffs;
      const scaled: Matrices = { ...game, payoffs: [first, second.map((x) => x * unit)] };
      expect(mixedKeys(scaled)).toEqual(mixedKeys(game));
    }
  });

  it("keep them beside an action that is a disaster for its agent", () => {
    const random = Random.seeded(44);
    for (let k = 0; k < GAMES; k++) {
      const { rows, columns, payoffs } = randomMatrices(random);
      const doom = -(10 ** (13 + random.below(12)));
      const game = { rows, columns, payoffs };
      const wider: Matrices = {
        rows: rows + 1,
        columns,
        payoffs: [
          [...payoffs[0], ...Array.from({ length: columns }, () => doom)],
          [...payoffs[1], ...wild(random, columns)],
        ],
      };
      const kept = mixedKeys(wider).map((key) => key.replace(/,0\.000000000 \| /u, " | "));
      expect(kept).toEqual(mixedKeys(game));
    }
  });

  it("keep them when a constant is added that floats can hold", () => {
    const random = Random.seeded(45);
    for (let k = 0; k < GAMES; k++) {
      const whole = (): number[] => Array.from({ length: 6 }, () => random.below(2001) - 1000);
      const game: Matrices = { rows: 2, columns: 3, payoffs: [whole(), whole()] };
      const wealth = 10 ** random.below(12);
      const [first, second] = game.payoffs;
      const richer: Matrices = {
        ...game,
        payoffs: [first.map((x) => x + wealth), second.map((x) => x - wealth)],
      };
      expect(mixedKeys(richer)).toEqual(mixedKeys(game));
    }
  });
});
