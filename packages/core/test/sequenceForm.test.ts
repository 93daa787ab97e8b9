/** The linear program in sequence form finds the value of games whose value is known otherwise. */
import { describe, expect, it } from "vitest";
import { Random } from "../src/base/index.ts";
import type { ExtensiveGame } from "../src/model/index.ts";
import { readEfg } from "../src/formats/index.ts";
import { bimatrixGame } from "../src/model/index.ts";
import { lemkeHowson, solveSequenceForm } from "../src/solve/index.ts";

function extensive(text: string): ExtensiveGame {
  const read = readEfg(text);
  if (!read.ok) throw new Error(read.diagnostics[0]?.message);
  return read.value;
}

/** Both move without seeing the other. */
function atOnce(rows: readonly (readonly number[])[]): string {
  const names = (count: number): string =>
    `{ ${Array.from({ length: count }, (_, i) => `"${i}"`).join(" ")} }`;
  const [first = []] = rows;
  const lines = ['EFG 2 R "at once" { "1" "2" }', `p "" 1 1 "" ${names(rows.length)} 0`];
  for (const [i, row] of rows.entries()) {
    lines.push(`p "" 2 1 "" ${names(first.length)} 0`);
    for (const [j, x] of row.entries())
      lines.push(`t "" ${i * first.length + j + 1} "" { ${x}, ${-x} }`);
  }
  return lines.join("\n");
}

describe("the program in sequence form", () => {
  it("gives the card game of Myerson 1991, §2.1, its value of 1/3", async () => {
    const solved = await solveSequenceForm(
      extensive(`EFG 2 R "cards" { "1" "2" }
c "" 1 "" { "red" 1/2 "black" 1/2 } 0
p "" 1 1 "" { "raise" "fold" } 0
p "" 2 1 "" { "meet" "pass" } 0
t "" 1 "" { 2, -2 }
t "" 2 "" { 1, -1 }
t "" 3 "" { 1, -1 }
p "" 1 2 "" { "raise" "fold" } 0
p "" 2 1 "" { "meet" "pass" } 0
t "" 4 "" { -2, 2 }
t "" 5 "" { 1, -1 }
t "" 6 "" { -1, 1 }`),
    );
    expect(solved.payoffs[0]).toBeCloseTo(1 / 3, 9);
    expect(solved.regret).toBeLessThan(1e-9);
  });

  it("agrees with complementary pivoting where both move at once", async () => {
    const random = Random.seeded(23);
    for (let k = 0; k < 25; k++) {
      const [m, n] = [2 + random.below(3), 2 + random.below(3)];
      const rows = Array.from({ length: m }, () =>
        Array.from({ length: n }, () => random.below(21) - 10),
      );
      const solved = await solveSequenceForm(extensive(atOnce(rows)));
      expect(solved.payoffs[0]).toBeCloseTo(
        lemkeHowson(bimatrixGame(rows)).payoffs[0] as number,
        7,
      );
      expect(solved.regret).toBeLessThan(1e-7);
    }
  });
});
