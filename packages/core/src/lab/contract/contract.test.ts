/**
 * A small world held against diagrams of it: the right one passes, and every arrow that is taken away
 * from it, and every fault that is planted in it, is found.
 */
import { describe, expect, test } from "vitest";
import type { DiagramNode } from "../../model/index.ts";
import type { LabWorld } from "../../learn/index.ts";
import type { TabulatedParts, WorldTie } from "../index.ts";
import { InfluenceDiagram } from "../../model/index.ts";
import { tabulate } from "../../learn/index.ts";
import { arrowText, checkWorldContract, diagramOfWorld, tabulatedTie } from "../index.ts";

/** A lamp (0 or 1) that an action may flip, and a meter that shows it wrongly one time in ten. */
interface Room {
  readonly lamp: number;
  readonly shows: number;
}

function rooms(wrong = 0.1, slip = 0): LabWorld<Room> {
  const seen = (lamp: number) => [
    { state: { lamp, shows: lamp }, probability: 1 - wrong },
    { state: { lamp, shows: 1 - lamp }, probability: wrong },
  ];
  return {
    horizon: 4,
    initial: () => seen(0),
    key: ({ lamp, shows }) => `${lamp}${shows}`,
    actionCount: () => 2,
    step({ lamp }, action) {
      const to = action === 1 ? 1 - lamp : lamp;
      const by = (lit: number, share: number) =>
        seen(lit).map(({ state, probability }) => ({ state, probability: share * probability }));
      return slip === 0 ? seen(to) : [...by(to, 1 - slip), ...by(1 - to, slip)];
    },
    reward: (_before, _action, { lamp }) => lamp,
  };
}

const PARTS: TabulatedParts<Room> = {
  diagram: "room.cid",
  cases: [{ table: tabulate(rooms()) }],
  decision: "A",
  state: { L: ({ lamp }) => lamp, M: ({ shows }) => shows },
  step: { R: { of: (_before, _action, { lamp }) => lamp, index: "arrival" } },
  shown: ({ shows }) => String(shows),
  remembers: true,
};

/** Nodes with parents by name; an index in the name makes it an instance of what stands before. */
function drawn(nodes: readonly (readonly [string, DiagramNode["kind"], ...string[]])[]) {
  const names = nodes.map(([name]) => name);
  return InfluenceDiagram.of({
    agents: [{ name: "agent" }],
    nodes: nodes.map(([name, kind, ...from], id) => {
      const [, template, index] = /^(\w+)\[(\d)\]$/.exec(name) ?? [];
      return {
        id,
        name,
        kind,
        owners: kind === "chance" ? [] : [0],
        parents: from.map((one) => names.indexOf(one)),
        mechanism: { kind: kind === "decision" ? "decision" : "unspecified" } as const,
        ...(template === undefined ? {} : { instance: { template, indices: [Number(index)] } }),
      };
    }),
  });
}

const ROOM = drawn([
  ["L[1]", "chance"],
  ["M[1]", "chance", "L[1]"],
  ["A[1]", "decision", "M[1]"],
  ["L[2]", "chance", "L[1]", "A[1]"],
  ["M[2]", "chance", "L[2]"],
  ["A[2]", "decision", "M[1]", "M[2]"],
  ["L[3]", "chance", "L[2]", "A[2]"],
  ["M[3]", "chance", "L[3]"],
  ["R[2]", "utility", "L[2]"],
  ["R[3]", "utility", "L[3]"],
]);

function without(diagram: InfluenceDiagram, from: number, to: number): InfluenceDiagram {
  const nodes = diagram.nodes.map((node) =>
    node.id === to ? { ...node, parents: node.parents.filter((p) => p !== from) } : node,
  );
  return diagram.with({ nodes });
}

function everyArrow(diagram: InfluenceDiagram): (readonly [from: number, to: number])[] {
  return diagram.nodes.flatMap(({ id, parents }) => parents.map((p) => [p, id] as const));
}

describe("a world that is written out", () => {
  test("keeps to its diagram, and every arrow of it is needed", () => {
    const { faults, surplus, arrows } = checkWorldContract(ROOM, tabulatedTie(PARTS));
    expect(faults).toEqual([]);
    expect(surplus).toEqual([]);
    expect(arrows).toBe(12);
  });

  test("is found to have any arrow that is taken away, by name", () => {
    for (const [from, to] of everyArrow(ROOM)) {
      const { faults } = checkWorldContract(without(ROOM, from, to), tabulatedTie(PARTS));
      const arrow = `${ROOM.node(from).name} -> ${ROOM.node(to).name}`;
      expect(faults.length, arrow).toBeGreaterThan(0);
    }
    const { faults } = checkWorldContract(without(ROOM, 0, 3), tabulatedTie(PARTS));
    expect(faults[0]?.missing.map(arrowText)).toEqual(["L[1] -> L[2]"]);
  });

  test("leaves surplus arrows as they are, and lists them", () => {
    const more = ROOM.with({
      nodes: ROOM.nodes.map((node) =>
        node.name === "L[2]" ? { ...node, parents: [...node.parents, 1] } : node,
      ),
    });
    const { faults, surplus } = checkWorldContract(more, tabulatedTie(PARTS));
    expect(faults).toEqual([]);
    expect(surplus.map(arrowText)).toEqual(["M[1] -> L[2]"]);
  });

  test("must have a feature for every variable, or a reason for having none", () => {
    const { M: _m, ...state } = PARTS.state;
    const faults = (parts: TabulatedParts<Room>) =>
      checkWorldContract(ROOM, tabulatedTie(parts)).faults.map(({ text }) => text);
    expect(faults({ ...PARTS, state }).join("; ")).toContain("M[1] is not a feature of the world");
    const abstracted = Object.fromEntries(["R[2]", "R[3]"].map((name) => [name, "not paid"]));
    expect(faults({ ...PARTS, step: {}, abstracted })).toEqual([]);
  });

  test("shows its agent what the links say, no less and no more", () => {
    const faults = (change: Partial<TabulatedParts<Room>>, diagram = ROOM) =>
      checkWorldContract(diagram, tabulatedTie({ ...PARTS, ...change })).faults.map(
        ({ kind }) => kind,
      );
    expect(faults({ shown: () => "nothing" })).toEqual(["shown", "shown"]);
    expect(faults({ shown: ({ lamp, shows }) => `${lamp}${shows}` })).toEqual(["shown", "shown"]);
    expect(faults({ remembers: false })).toEqual(["memory"]);
    expect(faults({ remembers: false }, without(ROOM, 1, 5))).toEqual([]);
    // The lamp follows from what was done, as long as nothing else moves it.
    expect(faults({ memory: ({ lamp }) => String(lamp) })).toEqual([]);
    const moved = { table: tabulate(rooms(0.1, 0.3)) };
    expect(faults({ cases: [moved] })).toEqual([]);
    expect(faults({ cases: [moved], memory: ({ lamp }) => String(lamp) })).toContain("memory");
  });

  test("that hides something of the state says so", () => {
    const two = tabulatedTie({ ...PARTS, state: { ...PARTS.state, L: () => 0 } });
    const texts = checkWorldContract(ROOM, two).faults.map(({ text }) => text);
    expect(texts.join("; ")).toContain("something that is not a variable of the diagram");
  });
});

describe("the graph of a world", () => {
  test("has two slices and the arrows that the world needs", () => {
    const { diagram, hidden } = diagramOfWorld(tabulate(rooms()), PARTS);
    expect(hidden).toEqual([]);
    const arrows = everyArrow(diagram).map(
      ([from, to]) => `${diagram.node(from).name} -> ${diagram.node(to).name}`,
    );
    expect(arrows.filter((arrow) => !arrow.endsWith("A[1]"))).toEqual([
      "L[1] -> L[2]",
      "A[1] -> L[2]",
      "L[2] -> M[2]",
      "L[2] -> R[2]",
    ]);
  });

  test("names features that something unseen decides", () => {
    const { hidden } = diagramOfWorld(tabulate(rooms()), {
      ...PARTS,
      state: { M: PARTS.state["M"]! },
    });
    expect(hidden).toContain("M[2]");
  });
});

describe("a world that is drawn from", () => {
  const ONCE = drawn([
    ["T", "chance"],
    ["D", "decision", "T"],
    ["X", "chance", "D", "T"],
    ["U", "utility", "X"],
  ]);
  const tie: WorldTie = {
    kind: "sampled",
    diagram: "once.cid",
    draw(random) {
      const [T, D] = [random.below(2), random.below(2)];
      const X = random.unit() < (T === D ? 0.8 : 0.2) ? 1 : 0;
      return { T, D, X, U: X };
    },
    shown: { D: ["T"] },
  };

  test("keeps to its diagram; any arrow taken away is found", () => {
    const found = checkWorldContract(ONCE, tie);
    expect(found.faults).toEqual([]);
    expect(found.surplus).toEqual([]);
    expect(found.tests?.errorRate).toBe(0.001);
    for (const [from, to] of everyArrow(ONCE)) {
      const arrow = `${ONCE.node(from).name} -> ${ONCE.node(to).name}`;
      expect(checkWorldContract(without(ONCE, from, to), tie).faults.length, arrow).toBeGreaterThan(
        0,
      );
    }
  });

  test("is called wrong no more often than the error rate says", () => {
    const fair = drawn([
      ["T", "chance"],
      ["X", "chance"],
    ]);
    let wrong = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const pair: WorldTie = {
        kind: "sampled",
        diagram: "",
        draws: 60,
        draw: (random) => ({ T: random.below(3), X: random.below(4) }),
        shown: {},
      };
      wrong += checkWorldContract(fair, pair, { seed }).faults.length;
    }
    // 400 tests of which each is wrong with probability 0.001: more than 3 would happen once in 1300 times.
    expect(wrong).toBeLessThanOrEqual(3);
  });

  test("must draw few values of each variable, and all of them", () => {
    const texts = (draw: () => Record<string, number>) =>
      checkWorldContract(ONCE, { ...tie, draw } as WorldTie).faults.map(({ text }) => text);
    expect(texts(() => ({ T: 0, D: 0, U: 0 })).join("; ")).toContain("X is not a feature");
    let n = 0;
    expect(texts(() => ({ T: n++, D: 0, X: 0, U: 0 })).join("; ")).toContain("coarser law");
  });
});

test("agents in the model itself: arrows of which the numbers make nothing are listed", () => {
  const table = (entries: readonly number[]) =>
    ({ kind: "table", stochastic: true, entries: Float64Array.from(entries) }) as const;
  const base = drawn([
    ["T", "chance"],
    ["X", "chance", "T"],
    ["Y", "chance", "T"],
  ]);
  const domain = { kind: "finite", values: [0, 1] } as const;
  const numbers = [table([0.5, 0.5]), table([0.9, 0.1, 0.1, 0.9]), table([0.3, 0.7, 0.3, 0.7])];
  const model = base.with({
    nodes: base.nodes.map((node, i) => ({ ...node, domain, mechanism: numbers[i]! })),
  });
  const tie: WorldTie = { kind: "itself", diagram: "" };
  const { faults, surplus } = checkWorldContract(model, tie);
  expect(faults).toEqual([]);
  expect(surplus.map(arrowText)).toEqual(["T -> Y"]);
  const cut = checkWorldContract(without(model, 0, 1), tie, { reference: model });
  expect(cut.faults[0]?.missing.map(arrowText)).toEqual(["T -> X"]);
});
