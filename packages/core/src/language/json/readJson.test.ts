import { expect, it } from "vitest";
import { loadModel } from "../load.ts";
import { fromJson } from "./fromJson.ts";
import { readJson } from "./readJson.ts";
import { toJson } from "./toJson.ts";

it("answers as fromJson does, for what is right, what is wrong and other parameters", async () => {
  const { diagram } = loadModel(`
    param p = 0.3 in 0..1
    chance X : bool ~ bernoulli(p)
    decision D : bool sees X
    utility U = if D == X then 1 else 0
    claim E(U) == 1
  `);
  if (diagram === undefined) throw new Error("no diagram");
  const json = toJson(diagram);
  const wrong = { ...json, nodes: [...json.nodes, ...json.nodes] };
  for (const data of [json, wrong, undefined])
    for (const parameters of [undefined, new Map([["p", 0.5]]), new Map([["q", 1]])])
      expect(await readJson(data, parameters)).toEqual(fromJson(data, parameters));
  expect((await readJson(json)).ok).toBe(true);
});
