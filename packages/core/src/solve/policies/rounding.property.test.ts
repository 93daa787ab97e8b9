/**
 * What rounding may and may not do: bounds enclose the exact optimum, a strict preference is one in
 * exact arithmetic, and nothing that does not compete decides a tie. `CIDERY_MODELS` sets how many
 * random models each property sees (250 unless told; 20,000 for the record).
 */
import { describe, expect, it } from "vitest";
import type { DecimalNode } from "../../testing/decimalDiagram.ts";
import { Random } from "../../base/index.ts";
import type { Method, RuleRow, Solution } from "../index.ts";
import {
  compareExactly,
  decimalDiagram,
  exactOptimum,
  policyCountOf,
  policyKey,
  randomDecimalNodes,
} from "../../testing/decimalDiagram.ts";
import { solveSingleAgent, valueOfInformation } from "../index.ts";

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

const MODELS = Number(process.env["CIDERY_MODELS"] ?? 250);
const MINUTES = 3_600_000;

function forSeeds(run: (random: Random) => void): void {
  for (let seed = 1; seed <= MODELS; seed++) {
    try {
      run(Random.seeded(seed));
    } catch (error) {
      throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
    }
  }
}

/** A model with few policies, so that all of them can be valued exactly. */
function smallNodes(random: Random, magnitude: number): readonly DecimalNode[] {
  for (;;) {
    const nodes = randomDecimalNodes(random, {
      nodes: 2 + random.below(3),
      decisions: 1 + random.below(2),
      magnitude,
      remembers: random.below(2) === 0,
    });
    if (policyCountOf(nodes) <= 81) return nodes;
  }
}

/** The key of a solution's policy; rows that cannot occur take their first action. */
function keyOf({ policies }: Solution): string {
  const rules = policies
    .toSorted((a, b) => a.decision - b.decision)
    .map(({ rows }) => rows.map(({ distribution }) => Math.max(0, distribution.indexOf(1))));
  return policyKey(rules);
}

/** Are a utility's entries doubles? Otherwise what was meant is lost when it is written down. */
function isWrittenExactly({ kind, entries }: DecimalNode): boolean {
  return (
    kind !== "utility" || entries.every((x) => compareExactly(Number(`${x}e-12`), x, 1n) === 0)
  );
}

function largestOf(nodes: readonly DecimalNode[]): number {
  const sizes = nodes.flatMap(({ kind, entries }) =>
    kind === "utility" ? entries.map((x) => Math.abs(Number(`${x}e-12`))) : [],
  );
  return Math.max(...sizes);
}

/** Every utility times a factor. */
function rescaled(nodes: readonly DecimalNode[], factor: bigint): DecimalNode[] {
  return nodes.map((node) =>
    node.kind === "utility" ? { ...node, entries: node.entries.map((x) => x * factor) } : node,
  );
}

/** A constant in every entry of the last utility. */
function withConstant(nodes: readonly DecimalNode[], constant: bigint): DecimalNode[] {
  return nodes.map((node, id) =>
    id === nodes.length - 1 ? { ...node, entries: node.entries.map((x) => x + constant) } : node,
  );
}

/** A wealth of its own, which nothing changes. */
function withWealth(nodes: readonly DecimalNode[], constant: bigint): DecimalNode[] {
  return [...nodes, { kind: "utility", parents: [], size: 1, entries: [constant] }];
}

/** Decision `d` gets one more action: chance takes it for the first, every utility that sees it pays `disaster`. */
function withDisaster(nodes: readonly DecimalNode[], d: number, disaster: bigint): DecimalNode[] {
  const size = (nodes[d] as DecimalNode).size;
  return nodes.map((node, id) => {
    if (id === d) return { ...node, size: size + 1 };
    const at = node.parents.indexOf(d);
    if (at < 0 || node.kind === "decision") return node;
    const after = node.parents
      .slice(at + 1)
      .reduce((n, p) => n * (nodes[p] as DecimalNode).size, node.size);
    const entries: bigint[] = [];
    for (let block = 0; block < node.entries.length; block += size * after) {
      const rows = node.entries.slice(block, block + size * after);
      const first = rows.slice(0, after);
      entries.push(...rows, ...(node.kind === "utility" ? first.map(() => disaster) : first));
    }
    return { ...node, entries };
  });
}

/** Rows by decision and context, with what is taken and what is as good. */
function rowsOf({ policies }: Solution): Map<string, RuleRow & { readonly taken: number }> {
  return new Map(
    policies.flatMap(({ decision, rows }) =>
      rows.map((row) => [
        `${decision}: ${row.context.join()}`,
        { ...row, taken: row.distribution.indexOf(1) },
      ]),
    ),
  );
}

/**
 * The second solution's rows on the first one's contexts: the same choice and the same ties, but
 * where one of the two says that rounding cannot tell. Answers how many rows differ by that.
 */
function expectSamePlay(before: Solution, after: Solution): number {
  // With several optimal policies that are not choices in single contexts, any of them may be found.
  const several = [before, after].some(({ countOptimal = 2 }) => countOptimal > 1);
  if (!before.soluble && several) return 0;
  const others = rowsOf(after);
  let blurred = 0;
  for (const [key, row] of rowsOf(before)) {
    const other = others.get(key);
    if (other === undefined) throw new Error(`no row ${key}`);
    if (!row.possible && !other.possible) continue;
    if (row.tiedWithin === undefined && other.tiedWithin === undefined) {
      expect([key, other.ties, other.taken]).toEqual([key, row.ties, row.taken]);
      continue;
    }
    if (row.ties.join() === other.ties.join() && row.taken === other.taken) continue;
    blurred++;
    // What is certain in one is possible in the other.
    if (row.tiedWithin === undefined) for (const a of row.ties) expect(other.ties).toContain(a);
    if (other.tiedWithin === undefined) for (const a of other.ties) expect(row.ties).toContain(a);
  }
  return blurred;
}

const METHODS: readonly Method[] = ["auto", "branch-and-bound", "multiple-policy-updating"];

describe.each([
  { range: "24 orders of magnitude", magnitude: 12 },
  { range: "small whole numbers", magnitude: 0 },
])("utilities of $range", ({ magnitude }) => {
  it(
    "bounds enclose the exact optimum, policies fall short of it by at most what is said",
    () => {
      let certain = 0;
      let open = 0;
      let tied = 0;
      forSeeds((random) => {
        const nodes = smallNodes(random, magnitude);
        const { value, scale, count, values } = exactOptimum(nodes);
        const diagram = decimalDiagram(nodes);
        const method = METHODS[random.below(METHODS.length)] as Method;
        const solution = solveSingleAgent(diagram, undefined, { method });
        const [low, high] = solution.bounds;
        expect(compareExactly(low, value, scale)).toBeLessThanOrEqual(0);
        expect(compareExactly(high, value, scale)).toBeGreaterThanOrEqual(0);
        const own = values.get(keyOf(solution)) as bigint;
        expect(compareExactly(solution.shortfall, value - own, scale)).toBeGreaterThanOrEqual(0);
        // Where large terms cancel, a search cannot rule out what it cannot add up.
        if (!solution.optimal) open++;
        else expect(solution.countOptimal).toBeGreaterThanOrEqual(count);
        if (solution.shortfall > 0) return;
        certain++;
        if (count > 1) tied++;
        expect(own).toBe(value);
        expect(solution.countOptimal).toBe(count);
      });
      expect(open).toBeLessThanOrEqual(magnitude === 0 ? 0 : MODELS / 100);
      expect(certain).toBeGreaterThan(MODELS / 10);
      expect(tied).toBeGreaterThan(MODELS / 50);
    },
    MINUTES,
  );

  it(
    "a wealth that nothing changes, a rescaling and a disaster nobody chooses leave play as it is",
    () => {
      let blurred = 0;
      let disasters = 0;
      forSeeds((random) => {
        const nodes = smallNodes(random, magnitude);
        const before = solveSingleAgent(decimalDiagram(nodes));
        const power = BigInt(random.below(25));
        const wealthy = withWealth(nodes, 7n * 10n ** power);
        expect(expectSamePlay(before, solveSingleAgent(decimalDiagram(wealthy)))).toBe(0);
        const twice = rescaled(nodes, 2n ** power);
        expect(expectSamePlay(before, solveSingleAgent(decimalDiagram(twice)))).toBe(0);
        const larger = rescaled(nodes, 3n * 10n ** power);
        blurred += expectSamePlay(before, solveSingleAgent(decimalDiagram(larger)));
        const d = nodes.findIndex(
          ({ kind }, id) =>
            kind === "decision" &&
            nodes.some((n) => n.kind === "utility" && n.parents.includes(id)),
        );
        if (d < 0) return;
        const worse = withDisaster(nodes, d, -(10n ** (BigInt(random.below(10)) + 30n)));
        const after = solveSingleAgent(decimalDiagram(worse));
        blurred += expectSamePlay(before, after);
        disasters++;
        const [low, high] = before.bounds;
        expect(after.bounds[0]).toBeLessThanOrEqual(high);
        expect(after.bounds[1]).toBeGreaterThanOrEqual(low);
        expect(after.shortfall).toBeLessThanOrEqual(1e-9 * largestOf(nodes));
      });
      expect(disasters).toBeGreaterThan(MODELS / 3);
      expect(blurred).toBeLessThanOrEqual(MODELS / 50);
    },
    MINUTES,
  );

  it(
    "a constant in the table of a utility changes play only where rounding cannot tell",
    () => {
      let blurred = 0;
      let seen = 0;
      forSeeds((random) => {
        const nodes = smallNodes(random, magnitude);
        const before = solveSingleAgent(decimalDiagram(nodes));
        const constant = 10n ** BigInt(12 + random.below(10));
        const raised = withConstant(nodes, constant);
        if (!raised.every(isWrittenExactly)) return;
        seen++;
        const after = solveSingleAgent(decimalDiagram(raised));
        blurred += expectSamePlay(before, after);
      });
      expect(seen).toBeGreaterThan(MODELS / 10);
      // Differences of 10⁻¹² beside a constant of 10⁹.
      if (magnitude === 0) expect(blurred).toBeLessThanOrEqual(MODELS / 20);
    },
    MINUTES,
  );

  it(
    "the value of information lies between its bounds, whatever wealth and disasters are about",
    () => {
      let positive = 0;
      let asked = 0;
      forSeeds((random) => {
        const nodes = smallNodes(random, magnitude);
        const d = nodes.findIndex(({ kind }) => kind === "decision");
        const unseen = nodes.findIndex(
          ({ kind }, id) => kind === "chance" && id < d && !nodes[d]?.parents.includes(id),
        );
        if (unseen < 0) return;
        const seeing = nodes.map((node, id) =>
          id === d ? { ...node, parents: [...node.parents, unseen] } : node,
        );
        if (policyCountOf(seeing) > 243) return;
        asked++;
        const { value, scale } = exactOptimum(nodes);
        const exact = exactOptimum(seeing).value - value;
        for (const model of [nodes, withWealth(nodes, 10n ** 40n)]) {
          const worth = valueOfInformation(decimalDiagram(model), d, unseen);
          expect(compareExactly(worth.bounds[0], exact, scale)).toBeLessThanOrEqual(0);
          expect(compareExactly(worth.bounds[1], exact, scale)).toBeGreaterThanOrEqual(0);
          if (worth.value > 0) expect(exact).toBeGreaterThan(0n);
        }
        if (exact > 0n) positive++;
      });
      expect(asked).toBeGreaterThan(MODELS / 10);
      expect(positive).toBeGreaterThan(MODELS / 100);
    },
    MINUTES,
  );
});
