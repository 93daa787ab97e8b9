/**
 * What is written is read again as the same: over the catalogue and a diagram with awkward names,
 * every format that holds tables gives back the same variables, values, arrows and numbers.
 */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { FORMATS, formatNamed, readModelFile, writeEfg } from "../src/formats/index.ts";
import { mechanismReader, showValue } from "../src/model/index.ts";
import { loadModel } from "../src/language/index.ts";
import { catalogue as files, diagramOf } from "./catalogueFiles.ts";

const catalogue = files().map(diagramOf);
const NAMED = ["bif", "xmlbif", "pgmx", "python"];
/** These change names; the order of variables stays. */
const BY_ORDER = ["net", "dne", "uai", "json", "cid", "xdsl"];
/** Their agents remember: arrows are added where the model's do not. */
const REMEMBERING = ["dne", "xdsl"];

interface Comparable {
  readonly kinds: readonly string[];
  readonly sizes: readonly number[];
  readonly parents: readonly (readonly number[])[];
  readonly tables: readonly (readonly number[] | undefined)[];
}

/** Kinds, sizes, arrows and all numbers, variables by number. */
function comparable(diagram: InfluenceDiagram, order: readonly number[]): Comparable {
  const nodes = order.map((v) => diagram.node(v));
  return {
    kinds: nodes.map(({ kind }) => kind),
    sizes: nodes.map(({ kind, domain }) =>
      kind !== "utility" && domain?.kind === "finite" ? domain.values.length : 0,
    ),
    parents: nodes.map(({ parents }) =>
      parents.map((parent) => order.indexOf(parent)).toSorted((a, b) => a - b),
    ),
    tables: nodes.map((node) =>
      node.kind === "decision" ? undefined : sortedTable(diagram, node.id, order),
    ),
  };
}

/** Rows with the parents in the common order and values by their spelling, so that orders do not matter. */
function sortedTable(
  diagram: InfluenceDiagram,
  id: number,
  order: readonly number[],
): number[] | undefined {
  const node = diagram.node(id);
  if (node.mechanism.kind === "unspecified") return undefined;
  const reader = mechanismReader(diagram, id);
  const byOrder = node.parents
    .map((_, i) => i)
    .toSorted(
      (a, b) => order.indexOf(node.parents[a] as number) - order.indexOf(node.parents[b] as number),
    );
  const spelled = (v: number): string[] => {
    const { domain } = diagram.node(v);
    return domain?.kind === "finite" ? domain.values.map(showValue) : [];
  };
  const values = node.parents.map((parent) => ranks(spelled(parent)));
  const own = node.kind === "utility" ? [0] : ranks(spelled(id));
  const rows: { readonly key: string; readonly row: number[] }[] = [];
  const positions = reader.parentSizes.map(() => 0);
  const count = reader.parentSizes.reduce((n, size) => n * size, 1);
  for (let at = 0; at < count; at++) {
    const row = new Float64Array(reader.rowSize);
    reader.read(positions, row);
    const key = byOrder
      .map((i) => String(values[i]?.[positions[i] as number]).padStart(6, "0"))
      .join(" ");
    const sorted: number[] = [];
    for (const [i, rank] of own.entries()) sorted[rank] = row[i] as number;
    rows.push({ key, row: sorted });
    for (let i = positions.length - 1; i >= 0; i--) {
      positions[i] = (positions[i] as number) + 1;
      if ((positions[i] as number) < (reader.parentSizes[i] as number)) break;
      positions[i] = 0;
    }
  }
  return rows.toSorted((a, b) => (a.key < b.key ? -1 : 1)).flatMap(({ row }) => row);
}

/** PyCID sorts values; other formats keep their order, and may respell them. */
let spellingCounts = false;

/** Position of each value when they are sorted by spelling (or left in order when counted). */
function ranks(texts: readonly string[]): number[] {
  if (!spellingCounts) return texts.map((_, i) => i);
  const sorted = texts.toSorted();
  return texts.map((text) => sorted.indexOf(text));
}

function close(a: Comparable, b: Comparable): void {
  expect({ ...b, tables: [] }).toEqual({ ...a, tables: [] });
  for (const [v, table] of a.tables.entries()) {
    const other = b.tables[v];
    expect(other?.length, `table ${v}`).toBe(table?.length);
    for (const [i, x] of (table ?? []).entries())
      expect(Math.abs((other?.[i] ?? NaN) - x), `table ${v}, entry ${i}`).toBeLessThanOrEqual(
        1e-12 * Math.max(1, Math.abs(x)),
      );
  }
}

const AWKWARD = `model "Ein \\"Test\\" & <mehr>"
chance \`Größe (cm)\` : {"2_5BELOW", "a b", "-"} ~ {"2_5BELOW": 0.2, "a b": 0.3, "-": 0.5}
chance end : {-1, 0.5, 2} ~ { if \`Größe (cm)\` == "a b" then -1 else 2: 0.25, 0.5: 0.75 }
chance \`lambda\` : bool ~ bernoulli(1/3)
decision \`what's next\` : {"yes, do", no} sees \`Größe (cm)\`, \`lambda\`
utility \`U+\` = (if \`what's next\` == no then 1e-7 else end * 2) + (if \`lambda\` then 1/3 else 0)
`;

const load = (text: string): InfluenceDiagram => {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(JSON.stringify(diagnostics));
  return diagram;
};

function roundTrip(id: string, diagram: InfluenceDiagram): "refused" | InfluenceDiagram {
  const format = formatNamed(id);
  const written = format?.write?.(diagram);
  if (written?.ok !== true) {
    expect(written?.diagnostics.at(-1)?.message.length).toBeGreaterThan(10);
    return "refused";
  }
  const opened = readModelFile({ name: `x${format?.endings[0]}`, text: written.value });
  expect(opened.format.id).toBe(id);
  const { result } = opened;
  if (!result.ok || result.value.diagram === undefined)
    throw new Error(`${id}: ${JSON.stringify(result)}\n${written.value.slice(0, 3000)}`);
  return result.value.diagram;
}

function compare(id: string, diagram: InfluenceDiagram, back: InfluenceDiagram): void {
  const own = diagram.nodes.map(({ id: v }) => v);
  spellingCounts = id === "python";
  if (NAMED.includes(id)) {
    const there = diagram.nodes.map(({ name }) => back.idOf(name) ?? -1);
    close(comparable(diagram, own), comparable(back, there));
  } else if (id === "uai") {
    const there = [...own].sort(
      (a, b) =>
        Number(diagram.node(a).kind === "utility") - Number(diagram.node(b).kind === "utility") ||
        a - b,
    );
    expect(back.nodes.map(({ kind }) => kind)).toEqual(there.map((v) => diagram.node(v).kind));
    expect(back.nodes.map(({ parents }) => parents)).toEqual(
      there.map((v) => diagram.node(v).parents.map((p) => there.indexOf(p))),
    );
  } else if (id === "xdsl") {
    // GeNIe wants parents first; names that had to change are what is shown.
    const there = diagram.nodes.map(({ name }) =>
      back.nodes.findIndex(
        (node) =>
          node.name === name ||
          node.label === name ||
          back.labelOf(node.id) === diagram.labelOf(diagram.idOf(name) as number),
      ),
    );
    if (new Set(there).size === there.length)
      close(comparable(diagram, own), comparable(back, there));
  } else close(comparable(diagram, own), comparable(back, own));
}

describe.each([...NAMED, ...BY_ORDER])("%s", (id) => {
  it("keeps a diagram with awkward names", () => {
    const diagram = load(AWKWARD);
    if (id === "bif") {
      expect(roundTrip(id, diagram)).toBe("refused");
      return;
    }
    const back = roundTrip(id, diagram);
    if (back === "refused") throw new Error("refused");
    if (!["dne", "uai", "xdsl"].includes(id)) compare(id, diagram, back);
    else
      expect(back.nodes.map(({ kind }) => kind).toSorted()).toEqual(
        diagram.nodes.map(({ kind }) => kind).toSorted(),
      );
    if (NAMED.includes(id)) {
      const { domain } = back.node(back.idOf("Größe (cm)") as number);
      const values = domain?.kind === "finite" ? domain.values : [];
      expect(values.toSorted()).toEqual(["-", "2_5BELOW", "a b"]);
    }
  });

  it("keeps the catalogue, or refuses with a reason", () => {
    let kept = 0;
    for (const diagram of catalogue) {
      const back = roundTrip(id, diagram);
      if (back === "refused") continue;
      kept++;
      const said =
        formatNamed(id)
          ?.write?.(diagram)
          .diagnostics.map(({ code }) => code) ?? [];
      if (REMEMBERING.includes(id) && said.includes("recall-assumed")) continue;
      compare(id, diagram, back);
    }
    expect(kept).toBeGreaterThan(id === "bif" ? 0 : 20);
  }, 240_000);
});

it("games: a diagram's tree is read back as the same tree", () => {
  let kept = 0;
  for (const diagram of catalogue) {
    const written = formatNamed("efg")?.write?.(diagram);
    if (written?.ok !== true) continue;
    const { result } = readModelFile({ name: "x.efg", text: written.value });
    const game = result.ok ? result.value.game : undefined;
    if (game?.form !== "extensive") throw new Error(JSON.stringify(result.diagnostics));
    expect(writeEfg(game.game)).toBe(written.value);
    kept++;
  }
  expect(kept).toBeGreaterThan(20);
}, 240_000);

it("structure: arrows survive where numbers do not", () => {
  for (const id of ["dagitty", "fast"]) {
    for (const diagram of catalogue) {
      const back = roundTrip(id, diagram);
      if (back === "refused") continue;
      expect(back.nodes.length).toBe(diagram.nodes.length);
      const arrows = (d: InfluenceDiagram): number =>
        d.nodes.reduce((n, { parents }) => n + parents.length, 0);
      expect(arrows(back)).toBe(arrows(diagram));
    }
  }
}, 240_000);

it("every format that is written says what it loses, and refuses or warns of numbers left out", () => {
  const diagram = load(AWKWARD);
  for (const { id, write, losses } of FORMATS) {
    if (write === undefined || id === "cid" || id === "json") continue;
    expect(losses.writing, id).toBeDefined();
    const written = write(diagram);
    if (["dot", "mermaid", "graphml", "latex", "dagitty", "fast"].includes(id)) {
      expect(written.ok, id).toBe(true);
      expect(
        written.diagnostics.map(({ code }) => code),
        id,
      ).toContain("numbers-left-out");
    }
  }
});

it("several agents are refused where a tool would take them for one", () => {
  const diagram = load(`agent a
agent b
decision A : {x, y} by a
decision B : {x, y} by b
utility U for a = if A == B then 1 else 0
utility V for b = if A == B then 0 else 1
`);
  for (const id of ["xmlbif", "xdsl", "net", "pgmx", "dne", "uai", "limid", "fast"]) {
    const written = formatNamed(id)?.write?.(diagram);
    expect(written?.ok, id).toBe(false);
    expect(written?.diagnostics.at(-1)?.message, id).toContain("a, b");
  }
  expect(formatNamed("nfg")?.write?.(diagram)?.ok).toBe(true);
});
