/** Pictures of very large diagrams and very long texts: bounded, and ended when they are told to. */
import { expect, it } from "vitest";
import { AbortedError, Random, withSignal } from "../base/index.ts";
import { loadModel } from "../language/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { layoutDiagramNow, toSvg } from "./index.ts";

function read(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics[0]?.message);
  return diagram;
}

/** Each node has up to two parents among all before it: most arrows are blocked by nodes. */
function thicket(size: number): InfluenceDiagram {
  const random = Random.seeded(7);
  const lines = Array.from({ length: size }, (_, v) => {
    const parents = new Set(v === 0 ? [] : [random.below(v), random.below(v)]);
    const from = parents.size === 0 ? "" : ` from ${[...parents].map((p) => `N${p}`).join(", ")}`;
    return `chance N${v}${from}`;
  });
  return read(`${lines.join("\n")}\n`);
}

it("arrows that thousands of nodes block stay straight, each of them drawn", () => {
  const diagram = thicket(2_500);
  const layout = layoutDiagramNow(diagram);
  expect(layout.edges.length).toBe(diagram.graph.edgeCount);
  const bent = layout.edges.filter(({ curve: [a, b, c, d] }) => {
    const across = (p: { x: number; y: number }): number =>
      Math.abs((d.x - a.x) * (p.y - a.y) - (d.y - a.y) * (p.x - a.x)) /
      Math.hypot(d.x - a.x, d.y - a.y);
    return across(b) > 1 || across(c) > 1;
  });
  expect(bent).toEqual([]);
});

it("hears at every layer and every blocked arrow", () => {
  const diagram = thicket(150);
  let looks = 0;
  const counting = {
    get aborted() {
      looks++;
      return false;
    },
  };
  withSignal(counting, () => layoutDiagramNow(diagram));
  expect(looks).toBeGreaterThan(100);
  for (const k of [0, 1, 20, looks - 1]) {
    let left = k;
    const late = {
      get aborted() {
        return left-- <= 0;
      },
    };
    expect(() => withSignal(late, () => layoutDiagramNow(diagram))).toThrow(AbortedError);
  }
});

it("a text of ten thousand letters is drawn in part, its node no larger than a page", () => {
  const words = "word ".repeat(2_000).trim();
  const diagram = read(`chance A "${words}"\nchance B "${"x".repeat(10_000)}" from A\n`);
  const layout = layoutDiagramNow(diagram);
  for (const { width, height } of layout.nodes) {
    expect(width).toBeLessThan(5_000);
    expect(height).toBeLessThan(1_000);
  }
  expect(toSvg(diagram, layout)).toContain("…");
});
