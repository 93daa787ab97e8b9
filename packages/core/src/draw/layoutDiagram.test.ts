import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import {
  assistance,
  contentRecommender,
  gradePrediction,
  gradePredictionInWords,
  offSwitch,
  rewardModel,
  smallDiagram,
} from "../../test/smallDiagrams.ts";
import { randomDiagram } from "../../test/randomDiagram.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Layout } from "./index.ts";
import { layoutDiagram, layoutDiagramNow, positionsByName, toSvg, toTikz } from "./index.ts";
import { loadModel } from "../language/index.ts";
import { pointOn } from "./geometry.ts";
import { isInside } from "./nodeShape.ts";

function overlaps(layout: Layout): string[] {
  const found: string[] = [];
  for (const a of layout.nodes) {
    for (const b of layout.nodes) {
      if (a.id >= b.id) continue;
      const apartX = Math.abs(a.x - b.x) >= (a.width + b.width) / 2;
      const apartY = Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
      if (!apartX && !apartY) found.push(`${a.id} ${b.id}`);
    }
  }
  return found;
}

/** How far each edge's ends are from the outlines they should touch, at most. */
function endsOff(diagram: InfluenceDiagram, layout: Layout): number {
  let worst = 0;
  const placed = new Map(layout.nodes.map((node) => [node.id, node]));
  for (const { from, to, curve } of layout.edges) {
    for (const [v, end] of [
      [from, curve[0]],
      [to, curve[3]],
    ] as const) {
      const node = placed.get(v)!;
      const offset = { x: end.x - node.x, y: end.y - node.y };
      const kind = diagram.structure.kind(v);
      let margin = 0;
      while (margin < 20 && !isInside(kind, node, offset, margin)) margin += 0.25;
      worst = Math.max(worst, margin);
      if (isInside(kind, node, offset, -0.5)) worst = Math.max(worst, 99);
    }
  }
  return worst;
}

describe("layout", () => {
  it("places every node, overlaps none, and ends every arrow at an outline", async () => {
    for (const diagram of [
      gradePrediction,
      gradePredictionInWords,
      contentRecommender,
      offSwitch,
      assistance,
      rewardModel(4),
    ]) {
      for (const layout of [await layoutDiagram(diagram), layoutDiagramNow(diagram)]) {
        expect(layout.nodes).toHaveLength(diagram.nodes.length);
        expect(layout.edges).toHaveLength(diagram.graph.edgeCount);
        expect(overlaps(layout)).toEqual([]);
        expect(endsOff(diagram, layout)).toBeLessThanOrEqual(1.5);
      }
    }
  });

  it("does so on random diagrams, without Graphviz", () => {
    fc.assert(
      fc.property(
        randomDiagram,
        fc.constantFrom("right" as const, "down" as const),
        (d, direction) => {
          const layout = layoutDiagramNow(d, { direction });
          expect(overlaps(layout)).toEqual([]);
          expect(endsOff(d, layout)).toBeLessThanOrEqual(1.5);
          expect(layout).toEqual(layoutDiagramNow(d, { direction }));
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  it("leads causes to the right, or down", async () => {
    const forward = async (direction: "right" | "down"): Promise<boolean> => {
      const { nodes } = await layoutDiagram(gradePrediction, { direction });
      const at = (v: number): number => (direction === "right" ? nodes[v]!.x : nodes[v]!.y);
      return gradePrediction.graph.edges().every(([from, to]) => at(from) < at(to));
    };
    expect(await forward("right")).toBe(true);
    expect(await forward("down")).toBe(true);
  });

  it("puts the instances of one step in one column and those of one variable in one row", async () => {
    const diagram = rewardModel(5);
    const { nodes } = await layoutDiagram(diagram);
    const distinct = (values: number[]): number => new Set(values).size;
    for (let step = 1; step <= 5; step++) {
      const column = nodes.filter(({ id }) => diagram.node(id).instance?.indices[0] === step);
      expect(distinct(column.map(({ x }) => x))).toBe(1);
    }
    for (const template of ["S", "A", "Theta", "R"]) {
      const row = nodes.filter(({ id }) => diagram.node(id).instance?.template === template);
      expect(distinct(row.map(({ y }) => y))).toBe(1);
    }
  });

  it("tiles long models: every step looks like the second", () => {
    const diagram = rewardModel(400);
    const layout = layoutDiagramNow(diagram);
    const at = new Map(layout.nodes.map((node) => [diagram.node(node.id).name, node]));
    const step = at.get("S[3]")!.x - at.get("S[2]")!.x;
    for (const name of ["S", "A", "Theta", "R"]) {
      expect(at.get(`${name}[399]`)!.x - at.get(`${name}[2]`)!.x).toBe(397 * step);
    }
  });

  it("folds the steps in the middle away on request", () => {
    const diagram = rewardModel(9);
    const { nodes, ellipses } = layoutDiagramNow(diagram, { foldTemplates: true });
    const steps = new Set(nodes.map(({ id }) => diagram.node(id).instance?.indices[0]));
    expect([...steps].sort()).toEqual([1, 2, 9]);
    expect(ellipses.length).toBeGreaterThan(0);
  });

  it("never folds away a variable without an index", () => {
    const arrows = Array.from({ length: 9 }, (_, t) => `W -> S[${t + 1}]`).join(", ");
    const diagram = smallDiagram({ arrows });
    const { nodes } = layoutDiagramNow(diagram, { foldTemplates: true });
    expect(nodes.map(({ id }) => diagram.node(id).name)).toEqual(["W", "S[1]", "S[2]", "S[9]"]);
  });

  it("keeps the old picture when a node is added, and puts the new one near its neighbours", async () => {
    const before = await layoutDiagram(contentRecommender);
    const previous = positionsByName(contentRecommender, before);
    // The new node comes first, so that every id changes.
    const after = smallDiagram({
      arrows: "N -> I, O -> I, O -> M, M -> P, P -> I, P -> C, I -> C",
      decisions: "P",
      utilities: "C",
      labels: Object.fromEntries(
        contentRecommender.nodes.map(({ name, label }) => [name, label ?? name]),
      ),
    });
    const layout = await layoutDiagram(after, { previous });
    for (const { id, x, y } of layout.nodes) {
      const { name } = after.node(id);
      if (name !== "N") expect({ name, x, y }).toEqual({ name, ...previous.get(name) });
    }
    const added = layout.nodes[after.idOf("N")!]!;
    const neighbour = layout.nodes[after.idOf("I")!]!;
    expect(Math.hypot(added.x - neighbour.x, added.y - neighbour.y)).toBeLessThan(320);
    expect(overlaps(layout)).toEqual([]);
  });

  it("puts pinned nodes exactly where they are pinned, and nothing on top of them", async () => {
    const pins = new Map([
      [0, { x: 500, y: 20 }],
      [5, { x: 40, y: 300 }],
    ]);
    const layout = await layoutDiagram(gradePrediction, { pins });
    expect(layout.nodes[0]).toMatchObject({ x: 500, y: 20 });
    expect(layout.nodes[5]).toMatchObject({ x: 40, y: 300 });
    expect(overlaps(layout)).toEqual([]);
  });
});

describe("edges", () => {
  it("go around nodes that stand in their way", () => {
    const diagram = smallDiagram({ arrows: "A -> B, B -> C, A -> C" });
    const pins = new Map(diagram.nodes.map(({ id }) => [id, { x: id * 120, y: 0 }]));
    const layout = layoutDiagramNow(diagram, { pins });
    const [edge] = layout.edges.filter(({ from, to }) => from === 0 && to === 2);
    expect(edge?.isStraight).toBe(false);
    const middle = layout.nodes[1]!;
    for (let i = 0; i <= 100; i++) {
      const { x, y } = pointOn(edge!.curve, i / 100);
      expect(isInside("chance", middle, { x: x - middle.x, y: y - middle.y })).toBe(false);
    }
  });
});

describe("hexagons for utilities", () => {
  it("hold their labels, end their arrows on their sides, and are drawn in SVG and TikZ", () => {
    const { diagram } = loadModel('decision D\nutility U "what it is worth in the end" from D\n');
    if (diagram === undefined) throw new Error("no diagram");
    const layout = layoutDiagramNow(diagram, { utilities: "hexagon" });
    const utility = layout.nodes.find(({ outline }) => outline === "hexagon");
    const diamond = layoutDiagramNow(diagram).nodes.find(({ id }) => id === utility?.id);
    if (utility === undefined || diamond === undefined) throw new Error("no utility");
    expect(utility.height).toBeLessThan(diamond.height);
    const tip = layout.edges[0]?.curve[3];
    expect(Math.abs((tip?.x ?? 0) - (utility.x - utility.width / 2))).toBeLessThan(2);
    expect(toSvg(diagram, layout)).toMatch(/cid-kind-utility.*?<polygon points="(?:\S+ ){5}\S+"/u);
    expect(toTikz(diagram, layout)).toMatch(/\\filldraw\[draw, agent0\](?: \S+ --){6} cycle;/u);
    expect(toSvg(diagram, layoutDiagramNow(diagram))).not.toEqual(toSvg(diagram, layout));
  });
});
