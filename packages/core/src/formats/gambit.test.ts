/** Gambit files: what is read, and what is said about files that cannot be. */
import { describe, expect, it } from "vitest";
import { readEfg, readNfg, writeEfg, writeNfg } from "./index.ts";

const DILEMMA = `NFG 1 R "dilemma" { "A" "B" } { 2 2 }\n\n-1 -1 0 -3 -3 0 -2 -2`;

describe("a tree that is written", () => {
  it("labels no two nodes alike, which Gambit 17 refuses; information sets keep their labels", () => {
    const read = readEfg(
      `EFG 2 R "x" { "A" "B" }\n"" p "a" 1 1 "A1" { "l" "r" } 0 p "b" 2 1 "B1" { "u" "d" } 0 t "" 1 "" { 1, 2 } t "" 2 "" { 3, 4 } p "b" 2 1 "B1" { "u" "d" } 0 t "" 3 "" { 5, 6 } t "" 4 "" { 7, 8 }`,
    );
    if (!read.ok) throw new Error(read.diagnostics[0]?.message);
    const written = writeEfg(read.value);
    expect(written.match(/^p .*$/gmu)).toEqual([
      'p "a" 1 1 "A1" { "l" "r" } 0',
      'p "b" 2 1 "B1" { "u" "d" } 0',
      'p "" 2 1 "B1" { "u" "d" } 0',
    ]);
  });
});

describe(".nfg", () => {
  it("has the first player's strategy fastest", () => {
    const read = readNfg(DILEMMA);
    if (!read.ok) throw new Error(read.diagnostics[0]?.message);
    expect(read.value.players).toEqual(["A", "B"]);
    expect([...(read.value.payoffs[0] as Float64Array)]).toEqual([-1, -3, 0, -2]);
    expect([...(read.value.payoffs[1] as Float64Array)]).toEqual([-1, 0, -3, -2]);
  });

  it("may list outcomes; 0 pays nothing; numbers may be rational or decimal, with commas", () => {
    const read = readNfg(
      `NFG 1 R "x" { "A" "B" } { { "u" "d" } { "l" } } "why" { { "o" 1/3, .5 } } 1 0`,
    );
    if (!read.ok) throw new Error(read.diagnostics[0]?.message);
    expect([...(read.value.payoffs[0] as Float64Array)]).toEqual([1 / 3, 0]);
    expect([...(read.value.payoffs[1] as Float64Array)]).toEqual([0.5, 0]);
  });

  it("is written so that it reads back", () => {
    const read = readNfg(DILEMMA.replace(`"A"`, `"A \\"the first\\""`));
    if (!read.ok) throw new Error(read.diagnostics[0]?.message);
    expect(readNfg(writeNfg(read.value))).toEqual(read);
  });

  it.each([
    [`EFG 2 R "x" { "A" }`, "not a Gambit NFG file", "EFG"],
    [`NFG 2 R "x" { "A" }`, "version 2 is not supported", "2"],
    [`NFG 1 R "x" { "A" "B" } { 2 2 } 1 2 3`, "3 payoffs, but 2 × 2 strategies", ""],
    [`NFG 1 R "x" { "A" "B" } { 2 } 1 2`, "2 players, but strategies for 1", "{"],
    [`NFG 1 R "x" { "A" } { 2 } 1 2/0`, "a payoff is 2/0; it must be a finite number", "2/0"],
    [`NFG 1 R "x" { "A" } { 2 } { { "" 1 } } 1 7`, "outcome 7 is used", "7"],
    [`NFG 1 R "x { "A" } { 2 } 1 2`, "text", undefined],
    [`NFG 1 R "x" { "A" `, "no closing }", ""],
    ["", "starts with the end of the file", ""],
  ])("%s is refused: %s", (source, message, place) => {
    const read = readNfg(source);
    expect(read.ok).toBe(false);
    const [problem] = read.diagnostics;
    if (place === undefined) return;
    expect(problem?.message).toContain(message);
    expect(source.slice(problem?.range?.start, problem?.range?.end)).toBe(place);
  });
});

const TREE = `EFG 2 R "tree" { "A" "B" }
c "" 1 "" { "h" 1/2 "t" 1/2 } 0
p "" 1 1 "first" { "l" "r" } 1 "bonus" { 10, 0 }
t "" 2 "" { 1 2 }
t "" 0
p "" 1 1 0
t "" 2
p "" 2 1 { "x" } 0
t "" 3 { 4, 5, }`;

describe(".efg", () => {
  it("knows sets and outcomes by number, and adds what inner nodes pay", () => {
    const read = readEfg(TREE);
    if (!read.ok) throw new Error(read.diagnostics[0]?.message);
    const { nodes, informationSets } = read.value;
    expect(nodes.map((node) => node.kind)).toEqual([
      "chance",
      "player",
      "terminal",
      "terminal",
      "player",
      "terminal",
      "player",
      "terminal",
    ]);
    expect(nodes.flatMap((node) => (node.kind === "terminal" ? [node.payoffs] : []))).toEqual([
      [11, 2],
      [10, 0],
      [1, 2],
      [4, 5],
    ]);
    expect(informationSets).toEqual([
      { player: 0, label: "first", actions: ["l", "r"], nodes: [1, 4] },
      { player: 1, label: "", actions: ["x"], nodes: [6] },
    ]);
  });

  it.each([
    [TREE.replace('p "" 2 1', 'p "" 3 1'), "player 3 moves, but there are 2 players"],
    [TREE.replace('t "" 2\n', 't "" 9\n'), "outcome 9 has no payoffs yet"],
    [TREE.replace('p "" 1 1 0', 'p "" 1 1 { "l" } 0'), "has 1 actions here and 2 before"],
    [`${TREE}\nt "" 0`, 'the tree is complete, but "t" follows'],
    [TREE.slice(0, TREE.lastIndexOf("t")), "1 branch has no node"],
    [TREE.replace("{ 4, 5, }", "{ 4 }"), "1 payoffs for 2 players"],
    [TREE.replace('p "" 2 1 { "x" } 0', "q"), 'expected a node (c, p or t), found "q"'],
  ])("a broken file is refused (%#): %s", (source, message) => {
    const read = readEfg(source);
    expect(read.ok).toBe(false);
    expect(read.diagnostics[0]?.message).toContain(message);
    expect(read.diagnostics[0]?.range).toBeDefined();
  });
});
