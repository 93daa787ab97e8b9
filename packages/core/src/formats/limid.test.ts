/** What the LIMID and UAI readers promise: right tables, and a diagnostic for any other text. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLimid } from "./limid.ts";
import { readUai } from "./uai.ts";

const SMALL = `/* two chance, one decision, one utility */
LIMID
2 1 1
2 3
2
0
2 0 2
1 0
1 1
2
0.25 0.75
12
1 0 0   0 1 0   0 0 1   0.5 0.5 0
3
5 6 7
`;

describe("readLimid", () => {
  it("lists the first parent of a table as the fastest one: parents come out reversed", () => {
    const read = readLimid(SMALL);
    if (!read.ok) throw new Error(read.diagnostics[0]?.message);
    const child = read.value.node(1);
    expect(read.value.nodes.map((n) => n.name)).toEqual(["C0", "C1", "D0", "U0"]);
    expect(child.parents).toEqual([2, 0]);
    // D0 = 0, C0 = 1 is the second row of the file and of the table.
    expect(child.mechanism.kind === "table" && [...child.mechanism.entries].slice(3, 6)).toEqual([
      0, 1, 0,
    ]);
  });

  it("says what is wrong, and where", () => {
    const broken = SMALL.replace("12\n", "11\n");
    const read = readLimid(broken);
    expect(read.ok).toBe(false);
    const [diagnostic] = read.diagnostics;
    expect(diagnostic?.message).toBe("the table of C1 announces 11 entries, its scope needs 12");
    expect(diagnostic?.range).toBeDefined();
  });

  it("names a cycle", () => {
    const text = "LIMID 2 0 0 2 2 1 1 1 0 4 1 0 0 1 4 1 0 0 1";
    expect(readLimid(text).diagnostics[0]?.message).toBe("the arrows form a cycle: C0 → C1 → C0");
  });

  it("answers any text", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(SMALL.length), (noise, at) => {
        const read = readLimid(SMALL.slice(0, at) + noise + SMALL.slice(at + noise.length));
        return read.ok || read.diagnostics.length > 0;
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});

describe("readUai", () => {
  const uai = "ID 3 2 2 2 3 1 0 2 0 1 2 1 2  2 0.5 0.5  4 0.9 0.1 0.2 0.8  4 1 0 0 1";
  const id = "3 C C D 3 P P U";

  it("perfect recall and the preceding block", () => {
    const pvo = "3; 3; 0; 2; 1;";
    const read = readUai({ uai, id, pvo });
    if (!read.ok) throw new Error(read.diagnostics[0]?.message);
    expect(read.value.node(2).parents).toEqual([1]);
    expect(read.value.node(2).name).toBe("D2");
  });

  it("answers any text", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(uai.length), (noise, order, at) => {
        const text = uai.slice(0, at) + noise + uai.slice(at);
        const read = readUai({ uai: text, id, pvo: order });
        return read.ok || read.diagnostics.length > 0;
      }),
      { seed: 8, numRuns: 2000 },
    );
  });
});
