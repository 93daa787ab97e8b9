/** Specifications are data: what they show can be read off them, with and without a page. */
import { describe, expect, test } from "vitest";
import { labMap } from "../lab/index.ts";
import {
  choicesOf,
  drawn,
  heatLegendSpec,
  heatSpec,
  linesSpec,
  PRINTED,
  type LinesChart,
} from "./index.ts";

const CHART: LinesChart = {
  title: "worth",
  x: "noise",
  y: "utility",
  series: [
    {
      title: "one",
      slot: 0,
      dash: "",
      points: [
        { x: 0, y: 1, low: 0.5, high: 1.5 },
        { x: 1, y: 2 },
      ],
    },
    {
      title: "two",
      slot: 9,
      dash: "7 3",
      points: [
        { x: 0, y: 1.01 },
        { x: 1, y: 1.99 },
      ],
    },
  ],
  marks: [
    { y: 3, title: "published level" },
    { x: 0.5, y: 2, title: "published point" },
  ],
  here: 0.25,
};

/** A chart library that only remembers what it is asked for. */
function remembering(): { readonly library: object; readonly asked: [string, unknown[]][] } {
  const asked: [string, unknown[]][] = [];
  const library = new Proxy(
    {},
    {
      get:
        (_, name: string) =>
        (...args: unknown[]) => {
          asked.push([name, args]);
          return name;
        },
    },
  );
  return { library, asked };
}

describe("curves", () => {
  const size = { theme: PRINTED, width: 600, height: 300 };

  test("show every line, interval, published number and the present setting", () => {
    const { marks } = linesSpec(CHART, size);
    const dataOf = (mark: string): unknown[][] =>
      marks.filter((one) => one.mark === mark).map(({ data = [] }) => [...data]);
    expect(dataOf("lineY")).toEqual(CHART.series.map(({ points }) => points));
    expect(dataOf("areaY")).toEqual([[{ x: 0, y: 1, low: 0.5, high: 1.5 }], []]);
    expect(dataOf("ruleY")).toEqual([[CHART.marks?.[0]]]);
    expect(dataOf("ruleX")).toEqual([[0.25]]);
    const dashes = marks
      .filter(({ mark }) => mark === "lineY")
      .map(({ channels }) => channels?.["strokeDasharray"]);
    expect(dashes).toEqual([undefined, "7 3"]);
  });

  test("have names at the ends of the lines where no page writes a legend", () => {
    const texts = (named: boolean): unknown[] =>
      linesSpec(CHART, { ...size, named }).marks.flatMap(({ mark, data = [] }) =>
        mark === "text" ? data : [],
      );
    expect(texts(false)).not.toContain("worth");
    expect(texts(true)).toContain("worth");
    expect(texts(true)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "one" }),
        expect.objectContaining({ name: "two" }),
      ]),
    );
    // Names that would stand on each other are moved apart.
    const ends = texts(true).filter(
      (one): one is { name: string; y: number } =>
        typeof one === "object" && one !== null && "name" in one,
    );
    expect(Math.abs((ends[0]?.y ?? 0) - (ends[1]?.y ?? 0))).toBeGreaterThan(0.05);
  });

  test("what is said of a point is left out where nobody points", () => {
    const asked = (pointed: boolean): string[] => {
      const { library, asked: calls } = remembering();
      drawn(linesSpec(CHART, size), library, {}, pointed);
      return calls.map(([name]) => name);
    };
    expect(asked(true)).toContain("tip");
    expect(asked(true)).toContain("pointer");
    expect(asked(false)).not.toContain("tip");
  });
});

describe("maps", () => {
  const map = labMap([
    { x: 0, y: 0, value: -1 },
    { x: 1, y: 0, value: 2 },
    { x: 0, y: 1, value: 0 },
    { x: 1, y: 1, value: 1 },
  ]);
  const options = { theme: PRINTED, width: 400, height: 300 };

  test("colour cells below 0 one way and above the other, 0 in the middle", () => {
    const [cells] = heatSpec({ title: "t", unit: "u", x: "a", y: "b", map }, options).marks;
    const colours = new Map(
      ((cells?.data ?? []) as { value: number; colour: string }[]).map(({ value, colour }) => [
        value,
        colour,
      ]),
    );
    expect(colours.get(0)).toBe("#f4f4f2");
    expect(colours.get(2)).toBe(PRINTED.heat(1, "above"));
    expect(colours.get(-1)).toBe(PRINTED.heat(0.5, "below"));
  });

  test("a legend marks 0 where signs differ", () => {
    expect(heatLegendSpec(map.scale, options).marks.map(({ mark }) => mark)).toContain("ruleX");
    const positive = labMap([
      { x: 0, y: 0, value: 1 },
      { x: 1, y: 0, value: 2 },
    ]);
    expect(heatLegendSpec(positive.scale, options).marks.map(({ mark }) => mark)).not.toContain(
      "ruleX",
    );
  });
});

test("values that are not quantities are dots by name, with no line between them", () => {
  const parameters = [
    { name: "room", range: [0, 1], choices: ["lava", "island"] },
    { name: "T", range: [1, 9] },
  ] as unknown as Parameters<typeof choicesOf>[0]["parameters"];
  const named = choicesOf({ parameters }, "room");
  expect(named.choices).toEqual([
    { x: 0, name: "lava" },
    { x: 1, name: "island" },
  ]);
  expect(choicesOf({ parameters }, "T")).toEqual({});
  const points = [
    { x: 0, y: 1 },
    { x: 1, y: 2 },
  ];
  const series = [{ title: "one", slot: 0, dash: "", points }];
  const chart = { title: "", x: "room", y: "", series };
  const of = (spec: ReturnType<typeof linesSpec>, mark: string) =>
    spec.marks.filter((one) => one.mark === mark).map(({ data }) => data?.length);
  const size = { theme: PRINTED, width: 300, height: 200 };
  expect(of(linesSpec({ ...chart, ...named }, size), "lineY")).toEqual([]);
  expect(of(linesSpec({ ...chart, ...named }, size), "dot")[0]).toBe(2);
  expect(of(linesSpec(chart, size), "lineY")).toEqual([2]);
});
