import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ClaimOutcome, ClaimResult } from "../src/check/index.ts";
import { checkClaims, learnEngine, solveEngine } from "../src/check/index.ts";
import { format } from "../src/language/index.ts";
import { bruteForceEngine } from "./bruteForceEngine.ts";
import { catalogueDocument } from "./catalogueDocument.ts";
import { catalogue, diagramOf, loadFile } from "./catalogueFiles.ts";
import { PUBLISHED_MODELS } from "./publishedModels.ts";

const files = catalogue();

describe.each(files.map((file) => [file.slug, file] as const))("%s", (_, file) => {
  it("loads without a diagnostic", () => {
    expect(file.loaded.diagnostics).toEqual([]);
    expect(file.loaded.diagram).toBeDefined();
  });

  it("is formatted", () => {
    expect(format(file.text)).toBe(file.text);
  });

  it("has a title, a citation, a topic, a note on provenance and a citation for every claim", () => {
    const { header, claims } = diagramOf(file);
    expect(header.title).toBeTruthy();
    expect(header.citations).not.toEqual([]);
    expect(header.topics).not.toEqual([]);
    expect(header.notes.join(" ").length).toBeGreaterThan(60);
    expect(claims.filter(({ citation }) => citation === undefined)).toEqual([]);
    expect(claims.length).toBeGreaterThan(0);
  });

  it("says of bare arrows and paths that they are drawn, not found", () => {
    for (const { text, citation } of diagramOf(file).claims) {
      const bare = /^(not )?(edge|path)\(/u.test(text);
      if (bare) expect([text, citation]).toEqual([text, expect.stringMatching(/^drawn: /u)]);
    }
  });

  it("has graph claims that all hold", () => {
    const results = checkClaims(diagramOf(file), { families: ["graph"] });
    expect(not(["holds"], results)).toEqual([]);
  });

  it("has claims about learners that hold", () => {
    const results = checkClaims(diagramOf(file), {
      families: ["empirical"],
      empirical: learnEngine,
    });
    expect(not(["holds"], results)).toEqual([]);
  });

  it("has claims about numbers that the solvers prove and brute force does not refute", () => {
    const diagram = diagramOf(file);
    const solved = checkClaims(diagram, { families: ["exact"], exact: solveEngine });
    expect(not(["holds"], solved)).toEqual([]);
    const counted = checkClaims(diagram, { families: ["exact"], exact: bruteForceEngine });
    expect(not(["holds", "undecided"], counted)).toEqual([]);
  });
});

function not(outcomes: readonly ClaimOutcome[], results: readonly ClaimResult[]): string[] {
  return results
    .filter(({ outcome }) => !outcomes.includes(outcome))
    .map(({ claim, outcome, explanation }) => `${claim.text}: ${outcome}, ${explanation}`);
}

it("topics are words of the field, not ids of somebody's table", () => {
  const topics = new Set(files.flatMap((file) => diagramOf(file).header.topics));
  expect([...topics].filter((topic) => !/^[A-Za-z][A-Za-z -]*$/u.test(topic))).toEqual([]);
});

it("the published models are files of the catalogue, one each", () => {
  const slugs = Object.values(PUBLISHED_MODELS);
  expect(slugs.filter((slug) => !files.some((file) => file.slug === slug))).toEqual([]);
  expect(new Set(slugs).size).toBe(slugs.length);
});

describe("horizons", () => {
  const unrolled = files.filter(({ loaded }) =>
    loaded.diagram?.parameters.some((p) => p.structural),
  );

  it.each(unrolled.map((file) => [file.slug, file] as const))(
    "%s loads with other ones",
    (_, file) => {
      for (const { name, value, low, high, structural } of diagramOf(file).parameters) {
        if (!structural) continue;
        for (const other of [low ?? value, Math.min(high ?? value + 2, value + 2)]) {
          const { diagram, diagnostics } = loadFile(file.path, new Map([[name, other]]));
          // Of very long tables some rows are not read; loading says so and goes on.
          expect(diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
          expect(diagram?.parameters.find((p) => p.name === name)?.value).toBe(other);
        }
      }
    },
  );
});

it("docs/catalogue.md lists the models as they are (else: npm run renew)", () => {
  expect(readFileSync(join(import.meta.dirname, "../../../docs/catalogue.md"), "utf8")).toBe(
    catalogueDocument(files),
  );
});
