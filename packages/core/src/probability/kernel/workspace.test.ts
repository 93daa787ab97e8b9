/** Arenas: which one a tree gets, how they grow, and that what is asked in passing is given back. */
import { describe, expect, it } from "vitest";
import { Calibration } from "../calibration.ts";
import { contractionTree, treeCost } from "../contractionTree.ts";
import { makeFactor } from "../factor.ts";
import { acceleratedWorkspace } from "./accelerated.ts";
import { chooseWorkspace } from "./choose.ts";
import { planContraction } from "./contraction.ts";
import { referenceWorkspace } from "./workspace.ts";

/** Numbers in a page of WebAssembly memory. */
const PAGE = 8192;

describe("the arena of a tree", () => {
  it("is accelerated from 32,768 products on, and never for logarithms", () => {
    const tree = (size: number) =>
      contractionTree({ sizes: [size], scopes: [[0], [0]], order: [0] });
    const [small, large] = [tree(2 ** 15 - 1), tree(2 ** 15)];
    expect([small, large].map((one) => treeCost(one).products)).toEqual([2 ** 15 - 1, 2 ** 15]);
    const lengthOf = (of: typeof small, arithmetic: "linear" | "logarithmic"): number =>
      chooseWorkspace(of, arithmetic).memory.length;
    // A plain one has room for the tables and little more; the other is made of pages, twice as large.
    expect(lengthOf(small, "linear")).toBe(2 * (2 ** 15 - 1) + 1 + 16);
    expect(lengthOf(large, "logarithmic")).toBe(2 * 2 ** 15 + 1 + 16);
    expect(lengthOf(large, "linear") % PAGE).toBe(0);
    expect(lengthOf(large, "linear")).toBeGreaterThanOrEqual(4 * 2 ** 15);
    expect(lengthOf(large, "linear")).toBeLessThan(5 * 2 ** 15);
  });

  it.each([
    ["plain", referenceWorkspace(10)],
    ["accelerated", acceleratedWorkspace(10)],
  ])("keeps what is in it, and takes back what was released: %s", (_, workspace) => {
    if (workspace === undefined) throw new Error("this host has no WebAssembly with SIMD");
    const first = workspace.allocate(4);
    workspace.memory.set([1, 2, 3, 4], first);
    const sizes = Int32Array.of(2);
    const dot = workspace.prepare(planContraction([0], [0], [], sizes, Int32Array.of(0)));
    const mark = workspace.mark();
    const second = workspace.allocate(100);
    expect(second).toBeGreaterThanOrEqual(first + 4);
    workspace.memory.fill(9, second, second + 100);
    workspace.prepare(planContraction([0], [], [0], sizes, Int32Array.of(0)));
    workspace.release(mark);
    expect(workspace.mark()).toEqual(mark);
    expect(workspace.allocate(1)).toBe(second);
    // The loop nest from before the mark is still the one it was: 1 · 3 + 2 · 4.
    workspace.contract(dot, first, first + 2, second);
    expect(workspace.memory[second]).toBe(11);
    // Much room is taken seldom, and not far beyond what is used.
    let grown = 0;
    let end = 0;
    for (let i = 0; i < 300; i++) {
      const before = workspace.memory;
      end = workspace.allocate(10_000) + 10_000;
      if (workspace.memory !== before) grown++;
      expect(workspace.memory.length).toBeGreaterThanOrEqual(end);
    }
    expect(grown).toBeLessThan(60);
    expect(workspace.memory.length).toBeLessThan(1.6 * end);
    expect([...workspace.memory.subarray(first, first + 4)]).toEqual([1, 2, 3, 4]);
  });

  it("takes no more room for a question asked again", () => {
    const scopes = [[0, 1], [1, 2], [2, 3], [3]];
    const tree = contractionTree({ sizes: [2, 2, 2, 2], scopes, order: [0, 1, 2, 3] });
    const factors = scopes.map((scope) =>
      makeFactor(
        scope,
        scope.map(() => 2),
        Array.from({ length: 2 ** scope.length }, (_, i) => 1 + i),
      ),
    );
    const calibration = new Calibration(tree);
    const messages = calibration.load({ factors, evidence: new Map(), softEvidence: undefined });
    const ask = (): unknown[] =>
      [0, 1, 2, 3].flatMap((v) => {
        const site = calibration.sites()[v] as number;
        return [[...messages.marginal(site, v)], [...messages.joint(site, [v])]];
      });
    const answers = ask();
    const mark = messages.workspace.mark();
    expect(ask()).toEqual(answers);
    expect(messages.workspace.mark()).toEqual(mark);
  });
});
