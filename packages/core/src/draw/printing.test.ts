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
import {
  layoutDiagram,
  layoutDiagramNow,
  nodeLabels,
  plainLabel,
  sourceInSvg,
  toDot,
  toSvg,
  toTikz,
} from "./index.ts";

function wellFormed(xml: string): boolean {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return true;
}

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

  it("gives instances the text of their variable, with the indices that tell them apart", () => {
    const texts = (labels: Record<string, string>): string[] =>
      nodeLabels(smallDiagram({ arrows: "S[1] -> S[2], S[2] -> S[3]", labels })).map(plainLabel);
    expect(texts({ "S[1]": "state" })).toEqual(["state_1", "state_2", "state_3"]);
    expect(texts({ "S[1]": "past", "S[2]": "present", "S[3]": "future" })).toEqual([
      "past",
      "present",
      "future",
    ]);
  });

  it("prefers display texts, broken into lines, unless names are asked for", () => {
    const [opinions] = nodeLabels(contentRecommender);
    expect(opinions?.lines).toEqual(["Original user", "opinions"]);
    expect(nodeLabels(contentRecommender, { labels: "name" })[0]?.lines).toEqual(["O"]);
  });
});

describe("SVG", () => {
  it("draws an empty diagram", async () => {
    const diagram = smallDiagram({ arrows: "" });
    expect(wellFormed(toSvg(diagram, await layoutDiagram(diagram)))).toBe(true);
  });

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
    expect(two).toContain('class="cid-strong-text cid-tag-1">h</text>');
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

  it("draws a lit path in colour, whichever way its arrows point, and Graphviz reads it", async () => {
    const graphviz = await Graphviz.load();
    const diagram = smallDiagram({
      arrows: "S -> D, S -> X, D -> U, X -> U",
      decisions: "D",
      utilities: "U",
    });
    const id = (name: string): number => diagram.idOf(name) as number;
    const nodes = [id("D"), id("S"), id("X")];
    const dot = toDot(diagram, { highlights: { paths: [{ nodes }] } });
    const read = JSON.parse(graphviz.layout(dot, "dot_json", "dot")) as {
      objects: { name: string; penwidth?: string; color?: string }[];
      edges: { tail: number; head: number; penwidth?: string; style?: string }[];
    };
    expect(
      read.objects.filter(({ penwidth }) => penwidth !== undefined).map((o) => o.name),
    ).toEqual(["S", "D", "X"].sort((a, b) => id(a) - id(b)));
    const lit = read.edges.filter(({ penwidth }) => penwidth !== undefined);
    expect(new Set(lit.map(({ tail, head }) => `${tail} ${head}`))).toEqual(
      new Set([`${id("S")} ${id("D")}`, `${id("S")} ${id("X")}`]),
    );
    expect(lit.find(({ head }) => head === id("D"))?.style).toBe("dashed");
    expect(toDot(diagram, { highlights: { paths: [] } })).toBe(toDot(diagram));
    for (const line of dot.split("\n"))
      expect(line.match(/ color=/gu)?.length ?? 0).toBeLessThan(2);
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
