/** A chain is not nested: long sums, products, conditions and `else if` are read, kept and written. */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../model/index.ts";
import { mechanismReader } from "../model/index.ts";
import { checkedText, fromJson, loadModel, toJson, whereDifferent } from "./index.ts";

const PARENTS = "chance a : bool ~ uniform\nchance x : 0..1 ~ uniform\n";

function load(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("; "));
  return diagram;
}

/** What the last variable is at a = 0 or 1, x = 0 or 1. */
function at(diagram: InfluenceDiagram, ...positions: number[]): number[] {
  const reader = mechanismReader(diagram, diagram.nodes.length - 1);
  const row = new Float64Array(reader.rowSize);
  reader.read(Int32Array.from(positions), row);
  return [...row];
}

function repeated(count: number, join: string, term: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => term(i)).join(join);
}

describe("a chain of many terms", () => {
  const whole = (body: string): InfluenceDiagram => load(`${PARENTS}utility U = ${body}`);
  const truth = (body: string): InfluenceDiagram => load(`${PARENTS}chance Y : bool = ${body}`);

  it("of sums and differences is the sum, whatever the signs", () => {
    for (const count of [199, 200, 201, 400, 1000, 4096]) {
      let sign = "";
      let expected = 0;
      const body = Array.from({ length: count }, (_, i) => {
        const isMinus = i > 0 && (i * i + (i >> 3)) % 3 === 1;
        sign = i === 0 ? "" : isMinus ? " - " : " + ";
        expected += isMinus ? -i : i;
        return `${sign}${i} * x`;
      }).join("");
      expect(at(whole(body), 1), String(count)).toEqual([expected]);
    }
  });

  it("of products, conjunctions and exclusive alternatives means what it says", () => {
    expect(at(whole(repeated(301, " * ", () => "(x + x)")), 1)).toEqual([2 ** 301]);
    expect(at(truth(repeated(901, " and ", (i) => (i === 900 ? "a" : "x == 1"))), 1, 0)).toEqual([
      1, 0,
    ]);
    expect(at(truth(repeated(901, " or ", (i) => (i === 900 ? "a" : "x == 1"))), 0, 1)).toEqual([
      0, 1,
    ]);
    expect(at(truth(`${repeated(901, " xor ", () => "a")} or x == 1`), 1, 0)).toEqual([0, 1]);
    expect(
      at(whole(`1 - (${repeated(301, " * ", () => "2")}) / ${repeated(301, " * ", () => "2")}`)),
    ).toEqual([1 - 2 ** 600]);
  });

  it("of `else if` takes the first branch whose condition holds", () => {
    const ladder = (count: number, holds: (i: number) => boolean): number[] =>
      at(
        whole(
          `${repeated(count, " else ", (i) => `if ${holds(i) ? "x == 1" : "x == 0"} then ${i}`)} else -1`,
        ),
        1,
      );
    for (const count of [200, 201, 500, 3000]) {
      for (const first of [0, 1, 99, 100, 101, count - 1, count])
        expect(
          ladder(count, (i) => i >= first),
          `${first} of ${count}`,
        ).toEqual([first < count ? first : -1]);
    }
  });

  it("is written and read back, as text and as JSON", () => {
    const bodies = [
      repeated(700, " + ", (i) => `${i} * x`),
      repeated(700, " - ", (i) => `${i}`),
      Array.from({ length: 333 }, (_, i) => `${i} * x ${i % 3 === 1 ? "-" : "+"} `).join("") + "1",
      `${repeated(400, " else ", (i) => `if x == ${i % 2} and a then ${i}`)} else 0`,
    ];
    for (const body of bodies) {
      const diagram = whole(body);
      const text = checkedText(diagram);
      expect(text.ok).toBe(true);
      const read = fromJson(JSON.parse(JSON.stringify(toJson(diagram))));
      if (!read.ok) throw new Error(read.diagnostics[0]?.message);
      expect(whereDifferent(diagram, read.value)).toBeUndefined();
    }
  });

  it("may have a hundred thousand of them", () => {
    const sum = whole(repeated(90_000, " + ", () => "1"));
    expect(at(sum)).toEqual([90_000]);
    expect(checkedText(sum).diagnostics).toEqual([]);
    const any = truth(repeated(20_000, " or ", () => "a"));
    expect(at(any, 1)).toEqual([0, 1]);
    expect(fromJson(JSON.parse(JSON.stringify(toJson(any)))).ok).toBe(true);
  });

  it("comes in from JSON however it is nested there", () => {
    let sum: object = { kind: "literal", value: 1 };
    for (let i = 0; i < 600; i++)
      sum = { kind: "binary", operator: "+", left: sum, right: { kind: "literal", value: 0.5 } };
    const mechanism = { expression: sum, stochastic: false };
    const read = fromJson({ nodes: [{ id: "U", kind: "utility", mechanism }] });
    if (!read.ok) throw new Error(read.diagnostics[0]?.message);
    expect(at(read.value)).toEqual([301]);
  });

  it("is no nesting, and nesting still has its bound", () => {
    const codes = (body: string): string[] =>
      loadModel(`${PARENTS}utility U = ${body}`).diagnostics.map((d) => d.code);
    expect(codes(`${"(".repeat(3000)}x${")".repeat(3000)}`)).toEqual(["too-deep"]);
    expect(codes(repeated(3000, " ^ ", () => "1"))).toEqual(["too-deep"]);
  });
});
