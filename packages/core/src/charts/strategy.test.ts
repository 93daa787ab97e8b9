/** A strategy as names, rows and a picture: nothing is lost on the way, and nothing lies over another. */
import { expect, it } from "vitest";
import { loadModel } from "../language/index.ts";
import { compileDiagram, solveSingleAgent, strategyTree } from "../solve/index.ts";
import { namedStrategy, PRINTED, strategyCsv, strategyDrawing, strategySvg } from "./index.ts";

const { diagram } = loadModel(`
chance Weather "sky, as it is" : {sun, rain} ~ {sun: 0.7, rain: 0.3}
decision Ask : {no, yes}
chance Report : {none, good, fair, bad} ~ if Ask == no then {none: 1}
  else if Weather == sun then {good: 0.5, fair: 0.4, bad: 0.1} else {good: 0.1, fair: 0.1, bad: 0.8}
decision Go : {no, yes} sees Ask, Report
utility Joy = if Go == yes then (if Weather == sun then 10 else -20) else 0
utility Fee = if Ask == yes then -1 else 0
`);
if (diagram === undefined) throw new Error("no model");
const { policy } = solveSingleAgent(diagram);
const root = namedStrategy(diagram, strategyTree(compileDiagram(diagram), policy));

it("is written with names", () => {
  expect(root.variable).toBe("Ask");
  expect(root.branches[0]?.values).toEqual(["yes"]);
  expect(root.branches[0]?.to.branches.map(({ values }) => values)).toEqual([
    ["good", "fair"],
    ["bad"],
  ]);
});

it("is a table with a row for every way through it", () => {
  const [head, ...rows] = strategyCsv(root).trim().split("\n");
  expect(head).toBe("way,probability,expected utility");
  expect(rows.map((row) => row.split(",")[0])).toEqual([
    "do Ask = yes; see Report = good or fair; do Go = yes",
    "do Ask = yes; see Report = bad; do Go = no",
  ]);
  const shares = rows.map((row) => Number(row.split(",")[1]));
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
});

it("is a picture in which parts lie apart, from left to right", () => {
  const { width, height, nodes, lines } = strategyDrawing(root);
  expect(nodes).toHaveLength(6);
  expect(lines).toHaveLength(5);
  for (const [i, a] of nodes.entries()) {
    expect(a.x).toBeLessThan(width);
    expect(a.y).toBeLessThan(height);
    for (const b of nodes.slice(i + 1))
      expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(36);
  }
  for (const { from, to } of lines) expect(to[0]).toBeGreaterThan(from[0]);
  const svg = strategySvg({ ...root, variable: "A < B & C" }, PRINTED);
  expect(svg).toContain("A &lt; B &amp; C");
  expect(svg.match(/<text/gu)?.length).toBeGreaterThan(12);
});
