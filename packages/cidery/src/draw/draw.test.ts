import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { SaxesParser } from "saxes";
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import {
  assistance,
  contentRecommender,
  gradePrediction,
  gradePredictionInWords,
  offSwitch,
  rewardModel,
  smallDiagram,
} from "../../test/smallDiagrams.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Layout } from "./index.ts";
import {
  layoutDiagram,
  layoutDiagramNow,
  nodeLabels,
  plainLabel,
  positionsByName,
  sourceInSvg,
  toDot,
  toSvg,
  toTikz,
} from "./index.ts";
import { pointOn } from "./geometry.ts";
import { isInside } from "./nodeShape.ts";

/** Random acyclic diagrams: edges only from earlier to later nodes. */
const randomDiagram = fc
  .tuple(fc.integer({ min: 1, max: 14 }), fc.infiniteStream(fc.nat(99)))
  .map(([size, numbers]): InfluenceDiagram => {
    const next = (): number => numbers.next().value as number;
    const arrows = Array.from({ length: size }, (_, v) => `N${v}`);
    for (let v = 0; v < size; v++) {
      for (let p = 0; p < v; p++) if (next() < 25) arrows.push(`N${p} -> N${v}`);
    }
    const decisions: string[] = [];
    const utilities: string[] = [];
    for (let v = 0; v < size; v++) {
      const kind = next();
      if (kind < 25) decisions.push(`N${v}@a${next() % 2}`);
      else if (kind < 50) utilities.push(`N${v}@a${next() % 2}`);
    }
    return smallDiagram({
      arrows: arrows.join(", "),
      decisions: decisions.join(", "),
      utilities: utilities.join(", "),
    });
  });

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

function wellFormed(xml: string): boolean {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return true;
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

  it("draws an empty diagram", async () => {
    const diagram = smallDiagram({ arrows: "" });
    expect(wellFormed(toSvg(diagram, await layoutDiagram(diagram)))).toBe(true);
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

describe("labels", () => {
  const shown = (name: string): string =>
    plainLabel(nodeLabels(smallDiagram({ arrows: name }))[0]!);

  it("sets indices and suffixes as scripts, Greek names as letters", () => {
    expect(shown("S[2]")).toBe("S_2");
    expect(shown("X[1,2]")).toBe("X_1,2");
    expect(shown("Theta[2]")).toBe("Θ_2");
    expect(shown("theta_T[2]")).toBe("θ^T_2");
    expect(shown("A1")).toBe("A_1");
    expect(shown("V_robot")).toBe("V_robot");
    expect(shown("H'")).toBe("H′");
  });

  it("leaves words alone", () => {
    expect(shown("human_approval")).toBe("human approval");
    expect(shown("Beta2x")).toBe("Beta2x");
    expect(shown("covid19")).toBe("covid19");
  });

  it("prefers display texts, broken into lines, unless names are asked for", () => {
    const [opinions] = nodeLabels(contentRecommender);
    expect(opinions?.lines).toEqual(["Original user", "opinions"]);
    expect(nodeLabels(contentRecommender, { labels: "name" })[0]?.lines).toEqual(["O"]);
  });
});

describe("SVG", () => {
  it("is well formed whatever the names are, and gives the source back", () => {
    const source = 'model "<&>\'"\r\nchance S // ]]> \u0007 <x>&amp;';
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "binary" }), { minLength: 3, maxLength: 3 }),
        (labels) => {
          const diagram = smallDiagram({
            title: labels[0]!,
            arrows: "S -> D, D -> U",
            decisions: "D",
            utilities: "U",
            labels: { S: labels[0]!, D: labels[1]!, U: labels[2]! },
          });
          const svg = toSvg(diagram, layoutDiagramNow(diagram), {
            source,
            heading: true,
            highlights: {
              badges: [{ node: 0, text: labels[1]!, tone: "plain", title: labels[2]! }],
              paths: [{ nodes: [0, 1, 2], label: labels[0]!, color: labels[1]! }],
            },
          });
          expect(wellFormed(svg)).toBe(true);
          expect(sourceInSvg(svg)).toBe(source.replace("\u0007", ""));
          expect(wellFormed(svg)).toBe(true);
        },
      ),
      { seed: 2, numRuns: 50 },
    );
  });

  it("marks shape by kind, dashes information links, tags agents only when there are several", async () => {
    const one = toSvg(gradePrediction, await layoutDiagram(gradePrediction), { legend: false });
    expect(one.match(/<polygon points="[^"]*" class="cid-shape/gu)).toHaveLength(1);
    expect(one.match(/cid-line cid-information/gu)).toHaveLength(2);
    expect(one).not.toContain("<pattern");
    const two = toSvg(offSwitch, await layoutDiagram(offSwitch), { legend: false });
    expect(two).toContain("<pattern");
    expect(two).toContain('class="cid-strong-text cid-tag-0">r</text>');
  });

  it("draws what it is told to highlight and nothing else", async () => {
    const layout = await layoutDiagram(gradePrediction);
    const plain = toSvg(gradePrediction, layout);
    expect(plain).not.toContain('class="cid-badge"');
    const lit = toSvg(gradePrediction, layout, {
      highlights: {
        paths: [{ nodes: [0, 1, 3] }],
        badges: [{ node: 0, text: "RI", tone: "strong" }],
        dimmed: [6],
      },
    });
    expect(lit.match(/class="cid-halo/gu)).toHaveLength(2);
    expect(lit.match(/class="cid-badge"/gu)).toHaveLength(1);
    expect(lit).toContain('cid-dimmed" data-node="Ge"');
  });

  it("lets a dark reader see a dark picture", async () => {
    const layout = await layoutDiagram(assistance);
    expect(toSvg(assistance, layout)).toContain("prefers-color-scheme:dark");
    expect(toSvg(assistance, layout, { theme: "light" })).not.toContain("prefers-color-scheme");
  });
});

describe("DOT", () => {
  it("says the same diagram to Graphviz, whatever the names are", async () => {
    const graphviz = await Graphviz.load();
    const diagram = smallDiagram({
      title: 'a "quoted" \\ title',
      arrows: 'S -> D, D -> U, weird"name\\ -> D, node -> U',
      decisions: "D",
      utilities: "U",
    });
    const read = JSON.parse(graphviz.layout(toDot(diagram), "dot_json", "dot")) as {
      objects: { name: string; shape: string }[];
      edges: { tail: number; head: number }[];
    };
    const unquoted = (name: string): string => name.replaceAll("\\\\", "\\");
    expect(read.objects.map(({ name }) => unquoted(name))).toEqual(
      diagram.nodes.map(({ name }) => name),
    );
    expect(read.edges.map(({ tail, head }) => [tail, head])).toEqual(
      diagram.nodes.flatMap(({ id, parents }) => parents.map((parent) => [parent, id])),
    );
  });
});

describe("TikZ", () => {
  it("escapes words and sets symbols in math", async () => {
    const diagram = smallDiagram({
      title: "50% & more",
      arrows: "Theta_T[2] -> D, S' -> D, x -> D",
      decisions: "D",
      labels: { x: "100% {sure} & #1_\\" },
    });
    const tikz = toTikz(diagram, await layoutDiagram(diagram));
    expect(tikz).toContain("{$\\Theta_{2}^{T}$}");
    expect(tikz).toContain("{$S'$}");
    expect(tikz).toContain("{100\\% \\{sure\\}\\\\\\& \\#1\\_\\textbackslash{}}");
  });

  it("gives the picture alone on request, with the link as a comment", async () => {
    const tikz = toTikz(gradePrediction, await layoutDiagram(gradePrediction), {
      standalone: false,
      link: "https://example.org/#m",
    });
    expect(tikz).not.toContain("documentclass");
    expect(tikz.startsWith("% https://example.org/#m\n")).toBe(true);
  });
});

describe("golden drawings", () => {
  const golden: readonly (readonly [string, InfluenceDiagram])[] = [
    ["grade-prediction", gradePredictionInWords],
    ["off-switch", offSwitch],
    ["assistance", assistance],
    ["reward-model", rewardModel(3)],
  ];
  for (const [name, diagram] of golden) {
    it(`of ${name}`, async () => {
      const layout = await layoutDiagram(diagram);
      const file = (extension: string): string => `../../test/golden/draw/${name}.${extension}`;
      await expect(toSvg(diagram, layout)).toMatchFileSnapshot(file("svg"));
      await expect(toTikz(diagram, layout)).toMatchFileSnapshot(file("tex"));
      await expect(toDot(diagram)).toMatchFileSnapshot(file("dot"));
    });
  }
});
