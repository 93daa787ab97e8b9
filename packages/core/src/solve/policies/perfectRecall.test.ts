/** What is remembered and does not matter costs no more than its rows. */
import { describe, expect, test } from "vitest";
import { loadModel } from "../../language/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import { solveSingleAgent } from "./singleAgent.ts";
import { incentiveMeter } from "../worth/incentiveMeter.ts";
import { valueOfInformation } from "../worth/worth.ts";

/** A walk of so many steps whose walker sees all that ever happened. */
function remembering(steps: number): InfluenceDiagram {
  const { diagram } = loadModel(`agent walker
chance S[1] : {0..5} ~ uniform
for t in 1..${steps} {
  decision A[t] : {0..1} by walker sees S[1..t], A[1..t-1]
  chance S[t+1] : {0..5} ~ { clamp(S[t] + 2*A[t] - 1, 0, 5): 0.9, S[t]: 0.1 }
  utility R[t] for walker = number(S[t+1] == 5)
}`);
  if (diagram === undefined) throw new Error("the model does not load");
  return diagram;
}

/** The best sum by backward induction over the six cells. */
function best(steps: number): number {
  let worth = [0, 0, 0, 0, 0, 0];
  const at = (cell: number): number => (worth[cell] as number) + (cell === 5 ? 1 : 0);
  for (let t = 0; t < steps; t++)
    worth = worth.map((_, cell) =>
      Math.max(
        ...[-1, 1].map((step) => 0.9 * at(Math.max(0, Math.min(5, cell + step))) + 0.1 * at(cell)),
      ),
    );
  return worth.reduce((sum, w) => sum + w, 0) / 6;
}

describe("a walker who forgets nothing", () => {
  test.each([2, 4, 5])("does as well in %i steps as one who sees the present alone", (steps) => {
    const { value, optimal, reduction } = solveSingleAgent(remembering(steps));
    expect(value.get(0)).toBeCloseTo(best(steps), 12);
    expect(optimal).toBe(true);
    expect(reduction.length).toBe(steps * (steps - 1));
  });

  test("whose rules would not fit into memory is told what needs to be seen", () => {
    expect(() => solveSingleAgent(remembering(8))).toThrow(
      expect.objectContaining({
        code: "table-too-large",
        message: expect.stringContaining("4.69e+8 entries, most of them of A[8]"),
        hint: "let A[8] see S[8] alone: nothing else that it sees can matter",
      }),
    );
  });

  test("is worth steering where one who sees the present alone is, without the memory for its rules", () => {
    const all = remembering(3);
    const present = all.with({
      nodes: all.nodes.map((node) => {
        const { kind, parents } = node;
        const now = (parents.length - 1) / 2;
        return kind === "decision" ? { ...node, parents: parents.slice(now, now + 1) } : node;
      }),
    });
    for (const node of ["S[2]", "S[4]"])
      expect(incentiveMeter(all, { agent: 0 }, node).value).toBeCloseTo(
        incentiveMeter(present, { agent: 0 }, node).value,
        12,
      );
    expect(incentiveMeter(remembering(8), { decision: "A[8]" }, "S[9]").value).toBeGreaterThan(0.4);
    expect(valueOfInformation(remembering(8), "A[8]", "S[7]").value).toBeCloseTo(0, 12);
  });
});
