/** Changes of structure: many parts at once are what one part after the other would be. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextEdit } from "../../base/index.ts";
import type { EditResult } from "./editResult.ts";
import type { StructureChange } from "./structureEdits.ts";
import { Random } from "../../base/index.ts";
import { randomDiagram } from "../../testing/index.ts";
import { parse } from "../syntax/parse.ts";
import { printModel } from "../print/printModel.ts";
import { applyEdits, composeEdits, edited, refused, together } from "./editResult.ts";
import { changeKind, setLabel } from "./edits.ts";
import { changeStructure } from "./structureEdits.ts";

function after(text: string, change: StructureChange): string {
  const result = changeStructure(parse(text), change);
  return result.ok ? applyEdits(text, result.edits) : `refused: ${result.reason}`;
}

/** The same, one part at a time, the text read again after each. */
function oneByOne(text: string, change: StructureChange): string {
  const { add = [], disconnect = [], connect = [], remove = [] } = change;
  const parts: StructureChange[] = [
    ...add.map((one) => ({ add: [one] })),
    ...disconnect.map((one) => ({ disconnect: [one] })),
    ...connect.map((one) => ({ connect: [one] })),
    ...remove.map((one) => ({ remove: [one] })),
  ];
  return parts.reduce((now, part) => (now.startsWith("refused") ? now : after(now, part)), text);
}

describe("a change of structure", () => {
  it("tells variables of one name apart by the indices that are numbers", () => {
    const loop = (line: string): string => `for r in 1..2 { ${line} }\n`;
    const cut = { disconnect: [{ from: "Q", to: "A[1, 1]" }] };
    // The replaced one has a mechanism; the one that is meant stands in the other file.
    const extending = `extends "debate.cid"\n${loop("replace chance A[2, r] : bool = true")}`;
    expect(after(extending, cut)).toBe(`${extending}remove link Q -> A[1, 1]\n`);
    const whole = `chance Q\n${loop("decision A[1, r] sees Q")}${loop("chance A[2, r] : bool = true")}`;
    expect(after(whole, cut)).toContain("remove link Q -> A[1, 1]");
  });

  it("takes neighbours out of one list, and the list with its last entry", () => {
    const text = "chance A\nchance B\nchance C\nutility U from C, A /* a */, B\n";
    expect(after(text, { remove: ["B", "A"] })).toBe("chance C\nutility U from C\n");
    expect(after(text, { remove: ["B", "A", "C"] })).toBe("utility U\n");
    const cut = { disconnect: [{ from: "C", to: "U" }], connect: [{ from: "C", to: "B" }] };
    expect(after(text, cut)).toBe(
      "chance A\nchance B from C\nchance C\nutility U from A /* a */, B\n",
    );
    const all = ["C", "A", "B"].map((from) => ({ from, to: "U" }));
    expect(after(`${text}chance D\n`, { disconnect: all, connect: [{ from: "D", to: "U" }] })).toBe(
      "chance A\nchance B\nchance C\nutility U from D\nchance D\n",
    );
  });

  it("takes what mentions only one another together, in whatever order it is named", () => {
    const text = "chance A : bool ~ uniform\nutility U = if A then 1 else 0\n";
    expect(after(text, { remove: ["A"] })).toMatch(/A is used here: utility U/);
    expect(after(text, { remove: ["A", "U"] })).toBe("");
    expect(after(text, { remove: ["U", "A"] })).toBe("");
    expect(after(`${text}claim edge(A, U)\n`, { remove: ["U", "A"] })).toMatch(
      /a claim speaks of U/,
    );
  });

  it("takes a line that holds nothing else, and leaves what stands beside", () => {
    const text = "chance A chance B // both\nchance C /* c */ chance D\n";
    expect(after(text, { remove: ["A", "B"] })).toBe("chance C /* c */ chance D\n");
    expect(after(text, { remove: ["B", "C"] })).toBe("chance A  // both\n /* c */ chance D\n");
  });

  it("writes lines below the last variable, also where that one goes", () => {
    const text = "for t in 1..2 {\n  chance S[t]\n  decision A[t] sees S[t]\n}\nchance Z // last\n";
    expect(after(text, { disconnect: [{ from: "S[1]", to: "A[1]" }], remove: ["Z"] })).toBe(
      "for t in 1..2 {\n  chance S[t]\n  decision A[t] sees S[t]\n}\nremove link S[1] -> A[1]\n",
    );
    const own = 'extends "base.cid"\n';
    const connect = [
      { from: "X", to: "E" },
      { from: "Y", to: "E" },
    ];
    expect(after(own, { connect })).toBe(`${own}\nadd link X -> E\nadd link Y -> E\n`);
  });

  it("leads arrows from what is made in it, and none to what goes in it", () => {
    const text = "chance A\n";
    const made = {
      add: [{ name: "B", kind: "chance" }],
      connect: [{ from: "B", to: "A" }],
    } as const;
    expect(after(text, made)).toBe("chance A from B\nchance B\n");
    expect(after(text, { ...made, remove: ["A"] })).toMatch(/an end of it is to go/);
    expect(after(text, { connect: [{ from: "B", to: "A" }] })).toMatch(/no variable B/);
    expect(after(text, { add: [made.add[0], made.add[0]] })).toMatch(/a variable B already/);
  });

  it("is what its parts are one after the other, on random models with comments", () => {
    let [drawn, compared] = [0, 0];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (seed) => {
        drawn++;
        const random = Random.seeded(seed);
        const diagram = randomDiagram(random, { nodes: 8, agents: 2, structureOnly: true });
        const text = printModel(diagram)
          .replaceAll(", ", () => (random.below(3) === 0 ? " /* , */, " : ", "))
          .replace(/\n(?=chance)/gu, () => (random.below(4) === 0 ? " " : "\n"))
          .replace(/\n(?=decision)/gu, () => (random.below(2) === 0 ? " // own\n" : "\n"));
        const names = diagram.nodes.map(({ name }) => name);
        // Comments beside a tail that goes where something is put in may go or stay: one of the two.
        const connects = random.below(2) === 0;
        const remove = connects ? [] : names.filter(() => random.below(3) === 0);
        const stays = (end: number): boolean => !remove.includes(names[end] as string);
        const arrows = (pairs: readonly (readonly [number, number])[]) =>
          pairs
            .filter(([from, to]) => random.below(2) === 0 && stays(from) && stays(to))
            .map(([from, to]) => ({ from: names[from] as string, to: names[to] as string }));
        const disconnect = arrows(diagram.graph.edges());
        const missing = names.flatMap((_, to) =>
          names.flatMap((__, from) =>
            from < to && !diagram.graph.hasEdge(from, to) ? [[from, to] as const] : [],
          ),
        );
        const connect = connects ? arrows(missing).slice(0, 3) : [];
        const change = { disconnect, connect, remove: random.shuffled(remove) };
        const expected = oneByOne(text, change);
        if (expected.startsWith("refused")) return;
        compared++;
        expect(after(text, change)).toBe(expected);
      }),
      { seed: 11, numRuns: 300 },
    );
    expect(compared).toBeGreaterThan((2 / 3) * drawn);
  });
});

describe("edits", () => {
  const edit = (start: number, end: number, newText: string): TextEdit => ({
    range: { start, end },
    newText,
  });

  it("of one tree come together, twice the same once, unless they overlap", () => {
    const one = edited([edit(0, 2, "x")]);
    expect(together([one, edited([edit(2, 3, "y")]), one])).toEqual(
      edited([edit(0, 2, "x"), edit(2, 3, "y")]),
    );
    expect(together([one, edited([edit(1, 3, "y")])])).toEqual(
      refused("two of these changes are about one place in the text"),
    );
    expect(together([one, refused("no"), refused("never")])).toEqual(refused("no"));
    expect(() => applyEdits("abcd", [edit(0, 2, "x"), edit(1, 3, "y")])).toThrow(RangeError);
  });

  it("one after the other are one change of the first text", () => {
    const part = fc.record({ skip: fc.nat(3), take: fc.nat(3), put: fc.string({ maxLength: 3 }) });
    const laidOut = (
      text: string,
      parts: readonly { skip: number; take: number; put: string }[],
    ) => {
      let at = 0;
      return parts.map(({ skip, take, put }) => {
        const start = Math.min(text.length, at + skip);
        at = Math.min(text.length, start + take);
        return edit(start, at, put);
      });
    };
    fc.assert(
      fc.property(
        fc.string({ maxLength: 12 }),
        fc.array(part, { maxLength: 4 }),
        fc.array(part, { maxLength: 4 }),
        (text, some, others) => {
          const first = laidOut(text, some);
          const between = applyEdits(text, first);
          const second = laidOut(between, others);
          const composed: EditResult = together([edited(composeEdits(text, first, second))]);
          expect(composed.ok && applyEdits(text, composed.edits)).toBe(applyEdits(between, second));
        },
      ),
      { seed: 3, numRuns: 2000 },
    );
  });
});

describe("a text of Windows", () => {
  const TEXT = `agent a
agent b
chance X : bool ~ bernoulli(0.5)
decision D : {l, r} by a sees X
utility U for a = (if D == l // left
  then 1 else 0) + (if X then 1 else 0)
claim response(D, X)
`;
  const windows = (text: string): string => text.replaceAll("\n", "\r\n");
  const same = (edit: (tree: ReturnType<typeof parse>) => EditResult): string => {
    const [one, other] = [TEXT, windows(TEXT)].map((text) => {
      const result = edit(parse(text));
      return result.ok ? applyEdits(text, result.edits) : result.reason;
    }) as [string, string];
    expect(one).not.toBe(TEXT);
    expect(other).toBe(windows(one));
    return one;
  };

  it("gets its own line ends from every edit", () => {
    same((tree) => changeStructure(tree, { add: [{ name: "Y", kind: "chance", parents: ["X"] }] }));
    same((tree) =>
      changeStructure(tree, {
        add: [
          { name: "Y", kind: "chance" },
          { name: "Z", kind: "decision", agents: ["a"] },
        ],
        connect: [{ from: "Y", to: "D" }],
      }),
    );
    same((tree) => changeStructure(tree, { disconnect: [{ from: "X", to: "D" }] }));
    // The comment inside the mechanism is kept on a line of its own.
    expect(same((tree) => changeKind(tree, { name: "U", kind: "chance" }))).toContain("// left");
    same((tree) => setLabel(tree, { name: "X", label: "the state" }));
    const begins = changeStructure(parse('\r\nnote "x"\r\n'), {
      add: [{ name: "Y", kind: "chance" }],
    });
    expect(begins.ok && applyEdits('\r\nnote "x"\r\n', begins.edits)).not.toMatch(/(?<!\r)\n/u);
  });
});
