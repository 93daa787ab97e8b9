/** What a network may be, and which of its tables a question depends on. */
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import type { Factor, Network } from "./index.ts";
import {
  checkEvidence,
  checkNetwork,
  makeFactor,
  relevantFactors,
  TooLargeError,
} from "./index.ts";
import { leafTable } from "./leafTable.ts";
import { connectedFactors, isAcyclic, relevance } from "./relevance.ts";

const flat = (variables: readonly number[], sizes: readonly number[]) =>
  makeFactor(
    variables,
    sizes,
    new Float64Array(sizes.reduce((product, size) => product * size, 1)).fill(1),
  );

describe("a network", () => {
  const sound: Network = {
    sizes: [2, 3],
    factors: [flat([0], [2]), flat([0, 1], [2, 3])],
    children: [0, 1],
  };

  it("is checked: sizes, children, scopes, lengths", () => {
    expect(() => checkNetwork(sound)).not.toThrow();
    expect(() => checkNetwork({ sizes: [], factors: [] })).not.toThrow();
    expect(() => checkNetwork({ sizes: [1], factors: [flat([0], [1])] })).not.toThrow();
    const refused = (change: Partial<Network>, why: string): void =>
      expect(() => checkNetwork({ ...sound, ...change })).toThrow(why);
    refused({ sizes: [0, 3] }, "variable 0 has 0 values; it needs at least one");
    refused({ sizes: [2, 2.5] }, "variable 1 has 2.5 values; it needs at least one");
    refused({ sizes: [2, 2] }, "factor 1 gives variable 1 3 values, the network 2");
    refused({ sizes: [2] }, "factor 1 gives variable 1 3 values, the network undefined");
    refused({ children: [0] }, "2 factors, but 1 children");
    refused({ children: [1, 0] }, "factor 0 is said to be over 1, which it does not have");
    expect(() => checkNetwork({ ...sound, children: [undefined, undefined] })).not.toThrow();
    const short = { variables: [0, 1], sizes: [2, 3], values: new Float64Array(5) };
    refused({ factors: [flat([0], [2]), short] }, "factor 1 has 5 of 6 values");
  });

  it("may be asked about what it has: variables, positions, weights", () => {
    const soft = (weights: readonly number[], variable = 0) =>
      new Map([[variable, Float64Array.from(weights)]]);
    const check = (position: number) => () => checkEvidence([2, 3], new Map([[1, position]]));
    expect(() => checkEvidence([2, 3], undefined)).not.toThrow();
    for (const position of [0, 1, 2]) expect(check(position)).not.toThrow();
    for (const position of [-1, 3, 0.5, Number.NaN])
      expect(check(position)).toThrow(`variable 1 has 3 values, so no position ${position}`);
    expect(() => checkEvidence([2], new Map([[1, 0]]))).toThrow("evidence on unknown variable 1");
    const softly =
      (weights: readonly number[], variable = 0) =>
      () =>
        checkEvidence([2, 3], undefined, soft(weights, variable));
    expect(softly([0, 1])).not.toThrow();
    expect(softly([0.5, 7])).not.toThrow();
    expect(softly([1], 5)).toThrow("evidence on unknown variable 5");
    expect(softly([1])).toThrow("1 weights for variable 0 with 2 values");
    expect(softly([1, Infinity])).toThrow("weights of variable 0 must be finite and at least 0");
    expect(softly([1, Number.NaN])).toThrow("must be finite and at least 0");
    expect(softly([1, -0.5])).toThrow("must be finite and at least 0");
    expect(softly([0, 0])).toThrow("the weights of variable 0 are all 0");
  });
});

describe("the tables a question depends on", () => {
  it("are those left without barren ones, and of these the connected ones", () => {
    const random = Random.seeded(91);
    let [barrenSeen, constantSeen, acyclicSeen] = [0, 0, 0];
    for (let run = 0; run < 2000; run++) {
      const n = 1 + random.below(7);
      const sizes = Array.from({ length: n }, () => 2);
      const factors: Factor[] = [];
      const children: (number | undefined)[] = [];
      for (let v = 0; v < n; v++) {
        // Now and then a parent comes later, so that there are cycles.
        const others = sizes
          .map((_, u) => u)
          .filter((u) => u !== v && random.below(u < v ? 3 : 30) === 0);
        factors.push(flat([...others, v], [...others.map(() => 2), 2]));
        children.push(random.below(5) === 0 ? undefined : v);
      }
      if (random.below(8) === 0) {
        const v = random.below(n);
        factors.push(flat([v], [2]));
        children.push(v);
      }
      if (random.below(3) === 0) {
        const v = random.below(n);
        factors.push(flat([v], [2]));
        children.push(undefined);
      }
      const keep = sizes.map((_, v) => v).filter(() => random.below(4) === 0);
      const seen = new Set(sizes.map((_, v) => v).filter(() => random.below(4) === 0));
      const network: Network =
        random.below(6) === 0 ? { sizes, factors } : { sizes, factors, children };

      // A conditional is barren when no table that is left holds its child, wished or observed neither.
      const left = new Set(factors.keys());
      for (let again = network.children !== undefined; again; ) {
        again = false;
        for (const i of left) {
          const child = children[i];
          if (child === undefined || keep.includes(child) || seen.has(child)) continue;
          if ([...left].some((j) => j !== i && factors[j]?.variables.includes(child))) continue;
          again = left.delete(i);
        }
      }
      // Connected: through variables that are not observed.
      const reached = new Set(keep.filter((v) => !seen.has(v)));
      const connected = new Set<number>();
      for (let size = -1; size !== connected.size; ) {
        size = connected.size;
        for (const i of left) {
          const scope = factors[i]?.variables ?? [];
          if (!scope.some((v) => reached.has(v))) continue;
          connected.add(i);
          for (const v of scope) if (!seen.has(v)) reached.add(v);
        }
      }
      const all = [...factors.keys()];
      const expected = {
        connected: all.filter((i) => connected.has(i)),
        constant: all.filter((i) => left.has(i) && !connected.has(i)),
        barren: all.filter((i) => !left.has(i)),
      };
      expect(
        relevantFactors(network, keep, (v) => {
          expect(v).toBeLessThan(network.sizes.length);
          return seen.has(v);
        }),
        `run ${run}`,
      ).toEqual(expected);
      // Each variable one conditional at most, and no way back to it over conditionals of its parents.
      const owned = (network.children ?? []).filter((child) => child !== undefined);
      const parentsOf = (v: number): readonly number[] =>
        factors[children.indexOf(v)]?.variables.filter((u) => u !== v) ?? [];
      const above = (v: number): Set<number> => {
        const found = new Set(parentsOf(v));
        for (const u of found) for (const w of parentsOf(u)) found.add(w);
        return found;
      };
      const acyclic = new Set(owned).size === owned.length && owned.every((v) => !above(v).has(v));
      expect(isAcyclic(network), `run ${run}`).toBe(acyclic);
      if (acyclic) acyclicSeen++;
      // Other questions to the same network, one after the other.
      expect(connectedFactors(network, keep, seen)).toEqual(expected.connected);
      expect(relevance(network, keep, undefined)).toEqual(relevance(network, keep, new Set()));
      expect(relevance(network, keep, seen)).toEqual(expected);
      barrenSeen += expected.barren.length;
      constantSeen += expected.constant.length;
    }
    expect(Math.min(barrenSeen, constantSeen, acyclicSeen, 2000 - acyclicSeen)).toBeGreaterThan(
      200,
    );
  });
});

describe("a table as a leaf", () => {
  it("is the slice at what is observed, its variables as asked, weighed", () => {
    const random = Random.seeded(92);
    for (let run = 0; run < 500; run++) {
      const n = 1 + random.below(4);
      const sizes = Array.from({ length: n }, () => 1 + random.below(3));
      const variables = random.shuffled(sizes.map((_, v) => v));
      const scopeSizes = variables.map((v) => sizes[v] as number);
      const entries = scopeSizes.reduce((product, size) => product * size, 1);
      const factor = makeFactor(
        variables,
        scopeSizes,
        Float64Array.from({ length: entries }, () => random.unit()),
      );
      const evidence = new Map<number, number>();
      const weights = new Map<number, Float64Array>();
      for (const v of variables) {
        const size = sizes[v] as number;
        const seen = random.pick(["surely", "softly", "not"] as const);
        if (seen === "surely") evidence.set(v, random.below(size));
        else if (seen === "softly")
          weights.set(
            v,
            Float64Array.from({ length: size }, () => random.unit()),
          );
      }
      const free = random.shuffled(variables.filter((v) => !evidence.has(v)));
      const scope = random.below(2) === 0 ? free : variables.filter((v) => !evidence.has(v));
      const before = factor.values.slice();
      const found = leafTable(factor, scope, evidence, weights);
      expect(factor.values).toEqual(before);
      const shape = scope.map((v) => sizes[v] as number);
      expect(found.length).toBe(shape.reduce((product, size) => product * size, 1));
      for (let i = 0; i < found.length; i++) {
        const at = new Map(evidence);
        let rest = i;
        for (let d = scope.length - 1; d >= 0; d--) {
          at.set(scope[d] as number, rest % (shape[d] as number));
          rest = Math.floor(rest / (shape[d] as number));
        }
        let place = 0;
        for (const [d, v] of variables.entries())
          place = place * (scopeSizes[d] as number) + (at.get(v) as number);
        let expected = before[place] as number;
        for (const v of scope) expected *= weights.get(v)?.[at.get(v) as number] ?? 1;
        expect(found[i]).toBeCloseTo(expected, 14);
      }
      // Nothing observed at all: only turned.
      const turned = [...variables].reverse();
      expect(leafTable(factor, turned, undefined)).toEqual(leafTable(factor, turned, new Map()));
      // Nothing to slice, turn or weigh: no copy is made.
      expect(leafTable(factor, variables, undefined)).toBe(factor.values);
      expect(leafTable(factor, variables, undefined, new Map())).toBe(factor.values);
    }
  });
});

describe("what is said of tables that are too large", () => {
  it("shows numbers below a million as they are, and twelve variables at most", () => {
    const error = (entries: number, variables: number): TooLargeError =>
      new TooLargeError({
        entries,
        largestEntries: 999_999,
        variables: Array.from({ length: variables }, (_, v) => v),
        limit: 1e6,
        hint: "Take less.",
      });
    expect(error(1.5e9, 12).message).toBe(
      "the tables would have 1.50e+9 entries, 999999 of them in one over 12 variables " +
        "(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11); the limit is 1.00e+6. Take less.",
    );
    expect(error(5, 13).message).toContain(
      "over 13 variables (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …)",
    );
    expect(error(5, 1)).toMatchObject({
      entries: 5,
      largestEntries: 999_999,
      variables: [0],
      limit: 1e6,
      hint: "Take less.",
      name: "TooLargeError",
    });
  });
});
