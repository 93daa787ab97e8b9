/** Sweeps of one and of two parameters, and what the colours of a map stand for. */
import { describe, expect, test } from "vitest";
import { labMap, sweepName, sweepPlaces } from "./index.ts";

const one = { parameter: "a", values: [1, 2], measures: ["m"] };
const two = { ...one, against: { parameter: "b", values: [5, 6, 7] } };

describe("the places of a sweep", () => {
  test("are its values, the other settings as they were", () => {
    expect(sweepName(one)).toBe("a");
    expect(sweepPlaces(one, { a: 0, b: 3 })).toEqual([
      { value: 1, settings: { a: 1, b: 3 } },
      { value: 2, settings: { a: 2, b: 3 } },
    ]);
  });

  test("are all pairs for two parameters, the second moving fastest", () => {
    expect(sweepName(two)).toBe("a,b");
    const places = sweepPlaces(two, { a: 0, b: 0, c: 9 });
    expect(places.map(({ value, second }) => [value, second])).toEqual([
      [1, 5],
      [1, 6],
      [1, 7],
      [2, 5],
      [2, 6],
      [2, 7],
    ]);
    expect(places[4]?.settings).toEqual({ a: 2, b: 6, c: 9 });
  });
});

describe("a map", () => {
  const of = (rows: readonly (readonly number[])[]) =>
    labMap(rows.flatMap((row, y) => row.map((value, x) => ({ x: 10 * x, y, value }))));

  test("has a column and a row for every value, however far apart", () => {
    const { xs, ys, cells } = labMap([
      { x: 100, y: 1, value: 3 },
      { x: 1, y: 1, value: 2 },
    ]);
    expect([xs, ys]).toEqual([[1, 100], [1]]);
    expect(cells.map(({ column, row, value }) => [column, row, value])).toEqual([
      [1, 0, 3],
      [0, 0, 2],
    ]);
  });

  test("parts its colours at 0, equally far to both sides, where numbers have both signs", () => {
    expect(of([[-1, 0.5]]).scale).toEqual({ kind: "diverging", domain: [-1, 0, 1] });
    expect(of([[0, 4]]).scale).toEqual({ kind: "sequential", domain: [0, 4] });
    expect(of([[-4, -2]]).scale).toEqual({ kind: "sequential", domain: [-4, -2] });
    expect(of([[3, 3]]).scale).toEqual({ kind: "sequential", domain: [3, 4] });
  });

  test("has a border between neighbours of which one is below 0; rounding is not a sign", () => {
    expect(of([[1, -1]]).borders).toEqual([{ x1: 0.5, y1: -0.5, x2: 0.5, y2: 0.5 }]);
    expect(of([[-1], [2]]).borders).toEqual([{ x1: -0.5, y1: 0.5, x2: 0.5, y2: 0.5 }]);
    expect(of([[1, -1e-12]]).borders).toEqual([]);
    // Around a single cell in the middle: four edges.
    const middle = [
      [1, 1, 1],
      [1, -1, 1],
      [1, 1, 1],
    ];
    expect(of(middle).borders).toHaveLength(4);
  });

  test("asks nothing of cells that are not there yet", () => {
    expect(
      labMap([
        { x: 0, y: 0, value: 1 },
        { x: 1, y: 1, value: -1 },
      ]).borders,
    ).toEqual([]);
    expect(labMap([]).cells).toEqual([]);
  });
});
