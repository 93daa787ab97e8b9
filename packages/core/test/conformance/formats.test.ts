/**
 * Real files of other tools in ../shared: each is read, recognised without its name, and worth
 * what is published or what another tool computes. Files of cases are read as the cases say.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram, Value } from "../../src/model/index.ts";
import type { OpenedFile } from "../../src/formats/index.ts";
import { decodeBytes, readModelFile } from "../../src/formats/index.ts";
import { compileDiagram, query, solveSingleAgent, treeEquilibria } from "../../src/solve/index.ts";
import { compareGame } from "../compareGame.ts";
import { sharedFile } from "../shared.ts";

function open(path: string, name = path): OpenedFile {
  const { text } = decodeBytes(readFileSync(path));
  const stem = path.replace(/\.[^.]*$/u, "");
  return readModelFile({
    name,
    text,
    beside: (ending) =>
      existsSync(`${stem}${ending}`)
        ? { name: `x${ending}`, text: readFileSync(`${stem}${ending}`, "utf8") }
        : undefined,
  });
}

function diagramIn({ result }: OpenedFile): InfluenceDiagram {
  if (!result.ok) throw new Error(result.diagnostics.at(-1)?.message);
  if (result.value.diagram === undefined) throw new Error(result.value.noDiagram);
  return result.value.diagram;
}

const INSTANCES = sharedFile("instances");
const all = readdirSync(INSTANCES, { recursive: true, encoding: "utf8" }).filter((path) =>
  /\.(?:bif\.gz|xml|bifxml|xdsl|uai|limid|efg|nfg)$/u.test(path),
);

describe("real files", () => {
  it.each(all.filter((path) => statSync(join(INSTANCES, path)).size < 400_000))(
    "%s is known by its content, and read",
    (path) => {
      const file = join(INSTANCES, path);
      const { format, result } = open(file, "a file");
      expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(result.ok).toBe(true);
      expect(format.id).toBe(open(file).format.id);
    },
  );

  // The values of aGrUM's files are what ShaferShenoyLIMIDInference of pyAgrum 3.3.1 gives.
  it.each([
    ["id/agrum/ClemenFigure04.12.xml", 4.6348],
    ["id/agrum/OilWildcatter.xml", 22.5],
    ["id/agrum/Pinball.xml", 276.25],
    ["id/agrum/Pinball.xdsl", 276.25],
    ["id/agrum/decAsia.xml", 47.55222],
    ["id/agrum/IDBIFXMLIO_file.xml", 905.142],
    ["id/agrum/mikailo.bifxml", 145.45815672680334],
    ["id/agrum/testFromDavidAndescavage.xml", 12],
    ["id/radum2275-limid/oil.uai", 22.5],
    ["limid-generated/regression/agrum-bug-ok.limid", 4.2],
  ])("%s is worth %d", (path, value) => {
    const diagram = diagramIn(open(join(INSTANCES, path)));
    expect(solveSingleAgent(diagram).value.get(0)).toBeCloseTo(value, 5);
  });

  const trees = all.filter((path) => path.endsWith(".efg"));
  it.each(trees)("%s pays the same as a diagram", (path) => {
    const text = readFileSync(join(INSTANCES, path), "utf8");
    const { result } = readModelFile({ name: path, text });
    if (result.ok && result.value.diagram !== undefined) compareGame(text, path);
    else expect(result.ok && result.value.noDiagram).toMatch(/combine in|different orders/u);
  });
});

const file = (name: string): string => sharedFile(`cases/files/${name}`);

function probabilities(
  name: string,
  node: string,
  given: Readonly<Record<string, Value>> = {},
): readonly number[] {
  const diagram = diagramIn(open(file(name)));
  const answer = query(compileDiagram(diagram), { of: [node], given });
  if (answer.kind === "impossible") throw new Error(answer.kind);
  return [...answer.probabilities];
}

describe("the cases", () => {
  it("B02, B14: the old interchange format, comments glued to words", () => {
    const [p] = probabilities("B02.bif", "family-out", { "light-on": true, "hear-bark": false });
    expect(p).toBeCloseTo(0.500552, 6);
    expect(probabilities("B14.bif", "sow")).toEqual([0.25, 0.5, 0.25]);
  });

  it("B04 to B07: spellings of names and values stay", () => {
    for (const name of ["B04.bif", "B04u.bif"]) {
      const [node] = diagramIn(open(file(name))).nodes;
      expect(node).toMatchObject({ name: "Saúde", domain: { values: ["Não", "Sim"] } });
    }
    expect(diagramIn(open(file("B05.bif"))).nodes.map(({ name }) => name)).toEqual([
      "model",
      "chance",
      "utility",
    ]);
    const [age, temp] = diagramIn(open(file("B06.bif"))).nodes;
    expect(age?.domain).toMatchObject({ values: ["<20", "20-40", ">40", "-1"] });
    expect(temp?.domain).toMatchObject({ values: [-10, 0, 10.5] });
    const [low = 0, , high = 0] = probabilities("B06.bif", "temp");
    expect(10.5 * high - 10 * low).toBeCloseTo(3.005, 12);
    expect(probabilities("B07.bif", "a_b")[0]).toBeCloseTo(0.541, 12);
  });

  it("B08, B12: what a table has wrong is said at its place", () => {
    expect(open(file("B08.bif")).result).toMatchObject({
      ok: true,
      diagnostics: [
        { severity: "warning", message: expect.stringMatching(/table of a sums to 0.999/u) },
        { severity: "warning", message: expect.stringMatching(/row 3 \(a = z\) sums to 1.2/u) },
      ],
    });
    expect(open(file("B12.uai")).result).toMatchObject({
      ok: false,
      diagnostics: [{ message: expect.stringMatching(/^function 0: .* entry 1 .* is -0.5/u) }],
    });
    expect(open(file("B12b.uai")).result).toMatchObject({
      ok: false,
      diagnostics: [{ message: "function 0: the table of X0 sums to 0.9, not 1" }],
    });
    expect(open(file("B12c.uai")).result).toMatchObject({ ok: true, diagnostics: [] });
  });

  it("B11: BAYES, and MARKOV whose functions are conditional tables", () => {
    for (const name of ["B11.uai", "B11m.uai"]) {
      expect(probabilities(name, "X2")[0]).toBeCloseTo(0.4656, 4);
    }
  });

  it.each([
    "B13.bif.gz",
    "B13bom.bif",
    "B13crlf.bif",
    "B13u16.bif",
    "B13up.BIF",
    "B13bom.cid",
    "B13u16.cid",
    "B13.cid.gz",
  ])("%s is read, however it is stored", (name) => {
    expect(probabilities(name, "a")).toEqual([0.25, 0.75]);
  });

  it("I01 to I10: files of other tools are read, or named in one line", () => {
    for (const [name, value] of [
      ["I01.xdsl", 820],
      ["I02.net", 500],
      ["I04.bifxml", 500],
      ["I05.pgmx", 500],
      ["I09.py", 1],
    ] as const) {
      const diagram = diagramIn(open(file(name), "a file"));
      expect(solveSingleAgent(diagram).value.get(0), name).toBeCloseTo(value, 9);
    }
    expect(diagramIn(open(file("I06.dagitty"), "a file")).graph.edgeCount).toBe(6);
    expect(diagramIn(open(file("I10.fast"), "a file")).nodes.map(({ kind }) => kind)).toEqual([
      "decision",
      "utility",
      "chance",
    ]);
  });

  it("G02: a tree without labels is worth 4", async () => {
    const { result } = open(file("G02.efg"), "a file");
    const game = result.ok ? result.value.game : undefined;
    if (game?.form !== "extensive") throw new Error("no tree");
    for (const kind of ["subgame-perfect", "mixed"] as const) {
      const { equilibria } = await treeEquilibria(game.game, kind);
      expect(equilibria.map(({ payoffs }) => payoffs[0])).toEqual([4]);
    }
  });

  it.each([
    ["duplicate-parent", "duplicate-parent", "function 1 has X0 in its scope twice", undefined],
    ["empty-scope", "empty-scope", "function 0 is a probability of no variable", undefined],
    ["wrong-place", "format-error", "expected P or U for function 1", "x.id"],
  ])("UAI, %s", (name, code, message, inFile) => {
    const { result } = open(sharedFile(`cases/keeping/${name}.uai`));
    expect(result.ok).toBe(false);
    expect(result.diagnostics[0]?.code).toBe(code);
    expect(result.diagnostics[0]?.message).toContain(message);
    expect(result.diagnostics[0]?.file).toBe(inFile);
  });
});
