/** A question about play needs what the rules look at, and no more. */
import { expect, test } from "vitest";
import { loadModel } from "../../language/index.ts";
import { ancestralTables } from "./ancestralTables.ts";
import { compileDiagram } from "./compile.ts";

const { diagram } = loadModel(`agent one
chance Idle : {0..2} ~ uniform
chance Seen : {0..1} ~ uniform
chance Late : {0..2} ~ uniform
decision D : {0..1} by one sees Idle, Seen, Late
utility U for one = number(D == Seen)`);
if (diagram === undefined) throw new Error("the model does not load");
const compiled = compileDiagram(diagram);
const [seen, decision] = ["Seen", "D"].map((name) => diagram.nodes.find((n) => n.name === name));

test("a rule is a table over the observations that it heeds, and the others are not needed", () => {
  const heeds = new Float64Array(3 * 2 * 3 * 2);
  for (let c = 0; c < heeds.length / 2; c++) heeds[c * 2 + (Math.floor(c / 3) % 2)] = 1;
  const tables = ancestralTables(compiled, new Map([[decision?.id ?? -1, heeds]]), [
    decision?.id ?? -1,
  ]);
  expect(tables.map(({ variables }) => variables)).toEqual([[seen?.id], [seen?.id, decision?.id]]);
  expect([...(tables[1]?.values ?? [])]).toEqual([1, 0, 0, 1]);
});

test("as a whole it is over all that is seen", () => {
  const rule = new Float64Array(3 * 2 * 3 * 2).fill(0.5);
  const whole = ancestralTables(
    compiled,
    new Map([[decision?.id ?? -1, rule]]),
    [decision?.id ?? -1],
    {
      rules: "whole",
    },
  );
  expect(whole.map(({ variables }) => variables.length)).toEqual([1, 1, 1, 4]);
});

test("one context that differs is enough to keep an observation", () => {
  const rule = new Float64Array(3 * 2 * 3 * 2).fill(0.5);
  rule.set([1, 0], 2 * 2 * 3 * 2 + 2);
  const tables = ancestralTables(compiled, new Map([[decision?.id ?? -1, rule]]), [
    decision?.id ?? -1,
  ]);
  expect(tables.map(({ variables }) => variables.length)).toEqual([1, 1, 1, 4]);
  expect(tables.at(-1)?.values).toBe(rule);
});
