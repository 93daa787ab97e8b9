/**
 * Every catalogue model in every text format of the export menu, by the functions the menu calls:
 * what can be opened again is the same model, the rest holds every node and arrow.
 */
import { describe, expect, it } from "vitest";
import { exportText, modelInFile, TEXT_FORMATS, writeShareLink } from "../src/doors/session.ts";
import { explainVerdict, InfluenceDiagram, judge, loadModel, analyse } from "../src/index.ts";
import { layoutDiagramNow } from "../src/doors/draw.ts";
import { checkedText, whereDifferent } from "../src/language/index.ts";
import { catalogue, diagramOf } from "./catalogueFiles.ts";

const ENGINE = "0.1.0";
const models = catalogue();

describe("every catalogue model", () => {
  it.each(models.map((file) => [file.slug, file] as const))("%s exports", async (slug, file) => {
    const diagram = diagramOf(file);
    expect(checkedText(diagram).diagnostics).toEqual([]);
    const link = `https://example.org/${"#"}${writeShareLink({ text: file.text, engine: ENGINE })}`;
    for (const foldTemplates of [false, true]) {
      const layout = layoutDiagramNow(diagram, { foldTemplates });
      const names = layout.nodes.map(({ id }) => diagram.node(id).name);
      for (const format of TEXT_FORMATS) {
        const { content, ending } = exportText(format, {
          diagram,
          layout,
          text: file.text,
          link,
        });
        const where = `${slug}.${ending}`;
        if (format === "dot") {
          for (const { name } of diagram.nodes) expect(content, where).toContain(`"${name}" [`);
          const arrows = content.match(/" -> "/gu)?.length ?? 0;
          expect(arrows, where).toBe(diagram.graph.edgeCount);
          continue;
        }
        const opened = await modelInFile({ name: where, content }, ENGINE);
        if (!opened.ok) throw new Error(`${where}: ${opened.diagnostics[0]?.message}`);
        if (format === "json") {
          const again = loadModel(opened.value).diagram;
          expect(again && whereDifferent(diagram, again), where).toBeUndefined();
          expect(again, where).toBeInstanceOf(InfluenceDiagram);
          continue;
        }
        expect(opened.value, where).toBe(file.text);
        if (format === "svg") {
          const drawn = [...content.matchAll(/data-node="([^"]*)"/gu)].map(([, name]) => name);
          expect(drawn, where).toEqual(names);
        } else {
          expect(content.match(/^ {2}\\node\[/gmu)?.length, where).toBe(names.length);
          expect(content.split("{").length, where).toBe(content.split("}").length);
        }
      }
    }
  });
});

describe("an exported picture", () => {
  const { diagram } = loadModel(`
    chance S
    decision D sees S
    chance X from D
    utility U from X
    chance Aside
  `);
  if (diagram === undefined) throw new Error("no diagram");
  const id = (name: string): number => diagram.idOf(name) as number;
  const found = judge(analyse(diagram.structure), "instrumental-control-incentive", {
    decision: id("D"),
    node: id("X"),
  });
  const { highlights } = explainVerdict(diagram, found);
  const source = {
    diagram,
    layout: layoutDiagramNow(diagram),
    text: "chance S\n",
    link: "https://example.org/#1.x.y",
  };

  it("shows the lit path, or leaves it out when it is not asked for", () => {
    expect(found.kind).toBe("present");
    for (const [format, mark] of [
      ["svg", /cid-path-/u],
      ["tikz", /cidpath0/u],
    ] as const) {
      expect(exportText(format, { ...source, highlights }).content).toMatch(mark);
      expect(exportText(format, source).content).not.toMatch(mark);
    }
  });

  it("shows folded steps as they are on screen, or all of them", () => {
    const steps = loadModel(
      "for t in 1..9 { chance S[t] }\nfor t in 1..8 { chance Q[t] from S[t], S[t+1] }",
    ).diagram;
    if (steps === undefined) throw new Error("no diagram");
    const drawn = (foldTemplates: boolean): number => {
      const layout = layoutDiagramNow(steps, { foldTemplates });
      return exportText("svg", { ...source, diagram: steps, layout }).content.split("data-node")
        .length;
    };
    expect(drawn(true)).toBeLessThan(drawn(false));
    expect(drawn(false)).toBe(steps.nodes.length + 1);
  });
});

describe("a file that holds no model", () => {
  it.each([
    ["picture.svg", "<svg/>", /holds no model/u],
    ["figure.tex", "\\begin{document}", /no line with a link/u],
    ["figure.tex", "% http://localhost/#1.abc.def", /damaged/u],
    ["data.json", "{", /is not JSON/u],
    ["data.json", '{"nodes": 3}', /\S/u],
  ])("%s is refused in words", async (name, content, message) => {
    const read = await modelInFile({ name, content }, ENGINE);
    expect(read.ok).toBe(false);
    expect(read.diagnostics[0]?.message).toMatch(message);
  });
});
