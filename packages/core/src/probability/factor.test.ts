/** The algebra of factors, on small visible tables. */
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import {
  addFactors,
  divide,
  makeFactor,
  maxOut,
  multiply,
  normalise,
  reorder,
  restrict,
  sumOut,
  total,
  unitFactor,
} from "./index.ts";

/** f(0, 1) with the first variable slowest. */
const f = makeFactor([0, 1], [2, 3], [1, 2, 3, 4, 5, 6]);

describe("factors", () => {
  it("list their first variable slowest and their last fastest", () => {
    expect([...restrict(f, 0, 1).values]).toEqual([4, 5, 6]);
    expect([...restrict(f, 1, 2).values]).toEqual([3, 6]);
    expect(restrict(f, 1, 2).variables).toEqual([0]);
    expect(restrict(f, 9, 0)).toBe(f);
  });

  it("multiply over the union of their variables", () => {
    const g = makeFactor([1, 2], [3, 2], [1, 0, 2, 1, 0, 3]);
    const h = multiply(f, g);
    expect(h.variables).toEqual([0, 1, 2]);
    expect([...h.values]).toEqual([1, 0, 4, 2, 0, 9, 4, 0, 10, 5, 0, 18]);
    expect([...multiply(f, unitFactor(2)).values]).toEqual([2, 4, 6, 8, 10, 12]);
  });

  it("add, divide with 0/0 = 0, and refuse x/0", () => {
    const g = makeFactor([1], [3], [1, 0, 2]);
    expect([...addFactors(f, g).values]).toEqual([2, 2, 5, 5, 5, 8]);
    expect([...divide(multiply(f, g), g).values]).toEqual([1, 0, 3, 4, 0, 6]);
    expect(() => divide(f, g)).toThrow("cannot divide 2 by 0");
    expect(() => divide(g, f)).toThrow("cannot divide by a factor over 0");
  });

  it("sum variables out, in any number", () => {
    expect([...sumOut(f, [0]).values]).toEqual([5, 7, 9]);
    expect([...sumOut(f, [1]).values]).toEqual([6, 15]);
    expect([...sumOut(f, [1, 0, 7]).values]).toEqual([21]);
    expect(total(f)).toBe(21);
  });

  it("maximise variables out and say where; ties go to the first", () => {
    const { factor, argmax, maximised } = maxOut(
      makeFactor([0, 1], [2, 3], [1, 3, 3, 0, 0, 0]),
      [1],
    );
    expect([...factor.values]).toEqual([3, 0]);
    expect([...argmax]).toEqual([1, 0]);
    expect(maximised).toEqual([1]);
  });

  it("are sliced, summed and maximised as the definitions say, whatever their variables", () => {
    const random = Random.seeded(21);
    for (let run = 0; run < 200; run++) {
      const variables = random.shuffled([0, 1, 2, 3, 4]).slice(0, 1 + random.below(4));
      const sizes = variables.map(() => 1 + random.below(3));
      const rows = sizes.reduce<number[][]>(
        (all, size) => all.flatMap((row) => Array.from({ length: size }, (_, i) => [...row, i])),
        [[]],
      );
      const values = rows.map(() => random.below(5));
      const one = makeFactor(variables, sizes, values);
      const leaving = variables.filter(() => random.below(2) === 0);
      const stays = variables.map((v) => !leaving.includes(v));
      const left = <T>(list: readonly T[]): T[] => list.filter((_, i) => stays[i]);
      const groups = new Map<string, number[]>();
      for (const [i, row] of rows.entries()) {
        const key = left(row).join();
        groups.set(key, [...(groups.get(key) ?? []), values[i] as number]);
      }
      const expected = (of: (group: number[]) => number) => ({
        variables: left(variables),
        sizes: left(sizes),
        values: Float64Array.from([...groups.values()], of),
      });
      const sum = (group: number[]): number => group.reduce((x, y) => x + y, 0);
      expect(sumOut(one, leaving)).toEqual(expected(sum));
      const most = maxOut(one, leaving);
      expect(most.factor).toEqual(expected((group) => Math.max(...group)));
      const firsts = [...groups.values()].map((group) => group.indexOf(Math.max(...group)));
      expect([...most.argmax]).toEqual(firsts);
      expect(most.maximised).toEqual(variables.filter((v) => leaving.includes(v)));
      const at = random.below(variables.length);
      const position = random.below(sizes[at] as number);
      const kept = <T>(list: readonly T[]): T[] => list.filter((_, i) => i !== at);
      expect(restrict(one, variables[at] as number, position)).toEqual({
        variables: kept(variables),
        sizes: kept(sizes),
        values: Float64Array.from(values.filter((_, i) => rows[i]?.[at] === position)),
      });
    }
  });

  it("reorder their variables without changing the function", () => {
    const g = reorder(f, [1, 0]);
    expect([...g.values]).toEqual([1, 4, 2, 5, 3, 6]);
    expect(reorder(g, [0, 1])).toEqual(f);
    expect(() => reorder(f, [0, 2])).toThrow("(0, 2) is not an order of (0, 1)");
    expect(() => reorder(f, [0])).toThrow("(0) is not an order of (0, 1)");
  });

  it("normalise unless everything is zero", () => {
    expect([...(normalise(makeFactor([0], [2], [1, 3]))?.values ?? [])]).toEqual([0.25, 0.75]);
    expect(normalise(makeFactor([0], [2], [0, 0]))).toBeUndefined();
  });

  it("refuse parts that do not fit together", () => {
    expect(() => makeFactor([0, 0], [2, 2], [1, 2, 3, 4])).toThrow("a variable repeats in (0, 0)");
    expect(() => makeFactor([0], [2], [1])).toThrow("1 values for a table of 2");
    expect(() => makeFactor([0], [2, 2], [1])).toThrow("1 variables, but 2 sizes");
    expect(() => restrict(f, 1, 3)).toThrow("variable 1 has 3 values, so no position 3");
    expect(() => multiply(f, makeFactor([1], [2], [1, 1]))).toThrow(
      "variable 1 has 3 values in one factor and 2 in another",
    );
  });
});
