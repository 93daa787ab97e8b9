import { expect, it } from "vitest";
import { loadModel } from "../../language/index.ts";
import { pureRule, ruleWords } from "../index.ts";

it("says what a policy does, and when it does something else", () => {
  const { diagram } = loadModel(
    "chance R : {dry, damp, wet} ~ uniform\nchance S : bool ~ uniform\ndecision D : {no, yes} sees R\ndecision E : bool\ndecision F : {a, b} sees R, S\n",
  );
  if (diagram === undefined) throw new Error("no model");
  const id = (name: string): number => diagram.idOf(name) ?? -1;
  const policy = new Map([
    [id("D"), pureRule(2, [0, 0, 1])],
    [id("E"), pureRule(2, [1])],
    [id("F"), pureRule(2, [0, 0, 1, 0, 0, 0])],
  ]);
  expect(ruleWords(diagram, policy)).toEqual([
    "D: yes when R = wet; else no",
    "E: true",
    "F: b when R = damp and S = false; else a",
  ]);
});
