/** Arrows cut out of mechanisms with the numbers kept: exact, and as small a change as can be. */
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import type { InfluenceDiagram, Value } from "../../model/index.ts";
import { mechanismReader } from "../../model/index.ts";
import { randomDiagram } from "../../testing/index.ts";
import { loadModel } from "../load.ts";
import { printModel } from "../print/printModel.ts";
import { applyEdits } from "./editResult.ts";
import { cutFromMechanisms, type Keeping } from "./keepNumbers.ts";
import { parse } from "../syntax/parse.ts";

function cut(text: string, from: string, to: string, keeping: Keeping): string {
  const { diagram } = loadModel(text);
  if (diagram === undefined) throw new Error("the model has a mistake");
  const done = cutFromMechanisms(parse(text), diagram, [{ from, to }], keeping);
  return done.ok ? applyEdits(text, done.edits) : `refused: ${done.reason}`;
}

const AVERAGE: Keeping = { kind: "average" };
const fixed = (name: string, value: Value): Keeping => ({
  kind: "fix",
  values: new Map([[name, value]]),
});

const CLICKS = `chance opinion : {mild, wild} ~ bernoulli(0.25) // as measured
decision posts : {calm, loud} sees opinion
utility clicks =
  if opinion == wild
    then match posts { loud => 1, _ => 0.2 }
    else match posts { loud => 0.1, _ => 0.7 }
claim info(posts, opinion)
`;

describe("a parent that goes", () => {
  it("is averaged out uniformly", () => {
    expect(cut(CLICKS, "posts", "clicks", AVERAGE)).toBe(
      CLICKS.replace(
        /utility clicks =[^]*?(?=\nclaim)/u,
        "utility clicks from opinion = [0.4, 0.6]",
      ),
    );
  });

  it("is averaged out by given weights", () => {
    const keeping: Keeping = { kind: "average", weights: () => [0.75, 0.25] };
    expect(cut(CLICKS, "opinion", "clicks", keeping)).toContain(
      "utility clicks from posts = [0.575, 0.325]",
    );
  });

  it("is held at a value by writing the value where its name stood", () => {
    expect(cut(CLICKS, "opinion", "clicks", fixed("opinion", "wild"))).toBe(
      CLICKS.replace("if opinion == wild", "if wild == wild"),
    );
  });

  it("leaves a list without it", () => {
    const text =
      "chance A : bool\nchance B : bool\nchance C : bool from A, B ~ [[1, 0], [0.5, 0.5], [0.5, 0.5], [0, 1]]\n";
    expect(cut(text, "A", "C", AVERAGE)).toBe(
      "chance A : bool\nchance B : bool\nchance C : bool from B ~ [[0.75, 0.25], [0.25, 0.75]]\n",
    );
    expect(cut(text, "A", "C", fixed("A", true))).toContain("from B ~ [[0.5, 0.5], [0, 1]]");
    expect(cut(text, "A", "C", { kind: "forget" })).toContain("chance C : bool from B\n");
    expect(cut(text, "A", "C", fixed("A", "no"))).toBe(
      "refused: A has no value no; it has false, true",
    );
  });

  it("of one step of a loop gets a line of its own", () => {
    const text =
      "for t in 1..3 { decision A[t] : bool }\nfor t in 1..3 { utility U[t] = if A[t] then 1 else 0 }\n";
    expect(cut(text, "A[2]", "U[2]", AVERAGE)).toBe(`${text}replace utility U[2] = [0.5]\n`);
  });

  it("keeps the comments of what it replaces", () => {
    const text = "decision D : bool\nutility U = if D // it pays\n  then 1 else 0\n";
    expect(cut(text, "D", "U", AVERAGE)).toContain("// it pays");
  });
});

describe("on random models", () => {
  const numbers = (
    diagram: InfluenceDiagram,
    id: number,
  ): ((at: readonly number[]) => number[]) => {
    const reader = mechanismReader(diagram, id);
    return (at) => {
      const row = new Float64Array(reader.rowSize);
      reader.read(at, row);
      return [...row];
    };
  };

  it("every row is the mean of the rows it stands for, and the rest of the model is as it was", () => {
    let cuts = 0;
    for (let seed = 0; seed < 24; seed++) {
      const random = Random.seeded(seed);
      const diagram = randomDiagram(random, { nodes: 5 + (seed % 3) });
      const text = printModel(diagram);
      for (const [from, to] of diagram.graph.edges()) {
        const head = diagram.node(to);
        if (head.kind === "decision" || diagram.node(from).kind === "utility") continue;
        const parent = diagram.node(from);
        if (parent.domain?.kind !== "finite") continue;
        const size = parent.domain.values.length;
        const raw = Array.from({ length: size }, () => 1 + random.below(8));
        const mass = raw.reduce((sum, one) => sum + one, 0);
        const weights = raw.map((one) => one / mass);
        const keeping: Keeping = { kind: "average", weights: () => weights };
        const after = loadModel(cut(text, parent.name, head.name, keeping)).diagram;
        if (after === undefined) throw new Error(cut(text, parent.name, head.name, keeping));
        const kept = head.parents.filter((p) => p !== from);
        const now = after.node(after.idOf(head.name) as number);
        expect(now.parents.map((p) => after.node(p).name)).toEqual(
          kept.map((p) => diagram.node(p).name),
        );
        const before = numbers(diagram, to);
        const since = numbers(after, now.id);
        for (const at of positions(kept.map((p) => sizeOf(diagram, p)))) {
          const mean = weights.reduce<number[]>((sum, weight, value) => {
            const full = head.parents.map((p) =>
              p === from ? value : (at[kept.indexOf(p)] as number),
            );
            return before(full).map((one, j) => (sum[j] ?? 0) + weight * one);
          }, []);
          for (const [j, one] of since(at).entries())
            expect(one).toBeCloseTo(mean[j] as number, 12);
        }
        cuts++;
      }
    }
    expect(cuts).toBeGreaterThan(50);
  });
});

function sizeOf(diagram: InfluenceDiagram, id: number): number {
  const { domain } = diagram.node(id);
  return domain?.kind === "finite" ? domain.values.length : 1;
}

function positions(sizes: readonly number[]): number[][] {
  return sizes.reduce<number[][]>(
    (all, size) => all.flatMap((one) => Array.from({ length: size }, (_, i) => [...one, i])),
    [[]],
  );
}
