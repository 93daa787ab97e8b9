/** One step that stands for all: its arrows say truly what leads where. */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../model/index.ts";
import { loadModel } from "../language/index.ts";
import { layoutDiagramNow } from "./layoutDiagram.ts";
import { toSvg } from "./svg.ts";
import { templateName } from "./templateLayout.ts";
import { templateGraph } from "./templateSteps.ts";
import { toTikz } from "./toTikz.ts";

function diagramOf(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics[0]?.message);
  return diagram;
}

function arrows(diagram: InfluenceDiagram): string[] {
  return templateGraph(diagram)
    .arrows.map(({ from, to, label }) =>
      `${templateName(diagram, from)} -> ${templateName(diagram, to)} ${label}`.trim(),
    )
    .sort();
}

const MDP = `param T = 4 in 2..50
chance Start
chance S[1] from Start
for t in 1..T-1 {
  decision A[t] sees S[t]
  chance S[t+1] from S[t], A[t]
}
for t in 1..T { utility R[t] from S[t] }
`;

describe("a template", () => {
  it("has plain arrows within a step and labelled ones into the next", () => {
    expect(arrows(diagramOf(MDP))).toEqual([
      "A[t] -> S[t] [t+1]",
      "S[t] -> A[t]",
      "S[t] -> R[t]",
      "S[t] -> S[t] [t+1]",
      "Start -> S[t] t = 1",
    ]);
  });

  it("is the same for any horizon", () => {
    const four = arrows(diagramOf(MDP));
    for (const horizon of [3, 7, 30]) {
      expect(arrows(diagramOf(MDP.replace("T = 4", `T = ${horizon}`)))).toEqual(four);
    }
  });

  it("tells of arrows that only some steps have, and of memory", () => {
    expect(
      arrows(
        diagramOf(
          "for t in 1..4 { chance S[t]\ndecision A[t] sees { S[1..t] } }\nadd link S[3] -> A[2]\n",
        ),
      ),
    ).toEqual(["S[t] -> A[t]", "S[t] -> A[t] [t−1] … [t+3]"]);
    expect(
      arrows(diagramOf("for t in 1..4 { chance S[t]\ndecision A[t] }\nadd link S[3] -> A[3]\n")),
    ).toEqual(["S[t] -> A[t] t = 3"]);
  });

  it("stands for every node, and every arrow of the model is in it", () => {
    const diagram = diagramOf(MDP);
    const { steps, arrows: drawn } = templateGraph(diagram);
    expect(steps.size).toBe(diagram.nodes.length);
    for (const [from, to] of diagram.graph.edges()) {
      const tail = steps.get(from);
      const head = steps.get(to);
      const isLater =
        tail?.time !== undefined && head?.time !== undefined && tail.time !== head.time;
      expect(
        drawn.some(
          (arrow) =>
            arrow.from === tail?.node && arrow.to === head?.node && arrow.isLater === isLater,
        ),
      ).toBe(true);
    }
  });

  it("is drawn with its labels, in SVG and TikZ, and keeps pinned places", () => {
    const diagram = diagramOf(MDP);
    const pins = new Map([["S[t]", { x: 500, y: 300 }]]);
    const layout = layoutDiagramNow(diagram, { foldTemplates: "template", pins });
    expect(layout.nodes.length).toBe(4);
    const state = layout.nodes.find(({ id }) => templateName(diagram, id) === "S[t]");
    expect(state).toMatchObject({ x: 500, y: 300 });
    expect(state?.label.subscript).toBe("t");
    expect(toSvg(diagram, layout)).toContain(">[t+1]</text>");
    expect(toTikz(diagram, layout)).toContain("{[t+1]}");
    for (const direction of ["right", "down"] as const) {
      const { edges, bounds } = layoutDiagramNow(diagram, { foldTemplates: "template", direction });
      for (const { x, y } of edges.flatMap(({ curve }) => [curve[0], curve[3]])) {
        expect(Number.isFinite(x + y)).toBe(true);
        expect(x).toBeGreaterThanOrEqual(bounds.x - 1);
        expect(x).toBeLessThanOrEqual(bounds.x + bounds.width + 1);
      }
    }
  });

  it("of a model without steps is the ordinary layout", () => {
    const diagram = diagramOf("chance X\nchance Y from X\n");
    expect(layoutDiagramNow(diagram, { foldTemplates: "template" })).toEqual(
      layoutDiagramNow(diagram),
    );
  });
});
