/** Long lists of mistakes are cut, never silently, and no error hides behind warnings. */
import { describe, expect, it } from "vitest";
import type { Diagnostic, Severity } from "../../base/index.ts";
import { loadModel, structureFromJson } from "../index.ts";
import { Reporter } from "./source.ts";

const found = (severity: Severity, start: number): Diagnostic => ({
  code: "unknown-name",
  severity,
  message: `${severity} ${start}`,
  range: { start, end: start + 1 },
});

describe("a reporter", () => {
  it("keeps 200 of each severity, the same once, and says how many more there were", () => {
    const reporter = new Reporter();
    for (let i = 0; i < 250; i++) reporter.add(found("warning", i));
    for (let i = 0; i < 201; i++) reporter.add(found("error", 1000 + i));
    for (let i = 0; i < 201; i++) reporter.add(found("error", 1000 + i));
    const { diagnostics } = reporter;
    const of = (severity: Severity): number =>
      diagnostics.filter((one) => one.severity === severity).length;
    expect([of("warning"), of("error")]).toEqual([200, 200]);
    expect(diagnostics.at(-1)).toMatchObject({
      severity: "info",
      message: "and 1 more error and 50 more warnings, which are not shown",
    });
  });

  it("forgets what is taken back, the count of what is not shown included", () => {
    const reporter = new Reporter();
    for (let i = 0; i < 200; i++) reporter.add(found("error", i));
    const before = reporter.diagnostics;
    const forget = reporter.checkpoint();
    for (let i = 0; i < 9; i++) reporter.add(found("error", 500 + i));
    expect(reporter.diagnostics.at(-1)?.message).toContain("9 more errors");
    expect(reporter.lastMessage).toBe("error 508");
    forget();
    expect([reporter.diagnostics, reporter.errorCount]).toEqual([before, 200]);
  });
});

describe("what a reader is told of", () => {
  it("300 unknown names: the first 200, and that there are 100 more", () => {
    const lines = Array.from({ length: 300 }, (_, i) => `chance X${i} : bool = Nobody${i}`);
    const { diagnostics } = loadModel(lines.join("\n"));
    expect(diagnostics.filter(({ severity }) => severity === "error")).toHaveLength(200);
    expect(diagnostics.at(-1)?.message).toBe("and 100 more errors, which are not shown");
  });

  it("30 wrong nodes in JSON: the first 20, and that there are 10 more", () => {
    const nodes = Array.from({ length: 30 }, (_, i) => ({ id: i, kind: "chance" }));
    const read = structureFromJson({ nodes, edges: [] });
    expect(read.diagnostics).toHaveLength(21);
    expect(read.diagnostics.at(-1)?.message).toBe("and 10 more errors, which are not shown");
  });
});
